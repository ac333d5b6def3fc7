//! Entries of a group's page as data: each an item, what decides about it, and why it is there.

use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::facts::{FourLines, slug_of};
use crate::{
    alert::Alert,
    feed::Words,
    guidance::Stage,
    item::Item,
    tailoring::{self, Season},
};

/// An item on a group's page.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Entry {
    /// Its address from the root of the hub.
    path: String,
    /// Its title.
    title: String,
    /// One or two sentences, as plain text.
    summary: String,
    /// Who may see it, by the Traffic Light Protocol 2.0.
    tlp: &'static str,
    /// Why it is there, in a sentence; null in lists that have no order of their own.
    reason: Option<String>,
}

impl Entry {
    pub(super) fn of(item: &Item, reason: Option<String>, words: Words<'_>) -> Self {
        Self {
            path: item.address(),
            title: item.head.title.clone(),
            summary: words.plain(&item.head.summary),
            tlp: item.tlp.as_str(),
            reason,
        }
    }

    pub(super) fn tailored(entry: &tailoring::Entry<'_>, words: Words<'_>) -> Self {
        Self::of(entry.item, Some(words.plain(&entry.reason.say())), words)
    }
}

/// An alert.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AlertEntry {
    #[serde(flatten)]
    entry: Entry,
    /// How soon to act: `act-today`, `act-this-week` or `watching`.
    decision: &'static str,
    /// The day on which it was published.
    #[schema(format = Date)]
    published: String,
    /// The last day on which it is live.
    #[schema(format = Date)]
    expires: String,
    /// Whether it is live today.
    live: bool,
    /// What it means and what to do, for each group; for one group its own, or those for all staff.
    lines: Vec<FourLines>,
}

impl AlertEntry {
    pub(super) fn of(
        item: &Item,
        alert: &Alert,
        group: Option<&str>,
        today: Date,
        reason: Option<String>,
        words: Words<'_>,
    ) -> Self {
        let lines: Vec<&crate::alert::FourLines> = match group {
            None => alert.lines.iter().collect(),
            Some(group) => alert
                .lines_for(group)
                .or_else(|| alert.lines_for("all-staff"))
                .into_iter()
                .collect(),
        };
        Self {
            entry: Entry::of(item, reason, words),
            decision: alert.decision.slug(),
            published: alert.published.to_string(),
            expires: alert.expires.to_string(),
            live: alert.is_live(today),
            lines: lines.into_iter().map(|lines| FourLines::of(lines, words)).collect(),
        }
    }
}

/// A threat, and what it means for the group.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ThreatEntry {
    #[serde(flatten)]
    entry: Entry,
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
    /// What this group does first.
    first_response: String,
    /// What stops it here.
    stops: String,
}

impl ThreatEntry {
    pub(super) fn of(entry: &tailoring::Entry<'_>, group: &str, words: Words<'_>) -> Option<Self> {
        let exposure = entry.item.threat()?.exposure(group)?;
        Some(Self {
            entry: Entry::tailored(entry, words),
            likelihood: slug_of(exposure.likelihood.words()),
            likelihood_reason: words.plain(&exposure.likelihood_reason),
            impact: slug_of(exposure.impact.words()),
            impact_reason: words.plain(&exposure.impact_reason),
            looks_like: words.plain(&exposure.looks_like),
            first_response: words.plain(&exposure.first_response),
            stops: words.plain(&exposure.stops),
        })
    }
}

/// A service in season.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SeasonEntry {
    #[serde(flatten)]
    entry: Entry,
    /// What happens then.
    period: String,
    /// Its first day.
    #[schema(format = Date)]
    starts: String,
    /// Its last day.
    #[schema(format = Date)]
    ends: String,
    /// What to do in the weeks before.
    action: String,
}

impl SeasonEntry {
    pub(super) fn of(season: &Season<'_>, today: Date, words: Words<'_>) -> Self {
        let reason = tailoring::Reason::Season {
            service: season.service.head.said(),
            period: season.period.name.clone(),
            when: season.when(today),
        };
        Self {
            entry: Entry::of(season.service, Some(words.plain(&reason.say())), words),
            period: words.plain(&season.period.name),
            starts: season.starts.to_string(),
            ends: season.ends.to_string(),
            action: words.plain(&season.period.action),
        }
    }
}

/// An incident like ours.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct IncidentEntry {
    #[serde(flatten)]
    entry: Entry,
    /// Its first day.
    #[schema(format = Date)]
    date: String,
    /// When, in words.
    when: String,
    /// Where.
    r#where: String,
    /// What this group takes from it.
    takeaway: Option<String>,
}

impl IncidentEntry {
    pub(super) fn of(entry: &tailoring::Entry<'_>, group: &str, words: Words<'_>) -> Option<Self> {
        let case = entry.item.case_study()?;
        Some(Self {
            entry: Entry::tailored(entry, words),
            date: case.date.to_string(),
            when: case.when.clone(),
            r#where: case.place.clone(),
            takeaway: case.takeaway(group).map(|line| words.plain(line)),
        })
    }
}

/// Guidance.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct GuidanceEntry {
    #[serde(flatten)]
    entry: Entry,
    /// When it helps: `prevent`, `prepare`, `respond` or `recover`.
    stage: Option<&'static str>,
    /// How long it takes, in minutes.
    minutes: Option<u32>,
}

impl GuidanceEntry {
    pub(super) fn of(entry: &tailoring::Entry<'_>, words: Words<'_>) -> Self {
        Self {
            entry: Entry::tailored(entry, words),
            stage: super::record::stage(entry.item).map(Stage::slug),
            minutes: entry.item.guidance().and_then(|guidance| guidance.minutes),
        }
    }
}

/// Something offered by others: an opportunity or a resource.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OfferEntry {
    #[serde(flatten)]
    entry: Entry,
    /// Who offers or publishes it.
    publisher: String,
    /// Where it stands.
    address: Option<String>,
    /// What it costs, in words.
    cost: Option<String>,
    /// Whether one may still apply, in words; null for a resource.
    standing: Option<String>,
    /// The last day on which one may apply.
    #[schema(format = Date)]
    closes: Option<String>,
}

impl OfferEntry {
    pub(super) fn of(entry: &tailoring::Entry<'_>, today: Date, words: Words<'_>) -> Option<Self> {
        let item = Entry::tailored(entry, words);
        if let Some(offer) = entry.item.opportunity() {
            return Some(Self {
                entry: item,
                publisher: offer.publisher.clone(),
                address: offer.address.clone(),
                cost: offer.cost.clone(),
                standing: Some(offer.standing(today).words()),
                closes: offer.closes.map(|day| day.to_string()),
            });
        }
        let resource = entry.item.resource()?;
        Some(Self {
            entry: item,
            publisher: resource.publisher.clone(),
            address: Some(resource.address.clone()),
            cost: Some(resource.cost.clone()),
            standing: None,
            closes: None,
        })
    }
}

/// Whom to ring.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ContactEntry {
    /// When to ring it is the `reason`.
    #[serde(flatten)]
    entry: Entry,
    /// The telephone number, as it is printed.
    number: Option<String>,
    /// The number as a `tel:` address.
    tel: Option<String>,
    /// When somebody answers, in words.
    hours: Option<String>,
}

impl ContactEntry {
    pub(super) fn of(item: &Item, words: Words<'_>) -> Option<Self> {
        let contact = item.contact()?;
        Some(Self {
            entry: Entry::of(item, Some(words.plain(&contact.purpose)), words),
            number: contact.number.clone(),
            tel: contact.tel(),
            hours: contact.hours.clone(),
        })
    }
}
