//! Organisations: added, renamed, merged; their host names, domains, facts and controllers.

mod controllers;
mod domains;
mod facts;
mod hub;
mod keeping;
mod late;
mod meanwhile;
mod merging;
