//! Markdown: the little of it that content needs, turned into the hub's own HTML.
//!
//! Paragraphs, headings from the second level, lists, tables, emphasis, code and links. Raw HTML is
//! shown as the text it is and pictures are left out, so nothing that a writer (or a stranger) types can
//! become a tag. Links go to `http`, `https`, `mailto`, `tel` and to the hub itself, nowhere else.
//!
//! A *local fact* is written `[[service-desk|your IT service desk]]`: the name of something that differs
//! from council to council, and the words that stand when it is not known.

mod html;
mod plain;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TextMergeWithOffset};

pub use html::{inline_to_html, to_html};
pub use plain::{inline_to_plain, to_plain, to_prose};

/// What the page around a text knows and the text does not.
pub trait Surroundings {
    /// The address to write for a link within the hub (it begins with `/`), or none where nothing is for
    /// this reader: the link is then its words alone.
    fn link(&mut self, address: &str) -> Option<String>;
    /// What to say for a local fact: the fact itself, or `otherwise`.
    fn local_fact(&mut self, name: &str, otherwise: &str) -> String;
    /// Cuts running text into plain pieces and glossary terms to link.
    fn terms<'t>(&mut self, text: &'t str) -> Vec<Piece<'t>>;
}

/// A stretch of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Words as they are.
    Plain(&'t str),
    /// A glossary term and the address of its meaning.
    Term(&'t str, String),
}

/// Surroundings that change nothing: links as written, no glossary, the words after the bar.
#[derive(Debug, Default)]
pub struct Bare;

impl Surroundings for Bare {
    fn link(&mut self, address: &str) -> Option<String> {
        Some(address.to_owned())
    }
    fn local_fact(&mut self, _name: &str, otherwise: &str) -> String {
        otherwise.to_owned()
    }
    fn terms<'t>(&mut self, text: &'t str) -> Vec<Piece<'t>> {
        vec![Piece::Plain(text)]
    }
}

/// Something in a text that points elsewhere, with its byte offset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    /// A link and its address.
    Link(String),
    /// The name of a local fact.
    LocalFact(String),
    /// The name of a local fact that says no words for when it is not known.
    WordlessFact(String),
    /// Raw HTML, which is not allowed.
    Html,
    /// A picture, which is not allowed.
    Picture,
    /// A heading of the first level, which belongs to the page.
    TopHeading,
}

/// All references in `markdown`, in order, with the byte offset of each.
pub fn references(markdown: &str) -> Vec<(Reference, usize)> {
    let mut events = events(markdown).peekable();
    let mut found = Vec::new();
    while let Some((event, range)) = events.next() {
        let reference = match event {
            Event::Start(Tag::Link {
                link_type: LinkType::WikiLink { has_pothole },
                dest_url,
                ..
            }) => {
                let has_words = match events.peek() {
                    Some((Event::Text(words), _)) => !words.trim().is_empty(),
                    Some((Event::End(_), _)) | None => false,
                    Some(_) => true,
                };
                if has_pothole && has_words {
                    Reference::LocalFact(dest_url.into_string())
                } else {
                    Reference::WordlessFact(dest_url.into_string())
                }
            }
            Event::Start(Tag::Link { dest_url, .. }) => Reference::Link(dest_url.into_string()),
            Event::Start(Tag::Image { .. }) => Reference::Picture,
            Event::Start(Tag::Heading {
                level: pulldown_cmark::HeadingLevel::H1,
                ..
            }) => Reference::TopHeading,
            Event::Html(_) | Event::InlineHtml(_) => Reference::Html,
            _ => continue,
        };
        found.push((reference, range.start));
    }
    found
}

fn events(markdown: &str) -> impl Iterator<Item = (Event<'_>, std::ops::Range<usize>)> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_WIKILINKS | Options::ENABLE_STRIKETHROUGH;
    TextMergeWithOffset::new(Parser::new_ext(markdown, options).into_offset_iter())
}

/// Whether an address may stand in a page: the hub's own, or a scheme that cannot run anything.
pub fn is_safe_address(address: &str) -> bool {
    if address.starts_with('#') || (address.starts_with('/') && !address.starts_with("//")) {
        return true;
    }
    let scheme = address.split(':').next().unwrap_or_default().to_ascii_lowercase();
    address.contains(':') && matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_found_with_their_place() {
        let found = references("See [this](/guidance/x) or [[siro|your SIRO]].\n\n# Top\n\n<b>no</b> ![p](q)");
        let kinds: Vec<_> = found.iter().map(|(reference, _)| reference.clone()).collect();
        assert_eq!(
            kinds,
            [
                Reference::Link("/guidance/x".into()),
                Reference::LocalFact("siro".into()),
                Reference::TopHeading,
                Reference::Html,
                Reference::Html,
                Reference::Picture,
            ]
        );
        assert_eq!(found[0].1, 4);
    }

    #[test]
    fn a_local_fact_without_words_is_told_apart() {
        let kinds: Vec<_> = references("[[siro|*your* SIRO]] [[siro]] [[siro|]]")
            .into_iter()
            .map(|(reference, _)| reference)
            .collect();
        assert_eq!(
            kinds,
            [
                Reference::LocalFact("siro".into()),
                Reference::WordlessFact("siro".into()),
                Reference::WordlessFact("siro".into()),
            ]
        );
    }

    #[test]
    fn only_harmless_addresses_are_safe() {
        for good in [
            "/threats",
            "#top",
            "https://www.ncsc.gov.uk/",
            "tel:03001232040",
            "mailto:a@b.uk",
        ] {
            assert!(is_safe_address(good), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "JaVaScript:x",
            "data:text/html,x",
            "//evil.example",
            "x",
            "",
            " javascript:x",
        ] {
            assert!(!is_safe_address(bad), "{bad}");
        }
    }
}
