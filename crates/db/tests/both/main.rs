//! The door, on both databases.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on ends here; clippy lets only test functions do so"
)]

use db::{Db, Error, Time, Tx, execute, fetch_all, fetch_one, fetch_optional, id, on_both_databases, portable};

id!(
    /// An item of these tests.
    ItemId
);

fn noon() -> Time {
    "2026-11-24T12:00:00.000001Z".parse::<jiff::Timestamp>().unwrap().into()
}

async fn add_item(tx: &mut Tx, slug: &str, source: &str) -> db::Result<ItemId> {
    let id = ItemId::new();
    execute!(
        tx,
        "insert into item (id, kind, slug, tlp, source, version, saved_at) values ($1, $2, $3, $4, $5, $6, $7)",
        id,
        "guidance",
        slug,
        "CLEAR",
        source,
        1_i64,
        noon(),
    )?;
    Ok(id)
}

async fn count_items(db: &Db) -> i64 {
    let mut tx = db.read().await.unwrap();
    let (count,): (i64,) = fetch_one!(&mut tx, "select count(*) from item").unwrap();
    count
}

on_both_databases!(what_is_committed_is_read_back_as_it_was, |test| {
    let mut tx = test.db.write().await.unwrap();
    let id = add_item(&mut tx, "a", "naïve \u{1F512} \"quoted\"\n").await.unwrap();
    tx.commit().await.unwrap();

    let mut tx = test.db.read().await.unwrap();
    let row: Option<(ItemId, String, Time)> =
        fetch_optional!(&mut tx, "select id, source, saved_at from item where id = $1", id).unwrap();
    assert_eq!(row, Some((id, "naïve \u{1F512} \"quoted\"\n".to_owned(), noon())));
});

on_both_databases!(what_is_not_committed_is_gone, |test| {
    let mut tx = test.db.write().await.unwrap();
    add_item(&mut tx, "a", "x").await.unwrap();
    drop(tx);
    assert_eq!(count_items(&test.db).await, 0);
});

on_both_databases!(a_reading_transaction_cannot_write, |test| {
    let mut tx = test.db.read().await.unwrap();
    assert!(add_item(&mut tx, "a", "x").await.is_err());
});

on_both_databases!(a_second_row_with_the_same_key_is_a_duplicate, |test| {
    let mut tx = test.db.write().await.unwrap();
    add_item(&mut tx, "a", "x").await.unwrap();
    let error = add_item(&mut tx, "a", "y").await.unwrap_err();
    assert!(error.is_duplicate() && !error.is_unavailable(), "{error:?}");
});

on_both_databases!(every_registered_statement_can_be_prepared, |test| {
    let (count, broken) = db::check_statements(&test.db).await.unwrap();
    assert!(count >= 4, "{count}");
    // One of these tests asks for a column that is not there, to prove that it would be found.
    assert_eq!(broken.len(), 1, "{broken:?}");
    assert!(broken[0].statement.sql.contains("no_such_column"));
});

on_both_databases!(a_misspelt_column_is_an_error_and_not_a_panic, |test| {
    let mut tx = test.db.read().await.unwrap();
    let rows: db::Result<Vec<(i64,)>> = fetch_all!(&mut tx, "select no_such_column from item");
    assert!(rows.is_err());
});

on_both_databases!(a_closed_database_is_away, |test| {
    test.db.close().await;
    assert!(test.db.read().await.unwrap_err().is_unavailable());
});

on_both_databases!(opening_twice_changes_nothing, |test| {
    let mut tx = test.db.write().await.unwrap();
    add_item(&mut tx, "a", "x").await.unwrap();
    tx.commit().await.unwrap();
    let again = Db::open(&test.address).await.unwrap();
    assert_eq!(count_items(&again).await, 1);
});

async fn fill(db: &Db) {
    let mut tx = db.write().await.unwrap();
    for number in 0..1203 {
        add_item(
            &mut tx,
            &format!("item-{number}"),
            "line\nwith \"quotes\", \\ and \u{e9}\u{1F512}",
        )
        .await
        .unwrap();
    }
    execute!(
        &mut tx,
        "insert into submission (id, kind, is_useful, message, sent_at) values ($1, $2, $3, $4, $5)",
        ItemId::new(),
        "usefulness",
        true,
        "",
        noon(),
    )
    .unwrap();
    execute!(
        &mut tx,
        "insert into submission (id, kind, message, sent_at) values ($1, $2, $3, $4)",
        ItemId::new(),
        "feedback",
        "x",
        noon(),
    )
    .unwrap();
    execute!(
        &mut tx,
        "insert into change (kind, id, at) values ($1, $2, $3)",
        "item",
        "x",
        noon()
    )
    .unwrap();
    tx.commit().await.unwrap();
}

type Row = (ItemId, String, Time);
type Sent = (String, Option<bool>, Option<String>);

async fn contents(db: &Db) -> (Vec<Row>, Vec<Sent>) {
    let mut tx = db.read().await.unwrap();
    (
        fetch_all!(&mut tx, "select id, source, saved_at from item order by id").unwrap(),
        fetch_all!(&mut tx, "select kind, is_useful, title from submission order by kind").unwrap(),
    )
}

async fn moves(from: db::testing::TestDb, to: db::testing::TestDb) {
    fill(&from.db).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("hub.zip");
    let manifest = portable::backup(&from.db, &file, noon()).await.unwrap();
    assert_eq!(
        manifest.tables.iter().find(|(table, _)| table == "item").unwrap().1,
        1203
    );

    portable::restore(&to.db, &file).await.unwrap();
    assert_eq!(contents(&to.db).await, contents(&from.db).await);

    // The next change gets a number after the restored ones.
    let mut tx = to.db.write().await.unwrap();
    execute!(
        &mut tx,
        "insert into change (kind, id, at) values ($1, $2, $3)",
        "item",
        "y",
        noon()
    )
    .unwrap();
    let (last,): (i64,) = fetch_one!(&mut tx, "select max(sequence) from change").unwrap();
    assert_eq!(last, 2);
    drop(tx);

    let refused = portable::restore(&to.db, &file).await.unwrap_err();
    assert!(matches!(refused, Error::NotEmpty(_)), "{refused:?}");
}

mod everything_moves {
    use db::testing::TestDb;

    #[tokio::test]
    async fn from_sqlite_to_postgres() {
        super::moves(TestDb::sqlite().await, TestDb::postgres().await).await;
    }

    #[tokio::test]
    async fn from_postgres_to_sqlite() {
        super::moves(TestDb::postgres().await, TestDb::sqlite().await).await;
    }
}

#[tokio::test]
async fn a_file_that_is_no_archive_is_refused_and_nothing_is_kept() {
    let test = db::testing::TestDb::sqlite().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("not.zip");
    std::fs::write(&file, b"PK\x03\x04 and then nothing").unwrap();
    assert!(portable::restore(&test.db, &file).await.is_err());

    fill(&test.db).await;
    let whole = folder.path().join("whole.zip");
    portable::backup(&test.db, &whole, noon()).await.unwrap();
    let bytes = std::fs::read(&whole).unwrap();
    std::fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
    let empty = db::testing::TestDb::sqlite().await;
    assert!(portable::restore(&empty.db, &file).await.is_err());
    assert_eq!(count_items(&empty.db).await, 0);
}

on_both_databases!(the_statements_of_some_work_are_counted_and_no_others, |test| {
    use db::testing::{Ran, counted};

    count_items(&test.db).await;
    let (count, ran) = counted(count_items(&test.db)).await;
    let expected = Ran {
        statements: vec!["select count(*) from item"],
        transactions: 1,
    };
    assert_eq!((count, ran), (0, expected));
    assert_eq!(counted(async {}).await.1, Ran::default());
});

on_both_databases!(many_rows_at_once_are_read_back_as_they_were, |test| {
    let rows: Vec<_> = (0..1_200)
        .map(|number| {
            serde_json::json!({
                "name": format!("naïve \u{1F512} \"{number}\""), "number": number, "hash": format!("\\x{number:08x}"),
            })
        })
        .collect();
    let mut tx = test.db.write().await.unwrap();
    db::insert_many(&mut tx, "audit_head", &rows).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = test.db.read().await.unwrap();
    let read: Vec<(String, i64, Vec<u8>)> =
        fetch_all!(&mut tx, "select name, number, hash from audit_head order by number").unwrap();
    assert_eq!(read.len(), 1_200);
    let last = read.last().unwrap();
    assert_eq!(last.0, "naïve \u{1F512} \"1199\"");
    assert_eq!(last.2, 1199_u32.to_be_bytes());
    let again = db::insert_many(&mut test.db.write().await.unwrap(), "audit_head", &rows[..1]).await;
    assert!(again.unwrap_err().is_duplicate());
});

#[tokio::test]
async fn what_was_deleted_stands_nowhere_in_the_files() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("hub.sqlite");
    let db = Db::open(&format!("sqlite:{}", file.display())).await.unwrap();
    let name = "Somebody With A Long Name";
    let stands_in = || {
        let files = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().path());
        let has_it = |bytes: Vec<u8>| bytes.windows(name.len()).any(|window| window == name.as_bytes());
        files.filter(|file| has_it(std::fs::read(file).unwrap())).count()
    };
    let mut tx = db.write().await.unwrap();
    add_item(&mut tx, "a", name).await.unwrap();
    tx.commit().await.unwrap();
    assert!(stands_in() > 0);
    let mut tx = db.write().await.unwrap();
    execute!(&mut tx, "delete from item").unwrap();
    tx.commit().await.unwrap();
    db.wipe_journal().await.unwrap();
    assert_eq!(stands_in(), 0);
}
