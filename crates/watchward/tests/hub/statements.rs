//! Every SQL statement of the program is prepared by both databases.

use db::{check_statements, on_both_databases};

on_both_databases!(every_statement_is_understood, |test| {
    // The features bring their statements with them.
    assert!(watchward::features::features().len() >= 4);
    let (count, broken) = check_statements(&test.db).await.unwrap();
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(count >= 20, "only {count} statements are known");
});
