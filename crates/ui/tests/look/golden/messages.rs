use ui::{
    ErrorMessage, ErrorSummary, InsetText, Markup, NotificationBanner, WarningText,
    form::{Errors, Field},
};

use super::{Reader, compare, only_text};

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
