//! Facts of what to do: first-hour cards, guidance, resources, opportunities.

use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::{day, nations, slug_of};
use crate::{
    feed::Words,
    first_hour::{FirstHour, Ring, Step},
    guidance::{Guidance, Stage},
    opportunity::Opportunity,
    resource::Resource,
};

/// A card for when something is wrong.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct FirstHourFacts {
    /// What the reader would say.
    question: String,
    /// Half a line more.
    hint: String,
    /// Whether people's safety comes first.
    hurt: bool,
    /// What to do, in order.
    steps: Vec<StepFact>,
    /// Whom to ring, in order.
    ring: Vec<RingFact>,
    /// What not to do.
    do_not: Vec<String>,
    /// What to write down.
    write_down: Vec<String>,
    /// What is different for a group.
    notes: Vec<NoteFact>,
}

/// One step.
#[derive(Debug, Serialize, ToSchema)]
struct StepFact {
    /// One short sentence.
    r#do: String,
    /// One line under it.
    more: Option<String>,
    /// Who does it; the reader, when it is not said.
    who: Option<String>,
    /// The slugs of the groups it is for; empty: all.
    audiences: Vec<String>,
    /// The nations it is for; empty: all.
    nations: Vec<&'static str>,
}

/// Somebody to ring.
#[derive(Debug, Serialize, ToSchema)]
struct RingFact {
    /// The slug of a contact.
    contact: Option<String>,
    /// The name of something that differs from council to council.
    fact: Option<String>,
    /// What to call them.
    words: Option<String>,
    /// When to ring them.
    when: String,
    /// The slugs of the groups it is for; empty: all.
    audiences: Vec<String>,
    /// The nations it is for; empty: all.
    nations: Vec<&'static str>,
}

/// What is different for one group.
#[derive(Debug, Serialize, ToSchema)]
struct NoteFact {
    /// The slug of the group.
    audience: String,
    /// What is different.
    note: String,
}

impl FirstHourFacts {
    pub(super) fn of(card: &FirstHour, words: Words<'_>) -> Self {
        let note = |note: &crate::first_hour::Note| NoteFact {
            audience: note.slug.clone(),
            note: words.plain(&note.note),
        };
        Self {
            question: card.question.clone(),
            hint: card.hint.clone(),
            hurt: card.hurt,
            steps: card.steps.iter().map(|step| StepFact::of(step, words)).collect(),
            ring: card.ring.iter().map(|ring| RingFact::of(ring, words)).collect(),
            do_not: words.all_plain(&card.do_not),
            write_down: words.all_plain(&card.write_down),
            notes: card.notes.iter().map(note).collect(),
        }
    }
}

impl StepFact {
    fn of(step: &Step, words: Words<'_>) -> Self {
        Self {
            r#do: words.plain(&step.deed),
            more: step.more.as_deref().map(|line| words.plain(line)),
            who: step.who.clone(),
            audiences: step.audiences.clone(),
            nations: nations(&step.nations),
        }
    }
}

impl RingFact {
    fn of(ring: &Ring, words: Words<'_>) -> Self {
        Self {
            contact: ring.contact.clone(),
            fact: ring.fact.clone(),
            words: ring.words.clone(),
            when: words.plain(&ring.when),
            audiences: ring.audiences.clone(),
            nations: nations(&ring.nations),
        }
    }
}

/// Guidance, by us.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct GuidanceFacts {
    /// When it helps: `prevent`, `prepare`, `respond` or `recover`.
    stage: &'static str,
    /// How long it takes to read or do, in minutes.
    minutes: Option<u32>,
}

impl GuidanceFacts {
    pub(super) fn of(guidance: &Guidance) -> Self {
        Self {
            stage: guidance.stage.slug(),
            minutes: guidance.minutes,
        }
    }
}

/// Somebody else's page or tool.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ResourceFacts {
    /// Who publishes it.
    publisher: String,
    /// Where it stands.
    address: String,
    /// What it is, in words.
    format: String,
    /// What it costs, in words.
    cost: String,
    /// How long it takes, when the publisher says.
    time: Option<String>,
    /// The date on its page, in words.
    page_date: Option<String>,
    /// When it helps: `prevent`, `prepare`, `respond` or `recover`.
    stage: Option<&'static str>,
    /// When the address was last reached.
    #[schema(format = Date)]
    last_checked: Option<String>,
}

impl ResourceFacts {
    pub(super) fn of(resource: &Resource) -> Self {
        Self {
            publisher: resource.publisher.clone(),
            address: resource.address.clone(),
            format: resource.format.clone(),
            cost: resource.cost.clone(),
            time: resource.time.clone(),
            page_date: resource.page_date.clone(),
            stage: resource.stage.map(Stage::slug),
            last_checked: day(resource.last_checked),
        }
    }
}

/// Funding, a programme, a membership, a free service, training.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OpportunityFacts {
    /// Who offers it.
    publisher: String,
    /// Where it stands.
    address: Option<String>,
    /// `funding`, `programme`, `membership`, `service` or `training`.
    r#type: String,
    /// When it opens.
    #[schema(format = Date)]
    opens: Option<String>,
    /// When it closes.
    #[schema(format = Date)]
    closes: Option<String>,
    /// Whether one may still apply, in words.
    standing: String,
    /// Who may apply.
    who: String,
    /// What it costs, in words.
    cost: Option<String>,
    /// When the address was last reached.
    #[schema(format = Date)]
    last_checked: Option<String>,
}

impl OpportunityFacts {
    pub(super) fn of(offer: &Opportunity, words: Words<'_>, today: Date) -> Self {
        Self {
            publisher: offer.publisher.clone(),
            address: offer.address.clone(),
            r#type: slug_of(offer.sort.words()),
            opens: day(offer.opens),
            closes: day(offer.closes),
            standing: offer.standing(today).words(),
            who: words.plain(&offer.who),
            cost: offer.cost.clone(),
            last_checked: day(offer.last_checked),
        }
    }
}
