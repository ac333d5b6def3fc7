//! Many rows at once: the one place besides the archive where the SQL differs between the databases.

use serde::Serialize;
use sqlx::AssertSqlSafe;

use crate::{
    Result, Tx,
    portable::{Shape, shape},
};

/// How many rows one statement carries.
const AT_ONCE: usize = 500;

/// Adds `rows` to a table of ours, each an object in JSON whose keys are columns: identifiers as text, times and
/// numbers as numbers, bytes as `\x` and hexadecimal digits. What a row leaves out is null.
///
/// # Errors
/// When the database refuses a row; then the transaction should not be kept.
pub async fn insert_many(tx: &mut Tx, table: &'static str, rows: &[impl Serialize]) -> Result<()> {
    let shape = shape(tx, table).await?;
    let sql = match tx {
        Tx::Sqlite(_) => sqlite(&shape),
        Tx::Postgres(_) => postgres(&shape),
    };
    for rows in rows.chunks(AT_ONCE) {
        let rows = serde_json::to_string(rows).map_err(std::io::Error::other)?;
        let sql = AssertSqlSafe(sql.clone());
        let _added = match tx {
            Tx::Sqlite(tx) => sqlx::query(sql).bind(rows).execute(&mut **tx).await?.rows_affected(),
            Tx::Postgres(tx) => sqlx::query(sql).bind(rows).execute(&mut **tx).await?.rows_affected(),
        };
    }
    Ok(())
}

fn sqlite(shape: &Shape) -> String {
    let values: Vec<String> = shape
        .columns
        .iter()
        .map(|(name, kind)| match kind.as_str() {
            "blob" => format!("unhex(substr(json_extract(value, '$.{name}'), 3))"),
            _ => format!("json_extract(value, '$.{name}')"),
        })
        .collect();
    let (table, names) = (&shape.table, shape.names());
    format!(
        "insert into \"{table}\" ({names}) select {} from json_each($1)",
        values.join(", ")
    )
}

fn postgres(shape: &Shape) -> String {
    let (table, names) = (&shape.table, shape.names());
    format!(
        "insert into \"{table}\" ({names}) select {names} from json_populate_recordset(null::\"{table}\", $1::json)"
    )
}
