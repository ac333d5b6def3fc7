//! A database of its own for each test, of both kinds; and what a piece of work asked of it.
//!
//! PostgreSQL is the throw-away server that `make test` starts; `WATCHWARD_TEST_POSTGRES` names it. A
//! test never skips: without a server it fails and says so.

use std::{cell::RefCell, future::Future};

use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use tempfile::TempDir;

use crate::{Db, new_uuid};

/// A database that nobody else uses. The folder of SQLite goes when this does; the server goes as a whole.
#[derive(Debug)]
pub struct TestDb {
    /// The open database.
    pub db: Db,
    /// Its address, to open it once more.
    pub address: String,
    _folder: Option<TempDir>,
}

impl TestDb {
    /// A new SQLite file.
    ///
    /// # Panics
    /// When there is no room for it.
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let address = format!("sqlite:{}", folder.path().join("hub.sqlite").display());
        let db = Db::open(&address).await.expect("a new SQLite file");
        Self {
            db,
            address,
            _folder: Some(folder),
        }
    }

    /// A new PostgreSQL database.
    ///
    /// # Panics
    /// When no server is named, or it does not answer.
    pub async fn postgres() -> Self {
        let address = new_postgres_address().await;
        let db = Db::open(&address).await.expect("a new PostgreSQL database");
        Self {
            db,
            address,
            _folder: None,
        }
    }

    /// Every row of every table, so that a test can say that nothing was changed.
    ///
    /// # Panics
    /// When the database is away.
    pub async fn rows(&self) -> Vec<String> {
        crate::portable::all_rows(&self.db).await.expect("every row")
    }
}

/// The address of a new, empty PostgreSQL database.
///
/// # Panics
/// When no server is named, or it does not answer.
pub async fn new_postgres_address() -> String {
    let server = std::env::var("WATCHWARD_TEST_POSTGRES")
        .expect("WATCHWARD_TEST_POSTGRES must name a PostgreSQL server: run the tests by `make test`");
    let mut url = url::Url::parse(&server).expect("an address of PostgreSQL");
    let name = format!("test_{}", new_uuid().simple());
    let mut connection = PgConnection::connect(&server).await.expect("the test server answers");
    sqlx::query(AssertSqlSafe(format!("create database {name}")))
        .execute(&mut connection)
        .await
        .expect("a database");
    connection.close().await.expect("a closed connection");
    url.set_path(&name);
    url.to_string()
}

/// What a piece of work asked of the database.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ran {
    /// The statements that it ran, in order.
    pub statements: Vec<&'static str>,
    /// How many transactions it began.
    pub transactions: usize,
}

tokio::task_local! {
    static RAN: RefCell<Ran>;
}

/// Does some work, and says what it asked of the database: `let (answer, ran) = counted(hub.get("/")).await`.
/// What it leaves to other tasks is not counted.
pub async fn counted<T>(work: impl Future<Output = T>) -> (T, Ran) {
    let work = async move {
        let done = work.await;
        (done, RAN.with(RefCell::take))
    };
    RAN.scope(RefCell::default(), work).await
}

/// Notes something of the work that is being counted, if any is.
pub(crate) fn note(change: impl FnOnce(&mut Ran)) {
    // Most work is not counted.
    let _ = RAN.try_with(|ran| change(&mut ran.borrow_mut()));
}

/// Declares a test that runs on SQLite and on PostgreSQL: `on_both_databases!(name, |db| { … });`
#[macro_export]
macro_rules! on_both_databases {
    ($(#[$attribute:meta])* $name:ident, |$db:ident| $body:block) => {
        $(#[$attribute])*
        mod $name {
            use super::*;

            async fn body($db: $crate::testing::TestDb) $body

            #[tokio::test]
            async fn sqlite() {
                body($crate::testing::TestDb::sqlite().await).await;
            }

            #[tokio::test]
            async fn postgres() {
                body($crate::testing::TestDb::postgres().await).await;
            }
        }
    };
}
