//! The library: the content, what comes first for whom, and why.
//!
//! An *item* is one content file of a *kind*; a *shelf* is all items that a viewer may see; *tailoring* is
//! the rule that orders a group's page. Each kind has a room of its own (`threat/`, `guidance/`, …) with
//! its model, its pages and their templates.

mod about;
pub mod alert;
mod api;
mod at;
pub mod audience;
pub mod case_study;
pub mod check;
pub mod contact;
pub mod event;
mod feed;
pub mod first_hour;
pub mod glossary;
pub mod guidance;
mod home;
pub mod item;
mod item_page;
mod list;
pub mod local_fact;
pub mod opportunity;
pub mod question;
mod reader;
pub mod resource;
mod row;
pub mod search;
pub mod service;
pub mod settings;
pub mod shelf;
pub mod tailoring;
pub mod threat;

use web::Feature;

pub use reader::LibraryFrame;
pub use settings::Settings;
pub use shelf::Library;

/// The library as a feature of the hub.
pub fn feature() -> Feature {
    let routes = [
        home::routes(),
        at::routes(),
        audience::routes(),
        threat::routes(),
        service::routes(),
        first_hour::routes(),
        guidance::routes(),
        resource::routes(),
        opportunity::routes(),
        case_study::routes(),
        question::routes(),
        glossary::routes(),
        event::routes(),
        contact::routes(),
        alert::routes(),
        search::routes(),
        about::routes(),
        feed::routes(),
        api::routes(),
    ];
    Feature {
        name: "library",
        routes: routes.into_iter().flatten().collect(),
        personal: vec![item::personal::personal()],
        merge: Some(item::merge::part()),
        ..Feature::default()
    }
}
