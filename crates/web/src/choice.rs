//! What a reader chose: a group and a nation. It travels in the address (`?for=finance&nation=wales`),
//! never in a cookie.

use url::form_urlencoded;

/// The group and the nation in an address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Choice {
    /// The slug of a group.
    pub group: Option<String>,
    /// The slug of a nation.
    pub nation: Option<String>,
}

impl Choice {
    /// Reads the choice from the query of an address; all else there is left alone. The first of several wins.
    pub fn of_query(query: &str) -> Self {
        let mut choice = Self::default();
        for (key, value) in form_urlencoded::parse(query.as_bytes()) {
            let place = match key.as_ref() {
                "for" => &mut choice.group,
                "nation" => &mut choice.nation,
                _ => continue,
            };
            if place.is_none() && text::slug::is_slug(&value) {
                *place = Some(value.into_owned());
            }
        }
        choice
    }

    /// Whether an address has nothing in its query but a choice, so that its page may be kept.
    pub fn is_all_of(query: &str) -> bool {
        form_urlencoded::parse(query.as_bytes()).all(|(key, _)| matches!(key.as_ref(), "for" | "nation"))
    }

    /// The query that says this choice: empty, or `?for=…&nation=…`.
    pub fn query(&self) -> String {
        match (&self.group, &self.nation) {
            (None, None) => String::new(),
            (Some(group), None) => format!("?for={group}"),
            (None, Some(nation)) => format!("?nation={nation}"),
            (Some(group), Some(nation)) => format!("?for={group}&nation={nation}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_read_from_an_address_and_said_again() {
        let choice = Choice::of_query("q=x&for=finance&nation=wales&for=procurement");
        assert_eq!(choice.query(), "?for=finance&nation=wales");
        assert_eq!(Choice::of_query("for=%3Cscript%3E&nation=").query(), "");
    }

    #[test]
    fn an_address_with_anything_else_is_not_only_a_choice() {
        assert!(Choice::is_all_of(""));
        assert!(Choice::is_all_of("for=finance"));
        assert!(!Choice::is_all_of("for=finance&q=x"));
    }
}
