//! Where somebody wants to go once they are signed in: a page of this hub, and nowhere else.

use url::{Url, form_urlencoded};
use web::Read;

use crate::secret::Token;

/// The longest address that is taken along.
const LONGEST: usize = 2000;

/// Where the pages of invitations are.
const INVITATION: &str = "/sign-in/invitation/";

/// A local address: a path, perhaps with a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Next(String);

impl Next {
    /// What the query of a request asks for.
    pub(crate) fn asked(read: &Read) -> Option<Self> {
        Self::of(read.asked("next").first()?)
    }

    /// `text` as a local address; nothing when a browser could read another host in it.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let is_plain =
            text.starts_with('/') && text.len() <= LONGEST && text.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_plain || text.contains('\\') || text.starts_with("//") {
            return None;
        }
        // What browsers do (https://url.spec.whatwg.org/): read it from a page of ours, and see whose it is.
        let page = Url::parse("https://hub.invalid/sign-in").ok()?;
        let read = page.join(text).ok()?;
        let leads_back = read.path().starts_with("/sign-in") || read.path().starts_with("/sign-out");
        if let Some(link) = Self::to_link(text) {
            return Some(link);
        }
        let is_ours = read.origin() == page.origin() && !read.path().starts_with("//");
        (is_ours && !leads_back).then(|| Self(text.to_owned()))
    }

    /// The page of a link that was opened, which is gone back to after signing in.
    pub(crate) fn to_link(path: &str) -> Option<Self> {
        let is_one = path
            .strip_prefix(INVITATION)
            .is_some_and(|token| Token::shown(token).is_some());
        is_one.then(|| Self(path.to_owned()))
    }

    /// The address.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// `address`, and where to go on from there.
pub(crate) fn with_next(address: &str, next: Option<&Next>) -> String {
    match next {
        None => address.to_owned(),
        Some(next) => {
            let query = form_urlencoded::Serializer::new(String::new())
                .append_pair("next", next.as_str())
                .finish();
            format!("{address}?{query}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_this_hub_is_gone_on_to() {
        for address in ["/", "/account", "/threats/phishing?for=finance", "/search?q=a%2Fb#c"] {
            assert_eq!(Next::of(address).unwrap().as_str(), address);
        }
    }

    #[test]
    fn nothing_leads_to_another_host_or_back_to_signing_in() {
        let refused = [
            "",
            "account",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            " //evil.example",
            "https://evil.example",
            "https:evil.example",
            "javascript:alert(1)",
            "/.//evil.example",
            "/a/..//evil.example",
            "/%2e//evil.example",
            "/sign-in",
            "/sign-in/again?next=/account",
            "/sign-out",
            "/caf\u{e9}",
        ];
        for address in refused {
            assert!(Next::of(address).is_none(), "{address:?}");
        }
        assert!(Next::of(&format!("/{}", "a".repeat(LONGEST))).is_none());
    }

    #[test]
    fn what_is_encoded_stays_a_path_of_ours() {
        for address in ["/%2f%2fevil.example", "/%5cevil.example"] {
            let page = Url::parse("https://hub.invalid/").unwrap();
            let next = Next::of(address).unwrap();
            assert_eq!(page.join(next.as_str()).unwrap().host_str(), Some("hub.invalid"));
        }
    }
}
