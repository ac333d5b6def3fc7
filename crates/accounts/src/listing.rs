//! Lists of people: fifty a page, found by name or e-mail address.

use db::Tx;
use url::form_urlencoded;
use web::{PersonId, Read, Result};

use crate::person;

/// How many people a page shows.
pub(crate) const PAGE: usize = 50;

/// What is asked of a list.
#[derive(Debug, Clone)]
pub(crate) struct Listing {
    /// What was searched for.
    pub(crate) asked: String,
    after: (String, PersonId),
    is_first: bool,
}

impl Listing {
    /// What the query of a request asks for. One more query when it goes on from somebody.
    pub(crate) async fn of(tx: &mut Tx, read: &Read) -> Result<Self> {
        let asked = read.asked("q").into_iter().next().unwrap_or_default();
        let after = read.asked("after").first().and_then(|id| id.parse::<PersonId>().ok());
        let key = match after {
            Some(person) => person::store::name_key(tx, person).await?,
            None => None,
        };
        let (after, is_first) = match (after, key) {
            (Some(person), Some(key)) => ((key, person), false),
            _ => ((String::new(), PersonId::from(uuid::Uuid::nil())), true),
        };
        Ok(Self {
            asked: asked.trim().chars().take(200).collect(),
            after,
            is_first,
        })
    }

    /// What is looked for in names and addresses.
    pub(crate) fn pattern(&self) -> String {
        db::anywhere(&self.asked)
    }

    /// After whom the page begins.
    pub(crate) fn after(&self) -> (&str, PersonId) {
        (&self.after.0, self.after.1)
    }

    /// The links to the first page and to the next one. `last` is the last person on this page, when there
    /// are more.
    pub(crate) fn pages(&self, address: &str, last: Option<PersonId>) -> ui::Pagination {
        let link = |after: Option<PersonId>| {
            let mut query = form_urlencoded::Serializer::new(String::new());
            if !self.asked.is_empty() {
                query.append_pair("q", &self.asked);
            }
            if let Some(person) = after {
                query.append_pair("after", &person.to_string());
            }
            match query.finish().as_str() {
                "" => address.to_owned(),
                query => format!("{address}?{query}"),
            }
        };
        let mut pages = ui::Pagination::new();
        if !self.is_first {
            pages = pages.previous_labelled(link(None), "Back to the beginning");
        }
        match last {
            Some(last) => pages.next(link(Some(last))),
            None => pages,
        }
    }
}

/// A number of people, in words.
pub(crate) fn people_in_words(count: i64) -> String {
    match count {
        0 => "Nobody".to_owned(),
        1 => "1 person".to_owned(),
        _ => format!("{} people", thousands(count)),
    }
}

fn thousands(count: i64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_counted_in_words() {
        assert_eq!(people_in_words(0), "Nobody");
        assert_eq!(people_in_words(1), "1 person");
        assert_eq!(people_in_words(10_000), "10,000 people");
    }
}
