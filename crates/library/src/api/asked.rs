//! What a question to the API asks for, read from the address and checked. A parameter that is given empty
//! is not given.

use std::sync::Arc;

use super::refusal::Refusal;
use crate::{
    guidance::Stage,
    item::{Item, Kind, Nation},
    reader::Reader,
};

/// How many things an answer has when nobody says.
pub(super) const USUAL: u32 = 20;
/// How many things an answer has at most.
pub(super) const MOST: u32 = 100;
/// How many things can be passed over at most.
pub(super) const FURTHEST: u32 = 10_000;

type Result<T> = std::result::Result<T, Refusal>;

/// A part of a longer list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub(super) limit: usize,
    pub(super) offset: usize,
}

impl Part {
    /// This part of `things`.
    pub(super) fn of<T>(self, things: Vec<T>) -> impl Iterator<Item = T> {
        things.into_iter().skip(self.offset).take(self.limit)
    }
}

/// What stands in the address of a request.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'r>(pub(super) &'r Reader);

impl Asked<'_> {
    /// All values of a parameter that are not empty.
    fn all(self, key: &str) -> Vec<String> {
        let values = self.0.read.asked(key);
        values
            .iter()
            .map(|value| value.trim().to_owned())
            .filter(|value| !value.is_empty())
            .collect()
    }

    /// The first value of a parameter that is not empty.
    pub(super) fn words(self, key: &str) -> Option<String> {
        self.all(key).into_iter().next()
    }

    /// The kinds that were asked for; none means all.
    pub(super) fn kinds(self) -> Result<Vec<Kind>> {
        let known = || Kind::ALL.map(Kind::folder).join(", ");
        self.all("kind")
            .iter()
            .map(|kind| {
                kind.parse()
                    .map_err(|_| Refusal::NotUnderstood(format!("kind '{kind}' is not one of: {}.", known())))
            })
            .collect()
    }

    /// The group that was asked for.
    pub(super) fn audience(self) -> Result<Option<Arc<Item>>> {
        self.item("audience", Kind::Audience)
    }

    /// The slug of an item of `kind` that a parameter names.
    pub(super) fn slug(self, key: &str, kind: Kind) -> Result<Option<String>> {
        Ok(self.item(key, kind)?.map(|item| item.slug.clone()))
    }

    fn item(self, key: &str, kind: Kind) -> Result<Option<Arc<Item>>> {
        let Some(slug) = self.words(key) else { return Ok(None) };
        let Some(item) = self.0.shelf.find(kind, &slug) else {
            let known: Vec<&str> = self.0.shelf.all(kind).map(|item| item.slug.as_str()).collect();
            return Err(Refusal::NotUnderstood(format!(
                "{key} '{slug}' is not one of: {}.",
                known.join(", ")
            )));
        };
        Ok(Some(Arc::clone(item)))
    }

    /// The nation that was asked for, when the hub serves it. It is the one in the reader's choice, by
    /// which answers are kept; anything else under its name is refused.
    pub(super) fn nation(self) -> Result<Option<Nation>> {
        let served = &self.0.shelf.settings().nations;
        let given = self.0.read.asked("nation");
        let is_served = |slug: &str| Nation::of(slug).is_some_and(|nation| served.contains(&nation));
        match given.iter().find(|slug| !slug.is_empty() && !is_served(slug)) {
            None => Ok(self.0.read.choice.nation.as_deref().and_then(Nation::of)),
            Some(slug) => {
                let known: Vec<&str> = served.iter().map(|nation| nation.slug()).collect();
                Err(Refusal::NotUnderstood(format!(
                    "nation '{slug}' is not one of: {}.",
                    known.join(", ")
                )))
            }
        }
    }

    /// The stage that was asked for.
    pub(super) fn stage(self) -> Result<Option<Stage>> {
        let Some(slug) = self.words("stage") else {
            return Ok(None);
        };
        match Stage::ALL.into_iter().find(|stage| stage.slug() == slug) {
            Some(stage) => Ok(Some(stage)),
            None => {
                let known = Stage::ALL.map(Stage::slug).join(", ");
                Err(Refusal::NotUnderstood(format!(
                    "stage '{slug}' is not one of: {known}."
                )))
            }
        }
    }

    /// Whether something was asked for, or ruled out.
    pub(super) fn yes_or_no(self, key: &str) -> Result<Option<bool>> {
        match self.words(key).as_deref() {
            None => Ok(None),
            Some("true") => Ok(Some(true)),
            Some("false") => Ok(Some(false)),
            Some(other) => Err(Refusal::NotUnderstood(format!(
                "{key} '{other}' is neither true nor false."
            ))),
        }
    }

    /// Which part of a longer list.
    pub(super) fn part(self) -> Result<Part> {
        Ok(Part {
            limit: self.limit()?,
            offset: self.number("offset", 0, FURTHEST)?,
        })
    }

    /// How many things at most; more than [`MOST`] is [`MOST`].
    pub(super) fn limit(self) -> Result<usize> {
        match self.number("limit", USUAL, MOST)? {
            0 => Err(Refusal::NotUnderstood("limit must be 1 or more.".into())),
            limit => Ok(limit),
        }
    }

    fn number(self, key: &str, usual: u32, most: u32) -> Result<usize> {
        let Some(words) = self.words(key) else {
            return Ok(usual as usize);
        };
        if !words.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Refusal::NotUnderstood(format!(
                "{key} '{words}' is not a whole number."
            )));
        }
        // Too many digits for a number are more than most, whatever they say.
        Ok(words.parse::<u32>().unwrap_or(most).min(most) as usize)
    }
}
