//! The rule itself.

use std::{cmp::Reverse, collections::HashSet, sync::Arc};

use jiff::civil::Date;
use web::Tlp;

use super::{
    Reason,
    season::{Season, in_season},
};
use crate::{
    alert::Decision,
    case_study,
    guidance::Stage,
    item::{Item, Kind, Nation},
    opportunity::Standing,
    reader::EVERYBODY,
    service::PeriodKind,
    shelf::Shelf,
};

/// How many threats a group's page shows.
const THREATS: usize = 5;
/// How many live alerts may be among the three actions.
const ALERTS_AMONG_ACTIONS: usize = 2;
/// How many actions in season and live alerts may be among the three, so that what the group should always do is
/// not crowded out (docs/decisions/0002). Beside two alerts there is still one season.
const OF_THE_DAY: usize = 2;
/// How many actions a page asks for.
const ACTIONS: usize = 3;

/// An item on a group's page, and why it is there.
#[derive(Debug, Clone)]
pub struct Entry<'s> {
    /// The item.
    pub item: &'s Arc<Item>,
    /// Why it is there.
    pub reason: Reason,
}

/// Something to do this week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// What to do.
    pub deed: String,
    /// Why.
    pub why: String,
    /// Why it is among the three.
    pub reason: Reason,
    /// Where to read on.
    pub link: Option<String>,
    /// Who may see it: the label of what it comes from.
    pub tlp: Tlp,
}

/// A group's page, in order.
#[derive(Debug, Clone)]
pub struct Tailored<'s> {
    /// The group whose work it is made for.
    pub audience: &'s Arc<Item>,
    /// Who does the work of the group that was asked for, where councils do not: the page is then that of
    /// everybody, and reasons from nothing that the nation's councils do not have.
    pub elsewhere: Option<&'s str>,
    /// Three things to do this week.
    pub actions: Vec<Deed>,
    /// Live alerts.
    pub alerts: Vec<Entry<'s>>,
    /// The threats that weigh most.
    pub threats: Vec<Entry<'s>>,
    /// What is in season.
    pub seasons: Vec<Season<'s>>,
    /// Incidents like ours.
    pub incidents: Vec<Entry<'s>>,
    /// All guidance for the group, by stage.
    pub guidance: Vec<Entry<'s>>,
    /// What may be applied for, soonest closing first.
    pub opportunities: Vec<Entry<'s>>,
    /// Other people's pages and tools.
    pub resources: Vec<Entry<'s>>,
    /// The questions that the group asks.
    pub questions: Vec<Entry<'s>>,
    /// The words that it is likeliest to meet, from A to Z.
    pub words: Vec<&'s Arc<Item>>,
    /// The services that it depends on.
    pub services: Vec<&'s Arc<Item>>,
    /// Whom to ring.
    pub contacts: Vec<&'s Arc<Item>>,
}

/// Orders the page of `audience` for a reader in `nations` on `today`.
pub fn tailor<'s>(shelf: &'s Shelf, audience: &'s Arc<Item>, nations: &[Nation], today: Date) -> Tailored<'s> {
    let asked = audience;
    let detail = asked.audience();
    let elsewhere = detail.and_then(|audience| audience.done_elsewhere(nations));
    let everybody = elsewhere.and_then(|_| shelf.find(Kind::Audience, EVERYBODY));
    let audience = everybody.unwrap_or(asked);
    let rule = Rule {
        shelf,
        audience,
        nations,
        today,
    };
    let alerts = rule.alerts();
    let seasons = in_season(shelf, audience, nations, today);
    let actions = rule.actions(&alerts, &seasons);
    Tailored {
        audience,
        elsewhere,
        actions,
        alerts,
        threats: rule.threats(),
        seasons,
        incidents: rule.incidents(),
        guidance: rule.guidance(),
        opportunities: rule.opportunities(),
        resources: rule.resources(),
        questions: rule.questions(),
        words: rule.words(),
        services: rule.named(Kind::Service, &audience.head.services),
        contacts: rule.contacts(asked),
    }
}

struct Rule<'s, 'r> {
    shelf: &'s Shelf,
    audience: &'s Arc<Item>,
    nations: &'r [Nation],
    today: Date,
}

impl<'s> Rule<'s, '_> {
    fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &'s Arc<Item>> {
        let nations = self.nations;
        self.shelf.all(kind).filter(move |item| item.head.holds_in(nations))
    }

    fn named(&self, kind: Kind, slugs: &[String]) -> Vec<&'s Arc<Item>> {
        self.shelf
            .find_all(kind, slugs)
            .filter(|item| item.head.holds_in(self.nations))
            .collect()
    }

    /// Whom to ring. Whoever asks for a group whose work is done elsewhere wants to know whom to ring there, and
    /// then whom everybody rings.
    fn contacts(&self, asked: &Item) -> Vec<&'s Arc<Item>> {
        let lists = [asked, self.audience].into_iter().filter_map(Item::audience);
        let mut contacts: Vec<&Arc<Item>> = Vec::new();
        for contact in lists.flat_map(|audience| self.named(Kind::Contact, &audience.contacts)) {
            if !contacts.iter().any(|known| known.slug == contact.slug) {
                contacts.push(contact);
            }
        }
        contacts
    }

    fn is_for_us(&self, item: &Item) -> bool {
        item.head.is_for(&self.audience.slug)
    }

    /// The first service that an item bears on and the group depends on, of those that the nation's councils
    /// have, and its place among the group's own.
    fn shared(&self, item: &Item) -> Option<(usize, &'s Arc<Item>)> {
        let ours = self.audience.head.services.iter().enumerate();
        ours.filter(|(_, slug)| item.head.services.contains(slug))
            .filter_map(|(place, slug)| Some((place, self.shelf.find(Kind::Service, slug)?)))
            .find(|(_, service)| service.head.holds_in(self.nations))
    }

    fn shared_service(&self, item: &Item) -> Option<String> {
        Some(self.shared(item)?.1.head.said())
    }

    fn alerts(&self) -> Vec<Entry<'s>> {
        let mut alerts: Vec<(Decision, Reverse<Date>, &'s Arc<Item>)> = self
            .of_kind(Kind::Alert)
            .filter_map(|item| {
                let alert = item.alert()?;
                let is_ours = alert.lines_for(&self.audience.slug).is_some();
                (alert.is_live(self.today) && is_ours).then_some((alert.decision, Reverse(alert.published), item))
            })
            .collect();
        alerts.sort_by_key(|&(decision, published, item)| (decision, published, &item.slug));
        alerts
            .into_iter()
            .map(|(decision, _, item)| Entry {
                item,
                reason: Reason::LiveAlert {
                    decision,
                    service: self.shared_service(item),
                },
            })
            .collect()
    }

    fn threats(&self) -> Vec<Entry<'s>> {
        let mut threats: Vec<_> = self
            .of_kind(Kind::Threat)
            .filter_map(|item| Some((item, item.threat()?.exposure(&self.audience.slug)?)))
            .collect();
        threats.sort_by_key(|&(item, exposure)| (Reverse(exposure.weight()), &item.slug));
        threats
            .into_iter()
            .take(THREATS)
            .map(|(item, exposure)| Entry {
                item,
                reason: Reason::Exposure {
                    likelihood: exposure.likelihood,
                    impact: exposure.impact,
                    because: exposure.likelihood_reason.clone(),
                },
            })
            .collect()
    }

    fn incidents(&self) -> Vec<Entry<'s>> {
        let mut incidents: Vec<_> = self
            .of_kind(Kind::CaseStudy)
            .filter(|item| self.is_for_us(item))
            .filter_map(|item| {
                let case = item
                    .case_study()
                    .filter(|case| case.sort == case_study::Sort::Incident)?;
                Some((Reverse(case.date), item, self.shared_service(item)?))
            })
            .collect();
        incidents.sort_by_key(|(date, item, _)| (*date, &item.slug));
        incidents
            .into_iter()
            .map(|(_, item, service)| Entry {
                item,
                reason: Reason::Incident(service),
            })
            .collect()
    }

    fn guidance(&self) -> Vec<Entry<'s>> {
        self.ours(Kind::Guidance, |item| Some((item.guidance()?.stage, self.place(item))))
    }

    fn opportunities(&self) -> Vec<Entry<'s>> {
        self.ours(Kind::Opportunity, |item| {
            let standing = item.opportunity()?.standing(self.today);
            (standing != Standing::Closed).then(|| (standing, self.place(item)))
        })
    }

    fn resources(&self) -> Vec<Entry<'s>> {
        self.ours(Kind::Resource, |item| Some(self.place(item)))
    }

    fn questions(&self) -> Vec<Entry<'s>> {
        self.ours(Kind::Question, |item| {
            Some((!item.head.names(&self.audience.slug), item.question()?.order))
        })
    }

    /// The items of a kind that are for the group and have a place on its page, in the order of their places.
    fn ours<P: Ord>(&self, kind: Kind, place: impl Fn(&Item) -> Option<P>) -> Vec<Entry<'s>> {
        let mut ours: Vec<_> = self
            .of_kind(kind)
            .filter(|item| self.is_for_us(item))
            .filter_map(|item| Some((place(item)?, item)))
            .collect();
        ours.sort_by(|(a, a_item), (b, b_item)| (a, &a_item.slug).cmp(&(b, &b_item.slug)));
        ours.into_iter().map(|(_, item)| self.entry(item)).collect()
    }

    fn words(&self) -> Vec<&'s Arc<Item>> {
        let mut words: Vec<_> = self
            .of_kind(Kind::Glossary)
            .filter(|item| item.head.names(&self.audience.slug))
            .collect();
        words.sort_by_key(|item| item.head.title.to_lowercase());
        words
    }

    /// How near an item is to the group: featured, its own, one of a few groups', bearing on its services,
    /// for everybody.
    fn nearness(&self, item: &Item) -> u8 {
        let slug = &self.audience.slug;
        if item.head.featured_for.contains(slug) {
            0
        } else if item.head.audiences.first() == Some(slug) {
            1
        } else if item.head.names(slug) {
            2
        } else if self.shared_service(item).is_some() {
            3
        } else {
            4
        }
    }

    /// By nearness, and then by the service it is about in the group's own order, so that entries with the
    /// same reason stand together.
    fn place(&self, item: &Item) -> (u8, usize, Option<String>) {
        let service = self.shared(item).map_or(usize::MAX, |(place, _)| place);
        let threat = if service == usize::MAX {
            self.high_threat(item)
        } else {
            None
        };
        (self.nearness(item), service, threat)
    }

    fn entry(&self, item: &'s Arc<Item>) -> Entry<'s> {
        let group = || self.audience.head.said();
        let reason = match (self.nearness(item), self.shared_service(item)) {
            (0, _) => Reason::Featured(group()),
            (_, Some(service)) => Reason::Service(service),
            (1 | 2, None) => match self.high_threat(item) {
                Some(threat) => Reason::Threat(threat),
                None => Reason::ForGroup(group()),
            },
            _ => Reason::ForEverybody,
        };
        Entry { item, reason }
    }

    /// The threat that weighs most for the group among those that an item bears on, when it weighs much.
    fn high_threat(&self, item: &Item) -> Option<String> {
        const MUCH: u8 = 9;
        item.head
            .threats
            .iter()
            .filter_map(|slug| {
                let threat = self.shelf.find(Kind::Threat, slug)?;
                let weight = threat.threat()?.exposure(&self.audience.slug)?.weight();
                (weight >= MUCH).then_some((Reverse(weight), &threat.slug, threat.head.said()))
            })
            .min()
            .map(|(_, _, said)| said)
    }

    fn actions(&self, alerts: &[Entry<'s>], seasons: &[Season<'s>]) -> Vec<Deed> {
        let of_alerts = alerts.iter().filter_map(|entry| self.deed_of_alert(entry));
        let of_alerts: Vec<Deed> = of_alerts.take(ALERTS_AMONG_ACTIONS).collect();
        let seasons_among_actions = OF_THE_DAY.saturating_sub(of_alerts.len()).max(1);
        // What to do before busy weeks is not asked for while they last; what the law asks for is, until its last day.
        let to_come = seasons
            .iter()
            .filter(|season| season.starts > self.today || season.period.kind == PeriodKind::Statutory);
        let of_seasons = to_come.map(|season| {
            let reason = Reason::Season {
                service: season.service.head.said(),
                period: season.period.name.clone(),
                when: season.when(self.today),
            };
            Deed {
                deed: season.period.action.clone(),
                why: reason.say(),
                reason,
                link: Some(season.service.address()),
                tlp: season.service.tlp,
            }
        });
        let own = self
            .audience
            .audience()
            .into_iter()
            .flat_map(|audience| &audience.actions)
            .filter(|action| Nation::are_for(&action.nations, self.nations))
            .map(|action| Deed {
                deed: action.deed.clone(),
                why: action.why.clone(),
                reason: Reason::OwnOrder(self.audience.head.said()),
                link: action.link.clone(),
                tlp: self.audience.tlp,
            });
        let mut said = HashSet::new();
        of_alerts
            .into_iter()
            .chain(of_seasons.take(seasons_among_actions))
            .chain(own)
            .filter(|deed| said.insert(deed.deed.clone()))
            .take(ACTIONS)
            .collect()
    }

    fn deed_of_alert(&self, entry: &Entry<'s>) -> Option<Deed> {
        let alert = entry.item.alert()?;
        if alert.decision == Decision::Watching {
            return None;
        }
        let lines = alert.lines_for(&self.audience.slug)?;
        Some(Deed {
            deed: lines.today.clone(),
            why: format!("{} {}", lines.means, entry.reason.say()),
            reason: entry.reason.clone(),
            link: Some(entry.item.address()),
            tlp: entry.item.tlp,
        })
    }
}

impl<'s> Tailored<'s> {
    /// The guidance of one stage.
    pub fn of_stage(&self, stage: Stage) -> Vec<&Entry<'s>> {
        self.guidance
            .iter()
            .filter(|entry| entry.item.guidance().is_some_and(|guidance| guidance.stage == stage))
            .collect()
    }
}
