//! What can go wrong at the door.

/// The result of asking the database.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure of the database, or of what was asked of it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database said no, or could not be reached.
    #[error("the database did not answer")]
    Database(#[from] sqlx::Error),
    /// The tables could not be brought up to date.
    #[error("the tables could not be brought up to date")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// The address of the database is not one that we know.
    #[error("'{0}' is not the address of a database: use sqlite:PATH or postgres://USER@HOST/NAME")]
    Address(String),
    /// An archive could not be written or read.
    #[error("the archive could not be written or read")]
    Archive(#[from] zip::result::ZipError),
    /// A file could not be written or read.
    #[error("a file could not be written or read")]
    File(#[from] std::io::Error),
    /// An archive was read and is not what it should be.
    #[error("this is not an archive of this hub: {0}")]
    NotAnArchive(String),
    /// Restoring needs an empty database.
    #[error("the database is not empty: table '{0}' has rows. Restore into a new one")]
    NotEmpty(String),
}

impl Error {
    /// Whether the database is away for now, so that trying again later may work.
    pub fn is_unavailable(&self) -> bool {
        let Self::Database(error) = self else { return false };
        match error {
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => true,
            sqlx::Error::Database(error) => error.code().is_some_and(|code| is_away(&code)),
            _ => false,
        }
    }

    /// Whether a unique index or primary key refused a row.
    pub fn is_duplicate(&self) -> bool {
        matches!(self, Self::Database(sqlx::Error::Database(error)) if error.is_unique_violation())
    }
}

/// Codes of a database that is locked, full, read-only, shutting down or not taking connections.
///
/// SQLite's primary result code is the low byte (<https://www.sqlite.org/rescode.html>); PostgreSQL's
/// classes 08, 53 and 57 are connection, resources and operator intervention, 25006 is read-only.
fn is_away(code: &str) -> bool {
    if code.len() == 5 {
        return matches!(&code[..2], "08" | "53" | "57") || code == "25006";
    }
    const BUSY_LOCKED_READONLY_IOERR_FULL_CANTOPEN: [u32; 6] = [5, 6, 8, 10, 13, 14];
    code.parse::<u32>()
        .is_ok_and(|code| BUSY_LOCKED_READONLY_IOERR_FULL_CANTOPEN.contains(&(code & 0xff)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_that_is_away_is_told_from_one_that_refuses() {
        for away in ["5", "13", "778", "08006", "57P01", "53300", "25006"] {
            assert!(is_away(away), "{away}");
        }
        for refusal in ["19", "2067", "23505", "42P01", "1"] {
            assert!(!is_away(refusal), "{refusal}");
        }
        assert!(Error::Database(sqlx::Error::PoolTimedOut).is_unavailable());
        assert!(!Error::Database(sqlx::Error::RowNotFound).is_unavailable());
    }
}
