//! The sitemap (sitemaps.org): every address that a stranger may read, and when it was last reviewed.

use std::{fmt::Write as _, sync::Arc};

use jiff::civil::Date;
use web::{Document, Found as _, Read, Result, Viewer};

use super::{is_out, origin::Origin};
use crate::{Library, item::Kind, shelf::Shelf};

/// The most addresses that one sitemap may have.
const MOST: usize = 50_000;
const MEDIA_TYPE: &str = "application/xml; charset=utf-8";
const BEGINNING: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Pages that are no item and list no kind.
const OTHERS: [&str; 4] = ["/get-involved", "/accessibility", "/privacy", "/cookies"];

/// A page and the day of its last review, when it has one.
type Place = (String, Option<Date>);

/// The sitemap, or with `?part=2` the second one of several.
pub(super) async fn show(origin: Origin, read: Read) -> Result<Document> {
    // Whoever asks: a sitemap is for search engines, and those are strangers.
    let shelf = read.shared.get::<Arc<Library>>().for_viewer(&Viewer::stranger());
    let places = places(&shelf, read.today);
    let part = read.asked("part").into_iter().next();
    let xml = sitemap(&origin, &places, part.as_deref(), MOST).found("sitemap")?;
    Ok(Document::new(MEDIA_TYPE, xml).kept_when(origin.is_set))
}

/// All places, or one part of them; when they are too many for one, the list of parts.
fn sitemap(origin: &Origin, places: &[Place], part: Option<&str>, most: usize) -> Option<String> {
    match part {
        None if places.len() <= most => Some(urls(origin, places)),
        None => Some(index(origin, &places.chunks(most).collect::<Vec<_>>())),
        Some(part) => {
            let number: usize = part.parse().ok()?;
            Some(urls(origin, places.chunks(most).nth(number.checked_sub(1)?)?))
        }
    }
}

/// Every address that a stranger may read, each once.
fn places(shelf: &Shelf, today: Date) -> Vec<Place> {
    let mut places: Vec<Place> = vec![("/".into(), shelf.last_reviewed())];
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Audience) {
        places.push((
            kind.address().into(),
            shelf.all(kind).map(|item| item.head.reviewed).max(),
        ));
    }
    places.extend(OTHERS.into_iter().map(|path| (path.to_owned(), None)));
    let groups = shelf.audiences();
    for item in shelf.everything().filter(|item| is_out(item, today)) {
        let reviewed = Some(item.head.reviewed);
        places.push((item.address(), reviewed));
        match item.kind {
            Kind::Audience => places.push((format!("{}/one-minute", item.address()), reviewed)),
            Kind::FirstHour => {
                places.extend(
                    groups
                        .iter()
                        .map(|group| (format!("{}/{}", item.address(), group.slug), reviewed)),
                );
            }
            _ => {}
        }
    }
    places
}

fn urls(origin: &Origin, places: &[Place]) -> String {
    let mut xml = format!("{BEGINNING}<urlset xmlns=\"{NAMESPACE}\">\n");
    for (path, reviewed) in places {
        let reviewed = reviewed.map_or_else(String::new, |day| format!("<lastmod>{day}</lastmod>"));
        // Writing into a string does not fail.
        let _ = writeln!(xml, "<url><loc>{}</loc>{reviewed}</url>", escape(&origin.address(path)));
    }
    xml + "</urlset>\n"
}

fn index(origin: &Origin, parts: &[&[Place]]) -> String {
    let mut xml = format!("{BEGINNING}<sitemapindex xmlns=\"{NAMESPACE}\">\n");
    for (number, places) in (1..).zip(parts) {
        let last = places.iter().filter_map(|(_, reviewed)| *reviewed).max();
        let last = last.map_or_else(String::new, |day| format!("<lastmod>{day}</lastmod>"));
        let address = escape(&origin.address(&format!("/sitemap.xml?part={number}")));
        let _ = writeln!(xml, "<sitemap><loc>{address}</loc>{last}</sitemap>");
    }
    xml + "</sitemapindex>\n"
}

fn escape(text: &str) -> String {
    super::words::without_controls(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&apos;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_escaped() {
        assert_eq!(
            escape("/a?b='c'&d=\"<e>\"\u{1}"),
            "/a?b=&apos;c&apos;&amp;d=&quot;&lt;e&gt;&quot;"
        );
    }

    #[test]
    fn too_many_places_for_one_sitemap_are_split_and_the_parts_are_listed() {
        let origin = Origin::of_host("hub.example").unwrap();
        let places: Vec<Place> = (1..=5)
            .map(|number| (format!("/{number}"), Some(jiff::civil::date(2026, 11, number))))
            .collect();
        let count = |part, word: &str| sitemap(&origin, &places, part, 2).map(|xml| xml.matches(word).count());
        assert_eq!((count(None, "<sitemap>"), count(None, "<url>")), (Some(3), Some(0)));
        assert_eq!(
            [count(Some("1"), "<url>"), count(Some("3"), "<url>")],
            [Some(2), Some(1)]
        );
        for wrong in ["0", "4", "-1", "x"] {
            assert_eq!(count(Some(wrong), "<url>"), None, "{wrong}");
        }
        assert!(
            sitemap(&origin, &places, None, 2)
                .unwrap()
                .contains("part=3</loc><lastmod>2026-11-05</lastmod>")
        );
    }
}
