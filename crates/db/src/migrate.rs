//! One numbered history of the tables, one text for both databases.
//!
//! A few words differ between the two and are replaced before a text is hashed:
//! `{id} {json} {bool} {bytes} {big} {sequence} {strict}`.

use sqlx::{
    AssertSqlSafe, SqlSafeStr as _,
    migrate::{Migration, Migrator},
};

static HISTORY: Migrator = sqlx::migrate!();

const WORDS: [(&str, &str, &str); 7] = [
    ("{id}", "text", "uuid"),
    ("{json}", "text", "text"),
    ("{bool}", "integer", "boolean"),
    ("{bytes}", "blob", "bytea"),
    ("{big}", "integer", "bigint"),
    (
        "{sequence}",
        "integer not null primary key autoincrement",
        "bigint generated always as identity primary key",
    ),
    ("{strict}", " strict", ""),
];

/// Which database a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    Sqlite,
    Postgres,
}

/// The history in the words of one database.
pub(crate) fn migrator(dialect: Dialect) -> Migrator {
    let migrations = HISTORY
        .iter()
        .map(|migration| {
            let mut sql = migration.sql.as_str().to_owned();
            for (word, sqlite, postgres) in WORDS {
                sql = sql.replace(word, if dialect == Dialect::Sqlite { sqlite } else { postgres });
            }
            Migration::new(
                migration.version,
                migration.description.clone(),
                migration.migration_type,
                AssertSqlSafe(sql).into_sql_str(),
                migration.no_tx,
            )
        })
        .collect();
    Migrator::with_migrations(migrations)
}

/// The number of the newest migration.
pub(crate) fn newest() -> i64 {
    HISTORY
        .iter()
        .map(|migration| migration.version)
        .max()
        .unwrap_or_default()
}

/// The tables in the order in which the history makes them, so that a row never comes before what it
/// refers to.
pub(crate) fn tables() -> Vec<String> {
    let mut tables: Vec<String> = Vec::new();
    for migration in HISTORY.iter() {
        for line in migration.sql.as_str().lines() {
            let mut words = line.split_whitespace();
            let (first, second, third) = (words.next(), words.next(), words.next());
            match (first, second, third) {
                (Some("create"), Some("table"), Some(name)) => tables.push(name.to_owned()),
                (Some("drop"), Some("table"), Some(name)) => tables.retain(|table| table != name.trim_end_matches(';')),
                _ => {}
            }
        }
    }
    tables
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_left_unreplaced() {
        for dialect in [Dialect::Sqlite, Dialect::Postgres] {
            for migration in migrator(dialect).iter() {
                assert!(!migration.sql.as_str().contains('{'), "{}", migration.sql.as_str());
            }
        }
    }

    #[test]
    fn the_tables_are_known_in_order() {
        assert_eq!(tables()[..2], ["change", "item"]);
    }
}
