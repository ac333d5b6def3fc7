//! Words, and nothing else: front matter, Markdown, slugs, dates as people say them, reading age.
//!
//! Everything here is pure. It knows of no kind of content, no database and no request, so that the
//! rules by which text becomes a page can be read and tested alone.

pub mod date;
pub mod front_matter;
pub mod markdown;
pub mod reading_age;
pub mod slug;
pub mod words;
