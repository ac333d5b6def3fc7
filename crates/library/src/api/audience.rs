//! A group's page as data: the same rule, the same order, the same reasons.

use axum::extract::Path;
use serde::Serialize;
use utoipa::ToSchema;
use web::Document;

use super::{
    asked::Asked,
    entry::{AlertEntry, ContactEntry, Entry, GuidanceEntry, IncidentEntry, OfferEntry, SeasonEntry, ThreatEntry},
    items,
    record::words,
    refusal::Refusal,
};
use crate::{
    feed::Words,
    item::Kind,
    item_page,
    reader::Reader,
    tailoring::{Deed, Tailored, tailor},
};

/// What comes first for one group on one day, and why.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AudienceAnswer)]
pub(super) struct Answer {
    /// The address of its page from the root of the hub.
    path: String,
    /// The group's name.
    title: String,
    /// The title of its page.
    page_title: String,
    /// The line under that title.
    lead: String,
    /// Who does this group's work, where councils do not: what follows is then what is for everybody.
    elsewhere: Option<String>,
    /// The day, in London, on which this order holds.
    #[schema(format = Date)]
    today: String,
    /// Three things to do this week.
    actions: Vec<Action>,
    /// Live alerts, by how soon to act.
    alerts: Vec<AlertEntry>,
    /// The threats that weigh most.
    threats: Vec<ThreatEntry>,
    /// Services in season, soonest first.
    seasons: Vec<SeasonEntry>,
    /// Incidents like ours, newest first.
    incidents: Vec<IncidentEntry>,
    /// Guidance, by stage.
    guidance: Vec<GuidanceEntry>,
    /// What may be applied for, soonest closing first.
    opportunities: Vec<OfferEntry>,
    /// Other people's pages and tools.
    resources: Vec<OfferEntry>,
    /// The questions that the group asks.
    questions: Vec<Entry>,
    /// The services that it depends on.
    services: Vec<Entry>,
    /// Whom to ring, first call first.
    contacts: Vec<ContactEntry>,
}

/// Something to do this week.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ActionEntry)]
struct Action {
    /// What to do.
    r#do: String,
    /// Why it is worth doing.
    why: String,
    /// Why it is among the three, in a sentence.
    reason: String,
    /// Where to read on, from the root of the hub.
    path: Option<String>,
    /// Who may see it, by the Traffic Light Protocol 2.0.
    tlp: &'static str,
}

/// The page of one group.
pub(super) async fn show(Path(slug): Path<String>, reader: Reader) -> Result<Document, Refusal> {
    Asked(&reader).nation()?;
    let item = items::find(&reader, Kind::Audience, &slug, "/api/v1/")?;
    let detail = item.audience().ok_or(Refusal::NoSuch("group"))?;
    let (today, words) = (reader.read.today, words(&reader));
    let tailored = tailor(&reader.shelf, &item, &reader.nations, today);
    let answer = Answer {
        path: item.address(),
        title: item.head.title.clone(),
        page_title: detail.page_title.clone(),
        lead: words.plain(&detail.lead),
        elsewhere: tailored.elsewhere.map(|note| words.plain(note)),
        today: today.to_string(),
        actions: tailored
            .actions
            .iter()
            .map(|deed| action(&reader, deed, words))
            .collect(),
        alerts: alerts(&tailored, &reader, words),
        threats: tailored
            .threats
            .iter()
            .filter_map(|entry| ThreatEntry::of(entry, &tailored.audience.slug, words))
            .collect(),
        seasons: tailored
            .seasons
            .iter()
            .map(|season| SeasonEntry::of(season, today, words))
            .collect(),
        incidents: tailored
            .incidents
            .iter()
            .filter_map(|entry| IncidentEntry::of(entry, &tailored.audience.slug, words))
            .collect(),
        guidance: tailored
            .guidance
            .iter()
            .map(|entry| GuidanceEntry::of(entry, words))
            .collect(),
        opportunities: tailored
            .opportunities
            .iter()
            .filter_map(|entry| OfferEntry::of(entry, today, words))
            .collect(),
        resources: tailored
            .resources
            .iter()
            .filter_map(|entry| OfferEntry::of(entry, today, words))
            .collect(),
        questions: tailored
            .questions
            .iter()
            .map(|entry| Entry::tailored(entry, words))
            .collect(),
        services: tailored
            .services
            .iter()
            .map(|item| Entry::of(item, None, words))
            .collect(),
        contacts: tailored
            .contacts
            .iter()
            .filter_map(|item| ContactEntry::of(item, words))
            .collect(),
    };
    Ok(Document::json(&answer)?.kept_when(reader.read.viewer.is_stranger()))
}

fn alerts(tailored: &Tailored<'_>, reader: &Reader, words: Words<'_>) -> Vec<AlertEntry> {
    let group = Some(tailored.audience.slug.as_str());
    let entries = tailored.alerts.iter().filter_map(|entry| {
        let reason = words.plain(&entry.reason.say());
        Some(AlertEntry::of(
            entry.item,
            entry.item.alert()?,
            group,
            reader.read.today,
            Some(reason),
            words,
        ))
    });
    entries.collect()
}

fn action(reader: &Reader, deed: &Deed, words: Words<'_>) -> Action {
    let path = deed
        .link
        .as_deref()
        .and_then(|link| item_page::address_of(reader, link));
    Action {
        r#do: words.plain(&deed.deed),
        why: words.plain(&deed.why),
        reason: words.plain(&deed.reason.say()),
        path,
        tlp: deed.tlp.as_str(),
    }
}
