//! What machines read of the library besides its pages: Atom feeds, the sitemap, and what robots and
//! security researchers look for at known addresses.
//!
//! An *origin* is the scheme and host under which the world reaches the hub: the setting `public_url`, or
//! else the host that the request names. What is made with a host from a request is never kept.

mod atom;
mod known;
mod origin;
mod sitemap;
mod words;

use axum::{handler::Handler, middleware};
use jiff::civil::Date;
use web::{Access, Hub, Route};

use crate::item::Item;

pub(crate) use words::Words;

/// Every address that is there for machines.
pub fn routes() -> Vec<Route> {
    vec![
        tagged("/feed.atom", atom::all),
        tagged("/for/{audience}/feed.atom", atom::of_group),
        tagged("/sitemap.xml", sitemap::show),
        tagged("/robots.txt", known::robots),
        tagged("/.well-known/security.txt", known::security),
    ]
}

fn tagged<H: Handler<T, Hub>, T: 'static>(path: &'static str, handler: H) -> Route {
    web::get(path, Access::Anybody, handler.layer(middleware::from_fn(web::tagged)))
}

/// Whether an item is out on `today`: an alert is not before its day of publication.
pub(crate) fn is_out(item: &Item, today: Date) -> bool {
    item.alert().is_none_or(|alert| alert.published <= today)
}

/// Whether an item concerns a group: an alert does by its lines, anything else by whom it is for.
pub(crate) fn concerns(item: &Item, group: &str) -> bool {
    match item.alert() {
        Some(alert) => alert
            .lines_for(group)
            .or_else(|| alert.lines_for("all-staff"))
            .is_some(),
        None => item.head.is_for(group),
    }
}
