//! Our components write what GOV.UK Frontend writes.
//!
//! Each component of GOV.UK Frontend comes with fixtures: options and the HTML expected of them. A
//! fixture that uses only options that ours has is rendered and compared, white space aside.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value};
use ui::form::{Errors, Field};
use ui::{
    Breadcrumbs, Button, Checkboxes, Choice, Details, ErrorMessage, ErrorSummary, Input, InsetText, Markup,
    NotificationBanner, Pagination, Radios, Select, SkipLink, SummaryList, Textarea, WarningText,
};

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

/// The field of a fixture: its name, values and error.
fn field(read: &Reader<'_>, values: Vec<String>) -> Option<Field> {
    let field = Field::many(read.text("name")?, values);
    match read.part("errorMessage")? {
        Some(message) => Some(field.refused(message)),
        None => Some(field),
    }
}

/// A label or legend, and whether it is the page's heading.
fn label(part: &Options, large: &str) -> Option<(String, bool)> {
    let read = Reader::of(part, &["text", "classes", "isPageHeading"])?;
    let is_heading = read.is_true("isPageHeading");
    let classes = read.text("classes").unwrap_or_default();
    (classes == if is_heading { large } else { "" }).then(|| Some((read.text("text")?.to_owned(), is_heading)))?
}

/// Applies the options that all fields share.
macro_rules! shared {
    ($component:expr, $read:expr, $is_heading:expr, $id:literal) => {{
        let mut component = $component;
        if let Some(hint) = $read.part("hint")? {
            component = component.hint(hint);
        }
        if let Some(id) = $read.text($id) {
            component = component.id(id);
        }
        if $is_heading {
            component.page_heading()
        } else {
            component
        }
    }};
}

#[test]
fn breadcrumbs() {
    compare("breadcrumbs", 3, |options| {
        let read = Reader::of(options, &["items"])?;
        let items = read.list("items").iter().map(|item| {
            let item = Reader::of(item.as_object()?, &["text", "href"])?;
            Some((item.text("text")?, item.text("href")?))
        });
        Some(Breadcrumbs::of(items.collect::<Option<Vec<_>>>()?).to_string())
    });
}

#[test]
fn button() {
    compare("button", 12, |options| {
        let known = [
            "text",
            "href",
            "name",
            "value",
            "disabled",
            "classes",
            "preventDoubleClick",
        ];
        let read = Reader::of(options, &known)?;
        let mut button = Button::new(read.text("text")?);
        button = match read.text("classes") {
            None => button,
            Some("govuk-button--secondary") => button.secondary(),
            Some("govuk-button--warning") => button.warning(),
            Some(_) => return None,
        };
        if let Some(href) = read.text("href") {
            button = button.href(href);
        }
        if let Some(name) = read.text("name") {
            button = button.name(name);
        }
        if let Some(value) = read.text("value") {
            button = button.value(value);
        }
        if read.is_true("disabled") {
            button = button.disabled();
        }
        match options.get("preventDoubleClick") {
            None => Some(button.to_string()),
            Some(Value::Bool(true)) => Some(button.once().to_string()),
            Some(_) => None,
        }
    });
}

#[test]
fn input() {
    compare("input", 18, |options| {
        let known = [
            "label",
            "hint",
            "errorMessage",
            "id",
            "name",
            "type",
            "value",
            "classes",
            "prefix",
            "suffix",
            "autocomplete",
            "spellcheck",
            "inputmode",
        ];
        let read = Reader::of(options, &known)?;
        if options.get("value").is_some_and(|value| !value.is_string()) {
            return None;
        }
        let (text, is_heading) = label(options.get("label")?.as_object()?, "govuk-label--l")?;
        let value = read.text("value").map(str::to_owned);
        let input = Input::new(text, field(&read, value.into_iter().collect())?);
        let mut input = shared!(input, read, is_heading, "id");
        if let Some(classes) = read.text("classes") {
            let letters: u8 = classes.strip_prefix("govuk-input--width-")?.parse().ok()?;
            input = input.width(letters);
        }
        if let Some(prefix) = read.part("prefix")? {
            input = input.prefix(prefix);
        }
        if let Some(suffix) = read.part("suffix")? {
            input = input.suffix(suffix);
        }
        if let Some(kind) = read.text("type") {
            input = input.kind(kind);
        }
        if let Some(what) = read.text("autocomplete") {
            input = input.autocomplete(what);
        }
        if let Some(mode) = read.text("inputmode") {
            input = input.inputmode(mode);
        }
        if let Some(checks) = options.get("spellcheck") {
            input = input.spellcheck(checks.as_bool()?);
        }
        Some(input.to_string())
    });
}

#[test]
fn textarea() {
    compare("textarea", 9, |options| {
        let known = [
            "label",
            "hint",
            "errorMessage",
            "id",
            "name",
            "value",
            "rows",
            "autocomplete",
            "spellcheck",
        ];
        let read = Reader::of(options, &known)?;
        let (text, is_heading) = label(options.get("label")?.as_object()?, "govuk-label--l")?;
        let value = read.text("value").map(str::to_owned);
        let textarea = Textarea::new(text, field(&read, value.into_iter().collect())?);
        let mut textarea = shared!(textarea, read, is_heading, "id");
        if let Some(rows) = options.get("rows") {
            textarea = textarea.rows(u16::try_from(rows.as_u64()?).ok()?);
        }
        if let Some(what) = read.text("autocomplete") {
            textarea = textarea.autocomplete(what);
        }
        if let Some(checks) = options.get("spellcheck") {
            textarea = textarea.spellcheck(checks.as_bool()?);
        }
        Some(textarea.to_string())
    });
}

/// What is chosen from, and which of it is chosen.
fn choices(read: &Reader<'_>) -> Option<(Vec<Choice>, Vec<String>)> {
    let mut choices = Vec::new();
    let mut chosen = Vec::new();
    for item in read.list("items") {
        let item = Reader::of(item.as_object()?, &["value", "text", "hint", "checked", "selected"])?;
        let value = item.text("value")?;
        let mut choice = Choice::new(value, item.text("text")?);
        if let Some(hint) = item.part("hint")? {
            choice = choice.hint(hint);
        }
        let is_marked = ["checked", "selected"]
            .iter()
            .any(|key| item.options.contains_key(*key));
        if is_marked && read.options.keys().any(|key| key == "value" || key == "values") {
            return None; // A field has one truth: what it holds.
        }
        if item.is_true("checked") || item.is_true("selected") {
            chosen.push(value.to_owned());
        }
        choices.push(choice);
    }
    chosen.extend(read.text("value").map(str::to_owned));
    for value in read.list("values") {
        chosen.push(value.as_str()?.to_owned());
    }
    Some((choices, chosen))
}

/// The legend of a fixture whose fieldset has nothing else.
fn legend(options: &Options) -> Option<(String, bool)> {
    let fieldset = Reader::of(options.get("fieldset")?.as_object()?, &["legend"])?;
    label(
        fieldset.options.get("legend")?.as_object()?,
        "govuk-fieldset__legend--l",
    )
}

#[test]
fn radios() {
    compare("radios", 7, |options| {
        let known = [
            "name",
            "idPrefix",
            "fieldset",
            "hint",
            "errorMessage",
            "items",
            "classes",
            "value",
        ];
        let read = Reader::of(options, &known)?;
        let (text, is_heading) = legend(options)?;
        let (choices, chosen) = choices(&read)?;
        let radios = Radios::new(text, field(&read, chosen)?).choices(choices);
        let radios = shared!(radios, read, is_heading, "idPrefix");
        match read.text("classes") {
            None => Some(radios.to_string()),
            Some("govuk-radios--inline") => Some(radios.inline().to_string()),
            Some("govuk-radios--small") => Some(radios.small().to_string()),
            Some("govuk-radios--inline govuk-radios--small") => Some(radios.inline().small().to_string()),
            Some(_) => None,
        }
    });
}

#[test]
fn checkboxes() {
    compare("checkboxes", 7, |options| {
        let known = [
            "name",
            "idPrefix",
            "fieldset",
            "hint",
            "errorMessage",
            "items",
            "classes",
            "values",
        ];
        let read = Reader::of(options, &known)?;
        let (text, is_heading) = legend(options)?;
        let (choices, chosen) = choices(&read)?;
        let checkboxes = Checkboxes::new(text, field(&read, chosen)?).choices(choices);
        let checkboxes = shared!(checkboxes, read, is_heading, "idPrefix");
        match read.text("classes") {
            None => Some(checkboxes.to_string()),
            Some("govuk-checkboxes--small") => Some(checkboxes.small().to_string()),
            Some(_) => None,
        }
    });
}

#[test]
fn select() {
    compare("select", 2, |options| {
        let known = ["name", "id", "label", "hint", "errorMessage", "items", "value"];
        let read = Reader::of(options, &known)?;
        let (text, is_heading) = label(options.get("label")?.as_object()?, "govuk-label--l")?;
        let (choices, chosen) = choices(&read)?;
        let select = Select::new(text, field(&read, chosen)?).choices(choices);
        Some(shared!(select, read, is_heading, "id").to_string())
    });
}

#[test]
fn error_summary() {
    compare("error-summary", 7, |options| {
        let read = Reader::of(options, &["titleText", "descriptionText", "errorList"])?;
        if read.text("titleText") != Some("There is a problem") {
            return None;
        }
        let mut errors = Errors::default();
        for error in read.list("errorList") {
            let error = Reader::of(error.as_object()?, &["text", "href"])?;
            match error.text("href") {
                Some(href) => {
                    let field = Field::empty(href.strip_prefix('#')?);
                    errors.add(&field.refused(error.text("text")?));
                }
                None => errors.refuse(error.text("text")?),
            }
        }
        let summary = ErrorSummary::of(errors);
        Some(match read.text("descriptionText") {
            Some(text) => summary.description(text).to_string(),
            None => summary.to_string(),
        })
    });
}

#[test]
fn error_message() {
    compare("error-message", 1, |options| {
        Some(ErrorMessage::new(only_text(options)?).to_string())
    });
}

#[test]
fn inset_text() {
    compare("inset-text", 2, |options| {
        let read = Reader::of(options, &["text", "html"])?;
        Some(match read.text("html") {
            Some(html) => InsetText::html(Markup::trusted(html)).to_string(),
            None => InsetText::new(read.text("text")?).to_string(),
        })
    });
}

#[test]
fn notification_banner() {
    compare("notification-banner", 7, |options| {
        let read = Reader::of(options, &["text", "html", "type", "titleText"])?;
        let mut banner = match read.text("html") {
            Some(html) => NotificationBanner::html(Markup::trusted(html)),
            None => NotificationBanner::new(read.text("text")?),
        };
        banner = match read.text("type") {
            None => banner,
            Some("success") => banner.success(),
            Some(_) => return None,
        };
        Some(match read.text("titleText") {
            Some(title) => banner.title(title).to_string(),
            None => banner.to_string(),
        })
    });
}

#[test]
fn warning_text() {
    compare("warning-text", 4, |options| {
        let read = Reader::of(options, &["text", "html", "iconFallbackText"])?;
        if read.text("iconFallbackText").is_some_and(|text| text != "Warning") {
            return None;
        }
        Some(match read.text("html") {
            Some(html) => WarningText::html(Markup::trusted(html)).to_string(),
            None => WarningText::new(read.text("text")?).to_string(),
        })
    });
}

#[test]
fn details() {
    compare("details", 6, |options| {
        let read = Reader::of(options, &["summaryText", "text", "html", "id", "open"])?;
        let mut details = Details::new(read.text("summaryText")?);
        details = match read.text("html") {
            Some(html) => details.html(Markup::trusted(html)),
            None => details.text(read.text("text")?),
        };
        if let Some(id) = read.text("id") {
            details = details.id(id);
        }
        Some(if read.is_true("open") {
            details.open().to_string()
        } else {
            details.to_string()
        })
    });
}

#[test]
fn summary_list() {
    compare("summary-list", 8, |options| {
        let read = Reader::of(options, &["rows", "classes"])?;
        let mut list = SummaryList::new();
        list = match read.text("classes") {
            None => list,
            Some("govuk-summary-list--no-border") => list.no_border(),
            Some(_) => return None,
        };
        for row in read.list("rows") {
            let row = Reader::of(row.as_object()?, &["key", "value", "actions"])?;
            let value = Reader::of(row.options.get("value")?.as_object()?, &["text", "html"])?;
            let value = match value.text("html") {
                Some(html) => Markup::trusted(html),
                None => Markup::text(value.text("text")?),
            };
            list = list.row_html(row.part("key")??, value);
            let Some(actions) = row.options.get("actions") else {
                continue;
            };
            let actions = Reader::of(actions.as_object()?, &["items"])?;
            for action in actions.list("items") {
                let known = ["href", "text", "visuallyHiddenText"];
                let action = Reader::of(action.as_object()?, &known)?;
                let of_what = action.text("visuallyHiddenText").unwrap_or_default();
                list = list.action(action.text("text")?, action.text("href")?, of_what);
            }
        }
        Some(list.to_string())
    });
}

#[test]
fn pagination() {
    compare("pagination", 8, |options| {
        let read = Reader::of(options, &["previous", "next", "items", "landmarkLabel"])?;
        let mut pagination = Pagination::new();
        for item in read.list("items") {
            let item = Reader::of(item.as_object()?, &["number", "href", "current", "ellipsis"])?;
            pagination = if item.is_true("ellipsis") {
                pagination.gap()
            } else {
                let number = usize::try_from(item.options.get("number")?.as_u64()?).ok()?;
                pagination.page(number, item.text("href")?, item.is_true("current"))
            };
        }
        if let Some(previous) = options.get("previous") {
            let previous = Reader::of(previous.as_object()?, &["href"])?;
            pagination = pagination.previous(previous.text("href")?);
        }
        if let Some(next) = options.get("next") {
            let next = Reader::of(next.as_object()?, &["href"])?;
            pagination = pagination.next(next.text("href")?);
        }
        Some(match read.text("landmarkLabel") {
            Some(label) => pagination.label(label).to_string(),
            None => pagination.to_string(),
        })
    });
}

#[test]
fn skip_link() {
    compare("skip-link", 1, |options| {
        let read = Reader::of(options, &["text", "href"])?;
        Some(SkipLink::new(read.text("text")?, read.text("href")?).to_string())
    });
}
