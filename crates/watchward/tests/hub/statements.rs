//! Every SQL statement of the program is prepared by both databases.

use db::{check_statements, on_both_databases};

on_both_databases!(every_statement_is_understood, |test| {
    // The features bring their statements with them.
    assert!(watchward::features::features().len() >= 4);
    let (count, broken) = check_statements(&test.db).await.unwrap();
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(count >= 20, "only {count} statements are known");
});

/// The file of a statement, from its crate on.
fn file(statement: &db::Statement) -> &str {
    statement
        .file
        .split_once("crates/")
        .map_or(statement.file, |(_, file)| file)
}

#[test]
fn the_audit_trail_is_only_added_to() {
    assert!(watchward::features::features().len() >= 4);
    // What may change or remove rows of a table, besides adding them.
    const ALLOWED: [(&str, &str, &str); 7] = [
        ("audit_entry", "delete", "accounts/src/audit/retention.rs"),
        ("audit_person", "delete", "accounts/src/audit/retention.rs"),
        ("audit_detail", "delete", "accounts/src/audit/retention.rs"),
        ("audit_detail", "delete", "accounts/src/audit/personal.rs"),
        ("audit_checkpoint", "update", "accounts/src/audit/retention.rs"),
        ("audit_checkpoint", "delete", "accounts/src/audit/retention.rs"),
        ("audit_head", "update", "accounts/src/audit/store.rs"),
    ];
    let mut entries_removed = 0;
    for statement in db::inventory::iter::<db::Statement> {
        let is_of_the_program = file(statement).contains("/src/");
        let mut words = statement.sql.split_whitespace();
        let (verb, second, third) = (words.next(), words.next(), words.next());
        let table = match verb {
            Some("update") => second,
            Some("delete") => third,
            _ => continue,
        };
        let (Some(verb), Some(table)) = (verb, table.filter(|table| table.starts_with("audit_"))) else {
            continue;
        };
        if !is_of_the_program {
            continue;
        }
        let is_allowed = ALLOWED.iter().any(|row| *row == (table, verb, file(statement)));
        assert!(
            is_allowed,
            "{}:{}: the audit trail is only added to, and this changes it: {}",
            statement.file, statement.line, statement.sql
        );
        entries_removed += usize::from(table == "audit_entry");
    }
    assert_eq!(
        entries_removed, 1,
        "one statement removes entries, when their time is over"
    );
}
