//! Our components write what GOV.UK Frontend writes.
//!
//! Each component of GOV.UK Frontend comes with fixtures: options and the HTML expected of them. A
//! fixture that uses only options that ours has is rendered and compared, white space aside.

mod button;
mod facts;
mod fields;
mod messages;
mod navigation;

use std::{fs, path::Path};

use serde_json::{Map, Value};

type Options = Map<String, Value>;

/// Compares every fixture that `ours` can express, of which there must be at least `least`.
fn compare(component: &str, least: usize, ours: impl Fn(&Options) -> Option<String>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../frontend/node_modules/govuk-frontend/dist/govuk/components")
        .join(component)
        .join("fixtures.json");
    let text = fs::read_to_string(&path).unwrap_or_else(|_| panic!("{} is missing: run make assets", path.display()));
    let file: Value = serde_json::from_str(&text).expect("fixtures are JSON");
    let mut compared = 0;
    for fixture in file["fixtures"].as_array().expect("a list of fixtures") {
        let Some(html) = fixture["options"].as_object().and_then(&ours) else {
            continue;
        };
        let name = fixture["name"].as_str().expect("a fixture has a name");
        let expected = fixture["html"].as_str().expect("a fixture has HTML");
        assert_eq!(normal(&html), normal(expected), "{component}: {name}");
        compared += 1;
    }
    assert!(compared >= least, "{component}: only {compared} fixtures were compared");
}

/// HTML with one spelling for each entity, one element a line, and no space that does not show.
fn normal(html: &str) -> String {
    let decoded = [
        ("&#34;", "\""),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&lt;", "<"),
    ]
    .iter()
    .chain(&[("&#62;", ">"), ("&gt;", ">"), ("&#38;", "&"), ("&amp;", "&")])
    .fold(html.to_owned(), |text, (from, to)| text.replace(from, to));
    let words = decoded.split_whitespace().collect::<Vec<_>>().join(" ");
    words
        .replace("> ", ">")
        .replace(" <", "<")
        .replace('<', "\n<")
        .trim()
        .to_owned()
}

/// Reads options, and remembers whether any was one that we don't have.
struct Reader<'o> {
    options: &'o Options,
}

impl<'o> Reader<'o> {
    /// A reader of options that are all among `known`.
    fn of(options: &'o Options, known: &[&str]) -> Option<Self> {
        options
            .keys()
            .all(|key| known.contains(&key.as_str()))
            .then_some(Self { options })
    }

    fn text(&self, key: &str) -> Option<&'o str> {
        self.options.get(key).and_then(Value::as_str)
    }

    fn is_true(&self, key: &str) -> bool {
        self.options.get(key).and_then(Value::as_bool).unwrap_or(false)
    }

    /// The text of an option such as `hint: { text: "…" }`; `None` inside when it is absent.
    fn part(&self, key: &str) -> Option<Option<&'o str>> {
        match self.options.get(key).map(Value::as_object) {
            None => Some(None),
            Some(part) => only_text(part?).map(Some),
        }
    }

    fn list(&self, key: &str) -> &'o [Value] {
        self.options
            .get(key)
            .and_then(Value::as_array)
            .map_or(&[], Vec::as_slice)
    }
}

fn only_text(part: &Options) -> Option<&str> {
    Reader::of(part, &["text"])?.text("text")
}
