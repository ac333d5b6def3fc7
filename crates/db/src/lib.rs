//! The database door: one SQL text for SQLite and PostgreSQL.
//!
//! SQLite and PostgreSQL share the SQL that this product needs; only the drivers' types differ. So there
//! is one [`Db`] with two arms, a [`Tx`] (a transaction of either), and macros that expand one text
//! into both: [`fetch_one!`], [`fetch_optional!`], [`fetch_all!`], [`execute!`]. Each macro also
//! registers its text, and [`check_statements`] has the connected database prepare every one.
//!
//! House rules: bind every time and id; nothing is made by the database; no arrays, no `ilike`, no
//! `for update`; fold case in Rust; page by key; JSON is stored and read whole.

mod error;
mod id;
mod like;
mod macros;
mod many;
mod migrate;
pub mod portable;
mod statement;
#[cfg(feature = "testing")]
pub mod testing;
mod time;
mod tx;

pub use error::{Error, Result};
pub use id::new_uuid;
pub use like::anywhere;
pub use many::insert_many;
pub use statement::{Broken, Statement, check_statements};
pub use time::Time;
pub use tx::{Db, Tx};

#[doc(hidden)]
pub use statement::note_statement;
#[doc(hidden)]
pub use {inventory, sqlx, uuid};
