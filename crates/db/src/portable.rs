//! One portable archive of the whole database: out of either, into either.
//!
//! A ZIP file with `manifest.json` and, for each table, `tables/NAME.jsonl`: a row a line, as JSON that
//! the database itself writes and reads. It is taken in one transaction, so it shows one moment although
//! the hub goes on writing. Here, and where many rows are
//! added at once, the SQL differs between the databases.

use std::{
    io::{BufRead as _, BufReader, BufWriter, Read as _, Write as _},
    path::Path,
};

use serde::{Deserialize, Serialize};
use sqlx::AssertSqlSafe;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::{Db, Error, Result, Time, Tx, migrate};

/// What an archive says of itself.
#[derive(Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// Always `watchward`.
    pub hub: String,
    /// The number of the newest migration that the rows were written under.
    pub schema: i64,
    /// When it was taken.
    pub taken_at: Time,
    /// Each table and its number of rows, in the order in which they are restored.
    pub tables: Vec<(String, u64)>,
}

const PAGE: i64 = 500;

/// Writes everything in `db` to a new file at `path`. The file appears whole or not at all.
///
/// # Errors
/// When the database is away or the file cannot be written.
pub async fn backup(db: &Db, path: &Path, now: Time) -> Result<Manifest> {
    let part = path.with_extension("part");
    let result = write_archive(db, &part, now).await;
    match result {
        Ok(manifest) => {
            std::fs::rename(&part, path)?;
            Ok(manifest)
        }
        Err(error) => {
            let _ = std::fs::remove_file(&part);
            Err(error)
        }
    }
}

async fn write_archive(db: &Db, path: &Path, now: Time) -> Result<Manifest> {
    let mut archive = ZipWriter::new(BufWriter::new(std::fs::File::create(path)?));
    let options = SimpleFileOptions::default().large_file(true);
    let mut tx = db.read().await?;
    let mut tables = Vec::new();
    for table in migrate::tables() {
        archive.start_file(format!("tables/{table}.jsonl"), options)?;
        let mut rows = 0;
        let shape = shape(&mut tx, &table).await?;
        loop {
            let page = rows_as_json(&mut tx, &shape, rows).await?;
            for row in &page {
                archive.write_all(row.as_bytes())?;
                archive.write_all(b"\n")?;
            }
            rows += page.len() as u64;
            if (page.len() as i64) < PAGE {
                break;
            }
        }
        tables.push((table, rows));
    }
    let manifest = Manifest {
        hub: "watchward".into(),
        schema: migrate::newest(),
        taken_at: now,
        tables,
    };
    archive.start_file("manifest.json", options)?;
    archive.write_all(
        serde_json::to_string_pretty(&manifest)
            .map_err(std::io::Error::other)?
            .as_bytes(),
    )?;
    let file = archive.finish()?.into_inner().map_err(|error| error.into_error())?;
    file.sync_all()?;
    Ok(manifest)
}

/// Reads the archive at `path` into `db`, which must be empty. All of it or nothing is kept.
///
/// # Errors
/// When the archive is not whole or not ours, is from a newer program, or the database has rows.
pub async fn restore(db: &Db, path: &Path) -> Result<Manifest> {
    let mut archive = ZipArchive::new(BufReader::new(std::fs::File::open(path)?))?;
    let manifest = read_manifest(&mut archive)?;
    let mut tx = db.write().await?;
    for table in migrate::tables() {
        let shape = shape(&mut tx, &table).await?;
        if !rows_as_json(&mut tx, &shape, 0).await?.is_empty() {
            return Err(Error::NotEmpty(table));
        }
    }
    for (table, expected) in &manifest.tables {
        let shape = shape(&mut tx, table).await?;
        let file = archive.by_name(&format!("tables/{table}.jsonl"))?;
        let mut rows = 0;
        for line in BufReader::new(file).lines() {
            insert_json(&mut tx, &shape, &line?).await?;
            rows += 1;
        }
        if rows != *expected {
            return Err(Error::NotAnArchive(format!(
                "table '{table}' has {rows} rows and should have {expected}"
            )));
        }
        after_insert(&mut tx, &shape).await?;
    }
    tx.commit().await?;
    Ok(manifest)
}

fn read_manifest(archive: &mut ZipArchive<BufReader<std::fs::File>>) -> Result<Manifest> {
    let mut text = String::new();
    archive
        .by_name("manifest.json")
        .map_err(|_| Error::NotAnArchive("it has no manifest.json".into()))?
        .take(1 << 20)
        .read_to_string(&mut text)?;
    let manifest: Manifest =
        serde_json::from_str(&text).map_err(|error| Error::NotAnArchive(format!("manifest.json: {error}")))?;
    if manifest.hub != "watchward" {
        return Err(Error::NotAnArchive(format!("it says it is from '{}'", manifest.hub)));
    }
    if manifest.schema > migrate::newest() {
        return Err(Error::NotAnArchive(
            "it was taken by a newer program; use that one, or a later one".into(),
        ));
    }
    let known = migrate::tables();
    if let Some((table, _)) = manifest.tables.iter().find(|(table, _)| !known.contains(table)) {
        return Err(Error::NotAnArchive(format!("table '{table}' is not known")));
    }
    Ok(manifest)
}

/// A table's columns with their types, as the database declares them, and its primary key.
pub(crate) struct Shape {
    pub(crate) table: String,
    pub(crate) columns: Vec<(String, String)>,
    key: Vec<String>,
}

pub(crate) async fn shape(tx: &mut Tx, table: &str) -> Result<Shape> {
    let columns: Vec<(String, String)> = match tx {
        Tx::Sqlite(tx) => {
            sqlx::query_as("select name, lower(type) from pragma_table_info($1) order by cid")
                .bind(table)
                .fetch_all(&mut **tx)
                .await?
        }
        Tx::Postgres(tx) => {
            sqlx::query_as(
                "select column_name::text, data_type::text from information_schema.columns
                  where table_schema = current_schema() and table_name = $1 order by ordinal_position",
            )
            .bind(table)
            .fetch_all(&mut **tx)
            .await?
        }
    };
    if columns.is_empty() {
        return Err(Error::NotAnArchive(format!("table '{table}' is not known")));
    }
    let key: Vec<(String,)> = match tx {
        Tx::Sqlite(tx) => {
            sqlx::query_as("select name from pragma_table_info($1) where pk > 0 order by pk")
                .bind(table)
                .fetch_all(&mut **tx)
                .await?
        }
        Tx::Postgres(tx) => {
            sqlx::query_as(
                "select u.column_name::text
                   from information_schema.table_constraints c
                   join information_schema.key_column_usage u
                     on u.constraint_schema = c.constraint_schema and u.constraint_name = c.constraint_name
                  where c.constraint_type = 'PRIMARY KEY'
                    and c.table_schema = current_schema() and c.table_name = $1
                  order by u.ordinal_position",
            )
            .bind(table)
            .fetch_all(&mut **tx)
            .await?
        }
    };
    Ok(Shape {
        table: table.to_owned(),
        columns,
        key: key.into_iter().map(|(name,)| name).collect(),
    })
}

impl Shape {
    pub(crate) fn names(&self) -> String {
        quoted(self.columns.iter().map(|(name, _)| name))
    }

    /// What rows are put in order by, so that one page goes on where the last one ended.
    fn order(&self) -> String {
        quoted(&self.key)
    }
}

fn quoted<'n>(names: impl IntoIterator<Item = &'n String>) -> String {
    let quoted: Vec<String> = names.into_iter().map(|name| format!("\"{name}\"")).collect();
    quoted.join(", ")
}

async fn rows_as_json(tx: &mut Tx, shape: &Shape, offset: u64) -> Result<Vec<String>> {
    let (table, order) = (&shape.table, shape.order());
    let rows: Vec<(String,)> = match tx {
        Tx::Sqlite(tx) => {
            let pairs: Vec<String> = shape
                .columns
                .iter()
                .map(|(name, kind)| match kind.as_str() {
                    // Hexadecimal of nothing would be an empty text, and not nothing.
                    "blob" => {
                        format!("'{name}', case when \"{name}\" is not null then '\\x' || lower(hex(\"{name}\")) end")
                    }
                    _ => format!("'{name}', \"{name}\""),
                })
                .collect();
            let sql = format!(
                "select json_object({}) from \"{table}\" order by {order} limit {PAGE} offset {offset}",
                pairs.join(", ")
            );
            sqlx::query_as(AssertSqlSafe(sql)).fetch_all(&mut **tx).await?
        }
        Tx::Postgres(tx) => {
            let sql =
                format!("select row_to_json(t)::text from \"{table}\" t order by {order} limit {PAGE} offset {offset}");
            sqlx::query_as(AssertSqlSafe(sql)).fetch_all(&mut **tx).await?
        }
    };
    Ok(rows.into_iter().map(|(row,)| row).collect())
}

/// Every row of every table, each as JSON after the name of its table, so that two moments can be compared.
#[cfg(feature = "testing")]
pub(crate) async fn all_rows(db: &Db) -> Result<Vec<String>> {
    let mut tx = db.read().await?;
    let mut all = Vec::new();
    for table in migrate::tables() {
        let shape = shape(&mut tx, &table).await?;
        let before = all.len();
        loop {
            let offset = all.len() - before;
            let page = rows_as_json(&mut tx, &shape, offset as u64).await?;
            let is_last = (page.len() as i64) < PAGE;
            all.extend(page.into_iter().map(|row| format!("{table} {row}")));
            if is_last {
                break;
            }
        }
    }
    Ok(all)
}

async fn insert_json(tx: &mut Tx, shape: &Shape, row: &str) -> Result<()> {
    let (table, names) = (&shape.table, shape.names());
    match tx {
        Tx::Sqlite(tx) => {
            let values: Vec<String> = shape
                .columns
                .iter()
                .map(|(name, kind)| match kind.as_str() {
                    "blob" => format!("unhex(substr(json_extract($1, '$.{name}'), 3))"),
                    _ => format!("json_extract($1, '$.{name}')"),
                })
                .collect();
            let sql = format!("insert into \"{table}\" ({names}) select {}", values.join(", "));
            sqlx::query(AssertSqlSafe(sql)).bind(row).execute(&mut **tx).await?;
        }
        Tx::Postgres(tx) => {
            let values: Vec<String> = shape
                .columns
                .iter()
                .map(|(name, kind)| match kind.as_str() {
                    // SQLite writes a yes as 1.
                    "boolean" => format!(
                        "case j->>'{name}' when '1' then true when '0' then false else (j->>'{name}')::boolean end"
                    ),
                    kind => format!("(j->>'{name}')::{kind}"),
                })
                .collect();
            let sql = format!(
                "insert into \"{table}\" ({names}) overriding system value select {} from (select $1::json as j) row",
                values.join(", ")
            );
            sqlx::query(AssertSqlSafe(sql)).bind(row).execute(&mut **tx).await?;
        }
    }
    Ok(())
}

/// Lets the next number of a `{sequence}` column follow the restored ones.
async fn after_insert(tx: &mut Tx, shape: &Shape) -> Result<()> {
    let table = &shape.table;
    if let Tx::Postgres(tx) = tx
        && shape.columns[0] == ("sequence".to_owned(), "bigint".to_owned())
    {
        let sql = format!(
            "select setval(pg_get_serial_sequence('{table}', 'sequence'), coalesce(max(sequence), 0) + 1, false) from \"{table}\""
        );
        sqlx::query(AssertSqlSafe(sql)).execute(&mut **tx).await?;
    }
    Ok(())
}
