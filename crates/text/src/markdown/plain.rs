//! Markdown as plain words: for search, for reading aloud and for measuring.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::{Bare, Surroundings, events};

/// A whole text as plain words, a paragraph, heading or list item a line; local facts in their own words.
pub fn to_plain(markdown: &str) -> String {
    write(markdown, &mut Bare, true)
}

/// Like [`to_plain`], without headings and tables: what counts as running prose.
pub fn to_prose(markdown: &str) -> String {
    write(markdown, &mut Bare, false)
}

/// One line of text as plain words, with local facts from the surroundings.
pub fn inline_to_plain(markdown: &str, surroundings: &mut dyn Surroundings) -> String {
    write(markdown, surroundings, true).trim().replace('\n', " ")
}

fn write(markdown: &str, surroundings: &mut dyn Surroundings, all: bool) -> String {
    let mut plain = String::with_capacity(markdown.len());
    let mut local_fact: Option<(String, String)> = None;
    let mut left_out = 0_usize;
    for (event, _) in events(markdown) {
        match event {
            Event::Start(Tag::Link {
                link_type: LinkType::WikiLink { .. },
                dest_url,
                ..
            }) => {
                local_fact = Some((dest_url.into_string(), String::new()));
            }
            Event::End(TagEnd::Link) => {
                if let Some((name, otherwise)) = local_fact.take() {
                    plain.push_str(&surroundings.local_fact(&name, &otherwise));
                }
            }
            Event::Start(Tag::Heading { .. } | Tag::Table(_)) if !all => left_out += 1,
            Event::End(TagEnd::Heading(_) | TagEnd::Table) if !all => left_out -= 1,
            Event::Start(Tag::Image { .. }) => left_out += 1,
            Event::End(TagEnd::Image) => left_out -= 1,
            Event::End(
                TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) | TagEnd::TableRow | TagEnd::TableHead,
            ) if !plain.ends_with('\n') => {
                plain.push('\n');
            }
            Event::End(TagEnd::TableCell) => plain.push(' '),
            Event::Text(text) | Event::Code(text) if left_out == 0 => match &mut local_fact {
                Some((_, words)) => words.push_str(&text),
                None => plain.push_str(&text),
            },
            Event::SoftBreak | Event::HardBreak => plain.push(' '),
            _ => {}
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_have_a_line_for_each_paragraph_and_item() {
        let text = "## Do\n\nRing **them** [now](/x).\n\n- one\n- [[siro|your SIRO]]\n";
        assert_eq!(to_plain(text), "Do\nRing them now.\none\nyour SIRO\n");
        assert_eq!(to_prose(text), "Ring them now.\none\nyour SIRO\n");
    }
}
