//! Accessibility, privacy, cookies, offline.

use askama::Template;
use text::date::days_in_words;
use web::{Page, PersonalRooms, Read, Result};

use crate::reader::Reader;

/// What these pages say of the hub.
struct About {
    hub: String,
    email: Option<String>,
    kept_for: String,
    kept: Vec<(&'static str, String)>,
}

impl About {
    fn of(reader: &Reader) -> Self {
        let settings = reader.shelf.settings();
        Self {
            hub: settings.hub_name.clone(),
            email: settings.contact_email.clone(),
            kept_for: days_in_words(settings.keep_days),
            kept: kept(&reader.read),
        }
    }
}

/// What each room of the hub keeps on people, and for how long.
fn kept(read: &Read) -> Vec<(&'static str, String)> {
    let rooms = read.shared.find::<PersonalRooms>();
    let rooms = rooms.map_or(&[][..], |rooms| &rooms.0);
    rooms.iter().flat_map(|room| (room.kept)(&read.shared)).collect()
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
