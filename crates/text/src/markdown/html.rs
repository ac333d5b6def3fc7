//! Markdown as the hub's HTML, with the classes of GOV.UK Frontend.

use std::fmt::Write as _;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::{Piece, Surroundings, events, is_safe_address};
use crate::slug;

/// A whole text as HTML.
pub fn to_html(markdown: &str, surroundings: &mut dyn Surroundings) -> String {
    Writer::new(surroundings).write(markdown, false)
}

/// One line of text as HTML, without a paragraph around it.
pub fn inline_to_html(markdown: &str, surroundings: &mut dyn Surroundings) -> String {
    Writer::new(surroundings).write(markdown, true)
}

struct Writer<'s> {
    surroundings: &'s mut dyn Surroundings,
    html: String,
    /// Inside a link or a heading no term is linked.
    unlinked: usize,
    /// Inside a local fact its own words are replaced.
    local_fact: Option<(String, String)>,
    /// For each open link: whether a tag was written.
    links: Vec<bool>,
    in_picture: usize,
    in_table_head: bool,
    heading: Option<(usize, String)>,
}

impl<'s> Writer<'s> {
    fn new(surroundings: &'s mut dyn Surroundings) -> Self {
        Self {
            surroundings,
            html: String::new(),
            unlinked: 0,
            local_fact: None,
            links: Vec::new(),
            in_picture: 0,
            in_table_head: false,
            heading: None,
        }
    }

    fn write(mut self, markdown: &str, inline: bool) -> String {
        for (event, _) in events(markdown) {
            match event {
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) if inline => {}
                Event::Start(tag) => self.open(tag),
                Event::End(tag) => self.close(tag),
                Event::Text(text) => self.text(&text),
                Event::Code(code) => {
                    self.html.push_str("<code>");
                    escape(&code, &mut self.html);
                    self.html.push_str("</code>");
                }
                Event::Html(raw) | Event::InlineHtml(raw) => escape(&raw, &mut self.html),
                Event::SoftBreak => self.html.push('\n'),
                Event::HardBreak => self.html.push_str("<br>"),
                Event::Rule => self
                    .html
                    .push_str("<hr class=\"govuk-section-break govuk-section-break--visible\">"),
                _ => {}
            }
        }
        self.html
    }

    fn text(&mut self, text: &str) {
        if self.in_picture > 0 {
            return;
        }
        if let Some((_, words)) = &mut self.local_fact {
            words.push_str(text);
        } else if let Some((_, words)) = &mut self.heading {
            words.push_str(text);
            escape(text, &mut self.html);
        } else if self.unlinked > 0 {
            escape(text, &mut self.html);
        } else {
            for piece in self.surroundings.terms(text) {
                match piece {
                    Piece::Plain(words) => escape(words, &mut self.html),
                    Piece::Term(words, address) => {
                        self.html.push_str("<a class=\"govuk-link ww-term\" href=\"");
                        escape(&address, &mut self.html);
                        self.html.push_str("\">");
                        escape(words, &mut self.html);
                        self.html.push_str("</a>");
                    }
                }
            }
        }
    }

    fn open(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.html.push_str("<p class=\"govuk-body\">"),
            Tag::Heading { .. } => {
                self.heading = Some((self.html.len(), String::new()));
                self.unlinked += 1;
            }
            Tag::BlockQuote(_) => self.html.push_str("<blockquote class=\"govuk-inset-text\">"),
            Tag::List(None) => self.html.push_str("<ul class=\"govuk-list govuk-list--bullet\">"),
            Tag::List(Some(1)) => self.html.push_str("<ol class=\"govuk-list govuk-list--number\">"),
            Tag::List(Some(first)) => {
                let _ = write!(
                    self.html,
                    "<ol start=\"{first}\" class=\"govuk-list govuk-list--number\">"
                );
            }
            Tag::Item => self.html.push_str("<li>"),
            Tag::Emphasis => self.html.push_str("<em>"),
            Tag::Strong => self.html.push_str("<strong>"),
            Tag::Strikethrough => self.html.push_str("<s>"),
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => self.html.push_str("<pre><code>"),
            Tag::Link {
                link_type: LinkType::WikiLink { .. },
                dest_url,
                ..
            } => {
                self.local_fact = Some((dest_url.into_string(), String::new()));
            }
            Tag::Link { dest_url, .. } => self.open_link(&dest_url),
            Tag::Image { .. } => self.in_picture += 1,
            Tag::Table(_) => self.html.push_str("<table class=\"govuk-table\">"),
            Tag::TableHead => {
                self.in_table_head = true;
                self.html
                    .push_str("<thead class=\"govuk-table__head\"><tr class=\"govuk-table__row\">");
            }
            Tag::TableRow => self.html.push_str("<tr class=\"govuk-table__row\">"),
            Tag::TableCell if self.in_table_head => {
                self.html.push_str("<th scope=\"col\" class=\"govuk-table__header\">");
            }
            Tag::TableCell => self.html.push_str("<td class=\"govuk-table__cell\">"),
            _ => {}
        }
    }

    fn open_link(&mut self, address: &str) {
        self.unlinked += 1;
        let written = if !is_safe_address(address) {
            None
        } else if address.starts_with('/') {
            self.surroundings.link(address)
        } else {
            Some(address.to_owned())
        };
        self.links.push(written.is_some());
        if let Some(address) = written {
            self.html.push_str("<a class=\"govuk-link\" href=\"");
            escape(&address, &mut self.html);
            self.html.push_str("\">");
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.html.push_str("</p>\n"),
            TagEnd::Heading(level) => self.close_heading(level),
            TagEnd::BlockQuote(_) => self.html.push_str("</blockquote>\n"),
            TagEnd::List(true) => self.html.push_str("</ol>\n"),
            TagEnd::List(false) => self.html.push_str("</ul>\n"),
            TagEnd::Item => self.html.push_str("</li>\n"),
            TagEnd::Emphasis => self.html.push_str("</em>"),
            TagEnd::Strong => self.html.push_str("</strong>"),
            TagEnd::Strikethrough => self.html.push_str("</s>"),
            TagEnd::CodeBlock => self.html.push_str("</code></pre>\n"),
            TagEnd::Link => self.close_link(),
            TagEnd::Image => self.in_picture -= 1,
            TagEnd::TableHead => {
                self.in_table_head = false;
                self.html.push_str("</tr></thead><tbody class=\"govuk-table__body\">");
            }
            TagEnd::TableRow => self.html.push_str("</tr>"),
            TagEnd::TableCell if self.in_table_head => self.html.push_str("</th>"),
            TagEnd::TableCell => self.html.push_str("</td>"),
            TagEnd::Table => self.html.push_str("</tbody></table>\n"),
            _ => {}
        }
    }

    /// A page's own heading is the first level, so a text's headings are the second and third.
    fn close_heading(&mut self, level: HeadingLevel) {
        self.unlinked -= 1;
        let Some((start, words)) = self.heading.take() else {
            return;
        };
        let inside = self.html.split_off(start);
        let (element, class) = if level <= HeadingLevel::H2 {
            ("h2", "m")
        } else {
            ("h3", "s")
        };
        let _ = writeln!(
            self.html,
            "<{element} class=\"govuk-heading-{class}\" id=\"{}\">{inside}</{element}>",
            slug::of(&words)
        );
    }

    fn close_link(&mut self) {
        if let Some((name, otherwise)) = self.local_fact.take() {
            let words = self.surroundings.local_fact(&name, &otherwise);
            escape(&words, &mut self.html);
            return;
        }
        self.unlinked -= 1;
        if self.links.pop() == Some(true) {
            self.html.push_str("</a>");
        }
    }
}

fn escape(text: &str, html: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            _ => html.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::Bare, *};

    struct Known;

    impl Surroundings for Known {
        fn link(&mut self, address: &str) -> Option<String> {
            (address != "/hidden").then(|| format!("{address}?for=finance"))
        }
        fn local_fact(&mut self, name: &str, otherwise: &str) -> String {
            if name == "siro" {
                "Ada <Lovelace>".into()
            } else {
                otherwise.into()
            }
        }
        fn terms<'t>(&mut self, text: &'t str) -> Vec<Piece<'t>> {
            match text.split_once("malware") {
                Some((before, after)) => {
                    vec![
                        Piece::Plain(before),
                        Piece::Term("malware", "/glossary/malware".into()),
                        Piece::Plain(after),
                    ]
                }
                None => vec![Piece::Plain(text)],
            }
        }
    }

    #[test]
    fn a_text_gets_the_hubs_classes_links_and_terms() {
        let html = to_html(
            "## If it is malware\n\nStop malware. [Ring](/contacts) them.\n\n- one\n- two",
            &mut Known,
        );
        assert_eq!(
            html,
            "<h2 class=\"govuk-heading-m\" id=\"if-it-is-malware\">If it is malware</h2>\n\
             <p class=\"govuk-body\">Stop <a class=\"govuk-link ww-term\" href=\"/glossary/malware\">malware</a>. \
             <a class=\"govuk-link\" href=\"/contacts?for=finance\">Ring</a> them.</p>\n\
             <ul class=\"govuk-list govuk-list--bullet\"><li>one</li>\n<li>two</li>\n</ul>\n"
        );
    }

    #[test]
    fn a_local_fact_is_filled_in_or_says_its_own_words() {
        assert_eq!(
            inline_to_html("Tell [[siro|your SIRO]].", &mut Known),
            "Tell Ada &lt;Lovelace&gt;."
        );
        assert_eq!(
            inline_to_html("Ring [[service-desk|IT]] now", &mut Known),
            "Ring IT now"
        );
    }

    #[test]
    fn a_link_to_what_is_not_for_this_reader_is_only_its_words() {
        assert_eq!(
            inline_to_html("Ask [the *other* regulator](/hidden) of malware", &mut Known),
            "Ask the <em>other</em> regulator of \
             <a class=\"govuk-link ww-term\" href=\"/glossary/malware\">malware</a>"
        );
    }

    #[test]
    fn html_is_shown_and_pictures_are_left_out() {
        let html = to_html("<script>alert(1)</script>\n\na <b>c</b> ![x](y)", &mut Bare);
        assert!(
            !html.contains("<script") && !html.contains("<b>") && !html.contains("<img"),
            "{html}"
        );
        assert!(html.contains("&lt;script&gt;"));
    }

    #[test]
    fn a_link_that_could_run_something_is_only_its_words() {
        assert_eq!(
            inline_to_html("[a](javascript:alert(1)) [b](//evil.example)", &mut Bare),
            "a b"
        );
    }

    /// Whether a browser would see anything in `html` beyond the tags, attributes and schemes that we write.
    fn is_only_ours(html: &str) -> bool {
        let cleaned = ammonia::Builder::new()
            .tags(
                [
                    "p",
                    "h2",
                    "h3",
                    "ul",
                    "ol",
                    "li",
                    "em",
                    "strong",
                    "s",
                    "code",
                    "pre",
                    "a",
                    "blockquote",
                    "table",
                    "thead",
                    "tbody",
                    "tr",
                    "th",
                    "td",
                    "br",
                    "hr",
                ]
                .into(),
            )
            .generic_attributes(["class", "id", "start", "scope"].into())
            .tag_attributes([("a", ["href"].into())].into())
            .url_schemes(["http", "https", "mailto", "tel"].into())
            .link_rel(None)
            .clean(html)
            .to_string();
        let tags = |text: &str| text.matches('<').count();
        tags(&cleaned) >= tags(html) && !cleaned.to_ascii_lowercase().contains("href=\"javascript")
    }

    proptest! {
        #[test]
        fn whatever_is_typed_only_our_own_tags_come_out(markdown in "(\\PC|[<>\"'()\\[\\]|#*_`\n:/]){0,200}") {
            let html = to_html(&markdown, &mut Bare);
            prop_assert!(is_only_ours(&html), "{html}");
        }
    }
}
