//! What a hub answered, and what can be asked of it.

use std::collections::{BTreeSet, HashSet};

use http::{HeaderMap, HeaderName, StatusCode, header};

/// One answer, read to its end.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The address that was asked.
    pub address: String,
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub text: String,
}

impl Answer {
    /// A header, empty when there is none.
    pub fn header(&self, name: HeaderName) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// Where it leads.
    pub fn location(&self) -> &str {
        self.header(header::LOCATION)
    }

    /// Whether its body has these words.
    pub fn says(&self, words: &str) -> bool {
        self.text.contains(words)
    }

    /// The words that a person reads: without tags, white space folded.
    pub fn words(&self) -> String {
        let mut words = String::new();
        let mut rest = self.text.as_str();
        while let Some((before, after)) = rest.split_once('<') {
            words.push_str(before);
            // Where a line may break, a word goes on.
            if !after.starts_with("wbr>") {
                words.push(' ');
            }
            rest = after.split_once('>').map_or("", |(_, after)| after);
        }
        words.push_str(rest);
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// # Panics
    /// When a person does not read these words on the page.
    pub fn assert_page_says(&self, words: &str) {
        assert!(
            self.words().contains(words),
            "{} does not say {words:?}:\n{}",
            self.address,
            self.words()
        );
    }

    /// # Panics
    /// When it is not one whole page: 200, one main heading, a title, a language, no identifier twice, every
    /// label and fragment with its target, and no code or style among the words.
    pub fn assert_sound(&self) {
        let at = &self.address;
        assert_eq!(self.status, StatusCode::OK, "{at}");
        assert_eq!(
            self.text.matches("<h1").count(),
            1,
            "{at} has not exactly one main heading"
        );
        let title = self
            .text
            .split_once("<title>")
            .and_then(|(_, rest)| rest.split_once("</title>"));
        assert!(
            title.is_some_and(|(title, _)| !title.trim().is_empty()),
            "{at} has no title"
        );
        assert!(self.text.contains("<html lang=\""), "{at} has no language");
        let mut seen = HashSet::new();
        for id in self.attributes("id") {
            assert!(seen.insert(id), "{at} has the identifier '{id}' twice");
        }
        for target in self.attributes("for").into_iter().chain(self.fragments()) {
            assert!(seen.contains(target), "{at} points to '{target}', which is not there");
        }
        for forbidden in [
            " style=\"",
            "<style",
            " onclick=",
            " onload=",
            " onsubmit=",
            "href=\"javascript:",
        ] {
            assert!(!self.text.contains(forbidden), "{at} has {forbidden}");
        }
    }

    /// Every address of the hub itself that the page names, each once.
    pub fn own_links(&self) -> BTreeSet<String> {
        let addresses = self.attributes("href").into_iter().chain(self.attributes("src"));
        addresses
            .filter(|address| address.starts_with('/') && !address.starts_with("//"))
            .map(|address| {
                let address = address.replace("&amp;", "&").replace("&#38;", "&");
                address.split('#').next().unwrap_or_default().to_owned()
            })
            .collect()
    }

    fn fragments(&self) -> Vec<&str> {
        let links = self.attributes("href").into_iter();
        links
            .filter_map(|link| link.strip_prefix('#'))
            .filter(|fragment| !fragment.is_empty())
            .collect()
    }

    /// The values of an attribute, in order.
    fn attributes(&self, name: &str) -> Vec<&str> {
        let opening = format!(" {name}=\"");
        let values = self.text.split(opening.as_str()).skip(1);
        values
            .filter_map(|rest| rest.split_once('"').map(|(value, _)| value))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(body: &str) -> Answer {
        let text = format!("<!doctype html><html lang=\"en\"><title>T</title><body>{body}</body></html>");
        Answer {
            address: "/".into(),
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            text,
        }
    }

    #[test]
    fn a_sound_page_is_let_through() {
        let page = page("<h1 id=\"a\">One</h1><a href=\"#a\">up</a><a href=\"/x?a=1&amp;b=2&#38;c=3#c\">x</a>");
        page.assert_sound();
        assert_eq!(page.own_links().into_iter().collect::<Vec<_>>(), ["/x?a=1&b=2&c=3"]);
        page.assert_page_says("One up x");
    }

    #[test]
    fn a_word_goes_on_where_a_line_may_break() {
        page("<h1>a.<wbr>uk</h1>").assert_page_says("a.uk");
    }

    #[test]
    #[should_panic(expected = "twice")]
    fn an_identifier_that_stands_twice_is_found() {
        page("<h1 id=\"a\">One</h1><p id=\"a\">two</p>").assert_sound();
    }

    #[test]
    #[should_panic(expected = "main heading")]
    fn a_page_with_two_main_headings_is_found() {
        page("<h1>One</h1><h1>Two</h1>").assert_sound();
    }

    #[test]
    #[should_panic(expected = "not there")]
    fn a_link_within_the_page_to_nothing_is_found() {
        page("<h1>One</h1><a href=\"#b\">b</a>").assert_sound();
    }
}
