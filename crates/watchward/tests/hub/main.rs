//! What crosses features: the built program as a process, and the hub as a whole.
//!
//! Tests of one feature live beside it. Here a hub with all of them is asked, killed, cut off from its
//! database and moved from one database to another.

#![cfg(test)]

mod program;
mod whole_hub;

mod audit;
mod backup;
mod connections;
mod database_away;
mod disk_full;
mod doctor;
mod forgetting;
mod hostile;
mod inbox;
mod isolation;
mod kills;
mod layers;
mod pages;
mod person;
mod processes;
mod queries;
mod routes;
mod settings;
mod start_and_stop;
mod statements;
