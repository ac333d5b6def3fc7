//! What is kept on disk, and what a sync does to it.

use search::{Index, Synced};

use crate::library::{ask, document, library, meanings, paths};

#[test]
fn only_what_differs_is_written() {
    let index = crate::library::index();
    assert_eq!(index.sync(&library(), &meanings()).unwrap(), Synced::default());
    let mut pages = library();
    pages.remove(0);
    pages[0].title = "Check a change to somebody's pay".to_owned();
    pages.push(document("/guidance/new", "A brand-new page", "About kumquats."));
    let synced = index.sync(&pages, &meanings()).unwrap();
    assert_eq!(
        synced,
        Synced {
            added: 1,
            changed: 1,
            removed: 1
        }
    );
    assert_eq!(paths(&ask(&index, "kumquats")), ["/guidance/new"]);
    assert!(!paths(&ask(&index, "supplier bank account")).contains(&"/guidance/verify-bank-details"));
}

#[test]
fn what_was_synced_is_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let before = {
        let index = Index::open(folder.path()).unwrap();
        index.sync(&library(), &meanings()).unwrap();
        ask(&index, "mfa")
    };
    let index = Index::open(folder.path()).unwrap();
    assert_eq!(ask(&index, "mfa"), before);
    assert!(before.understood.is_some());
    assert_eq!(index.sync(&library(), &meanings()).unwrap(), Synced::default());
}

#[test]
fn a_damaged_index_is_emptied_and_filled_again() {
    let folder = tempfile::tempdir().unwrap();
    Index::open(folder.path())
        .unwrap()
        .sync(&library(), &meanings())
        .unwrap();
    for file in std::fs::read_dir(folder.path().join("clear")).unwrap() {
        let file = file.unwrap().path();
        let bytes = std::fs::read(&file).unwrap();
        std::fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
    }
    let index = Index::open(folder.path()).unwrap();
    assert_eq!(ask(&index, "ransomware").total, 0);
    assert_eq!(index.sync(&library(), &meanings()).unwrap().added, library().len());
    assert!(ask(&index, "ransomware").total > 0);
}

#[test]
fn one_flipped_byte_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    Index::open(folder.path())
        .unwrap()
        .sync(&library(), &meanings())
        .unwrap();
    let files = std::fs::read_dir(folder.path().join("clear"))
        .unwrap()
        .map(|file| file.unwrap().path());
    let store = files
        .into_iter()
        .find(|file| file.extension().is_some_and(|end| end == "store"))
        .unwrap();
    let mut bytes = std::fs::read(&store).unwrap();
    bytes[20] ^= 0xff;
    std::fs::write(&store, bytes).unwrap();
    assert_eq!(ask(&Index::open(folder.path()).unwrap(), "ransomware").total, 0);
}

#[test]
fn something_else_in_the_folder_is_an_empty_index() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("clear")).unwrap();
    std::fs::write(folder.path().join("clear/meta.json"), "not an index").unwrap();
    let index = Index::open(folder.path()).unwrap();
    assert_eq!(index.sync(&library(), &meanings()).unwrap().added, library().len());
}

#[test]
fn the_last_of_two_documents_with_one_address_counts() {
    let index = Index::in_memory().unwrap();
    let (one, other) = (
        document("/guidance/x", "Marmalade", ""),
        document("/guidance/x", "Gooseberry", ""),
    );
    assert_eq!(index.sync(&[one, other], &[]).unwrap().added, 1);
    assert_eq!(
        (ask(&index, "marmalade").total, ask(&index, "gooseberry").total),
        (0, 1)
    );
}

#[test]
fn a_search_during_a_sync_sees_the_library_before_or_after_it() {
    let index = Index::in_memory().unwrap();
    let pages = |word: &str| -> Vec<_> {
        (0..20)
            .map(|number| document(&format!("/guidance/{number}"), &format!("Page about {word}"), ""))
            .collect()
    };
    index.sync(&pages("marmalade"), &[]).unwrap();
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            for _ in 0..200 {
                let found = index
                    .search(&search::Query {
                        limit: 50,
                        ..search::Query::new("marmalade gooseberry")
                    })
                    .unwrap();
                let marmalade = found.hits.iter().filter(|hit| hit.title.contains("marmalade")).count();
                assert!(
                    [0, 20].contains(&marmalade) && found.total == 20,
                    "{marmalade} of {}",
                    found.total
                );
            }
        });
        for word in ["gooseberry", "marmalade", "gooseberry"] {
            index.sync(&pages(word), &[]).unwrap();
        }
        reader.join().unwrap();
    });
}

#[test]
fn a_sync_of_the_library_alone_leaves_records_and_a_change_writes_a_few() {
    let index = Index::in_memory().unwrap();
    let record = |number: usize| {
        document(
            &format!("/vulnerabilities/{number}"),
            &format!("CVE-2024-{number}"),
            "A flaw in Gadgetron.",
        )
    };
    let records: Vec<_> = (1000..1010).map(record).collect();
    index.sync(&[library(), records].concat(), &meanings()).unwrap();
    assert_eq!(index.sync(&library(), &meanings()).unwrap(), Synced::default());
    assert_eq!(ask(&index, "gadgetron").total, 10);
    let gone = [(search::Scope::Clear, "/vulnerabilities/1003".to_owned())];
    let mut changed = record(1004);
    changed.summary = "A flaw in Widgetron.".to_owned();
    let synced = index.change(&[record(1005), changed, record(2000)], &gone).unwrap();
    assert_eq!(
        synced,
        Synced {
            added: 1,
            changed: 1,
            removed: 1
        }
    );
    assert_eq!((ask(&index, "gadgetron").total, ask(&index, "widgetron").total), (9, 1));
    assert_eq!(index.sync(&library(), &meanings()).unwrap(), Synced::default());
    assert!(ask(&index, "mfa").understood.is_some());
}
