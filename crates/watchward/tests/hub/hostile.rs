//! Hostile words: through Markdown, and through every form. Nothing that is typed becomes a tag.
//!
//! The corpus has thousands of them; without it, a few of ours.

use std::path::Path;

use db::testing::TestDb;
use serde_json::Value;
use testkit::TestHub;
use text::markdown::{self, Bare};

use crate::whole_hub::whole_hub;

/// What Markdown may become, and what its tags may carry.
const TAGS: [&str; 24] = [
    "p",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "a",
    "em",
    "strong",
    "del",
    "s",
    "code",
    "pre",
    "blockquote",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "div",
];
const MORE_TAGS: [&str; 3] = ["br", "hr", "span"];
const ATTRIBUTES: [&str; 9] = [
    "class",
    "href",
    "start",
    "scope",
    "id",
    "tabindex",
    "role",
    "aria-label",
    "rel",
];

const OURS: [&str; 12] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&colon;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "<svg/onload=alert(1)>",
    "\"><script>alert(1)</script>",
    "' onmouseover='alert(1)",
    "[a](https://x\" onclick=\"alert(1))",
    "![x](x\" onerror=\"alert(1))",
    "</textarea><script>alert(1)</script>",
    "\u{0}\u{202e}\u{feff}<b>\u{1F4A9}",
];

fn hostile_words() -> Vec<String> {
    let mut words: Vec<String> = OURS.map(str::to_owned).to_vec();
    if let Some(corpus) = testkit::corpus() {
        let folder = corpus.join("hostile");
        words.extend(strings(&folder.join("big-list-of-naughty-strings.json"), None));
        words.extend(strings(&folder.join("dompurify-expect.json"), Some("payload")));
        assert!(words.len() > 400, "the corpus has only {} hostile words", words.len());
    }
    words
}

/// Every corner of Markdown, from the examples of its specifications.
fn corners_of_markdown() -> Vec<String> {
    let Some(corpus) = testkit::corpus() else {
        return Vec::new();
    };
    let examples = |name| strings(&corpus.join("hostile").join(name), Some("markdown"));
    let corners = [examples("gfm-spec.json"), examples("commonmark-spec.json")].concat();
    assert!(
        corners.len() > 800,
        "the corpus has only {} corners of Markdown",
        corners.len()
    );
    corners
}

/// The texts in a list of a JSON file, or under a key of each of its entries.
fn strings(file: &Path, key: Option<&str>) -> Vec<String> {
    let text = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let entries: Vec<Value> = serde_json::from_str(&text).expect("JSON");
    let of = |entry: &Value| key.map_or(entry, |key| &entry[key]).as_str().map(str::to_owned);
    entries.iter().filter_map(of).collect()
}

/// What in `html` we did not mean to write; nothing when all is ours.
fn foreign(html: &str) -> Option<String> {
    for piece in html.split('<').skip(1) {
        let Some((tag, _)) = piece.split_once('>') else {
            return Some(format!("a tag without end: {piece}"));
        };
        let tag = tag.trim_start_matches('/').trim_end_matches('/');
        let (name, attributes) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        if !TAGS.contains(&name) && !MORE_TAGS.contains(&name) {
            return Some(format!("the tag <{tag}>"));
        }
        let mut rest = attributes.trim();
        while let Some((attribute, after)) = rest.split_once("=\"") {
            let Some((value, after)) = after.split_once('"') else {
                return Some(format!("an open value: {tag}"));
            };
            if !ATTRIBUTES.contains(&attribute) {
                return Some(format!("the attribute {attribute} of <{tag}>"));
            }
            if attribute == "href" && !markdown::is_safe_address(value) {
                return Some(format!("the address {value}"));
            }
            rest = after.trim_start();
        }
        if !rest.is_empty() {
            return Some(format!("{rest} in <{tag}>"));
        }
    }
    None
}

#[test]
fn no_hostile_words_become_a_tag_through_markdown() {
    for words in corners_of_markdown() {
        for html in [
            markdown::to_html(&words, &mut Bare),
            markdown::inline_to_html(&words, &mut Bare),
        ] {
            if let Some(what) = foreign(&html) {
                panic!("{words:?} became {what}:\n{html}");
            }
        }
    }
}

#[test]
fn what_is_foreign_is_found() {
    for html in [
        "<script>",
        "<p onclick=\"x\">",
        "<a href=\"javascript:x\">",
        "<p x>",
        "<p class=\"a",
    ] {
        assert!(foreign(html).is_some(), "{html}");
    }
    assert_eq!(foreign("<p class=\"a\"><a href=\"/x\">y</a></p>"), None);
}

#[tokio::test]
async fn no_hostile_words_break_out_of_a_form_or_break_it() {
    /// One address may send about 600 posts at once, and two are sent for each.
    const AT_ONCE: usize = 250;
    let test = TestDb::sqlite().await;
    for words in hostile_words().chunks(AT_ONCE) {
        let hub = whole_hub(&test.db);
        let of_form = of_kind(&hub.get("/get-involved/resource").await.text);
        let of_search = of_kind(&hub.get("/search?q=council").await.text);
        for words in words {
            try_in_hub(&hub, words, of_form, of_search).await;
        }
    }
}

async fn try_in_hub(hub: &TestHub, words: &str, of_form: [usize; 6], of_search: [usize; 6]) {
    // A title that is missing sends the form back with all that was typed.
    let fields = [
        ("message", words),
        ("address", words),
        ("name", words),
        ("email", words),
    ];
    let shown = hub.post("/get-involved/resource", &fields).await;
    shown.assert_page_says("There is a problem");
    assert_eq!(of_kind(&shown.text), of_form, "{words:?} became a tag");
    let kept = hub.post("/get-involved/feedback", &[("message", words)]).await;
    let is_answered = kept.status.is_redirection() || kept.words().contains("There is a problem");
    assert!(is_answered, "{words:?}: {}", kept.status);
    let found = hub.get(&format!("/search?{}", query(words))).await;
    assert!(found.status.is_success(), "{words:?}: {}", found.status);
    let more = of_kind(&found.text)
        .into_iter()
        .zip(of_search)
        .any(|(found, own)| found > own);
    assert!(!more, "{words:?} became a tag: {}", found.text);
}

/// How many tags a page has that bring something in or run it, and how many that something is hung on.
fn of_kind(html: &str) -> [usize; 6] {
    let tags = || {
        html.split('<')
            .skip(1)
            .filter_map(|piece| piece.split_once('>'))
            .map(|(tag, _)| tag)
    };
    let named = |names: &[&str]| {
        tags()
            .filter(|tag| names.contains(&tag.split([' ', '/']).next().unwrap_or_default()))
            .count()
    };
    let hung = |part: &str| tags().filter(|tag| without_values(tag).contains(part)).count();
    [
        named(&["script", "style", "link", "meta", "base"]),
        named(&["iframe", "object", "embed", "video", "audio", "math", "form"]),
        named(&["img", "svg"]),
        tags().filter(|tag| tag.contains("=\"javascript:")).count(),
        hung(" onerror="),
        hung(" onmouseover="),
    ]
}

/// A tag without what stands in quotation marks, where words may say anything.
fn without_values(tag: &str) -> String {
    tag.split('"').step_by(2).collect()
}

fn query(words: &str) -> String {
    url::form_urlencoded::Serializer::new(String::new())
        .append_pair("q", words)
        .finish()
}
