use ui::{Checkboxes, Choice, Input, Radios, Select, Textarea, form::Field};

use super::{Options, Reader, compare};

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
