//! Facts of what there is to know: groups, services, threats, cases, questions, words.

use serde::Serialize;
use utoipa::ToSchema;

use super::{FourLines, slug_of};
use crate::{
    audience::Audience,
    case_study::{CaseStudy, Sort},
    feed::Words,
    glossary::Term,
    item::Day,
    service::{Period, PeriodKind, Service, Tier},
    threat::{Exposure, Threat},
};

/// A group.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct AudienceFacts {
    /// The title of its page.
    page_title: String,
    /// The line on its door.
    promise: String,
    /// The line under the title of its page.
    lead: String,
    /// The slugs of whom to ring, in order.
    contacts: Vec<String>,
    /// What to do, in order, when nothing more urgent is known.
    actions: Vec<OwnAction>,
}

/// One thing to do.
#[derive(Debug, Serialize, ToSchema)]
struct OwnAction {
    /// What to do.
    r#do: String,
    /// Why.
    why: String,
    /// Where to read on.
    link: Option<String>,
}

impl AudienceFacts {
    pub(super) fn of(audience: &Audience, words: Words<'_>) -> Self {
        let action = |action: &crate::audience::Action| OwnAction {
            r#do: words.plain(&action.deed),
            why: words.plain(&action.why),
            link: action.link.clone(),
        };
        Self {
            page_title: audience.page_title.clone(),
            promise: audience.promise.clone(),
            lead: words.plain(&audience.lead),
            contacts: audience.contacts.clone(),
            actions: audience.actions.iter().map(action).collect(),
        }
    }
}

/// A service.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ServiceFacts {
    /// Which tiers of council have it: `district`, `county`, `unitary`.
    tiers: Vec<&'static str>,
    /// What data it holds.
    data_held: Vec<String>,
    /// When it is busy or bound by law.
    periods: Vec<PeriodFact>,
    /// What services like this often run on, as far as a source supports it; never a claim about one council.
    products: Vec<ProductFact>,
    /// What an alert about it means, for each group.
    lines: Vec<FourLines>,
    /// How to go on without it: the first hour, day, week and month.
    continuity: Vec<PhaseFact>,
}

/// A time of the year that matters to a service.
#[derive(Debug, Serialize, ToSchema)]
struct PeriodFact {
    /// What happens then.
    name: String,
    /// Its first day: `2027-01-31`, or `01-31` when it comes every year.
    from: String,
    /// Its last day, in the same way.
    to: String,
    /// Whether the law sets it.
    is_statutory: bool,
    /// What to do in the weeks before.
    action: String,
    /// The slugs of the groups it is for; empty: all that depend on the service.
    audiences: Vec<String>,
}

/// A product that services like this often run on.
#[derive(Debug, Serialize, ToSchema)]
struct ProductFact {
    /// Who makes it.
    vendor: String,
    /// Its name.
    product: String,
}

/// One stretch of time without a service.
#[derive(Debug, Serialize, ToSchema)]
struct PhaseFact {
    /// Which.
    name: &'static str,
    /// What people would feel.
    felt: String,
    /// What to do.
    r#do: Vec<String>,
}

impl ServiceFacts {
    pub(super) fn of(service: &Service, words: Words<'_>) -> Self {
        let tier = |tier: &Tier| match tier {
            Tier::District => "district",
            Tier::County => "county",
            Tier::Unitary => "unitary",
        };
        let products = service.products.iter().filter(|product| product.confirmed);
        let phases = service.continuity.phases().into_iter();
        Self {
            tiers: service.tiers.iter().map(tier).collect(),
            data_held: words.all_plain(&service.data_held),
            periods: service
                .periods
                .iter()
                .map(|period| PeriodFact::of(period, words))
                .collect(),
            products: products
                .map(|product| ProductFact {
                    vendor: product.vendor.clone(),
                    product: product.product.clone(),
                })
                .collect(),
            lines: service.lines.iter().map(|lines| FourLines::of(lines, words)).collect(),
            continuity: phases
                .map(|(name, phase)| PhaseFact {
                    name,
                    felt: words.plain(&phase.felt),
                    r#do: words.all_plain(&phase.deeds),
                })
                .collect(),
        }
    }
}

impl PeriodFact {
    fn of(period: &Period, words: Words<'_>) -> Self {
        let day = |day: Day| match day {
            Day::Yearly(month, day) => format!("{month:02}-{day:02}"),
            Day::Once(date) => date.to_string(),
        };
        Self {
            name: words.plain(&period.name),
            from: day(period.from),
            to: day(period.to),
            is_statutory: period.kind == PeriodKind::Statutory,
            action: words.plain(&period.action),
            audiences: period.audiences.clone(),
        }
    }
}

/// A threat.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ThreatFacts {
    /// Other names.
    also_known_as: Vec<String>,
    /// What you would notice.
    signs: Vec<String>,
    /// The first steps, in order.
    first: Vec<String>,
    /// The slugs of the first-hour cards that fit.
    first_hour: Vec<String>,
    /// What it means for each group.
    exposures: Vec<ExposureFact>,
}

/// What a threat means for one group.
#[derive(Debug, Serialize, ToSchema)]
struct ExposureFact {
    /// The slug of the group.
    audience: String,
    /// `rare`, `possible`, `likely` or `very-likely`.
    likelihood: String,
    /// Why we say so.
    likelihood_reason: String,
    /// `minor`, `moderate`, `serious` or `severe`.
    impact: String,
    /// Why we say so.
    impact_reason: String,
    /// How it looks in this work.
    looks_like: String,
    /// What it means for your work.
    means: String,
    /// What to do today.
    today: String,
    /// What IT does.
    it: String,
    /// Whom to ask.
    ask: String,
    /// What this group does first.
    first_response: String,
    /// What stops it here.
    stops: String,
    /// The slug of the case study that shows it.
    case: Option<String>,
}

impl ThreatFacts {
    pub(super) fn of(threat: &Threat, words: Words<'_>) -> Self {
        Self {
            also_known_as: threat.also_known_as.clone(),
            signs: words.all_plain(&threat.signs),
            first: words.all_plain(&threat.first),
            first_hour: threat.first_hour.clone(),
            exposures: threat
                .audiences
                .iter()
                .map(|exposure| ExposureFact::of(exposure, words))
                .collect(),
        }
    }
}

impl ExposureFact {
    fn of(exposure: &Exposure, words: Words<'_>) -> Self {
        Self {
            audience: exposure.slug.clone(),
            likelihood: slug_of(exposure.likelihood.words()),
            likelihood_reason: words.plain(&exposure.likelihood_reason),
            impact: slug_of(exposure.impact.words()),
            impact_reason: words.plain(&exposure.impact_reason),
            looks_like: words.plain(&exposure.looks_like),
            means: words.plain(&exposure.means),
            today: words.plain(&exposure.today),
            it: words.plain(&exposure.it),
            ask: words.plain(&exposure.ask),
            first_response: words.plain(&exposure.first_response),
            stops: words.plain(&exposure.stops),
            case: exposure.case.clone(),
        }
    }
}

/// A real incident, or good practice.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct CaseStudyFacts {
    /// `incident` or `practice`.
    r#type: &'static str,
    /// Its first day.
    #[schema(format = Date)]
    date: String,
    /// When, in words.
    when: String,
    /// Where.
    r#where: String,
    /// It in one line.
    line: String,
    /// What stopped.
    stopped: Vec<String>,
    /// What it cost, in words.
    cost: Option<String>,
    /// How long recovery took, in words.
    recovery: Option<String>,
    /// What they say they would do differently.
    differently: Option<String>,
    /// What each group takes from it.
    takeaways: Vec<TakeawayFact>,
}

/// What one group takes from a case.
#[derive(Debug, Serialize, ToSchema)]
struct TakeawayFact {
    /// The slug of the group.
    audience: String,
    /// What it takes from it.
    takeaway: String,
}

impl CaseStudyFacts {
    pub(super) fn of(case: &CaseStudy, words: Words<'_>) -> Self {
        let plain = |line: &Option<String>| line.as_deref().map(|line| words.plain(line));
        let takeaway = |takeaway: &crate::case_study::Takeaway| TakeawayFact {
            audience: takeaway.slug.clone(),
            takeaway: words.plain(&takeaway.takeaway),
        };
        Self {
            r#type: match case.sort {
                Sort::Incident => "incident",
                Sort::Practice => "practice",
            },
            date: case.date.to_string(),
            when: case.when.clone(),
            r#where: case.place.clone(),
            line: words.plain(&case.line),
            stopped: words.all_plain(&case.stopped),
            cost: plain(&case.cost),
            recovery: plain(&case.recovery),
            differently: plain(&case.differently),
            takeaways: case.takeaways.iter().map(takeaway).collect(),
        }
    }
}

/// A question: its title asks, its summary answers.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct QuestionFacts {
    /// Its place in the list.
    pub(super) order: u32,
}

/// A word: its title is the word, its summary the meaning.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct GlossaryFacts {
    /// Abbreviations, synonyms, old names.
    also_known_as: Vec<String>,
    /// Everyday words that people use for it.
    plain: Vec<String>,
}

impl GlossaryFacts {
    pub(super) fn of(term: &Term) -> Self {
        Self {
            also_known_as: term.also_known_as.clone(),
            plain: term.plain.clone(),
        }
    }
}
