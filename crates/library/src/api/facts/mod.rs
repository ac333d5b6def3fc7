//! What a kind adds to an item, as data. `kind` says which of the shapes it is.

mod doing;
mod knowing;
mod meeting;

use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    alert,
    feed::Words,
    item::{Detail, Item, Nation},
};

/// What a kind adds.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "kind")]
pub(super) enum Facts {
    #[serde(rename = "audiences")]
    Audience(knowing::AudienceFacts),
    #[serde(rename = "services")]
    Service(knowing::ServiceFacts),
    #[serde(rename = "threats")]
    Threat(knowing::ThreatFacts),
    #[serde(rename = "first-hour")]
    FirstHour(doing::FirstHourFacts),
    #[serde(rename = "guidance")]
    Guidance(doing::GuidanceFacts),
    #[serde(rename = "resources")]
    Resource(doing::ResourceFacts),
    #[serde(rename = "opportunities")]
    Opportunity(doing::OpportunityFacts),
    #[serde(rename = "case-studies")]
    CaseStudy(knowing::CaseStudyFacts),
    #[serde(rename = "questions")]
    Question(knowing::QuestionFacts),
    #[serde(rename = "glossary")]
    Glossary(knowing::GlossaryFacts),
    #[serde(rename = "events")]
    Event(meeting::EventFacts),
    #[serde(rename = "contacts")]
    Contact(meeting::ContactFacts),
    #[serde(rename = "alerts")]
    Alert(meeting::AlertFacts),
}

impl Facts {
    pub(super) fn of(item: &Item, words: Words<'_>, today: Date) -> Self {
        match &item.detail {
            Detail::Audience(audience) => Self::Audience(knowing::AudienceFacts::of(audience, words)),
            Detail::Service(service) => Self::Service(knowing::ServiceFacts::of(service, words)),
            Detail::Threat(threat) => Self::Threat(knowing::ThreatFacts::of(threat, words)),
            Detail::FirstHour(card) => Self::FirstHour(doing::FirstHourFacts::of(card, words)),
            Detail::Guidance(guidance) => Self::Guidance(doing::GuidanceFacts::of(guidance)),
            Detail::Resource(resource) => Self::Resource(doing::ResourceFacts::of(resource)),
            Detail::Opportunity(offer) => Self::Opportunity(doing::OpportunityFacts::of(offer, words, today)),
            Detail::CaseStudy(case) => Self::CaseStudy(knowing::CaseStudyFacts::of(case, words)),
            Detail::Question(question) => Self::Question(knowing::QuestionFacts { order: question.order }),
            Detail::Glossary(term) => Self::Glossary(knowing::GlossaryFacts::of(term)),
            Detail::Event(event) => Self::Event(meeting::EventFacts::of(event)),
            Detail::Contact(contact) => Self::Contact(meeting::ContactFacts::of(contact, words)),
            Detail::Alert(alert) => Self::Alert(meeting::AlertFacts::of(alert, words, today)),
        }
    }
}

/// The four lines of a service or an alert for one group.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FourLines {
    /// The slug of the group.
    audience: String,
    /// What it means for your work.
    means: String,
    /// What to do today.
    today: String,
    /// What IT does.
    it: String,
    /// Whom to ask.
    ask: String,
}

impl FourLines {
    pub(super) fn of(lines: &alert::FourLines, words: Words<'_>) -> Self {
        Self {
            audience: lines.slug.clone(),
            means: words.plain(&lines.means),
            today: words.plain(&lines.today),
            it: words.plain(&lines.it),
            ask: words.plain(&lines.ask),
        }
    }
}

/// "Very likely" as `very-likely`.
pub(super) fn slug_of(words: &str) -> String {
    text::slug::of(words)
}

fn day(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}

pub(super) fn nations(nations: &[Nation]) -> Vec<&'static str> {
    nations.iter().map(|nation| nation.slug()).collect()
}
