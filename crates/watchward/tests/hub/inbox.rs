//! The inbox shows what readers sent, beside a hub that serves.

use crate::program::{Program, complained, post, printed, run};

#[tokio::test]
async fn what_readers_sent_is_shown_as_text_and_as_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let hub = Program::serve(folder.path(), "", &[]).await;
    let empty = run(folder.path(), &["inbox"]).await;
    assert!(
        complained(&empty).contains("Nobody has sent anything yet"),
        "{}",
        complained(&empty)
    );

    let fields = [
        ("message", "The page on \"invoices\" helped,\nthank you"),
        ("name", "Ada"),
        ("email", "ada@example.org"),
    ];
    assert_eq!(
        post(&hub.address, "/get-involved/feedback", &fields)
            .await
            .unwrap()
            .status,
        303
    );
    let text = printed(&run(folder.path(), &["inbox"]).await);
    assert!(
        text.contains("The page on \"invoices\" helped,") && text.contains("ada@example.org"),
        "{text}"
    );
    let table = printed(&run(folder.path(), &["inbox", "--csv"]).await);
    assert!(
        table.contains("\"The page on \"\"invoices\"\" helped,\nthank you\""),
        "{table}"
    );
    assert!(table.starts_with("\u{feff}sent,kind,"), "{table}");
}
