//! The library: the content, what comes first for whom, and why.
//!
//! An *item* is one content file of a *kind*; a *shelf* is all items that a viewer may see; *tailoring* is
//! the rule that orders a group's page. Each kind has a room of its own (`threat/`, `guidance/`, …) with
//! its model, its pages and their templates.

pub mod alert;
pub mod audience;
pub mod case_study;
pub mod contact;
pub mod event;
pub mod first_hour;
pub mod glossary;
pub mod guidance;
pub mod item;
pub mod local_fact;
pub mod opportunity;
pub mod question;
pub mod resource;
pub mod search;
pub mod service;
pub mod settings;
pub mod shelf;
pub mod threat;

pub use settings::Settings;
pub use shelf::Library;
