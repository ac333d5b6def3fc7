//! Facts of when and whom: events, contacts, alerts.

use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::{FourLines, day, nations};
use crate::{alert::Alert, contact::Contact, event::Event, feed::Words};

/// A dated thing.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct EventFacts {
    /// When it happens, past times too.
    occasions: Vec<OccasionFact>,
    /// Where.
    r#where: Option<String>,
    /// Where to register.
    register_at: Option<String>,
}

/// One time at which an event happens.
#[derive(Debug, Serialize, ToSchema)]
struct OccasionFact {
    /// Its first day.
    #[schema(format = Date)]
    starts: String,
    /// Its last day.
    #[schema(format = Date)]
    ends: String,
    /// The time of day, in words.
    time: Option<String>,
    /// Whether the date is expected and not certain.
    expected: bool,
    /// The nations it is for; empty: all for which the event holds.
    nations: Vec<&'static str>,
}

impl EventFacts {
    pub(super) fn of(event: &Event) -> Self {
        let occasion = |occasion: &crate::event::Occasion| OccasionFact {
            starts: occasion.starts.to_string(),
            ends: occasion.last_day().to_string(),
            time: occasion.time.clone(),
            expected: occasion.expected,
            nations: nations(&occasion.nations),
        };
        Self {
            occasions: event.occasions.iter().map(occasion).collect(),
            r#where: event.place.clone(),
            register_at: event.register_at.clone(),
        }
    }
}

/// Who to ring.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ContactFacts {
    /// The list in which it stands, in words.
    group: &'static str,
    /// The telephone number, as it is printed.
    number: Option<String>,
    /// The number as a `tel:` address.
    tel: Option<String>,
    /// A number to send a text message to.
    text_number: Option<String>,
    /// An e-mail address.
    email: Option<String>,
    /// The address of a form or page.
    form: Option<String>,
    /// How to reach it when an address does not say it, in words.
    how: Option<String>,
    /// When somebody answers, in words.
    hours: Option<String>,
    /// When to ring it.
    r#for: String,
    /// What it does.
    does: Vec<String>,
    /// What it does not do.
    does_not: Vec<String>,
    /// When the number was last checked.
    #[schema(format = Date)]
    last_checked: Option<String>,
}

impl ContactFacts {
    pub(super) fn of(contact: &Contact, words: Words<'_>) -> Self {
        Self {
            group: contact.group.words(),
            number: contact.number.clone(),
            tel: contact.tel(),
            text_number: contact.text_number.clone(),
            email: contact.email.clone(),
            form: contact.form.clone(),
            how: contact.how.clone(),
            hours: contact.hours.clone(),
            r#for: words.plain(&contact.purpose),
            does: words.all_plain(&contact.does),
            does_not: words.all_plain(&contact.does_not),
            last_checked: day(contact.last_checked),
        }
    }
}

/// What is happening now.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct AlertFacts {
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
    /// Why we say so, a sentence each.
    reasons: Vec<String>,
    /// What it means and what to do, for each group.
    lines: Vec<FourLines>,
}

impl AlertFacts {
    pub(super) fn of(alert: &Alert, words: Words<'_>, today: Date) -> Self {
        Self {
            decision: alert.decision.slug(),
            published: alert.published.to_string(),
            expires: alert.expires.to_string(),
            live: alert.is_live(today),
            reasons: words.all_plain(&alert.reasons),
            lines: alert.lines.iter().map(|lines| FourLines::of(lines, words)).collect(),
        }
    }
}
