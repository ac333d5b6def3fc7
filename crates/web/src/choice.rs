//! What a reader chose: a group, a nation, an organisation. It travels in the address
//! (`?for=finance&nation=wales&at=northvale`), never in a cookie. An organisation with a host name of its own
//! needs no words in the address: whoever reads under that name reads there.

use http::{HeaderMap, Uri, header};
use url::form_urlencoded;

use crate::router::Frame;

/// The group, the nation and the organisation in an address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Choice {
    /// The slug of a group.
    pub group: Option<String>,
    /// The slug of a nation.
    pub nation: Option<String>,
    /// The slug of the organisation at which it is read.
    pub at: Option<String>,
    /// Whether the host name says the organisation, so that links need not.
    pub is_at_host: bool,
}

impl Choice {
    /// Reads the choice from the query of an address; all else there is left alone. The first of several wins.
    pub fn of_query(query: &str) -> Self {
        let mut choice = Self::default();
        for (key, value) in form_urlencoded::parse(query.as_bytes()) {
            let place = match key.as_ref() {
                "for" => &mut choice.group,
                "nation" => &mut choice.nation,
                "at" => &mut choice.at,
                _ => continue,
            };
            if place.is_none() && text::slug::is_slug(&value) {
                *place = Some(value.into_owned());
            }
        }
        choice
    }

    /// Reads the choice from a whole request. Under the host name of an organisation that organisation is
    /// chosen, whatever the query says: nobody can show another's numbers under its name.
    pub(crate) fn of_request(frame: &dyn Frame, uri: &Uri, headers: &HeaderMap) -> Self {
        let mut choice = Self::of_query(uri.query().unwrap_or_default());
        if let Some(slug) = host_of(uri, headers).and_then(|host| frame.organisation_of_host(&host)) {
            choice.at = Some(slug);
            choice.is_at_host = true;
        }
        choice
    }

    /// Whether an address has nothing in its query but a choice, so that its page may be kept.
    pub fn is_all_of(query: &str) -> bool {
        form_urlencoded::parse(query.as_bytes()).all(|(key, _)| matches!(key.as_ref(), "for" | "nation" | "at"))
    }

    /// The words of an address that say this choice: name and value.
    pub fn pairs(&self) -> [(&'static str, Option<&str>); 3] {
        let at = self.at.as_deref().filter(|_| !self.is_at_host);
        [
            ("for", self.group.as_deref()),
            ("nation", self.nation.as_deref()),
            ("at", at),
        ]
    }

    /// The query that says this choice: empty, or `?for=…&nation=…&at=…`.
    pub fn query(&self) -> String {
        let mut query = String::new();
        for (name, value) in self.pairs() {
            let Some(value) = value else { continue };
            query.push(if query.is_empty() { '?' } else { '&' });
            query.push_str(name);
            query.push('=');
            query.push_str(value);
        }
        query
    }
}

/// The host name that was asked, in lower case and without a port.
fn host_of(uri: &Uri, headers: &HeaderMap) -> Option<String> {
    let named = headers.get(header::HOST).and_then(|value| value.to_str().ok());
    let host = named.or(uri.authority().map(|authority| authority.as_str()))?;
    let name = host.rsplit_once(':').map_or(host, |(name, port)| {
        if port.bytes().all(|byte| byte.is_ascii_digit()) {
            name
        } else {
            host
        }
    });
    Some(name.trim_end_matches('.').to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_read_from_an_address_and_said_again() {
        let choice = Choice::of_query("q=x&for=finance&nation=wales&for=procurement");
        assert_eq!(choice.query(), "?for=finance&nation=wales");
        assert_eq!(Choice::of_query("for=%3Cscript%3E&nation=").query(), "");
        assert_eq!(Choice::of_query("at=northvale&at=southmere").query(), "?at=northvale");
    }

    #[test]
    fn an_organisation_that_the_host_says_is_not_said_again() {
        let choice = Choice {
            is_at_host: true,
            ..Choice::of_query("at=northvale&for=finance")
        };
        assert_eq!(choice.query(), "?for=finance");
    }

    #[test]
    fn an_address_with_anything_else_is_not_only_a_choice() {
        assert!(Choice::is_all_of(""));
        assert!(Choice::is_all_of("for=finance&at=northvale"));
        assert!(!Choice::is_all_of("for=finance&q=x"));
    }

    #[test]
    fn a_host_is_compared_without_its_port_and_case() {
        let asked = |host: &str| {
            let headers = [(header::HOST, host.parse().unwrap())].into_iter().collect();
            host_of(&Uri::from_static("/"), &headers).unwrap()
        };
        for host in [
            "hub.northvale.gov.uk",
            "Hub.Northvale.gov.uk:8443",
            "hub.northvale.gov.uk.",
        ] {
            assert_eq!(asked(host), "hub.northvale.gov.uk");
        }
        assert_eq!(asked("[::1]:8080"), "[::1]");
    }
}
