//! From shelves to documents for the index.

use std::{collections::HashSet, sync::Arc};

use jiff::civil::Date;
use search::{Indexed, Meaning};

use super::Asked;
use crate::{
    item::{Detail, Item},
    opportunity::Standing,
    shelf::{Scope, Shelf},
};

/// What one can no longer have comes after what one can.
const CLOSED: f32 = 0.5;

/// The documents and meanings of all shelves; an item that stands on several is given once, for the
/// widest circle that may see it. An item is asked for as its front matter and `asked` say.
pub fn documents<'s>(
    shelves: impl Iterator<Item = (Scope, &'s Arc<Shelf>)>,
    asked: &Asked,
    today: Date,
) -> (Vec<Indexed>, Vec<Meaning>) {
    let mut documents = Vec::new();
    let mut meanings = Vec::new();
    let mut seen: HashSet<*const Item> = HashSet::new();
    for (scope, shelf) in shelves {
        for item in shelf.everything() {
            if seen.insert(Arc::as_ptr(item)) {
                documents.push(document(item, scope, asked, today));
                if scope == Scope::Clear {
                    meanings.extend(meaning(item));
                }
            }
        }
    }
    (documents, meanings)
}

fn document(item: &Item, scope: Scope, asked: &Asked, today: Date) -> Indexed {
    let mut asked_as: Vec<&str> = item.head.asked_as.iter().map(String::as_str).collect();
    asked_as.extend(asked.get(&item.path()).map(String::as_str));
    match &item.detail {
        Detail::FirstHour(card) => asked_as.extend([card.question.as_str(), &card.hint]),
        Detail::Audience(audience) => asked_as.push(&audience.page_title),
        Detail::Glossary(term) => asked_as.extend(term.plain.iter().map(String::as_str)),
        _ => {}
    }
    Indexed {
        path: item.address(),
        kind: item.kind.folder().to_owned(),
        title: item.head.title.clone(),
        summary: text::markdown::to_plain(&item.head.summary).trim().to_owned(),
        asked_as: asked_as.join("\n"),
        aliases: item.aliases(),
        body: item.words(),
        audiences: item.head.audiences.clone(),
        nations: item
            .head
            .nations
            .iter()
            .map(|nation| nation.slug().to_owned())
            .collect(),
        scope: match scope {
            Scope::Clear => search::Scope::Clear,
            Scope::Green => search::Scope::Green,
            Scope::Organisation(organisation) => search::Scope::Organisation(organisation.uuid()),
        },
        weight: match &item.detail {
            Detail::Alert(_) => 1.2,
            Detail::Opportunity(offer) if offer.standing(today) == Standing::Closed => CLOSED,
            _ => 1.0,
        },
    }
}

fn meaning(item: &Item) -> Option<Meaning> {
    let term = item.term()?;
    Some(Meaning {
        term: item.head.title.clone(),
        path: item.address(),
        also_known_as: term.also_known_as.clone(),
        plain: term.plain.clone(),
    })
}
