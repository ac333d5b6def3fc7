//! The database and its transactions.

use std::{future::Future, path::Path, pin::Pin, time::Duration};

use sqlx::{
    Connection as _, PgPool, Postgres, Sqlite, SqliteConnection, SqlitePool, Transaction,
    pool::PoolConnectionMetadata,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use crate::{
    Error, Result,
    migrate::{self, Dialect},
    statement::note_transaction,
};

/// How long a request waits for a connection before it says that the database is away.
const PATIENCE: Duration = Duration::from_secs(3);

/// One database: SQLite with many readers and one writer, or PostgreSQL.
#[derive(Debug, Clone)]
pub enum Db {
    /// A file in the data folder.
    Sqlite {
        /// Connections that only read.
        readers: SqlitePool,
        /// The one connection that writes.
        writer: SqlitePool,
    },
    /// A server.
    Postgres(PgPool),
}

/// A transaction of either database. Dropping it undoes everything.
#[derive(Debug)]
pub enum Tx {
    /// In SQLite.
    Sqlite(Transaction<'static, Sqlite>),
    /// In PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
}

impl Db {
    /// Opens `address` (`sqlite:PATH` or `postgres://…`) and brings its tables up to date.
    ///
    /// # Errors
    /// When the address is not understood, the database is away, or its tables are from a newer program.
    pub async fn open(address: &str) -> Result<Self> {
        let db = if let Some(path) = address.strip_prefix("sqlite:") {
            Self::open_sqlite(Path::new(path)).await?
        } else if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            Self::open_postgres(address).await?
        } else {
            return Err(Error::Address(without_password(address)));
        };
        match &db {
            Self::Sqlite { writer, .. } => migrate::migrator(Dialect::Sqlite).run(writer).await?,
            Self::Postgres(pool) => migrate::migrator(Dialect::Postgres).run(pool).await?,
        }
        Ok(db)
    }

    async fn open_sqlite(path: &Path) -> Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // A promise made to a person is on the disk before it is made.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            // What is deleted is overwritten: whoever asks to be forgotten is not found in the file either.
            .pragma("secure_delete", "on")
            .busy_timeout(PATIENCE);
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(PATIENCE)
            .before_acquire(is_sound)
            .connect_with(options.clone())
            .await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(4)
            .acquire_timeout(PATIENCE)
            .before_acquire(is_sound)
            .connect_lazy_with(options.pragma("query_only", "on"));
        Ok(Self::Sqlite { readers, writer })
    }

    async fn open_postgres(address: &str) -> Result<Self> {
        let options: PgConnectOptions = address.parse()?;
        // A plan that is made for any value at all knows neither a large organisation nor the last page of a
        // list, and took up to thirty times as long there as one that is made for the values asked.
        let options = options
            .application_name("watchward")
            .options([("statement_timeout", "10s"), ("plan_cache_mode", "force_custom_plan")]);
        let pool = PgPoolOptions::new()
            .max_connections(16)
            .acquire_timeout(PATIENCE)
            .connect_with(options)
            .await?;
        Ok(Self::Postgres(pool))
    }

    /// Begins a transaction that sees one state of the database and changes nothing.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn read(&self) -> Result<Tx> {
        note_transaction();
        Ok(match self {
            Self::Sqlite { readers, .. } => Tx::Sqlite(readers.begin().await?),
            Self::Postgres(pool) => Tx::Postgres(
                pool.begin_with("begin isolation level repeatable read read only")
                    .await?,
            ),
        })
    }

    /// Begins a transaction that may write.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn write(&self) -> Result<Tx> {
        note_transaction();
        Ok(match self {
            Self::Sqlite { writer, .. } => Tx::Sqlite(writer.begin_with("begin immediate").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Takes what was deleted out of the journal of changes too, as far as nobody is reading it just now.
    /// PostgreSQL does so by itself, in its own time.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn wipe_journal(&self) -> Result<()> {
        if let Self::Sqlite { writer, .. } = self {
            sqlx::query("pragma wal_checkpoint(truncate)").execute(writer).await?;
        }
        Ok(())
    }

    /// Waits until every connection is closed.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { readers, writer } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }

    /// "SQLite" or "PostgreSQL".
    pub fn name(&self) -> &'static str {
        match self {
            Self::Sqlite { .. } => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }
}

/// Whether a connection may be used again. On a full disk SQLite undoes a transaction by itself; the driver
/// cannot undo it a second time and goes on counting it, so that nothing could begin on that connection.
fn is_sound(
    connection: &mut SqliteConnection,
    _: PoolConnectionMetadata,
) -> Pin<Box<dyn Future<Output = sqlx::Result<bool>> + Send + '_>> {
    let is_sound = !connection.is_in_transaction();
    Box::pin(std::future::ready(Ok(is_sound)))
}

impl Tx {
    /// Keeps what was written. When this returns, it is on the disk.
    ///
    /// # Errors
    /// When the database could not keep it: then nothing was kept.
    pub async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}

/// An address that may be shown: the password is left out.
pub(crate) fn without_password(address: &str) -> String {
    match url::Url::parse(address) {
        Ok(mut url) if url.password().is_some() => {
            let _ = url.set_password(Some("…"));
            url.to_string()
        }
        _ => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_shown() {
        let shown = without_password("mysql://ada:secret@db.example/hub");
        assert!(!shown.contains("secret") && shown.contains("ada"), "{shown}");
    }

    #[tokio::test]
    async fn an_unknown_address_is_named() {
        let error = Db::open("mysql://x").await.unwrap_err();
        assert!(error.to_string().contains("mysql://x"), "{error}");
    }
}
