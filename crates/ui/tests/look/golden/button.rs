use serde_json::Value;
use ui::Button;

use super::{Reader, compare};

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
