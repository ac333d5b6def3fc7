//! Atom feeds (RFC 4287): alerts and case studies, newest first, for everybody or for one group.

use std::{cmp::Reverse, sync::Arc};

use askama::Template;
use atom_syndication::{Category, Content, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};
use axum::extract::Path;
use jiff::civil::Date;
use web::{Document, Result};

use super::{Words, concerns, is_out, origin::Origin, words::without_controls};
use crate::{
    alert::Alert,
    case_study::CaseStudy,
    item::{Detail, Item, Kind},
    item_page,
    reader::Reader,
};

/// How many entries a feed has.
const ENTRIES: usize = 30;
const MEDIA_TYPE: &str = "application/atom+xml; charset=utf-8";

/// Alerts and case studies for everybody.
pub(super) async fn all(origin: Origin, reader: Reader) -> Result<Document> {
    let title = format!("{}: alerts and case studies", reader.shelf.settings().hub_name);
    Made {
        origin: &origin,
        reader: &reader,
        group: None,
    }
    .document(&title, "/feed.atom", "/alerts")
}

/// Alerts and case studies for one group.
pub(super) async fn of_group(Path(slug): Path<String>, origin: Origin, mut reader: Reader) -> Result<Document> {
    let group = item_page::find_on_shelf(&reader, Kind::Audience, &slug)?;
    reader.read_as(&group);
    let title = format!("{}: for {}", reader.shelf.settings().hub_name, group.head.title);
    let page = group.address();
    Made {
        origin: &origin,
        reader: &reader,
        group: Some(&group),
    }
    .document(&title, &format!("{page}/feed.atom"), &page)
}

/// A feed while it is being made.
struct Made<'r> {
    origin: &'r Origin,
    reader: &'r Reader,
    group: Option<&'r Arc<Item>>,
}

/// One piece of news, the day that makes it new, and the day on which its text last changed.
struct News<'r> {
    item: &'r Item,
    day: Date,
    updated: Date,
}

impl<'r> Made<'r> {
    fn document(&self, title: &str, path: &str, page: &str) -> Result<Document> {
        let news = self.news();
        let entries = news.iter().map(|news| self.entry(news)).collect::<Result<Vec<_>>>()?;
        let updated = news
            .iter()
            .map(|news| news.updated)
            .max()
            .or_else(|| self.reader.shelf.last_reviewed());
        let settings = self.reader.shelf.settings();
        let feed = Feed {
            title: Text::plain(without_controls(title)),
            id: self.tag(path),
            updated: instant(updated.unwrap_or(Date::new(1970, 1, 1).unwrap_or_default())),
            authors: vec![Person {
                name: without_controls(&settings.hub_name),
                ..Person::default()
            }],
            generator: Some(Generator {
                value: "Watchward".into(),
                version: Some(env!("CARGO_PKG_VERSION").into()),
                uri: None,
            }),
            links: vec![
                link("self", self.origin.address(path), "application/atom+xml"),
                link("alternate", self.origin.address(page), "text/html"),
            ],
            entries,
            lang: Some("en".into()),
            ..Feed::default()
        };
        let is_same_for_all = self.origin.is_set && self.reader.read.viewer.is_stranger();
        Ok(Document::new(MEDIA_TYPE, feed.to_string()).kept_when(is_same_for_all))
    }

    /// What is new, newest first: an alert by its publication, a case by the day on which it happened, so
    /// that a review of old cases does not push an alert out.
    fn news(&self) -> Vec<News<'r>> {
        let (reader, today) = (self.reader, self.reader.read.today);
        let group = self.group.map(|group| group.slug.as_str());
        let mut news: Vec<News<'r>> = reader
            .shelf
            .all(Kind::Alert)
            .chain(reader.shelf.all(Kind::CaseStudy))
            .filter(|item| is_out(item, today) && item.head.holds_in(&reader.nations))
            .filter(|item| group.is_none_or(|group| concerns(item, group)))
            .filter_map(|item| {
                let day = item
                    .alert()
                    .map(|alert| alert.published)
                    .or_else(|| Some(item.case_study()?.date))?;
                Some(News {
                    item,
                    day,
                    updated: day.max(item.head.reviewed).min(today),
                })
            })
            .collect();
        news.sort_by_key(|news| (Reverse(news.day), news.item.path()));
        news.truncate(ENTRIES);
        news
    }

    fn entry(&self, news: &News<'_>) -> Result<Entry> {
        let (item, head) = (news.item, &news.item.head);
        let words = Words::new(self.origin.as_str(), &self.reader.facts, &self.reader.shelf);
        let published = item.alert().map(|alert| instant(alert.published));
        let category = |term: &str, label: &str| Category {
            term: term.into(),
            label: Some(label.into()),
            scheme: None,
        };
        let mut categories = vec![category(item.kind.folder(), item.kind.noun())];
        categories.extend(
            item.alert()
                .map(|alert| category(alert.decision.slug(), alert.decision.words())),
        );
        // Whoever may read it must know whom they may pass it on to, also in a reader of feeds.
        categories.extend((!item.tlp.is_clear()).then(|| category(item.tlp.name(), item.tlp.name())));
        Ok(Entry {
            title: Text::plain(without_controls(&head.title)),
            id: self.tag(&item.address()),
            updated: instant(news.updated),
            published,
            categories,
            links: vec![link("alternate", self.origin.address(&item.address()), "text/html")],
            summary: Some(Text::plain(words.plain(&head.summary))),
            content: Some(Content {
                value: Some(self.body(item, words).render()?),
                content_type: Some("html".into()),
                ..Content::default()
            }),
            ..Entry::default()
        })
    }

    fn body(&self, item: &Item, words: Words<'_>) -> Body {
        let kind = match &item.detail {
            Detail::Alert(alert) => self.about_alert(alert, words),
            Detail::CaseStudy(case) => self.about_case(case, words),
            _ => About::Other,
        };
        Body {
            sharing: (!item.tlp.is_clear()).then(|| (item.tlp.name(), item.tlp.permits())),
            summary: words.line(&item.head.summary),
            kind,
        }
    }

    fn about_alert(&self, alert: &Alert, words: Words<'_>) -> About {
        let has_own = self.group_slug().is_some_and(|group| alert.lines_for(group).is_some());
        let groups = alert
            .lines
            .iter()
            .filter(|lines| self.is_wanted(&lines.slug, has_own))
            .map(|lines| Lines {
                name: self.reader.shelf.name_of(Kind::Audience, &lines.slug).to_owned(),
                means: words.line(&lines.means),
                today: words.line(&lines.today),
                it: words.line(&lines.it),
                ask: words.line(&lines.ask),
            })
            .collect();
        let stamp = Stamp {
            decision: alert.decision.words(),
            published: text::date::in_words(alert.published),
            until: text::date::in_words(alert.expires),
            is_live: alert.is_live(self.reader.read.today),
        };
        About::Alert {
            alert: stamp,
            groups,
            reasons: alert.reasons.iter().map(|line| words.line(line)).collect(),
        }
    }

    fn about_case(&self, case: &CaseStudy, words: Words<'_>) -> About {
        let takeaways = case
            .takeaways
            .iter()
            .filter(|takeaway| self.is_wanted(&takeaway.slug, true))
            .map(|takeaway| {
                let name = self.reader.shelf.name_of(Kind::Audience, &takeaway.slug).to_owned();
                (name, words.line(&takeaway.takeaway))
            })
            .collect();
        About::Case {
            when: case.when.clone(),
            place: case.place.clone(),
            stopped: case.stopped.join(", "),
            takeaways,
        }
    }

    fn group_slug(&self) -> Option<&str> {
        self.group.map(|group| group.slug.as_str())
    }

    /// Whether a group's lines stand in this feed: a group's feed has its own, or those for all staff; the
    /// feed for everybody has those of every group that the hub shows.
    fn is_wanted(&self, slug: &str, has_own: bool) -> bool {
        match self.group_slug() {
            Some(group) => slug == if has_own { group } else { "all-staff" },
            None => self.reader.shelf.find(Kind::Audience, slug).is_some(),
        }
    }

    /// A name that stays the same for good (RFC 4151), whatever host the request came through.
    fn tag(&self, path: &str) -> String {
        let public_url = self.reader.shelf.settings().public_url.as_deref();
        let host = public_url.map_or_else(
            || "watchward".to_owned(),
            |url| {
                url::Url::parse(url)
                    .ok()
                    .and_then(|url| url.host_str().map(str::to_owned))
                    .unwrap_or_default()
            },
        );
        format!("tag:{host},2026:{path}")
    }
}

fn link(rel: &str, href: String, mime_type: &str) -> Link {
    Link {
        href,
        rel: rel.into(),
        mime_type: Some(mime_type.into()),
        ..Link::default()
    }
}

/// The instant at which a day begins in London.
fn instant(date: Date) -> FixedDateTime {
    text::date::london_midnight(date)
        .to_string()
        .parse()
        .unwrap_or_default()
}

#[derive(Template)]
#[template(path = "feed/entry.html")]
struct Body {
    sharing: Option<(&'static str, &'static str)>,
    summary: ui::Markup,
    kind: About,
}

/// What an entry says besides its summary.
enum About {
    Alert {
        alert: Stamp,
        groups: Vec<Lines>,
        reasons: Vec<ui::Markup>,
    },
    Case {
        when: String,
        place: String,
        stopped: String,
        takeaways: Vec<(String, ui::Markup)>,
    },
    Other,
}

struct Stamp {
    decision: &'static str,
    published: String,
    until: String,
    is_live: bool,
}

struct Lines {
    name: String,
    means: ui::Markup,
    today: ui::Markup,
    it: ui::Markup,
    ask: ui::Markup,
}
