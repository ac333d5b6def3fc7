//! What somebody looks for in the trail. All of it stands in the address.

use db::Time;
use jiff::civil::Date;
use text::date::london_midnight;
use ui::form::Field;
use url::form_urlencoded;
use web::{OrganisationId, PersonId, Read};

/// Whose entries are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// Those of one organisation.
    Organisation(OrganisationId),
    /// Those of the hub itself, and of none of its organisations.
    Hub,
}

impl Scope {
    /// The scope of an organisation that merged into this one, when that is asked for.
    pub(super) fn former(self, former: OrganisationId) -> Self {
        match self {
            Self::Organisation(_) => Self::Organisation(former),
            Self::Hub => self,
        }
    }

    /// What is looked for in the column that lists are put in order by.
    pub(super) fn key(self) -> OrganisationId {
        match self {
            Self::Organisation(organisation) => organisation,
            Self::Hub => OrganisationId::from(uuid::Uuid::nil()),
        }
    }

    /// The address of its page.
    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Organisation(_) => "/organisation/audit",
            Self::Hub => "/hub/audit",
        }
    }
}

/// A search, as the address says it. An empty field asks for nothing.
#[derive(Debug)]
pub(super) struct Search {
    /// A name, part of one, or an e-mail address.
    pub(super) person: Field,
    /// An organisation that merged into this one, whose entries are looked at in place of its own.
    pub(super) of: Option<OrganisationId>,
    /// The identifier of a person, from a link.
    pub(super) who: Option<PersonId>,
    /// An action.
    pub(super) action: Field,
    /// A kind of thing.
    pub(super) kind: Field,
    /// The identifier of a thing of that kind, from a link.
    pub(super) id: String,
    /// The first day.
    pub(super) from: Field,
    /// The last day.
    pub(super) to: Field,
    /// Only entries with a smaller number: where the page before ended.
    pub(super) before: i64,
    /// When the first day begins, and when the last one is over.
    pub(super) times: [Time; 2],
}

impl Search {
    /// What the address of `read` asks for.
    pub(super) fn of(read: &Read) -> Self {
        let asked = |name: &str| read.asked(name).into_iter().next().unwrap_or_default();
        let field = |name: &str| Field::new(name, asked(name).trim());
        let mut search = Self {
            person: field("person"),
            of: asked("of").parse().ok(),
            who: asked("who").parse().ok(),
            action: field("action"),
            kind: field("kind"),
            id: asked("id"),
            from: field("from"),
            to: field("to"),
            before: asked("before").parse().unwrap_or(i64::MAX),
            times: [jiff::Timestamp::MIN.into(), jiff::Timestamp::MAX.into()],
        };
        if let Some(day) = day_of(&mut search.from) {
            search.times[0] = london_midnight(day).into();
        }
        if let Some(day) = day_of(&mut search.to) {
            search.times[1] = day.tomorrow().map_or(jiff::Timestamp::MAX, london_midnight).into();
        }
        if search.times[0] >= search.times[1] {
            search.to.refuse("The last day must be the first day or a later one");
        }
        search
    }

    /// Whether it asks for days.
    pub(super) fn has_days(&self) -> bool {
        !self.from.trimmed().is_empty() || !self.to.trimmed().is_empty()
    }

    /// Whether it asks for anything.
    pub(super) fn is_narrowed(&self) -> bool {
        self.pairs().any(|(name, _)| name != "of")
    }

    /// The fields with something wrong with them.
    pub(super) fn errors(&self) -> ui::form::Errors {
        ui::form::Errors::of([&self.from, &self.to])
    }

    fn pairs(&self) -> impl Iterator<Item = (&str, String)> {
        let who = self.who.map(|who| who.to_string()).unwrap_or_default();
        let of = self.of.map(|of| of.to_string()).unwrap_or_default();
        [
            ("of", of),
            ("person", self.person.trimmed().to_owned()),
            ("who", who),
            ("action", self.action.trimmed().to_owned()),
            ("kind", self.kind.trimmed().to_owned()),
            ("id", self.id.clone()),
            ("from", self.from.trimmed().to_owned()),
            ("to", self.to.trimmed().to_owned()),
        ]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
    }

    /// The address of the same search at `path`, and with `before` of the page after the entry of that number.
    pub(super) fn address(&self, path: &str, before: Option<i64>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.pairs());
        if let Some(before) = before {
            query.append_pair("before", &before.to_string());
        }
        match query.finish() {
            query if query.is_empty() => path.to_owned(),
            query => format!("{path}?{query}"),
        }
    }
}

/// The day in a field, as browsers send it or as people write it; what is neither is refused.
fn day_of(field: &mut Field) -> Option<Date> {
    let typed = field.trimmed();
    if typed.is_empty() {
        return None;
    }
    let day = typed.parse().or_else(|_| Date::strptime("%d/%m/%Y", typed)).ok();
    if day.is_none() {
        field.refuse("Enter a day like 24/11/2026");
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_browsers_send_it_and_as_people_write_it() {
        for typed in ["2026-11-24", "24/11/2026"] {
            let mut field = Field::new("from", typed);
            assert_eq!(day_of(&mut field), Some(jiff::civil::date(2026, 11, 24)), "{typed}");
        }
        let mut field = Field::new("from", "yesterday");
        assert_eq!(day_of(&mut field), None);
        assert!(!field.is_fine());
    }
}
