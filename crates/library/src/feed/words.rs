//! Content as it leaves the hub: links are whole addresses, local facts are filled in, and no term links
//! itself.

use text::markdown::{self, Piece, Surroundings};

use crate::{local_fact::LocalFacts, shelf::Shelf};

/// What turns Markdown into plain words or HTML for readers elsewhere.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words<'s> {
    origin: &'s str,
    facts: &'s LocalFacts,
    shelf: &'s Shelf,
}

impl<'s> Words<'s> {
    /// Words whose links begin with `origin`; with an empty one they begin with a slash. What is not on
    /// `shelf` is not linked.
    pub(crate) fn new(origin: &'s str, facts: &'s LocalFacts, shelf: &'s Shelf) -> Self {
        Self { origin, facts, shelf }
    }

    /// One line as plain words.
    pub(crate) fn plain(mut self, line: &str) -> String {
        without_controls(&markdown::inline_to_plain(line, &mut self))
    }

    /// Several lines as plain words.
    pub(crate) fn all_plain(self, lines: &[String]) -> Vec<String> {
        lines.iter().map(|line| self.plain(line)).collect()
    }

    /// One line as HTML.
    pub(crate) fn line(mut self, line: &str) -> ui::Markup {
        ui::Markup::trusted(without_controls(&markdown::inline_to_html(line, &mut self)))
    }

    /// A whole text as HTML.
    pub(crate) fn html(mut self, text: &str) -> String {
        without_controls(&markdown::to_html(text, &mut self))
    }
}

impl Surroundings for Words<'_> {
    fn link(&mut self, address: &str) -> Option<String> {
        self.shelf.has(address).then(|| format!("{}{address}", self.origin))
    }

    fn local_fact(&mut self, name: &str, otherwise: &str) -> String {
        self.facts.say(name, otherwise)
    }

    fn terms<'t>(&mut self, text: &'t str) -> Vec<Piece<'t>> {
        vec![Piece::Plain(text)]
    }
}

/// The text without the characters that XML cannot say (XML 1.0, section 2.2).
pub(crate) fn without_controls(text: &str) -> String {
    let is_sayable = |letter: &char| {
        (*letter >= ' ' || matches!(letter, '\n' | '\t'))
            && !matches!(letter, '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}')
    };
    text.chars().filter(is_sayable).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::shelf::Scope;

    #[test]
    fn links_are_whole_addresses_and_unsayable_characters_are_left_out() {
        let facts = LocalFacts::default();
        let shelf = Shelf::new(&[], Scope::Clear, &Arc::default(), jiff::civil::date(2026, 11, 24));
        let words = Words::new("https://hub.example", &facts, &shelf);
        let html = words.html("See [this](/guidance) and [that](/guidance/hidden).");
        assert!(html.contains("href=\"https://hub.example/guidance\""), "{html}");
        assert!(html.contains("and that."), "{html}");
        assert_eq!(
            words.plain("Ring [[service-desk|your IT service desk]]\u{7}."),
            "Ring your IT service desk."
        );
    }
}
