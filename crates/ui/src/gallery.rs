//! The gallery: each component with example data, for whoever builds pages.

use askama::Template;

use crate::form::{Errors, Field};
use crate::{Markup, Shell};

/// The page at `/components`.
#[derive(Debug, Clone, Template)]
#[template(path = "gallery.html")]
pub struct Gallery {
    /// What is round the page.
    pub shell: Shell,
}

/// Finds the text of a component's example by its folder's name.
macro_rules! examples {
    ($wanted:expr, [$($name:literal),+ $(,)?]) => {
        match $wanted {
            $($name => include_str!(concat!("../templates/components/", $name, "/example.html")),)+
            _ => "",
        }
    };
}

impl Gallery {
    /// How the example of `component` is written.
    fn source(&self, component: &str) -> &'static str {
        examples!(
            component,
            [
                "aside",
                "breadcrumbs",
                "button",
                "checkboxes",
                "copy",
                "details",
                "doors",
                "error-message",
                "error-summary",
                "facts",
                "filters",
                "input",
                "inset-text",
                "notification-banner",
                "pagination",
                "phone",
                "radios",
                "review",
                "ring",
                "rows",
                "search-box",
                "select",
                "sharing",
                "skip-link",
                "sources",
                "steps",
                "summary-list",
                "targets",
                "textarea",
                "three",
                "warning-text",
                "word",
            ]
        )
    }

    /// A field as it is before anybody typed.
    fn empty(&self, name: &str) -> Field {
        Field::empty(name)
    }

    /// A field with a choice made.
    fn chosen(&self, name: &str, value: &str) -> Field {
        Field::new(name, value)
    }

    /// A field with something wrong with it.
    fn refused(&self, name: &str, value: &str, message: &str) -> Field {
        Field::new(name, value).refused(message)
    }

    /// What is wrong with a form.
    fn errors(&self) -> Errors {
        let email = self.refused("example-email", "sam@", "Enter a whole e-mail address");
        let mut errors = Errors::of([&email]);
        errors.refuse("Wait a minute, then send it again");
        errors
    }

    /// What a side box may hold.
    fn numbers(&self) -> Markup {
        let desk = crate::Phone::new("01632 960 100");
        let night = crate::Phone::new("01632 960 199");
        Markup::trusted(format!("<p>Service desk<br>{desk}</p><p>Out of hours<br>{night}</p>"))
    }

    /// What a box of what not to do may hold.
    fn prohibitions(&self) -> Markup {
        Markup::trusted("<ul><li>Delete anything.</li><li>Warn the sender.</li></ul>")
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_component_is_in_the_gallery() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/components");
        let gallery = Gallery { shell: Shell::sample() };
        let page = gallery.render().unwrap();
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            if entry.path().join("template.html").exists() {
                assert!(page.contains(&format!("id=\"{name}\"")), "{name} is not shown");
                assert!(!gallery.source(&name).is_empty(), "{name} has no example");
            }
        }
    }

    #[test]
    fn the_page_keeps_to_a_strict_content_policy() {
        let page = Gallery { shell: Shell::sample() }.render().unwrap();
        for forbidden in [
            " style=",
            "<style",
            "onclick",
            "onload",
            "href=\"javascript",
            "src=\"http",
        ] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
        assert_eq!(page.matches("<script").count(), 1);
    }
}
