//! An item as data: in a list, and whole.

use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::facts::Facts;
use crate::{feed::Words, guidance::Stage, item::Item, reader::Reader};

/// An item in a list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Item)]
pub(super) struct Brief {
    /// Its address from the root of the hub.
    path: String,
    /// Its kind.
    kind: &'static str,
    /// Its title.
    title: String,
    /// One or two sentences, as plain text.
    summary: String,
    /// The slugs of the groups that it is for; empty: everybody.
    audiences: Vec<String>,
    /// The nations that it holds for; empty: all four.
    nations: Vec<&'static str>,
    /// The slugs of the services that it bears on.
    services: Vec<String>,
    /// The slugs of the threats that it bears on.
    threats: Vec<String>,
    /// When it helps, if it is guidance or a resource.
    stage: Option<&'static str>,
    /// The day on which it was last read against its sources.
    #[schema(format = Date)]
    reviewed: String,
    /// The day by which it must be read again.
    #[schema(format = Date)]
    review_by: String,
    /// Who may see it, by the Traffic Light Protocol 2.0.
    tlp: &'static str,
}

/// An item, whole.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WholeItem)]
pub(super) struct Record {
    #[serde(flatten)]
    brief: Brief,
    /// Where people read it: a whole address when the hub knows its own, else its path.
    #[schema(format = "uri-reference")]
    address: String,
    /// Its text in Markdown; `[[name|words]]` stands for something that differs from council to council.
    body: String,
    /// Its text in HTML.
    html: String,
    /// What it rests on.
    sources: Vec<Source>,
    /// Why it rests on no outside source, when it does not.
    own: Option<String>,
    /// Who keeps it.
    owner: String,
    /// Whether the day by which it must be read again has passed.
    is_overdue: bool,
    /// The paths of other items, most useful first.
    see_also: Vec<String>,
    /// What its kind adds.
    facts: Facts,
}

/// What a fact rests on.
#[derive(Debug, Serialize, ToSchema)]
struct Source {
    /// Its title.
    title: String,
    /// Who published it.
    publisher: String,
    /// Where it stands.
    #[schema(format = "uri")]
    address: Option<String>,
    /// The date that it shows, in words.
    date: String,
}

/// What turns an item's Markdown into words for this hub.
pub(super) fn words(reader: &Reader) -> Words<'_> {
    let settings = reader.shelf.settings();
    Words::new(
        settings.public_url.as_deref().unwrap_or_default(),
        &settings.facts,
        &reader.shelf,
    )
}

/// When an item helps, if its kind says so.
pub(super) fn stage(item: &Item) -> Option<Stage> {
    item.guidance()
        .map(|guidance| guidance.stage)
        .or_else(|| item.resource()?.stage)
}

impl Brief {
    pub(super) fn of(item: &Item, words: Words<'_>) -> Self {
        let head = &item.head;
        Self {
            path: item.address(),
            kind: item.kind.folder(),
            title: head.title.clone(),
            summary: words.plain(&head.summary),
            audiences: head.audiences.clone(),
            nations: head.nations.iter().map(|nation| nation.slug()).collect(),
            services: head.services.clone(),
            threats: head.threats.clone(),
            stage: stage(item).map(Stage::slug),
            reviewed: head.reviewed.to_string(),
            review_by: head.review_by.to_string(),
            tlp: item.tlp.as_str(),
        }
    }
}

impl Record {
    pub(super) fn of(reader: &Reader, item: &Item) -> Self {
        let (head, words, today): (_, _, Date) = (&item.head, words(reader), reader.read.today);
        let origin = reader.shelf.settings().public_url.as_deref().unwrap_or_default();
        let source = |source: &crate::item::Source| Source {
            title: source.title.clone(),
            publisher: source.publisher.clone(),
            address: source.address.clone(),
            date: source.date.clone(),
        };
        Self {
            brief: Brief::of(item, words),
            address: format!("{origin}{}", item.address()),
            body: item.body.clone(),
            html: words.html(&item.body),
            sources: head.sources.iter().map(source).collect(),
            own: head.own.clone(),
            owner: head.owner.clone(),
            is_overdue: head.is_overdue(today),
            see_also: head
                .see_also
                .iter()
                .filter_map(|path| Some(reader.shelf.at(path)?.address()))
                .collect(),
            facts: Facts::of(item, words, today),
        }
    }
}
