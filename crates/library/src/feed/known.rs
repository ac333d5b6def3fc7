//! What robots and security researchers look for at known addresses.

use jiff::{ToSpan as _, civil::Date};
use web::{Document, Read, Result};

use super::origin::Origin;
use crate::settings::Settings;

const MEDIA_TYPE: &str = "text/plain; charset=utf-8";

/// What robots may read (RFC 9309): all pages; not searches, which have no end, nor the API.
pub(super) async fn robots(origin: Origin) -> Document {
    let text = format!(
        "User-agent: *\nDisallow: /search\nDisallow: /api/\nAllow: /\n\nSitemap: {}\n",
        origin.address("/sitemap.xml")
    );
    Document::new(MEDIA_TYPE, text).kept_when(origin.is_set)
}

/// Whom to tell about a hole in the hub itself (RFC 9116).
pub(super) async fn security(origin: Origin, read: Read) -> Result<Document> {
    let library = read.shared.get::<std::sync::Arc<crate::Library>>();
    let text = security_text(&origin, library.settings(), read.today);
    Ok(Document::new(MEDIA_TYPE, text).kept_when(origin.is_set))
}

fn security_text(origin: &Origin, settings: &Settings, today: Date) -> String {
    const PATH: &str = "/.well-known/security.txt";
    let contact = match &settings.contact_email {
        Some(email) => format!("mailto:{email}"),
        None => origin.address("/get-involved/feedback"),
    };
    // It must not be older than a year when it is read (RFC 9116, section 2.5.5).
    let expires = today
        .checked_add(1.year())
        .and_then(|day| day.checked_sub(1.day()))
        .unwrap_or(today);
    let mut text = format!("Contact: {contact}\nExpires: {expires}T00:00:00Z\nPreferred-Languages: en\n");
    if origin.is_set {
        text.push_str(&format!("Canonical: {}\n", origin.address(PATH)));
    }
    text
}
