//! Accessibility, privacy, cookies, offline.

use askama::Template;
use web::{Page, Result};

use crate::reader::Reader;

/// What these pages say of the hub.
struct About {
    hub: String,
    email: Option<String>,
    kept_for: String,
}

impl About {
    fn of(reader: &Reader) -> Self {
        let settings = reader.shelf.settings();
        Self {
            hub: settings.hub_name.clone(),
            email: settings.contact_email.clone(),
            kept_for: days_in_words(settings.keep_days),
        }
    }
}

macro_rules! about {
    ($(#[$doc:meta] $name:ident, $page:ident, $template:literal, $title:literal;)*) => {
        $(
            #[derive(Template)]
            #[template(path = $template)]
            struct $page {
                shell: ui::Shell,
                about: About,
            }

            #[$doc]
            pub async fn $name(reader: Reader) -> Result<Page> {
                let mut shell = reader.read.shell($title);
                shell.breadcrumbs = vec![("Home".into(), "/".into())];
                let about = About::of(&reader);
                Ok(Page::of(&$page { shell, about })?.kept())
            }
        )*
    };
}

about! {
    /// The accessibility statement that PSBAR 2018 asks for.
    accessibility, AccessibilityPage, "about/accessibility.html", "Accessibility";
    /// What is kept about people, and for how long.
    privacy, PrivacyPage, "about/privacy.html", "Privacy";
    /// There are none.
    cookies, CookiesPage, "about/cookies.html", "Cookies";
}

#[derive(Template)]
#[template(path = "about/offline.html")]
struct OfflinePage {
    shell: ui::Shell,
}

/// What a reader without a network sees.
pub async fn offline(reader: Reader) -> Result<Page> {
    Ok(Page::of(&OfflinePage {
        shell: reader.read.shell("You are offline"),
    })?
    .kept())
}

/// "2 years", "90 days".
fn days_in_words(days: u32) -> String {
    match (days / 365, days % 365) {
        (1, 0) => "1 year".to_owned(),
        (years, 0) if years > 1 => format!("{years} years"),
        _ => format!("{days} days"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_as_years_when_they_are() {
        assert_eq!(days_in_words(730), "2 years");
        assert_eq!(days_in_words(365), "1 year");
        assert_eq!(days_in_words(90), "90 days");
    }
}
