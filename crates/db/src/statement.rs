//! Every statement of the program, so that the connected database can be asked about each.

use sqlx::{AssertSqlSafe, Executor as _, SqlSafeStr as _};

use crate::{Db, Result, Tx};

/// One SQL text and where it stands.
#[derive(Debug)]
pub struct Statement {
    /// The text.
    pub sql: &'static str,
    /// The file that has it.
    pub file: &'static str,
    /// The line of that file.
    pub line: u32,
}

inventory::collect!(Statement);

/// Notes that a statement is run, for tests that count them; otherwise it does nothing.
#[doc(hidden)]
#[inline]
pub fn note_statement(sql: &'static str) {
    #[cfg(feature = "testing")]
    crate::testing::note(|ran| ran.statements.push(sql));
    #[cfg(not(feature = "testing"))]
    let _ = sql;
}

/// Notes that a transaction is begun, for tests that count them; otherwise it does nothing.
#[inline]
pub(crate) fn note_transaction() {
    #[cfg(feature = "testing")]
    crate::testing::note(|ran| ran.transactions += 1);
}

/// A statement that the database would not prepare.
#[derive(Debug)]
pub struct Broken {
    /// The statement.
    pub statement: &'static Statement,
    /// What the database said.
    pub said: String,
}

/// Has the connected database prepare every registered statement. Returns how many there are, and those
/// that it refused.
///
/// # Errors
/// When the database is away.
pub async fn check_statements(db: &Db) -> Result<(usize, Vec<Broken>)> {
    let mut count = 0;
    let mut broken = Vec::new();
    for statement in inventory::iter::<Statement> {
        count += 1;
        // A refusal ends a PostgreSQL transaction, so each statement gets its own.
        let mut tx = db.read().await?;
        let sql = AssertSqlSafe(statement.sql).into_sql_str();
        let prepared = match &mut tx {
            Tx::Sqlite(tx) => (&mut **tx).prepare(sql).await.map(drop),
            Tx::Postgres(tx) => (&mut **tx).prepare(sql).await.map(drop),
        };
        if let Err(error) = prepared {
            broken.push(Broken {
                statement,
                said: error.to_string(),
            });
        }
    }
    Ok((count, broken))
}
