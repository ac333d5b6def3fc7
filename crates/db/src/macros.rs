//! One text, two drivers.
//!
//! A statement is a literal, or a `concat!` of literals where several begin alike. Nothing else will do: it is
//! registered before the program runs, so the compiler must know it.

/// Registers a statement for [`check_statements`](crate::check_statements).
#[doc(hidden)]
#[macro_export]
macro_rules! statement {
    ($sql:expr) => {
        $crate::inventory::submit! { $crate::Statement { sql: $sql, file: file!(), line: line!() } }
    };
}

/// Fetches rows by one method of a query, from whichever database `$tx` belongs to.
#[doc(hidden)]
#[macro_export]
macro_rules! on_both {
    ($tx:expr, $method:ident, $sql:expr $(, $argument:expr)*) => {{
        $crate::statement!($sql);
        $crate::note_statement($sql);
        let tx: &mut $crate::Tx = $tx;
        match tx {
            $crate::Tx::Sqlite(tx) => {
                $crate::sqlx::query_as::<$crate::sqlx::Sqlite, _>($sql)$(.bind($argument))*.$method(&mut **tx).await
            }
            $crate::Tx::Postgres(tx) => {
                $crate::sqlx::query_as::<$crate::sqlx::Postgres, _>($sql)$(.bind($argument))*.$method(&mut **tx).await
            }
        }
        .map_err($crate::Error::from)
    }};
}

/// The one row of a statement; an error when there is none.
#[macro_export]
macro_rules! fetch_one {
    ($tx:expr, $sql:expr $(, $argument:expr)* $(,)?) => {
        $crate::on_both!($tx, fetch_one, $sql $(, $argument)*)
    };
}

/// The one row of a statement, if there is one.
#[macro_export]
macro_rules! fetch_optional {
    ($tx:expr, $sql:expr $(, $argument:expr)* $(,)?) => {
        $crate::on_both!($tx, fetch_optional, $sql $(, $argument)*)
    };
}

/// All rows of a statement.
#[macro_export]
macro_rules! fetch_all {
    ($tx:expr, $sql:expr $(, $argument:expr)* $(,)?) => {
        $crate::on_both!($tx, fetch_all, $sql $(, $argument)*)
    };
}

/// Runs a statement and says how many rows it touched.
#[macro_export]
macro_rules! execute {
    ($tx:expr, $sql:expr $(, $argument:expr)* $(,)?) => {{
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
