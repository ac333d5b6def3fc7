//! The audit trail: proved, shown, shortened; and people shown their data and forgotten.

mod chain;
mod forgetting;
mod hub;
mod pages;
mod retention;
mod scale;
mod searches;
mod seeding;
