//! One literal, two drivers.

/// Registers a statement for [`check_statements`](crate::check_statements).
#[doc(hidden)]
#[macro_export]
macro_rules! statement {
    ($sql:literal) => {
        $crate::inventory::submit! { $crate::Statement { sql: $sql, file: file!(), line: line!() } }
    };
}

/// Runs one method of a query on whichever database `$tx` belongs to.
#[doc(hidden)]
#[macro_export]
macro_rules! on_both {
    ($tx:expr, $query:ident, $method:ident, $sql:literal $(, $argument:expr)*) => {{
        $crate::statement!($sql);
        $crate::note_statement($sql);
        let tx: &mut $crate::Tx = $tx;
        match tx {
            $crate::Tx::Sqlite(tx) => {
                $crate::on_both!(@$query $crate::sqlx::Sqlite, $sql)$(.bind($argument))*.$method(&mut **tx).await
            }
            $crate::Tx::Postgres(tx) => {
                $crate::on_both!(@$query $crate::sqlx::Postgres, $sql)$(.bind($argument))*.$method(&mut **tx).await
            }
        }
        .map_err($crate::Error::from)
    }};
    (@rows $database:ty, $sql:literal) => { $crate::sqlx::query_as::<$database, _>($sql) };
    (@done $database:ty, $sql:literal) => { $crate::sqlx::query::<$database>($sql) };
}

/// The one row of a statement; an error when there is none.
#[macro_export]
macro_rules! fetch_one {
    ($tx:expr, $sql:literal $(, $argument:expr)* $(,)?) => {
        $crate::on_both!($tx, rows, fetch_one, $sql $(, $argument)*)
    };
}

/// The one row of a statement, if there is one.
#[macro_export]
macro_rules! fetch_optional {
    ($tx:expr, $sql:literal $(, $argument:expr)* $(,)?) => {
        $crate::on_both!($tx, rows, fetch_optional, $sql $(, $argument)*)
    };
}

/// All rows of a statement.
#[macro_export]
macro_rules! fetch_all {
    ($tx:expr, $sql:literal $(, $argument:expr)* $(,)?) => {
        $crate::on_both!($tx, rows, fetch_all, $sql $(, $argument)*)
    };
}

/// Runs a statement and says how many rows it touched.
#[macro_export]
macro_rules! execute {
    ($tx:expr, $sql:literal $(, $argument:expr)* $(,)?) => {{
        $crate::statement!($sql);
        $crate::note_statement($sql);
        let tx: &mut $crate::Tx = $tx;
        match tx {
            $crate::Tx::Sqlite(tx) => $crate::sqlx::query::<$crate::sqlx::Sqlite>($sql)$(.bind($argument))*
                .execute(&mut **tx).await.map(|done| done.rows_affected()),
            $crate::Tx::Postgres(tx) => $crate::sqlx::query::<$crate::sqlx::Postgres>($sql)$(.bind($argument))*
                .execute(&mut **tx).await.map(|done| done.rows_affected()),
        }
        .map_err($crate::Error::from)
    }};
}
