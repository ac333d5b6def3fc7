//! Nothing that a viewer may not see changes what the viewer sees.

use search::{Found, Index, Query, Scope, Sight, Understood};
use uuid::Uuid;

use crate::library::{ask, asked_as, document, library, meanings, paths, with_body, within};

const OURS: Uuid = Uuid::from_u128(1);
const THEIRS: Uuid = Uuid::from_u128(2);

/// Documents full of words that nothing else has, one a scope.
fn secrets() -> Vec<search::Indexed> {
    let secret = |name: &str, word: &str, scope| {
        let page = document(
            &format!("/guidance/{name}"),
            &format!("The {word} payroll system"),
            "It runs payroll and bank details.",
        );
        let page = asked_as(page, &[&format!("is {word} safe"), "who checks bank details here"]);
        within(
            with_body(page, &format!("{word} holds payroll, laptops and ransomware notes.")),
            scope,
        )
    };
    vec![
        secret("green", "gribblewort", Scope::Green),
        secret("ours", "oursorium", Scope::Organisation(OURS)),
        secret("theirs", "theirsonite", Scope::Organisation(THEIRS)),
    ]
}

fn with_secrets() -> Index {
    let index = Index::in_memory().unwrap();
    index.sync(&[library(), secrets()].concat(), &meanings()).unwrap();
    index
}

fn look(index: &Index, text: &str, sight: Sight) -> Found {
    index
        .search(&Query {
            sight,
            limit: 50,
            ..Query::new(text)
        })
        .unwrap()
}

fn member(green: bool, organisation: Option<Uuid>) -> Sight {
    Sight { green, organisation }
}

#[test]
fn a_strangers_answers_are_the_same_whether_or_not_there_are_secrets() {
    let (without, with) = (crate::library::index(), with_secrets());
    for text in [
        "payroll",
        "bank details",
        "gribblewort",
        "griblewort",
        "oursoriums",
        "theirsonite",
        "ransomware laptop",
        "who checks bank details",
        "payrol",
        "is gribblewort safe",
        "gribble",
        "xyzzy",
        "the payroll system",
        "mfa",
    ] {
        assert_eq!(ask(&without, text), ask(&with, text), "{text}");
    }
    let stranger = Sight::default();
    assert_eq!(with.suggest("the gri", &stranger, 9), Vec::<String>::new());
}

#[test]
fn each_member_finds_what_they_may_and_no_more() {
    let (without, index) = (crate::library::index(), with_secrets());
    for (sight, seen) in [
        (member(false, None), vec![]),
        (member(true, None), vec!["gribblewort"]),
        (member(true, Some(OURS)), vec!["gribblewort", "oursorium"]),
        (member(false, Some(THEIRS)), vec!["theirsonite"]),
    ] {
        for word in ["gribblewort", "oursorium", "theirsonite"] {
            let found = look(&index, word, sight);
            let is_seen = seen.contains(&word);
            assert_eq!(
                found.hits.iter().any(|hit| hit.title.contains(word)),
                is_seen,
                "{sight:?} {word}"
            );
            if !is_seen {
                assert_eq!(found, ask(&without, word), "{sight:?} {word}");
            }
            let mistyped = look(&index, &format!("{}zz", &word[..word.len() - 1]), sight);
            let is_mended = matches!(&mistyped.understood, Some(Understood::Spelling { meant, .. }) if meant == word);
            assert_eq!(is_mended, is_seen, "{sight:?} {word}: {:?}", mistyped.understood);
            let suggested = index.suggest(&format!("the {word}"), &sight, 5);
            assert_eq!(suggested.len(), usize::from(is_seen), "{sight:?} {word}");
        }
    }
}

#[test]
fn another_organisations_documents_change_no_members_answer() {
    let index = Index::in_memory().unwrap();
    let all = [library(), secrets()].concat();
    let without: Vec<_> = all
        .iter()
        .filter(|page| page.scope != Scope::Organisation(THEIRS))
        .cloned()
        .collect();
    let us = member(true, Some(OURS));
    for text in [
        "payroll",
        "theirsonite",
        "bank details",
        "oursorium payroll",
        "thiersonite",
        "nothing at all",
    ] {
        index.sync(&all, &meanings()).unwrap();
        let with = look(&index, text, us);
        index.sync(&without, &meanings()).unwrap();
        assert_eq!(with, look(&index, text, us), "{text}");
    }
}

#[test]
fn counts_and_suggestions_are_within_the_limit() {
    let index = with_secrets();
    let stranger = ask(&index, "payroll bank details");
    let us = look(&index, "payroll bank details", member(true, Some(OURS)));
    let guidance = |found: &Found| {
        found
            .counts
            .iter()
            .find(|(kind, _)| kind == "guidance")
            .map_or(0, |(_, count)| *count)
    };
    assert_eq!(us.total, us.hits.len());
    assert_eq!(guidance(&us), guidance(&stranger) + 2);
    assert!(
        ask(&index, "gribbelwrot theirsonit")
            .suggestions
            .iter()
            .all(|name| !name.contains("gribble"))
    );
}

#[test]
fn an_organisations_own_version_takes_the_clear_ones_place() {
    let mut pages = library();
    let own = document(
        "/services/payroll",
        "Payroll at Anytown",
        "Paying staff, members and pensioners by the bureau.",
    );
    pages.push(within(own, Scope::Organisation(OURS)));
    let index = Index::in_memory().unwrap();
    index.sync(&pages, &meanings()).unwrap();
    let us = look(&index, "payroll pensioners", member(true, Some(OURS)));
    assert_eq!(
        paths(&us).iter().filter(|path| **path == "/services/payroll").count(),
        1
    );
    assert_eq!(us.hits[0].title, "Payroll at Anytown");
    assert_eq!(us.total, us.hits.len());
    assert_eq!(ask(&index, "payroll pensioners").hits[0].title, "Payroll");
}

#[test]
fn what_becomes_restricted_is_gone_for_strangers_at_once() {
    let index = Index::in_memory().unwrap();
    let page = document("/guidance/turbine", "Turbines and flanges", "About flanges.");
    let synced = index.sync(std::slice::from_ref(&page), &[]).unwrap();
    assert_eq!(synced.added, 1);
    assert_eq!(ask(&index, "flanges").total, 1);
    index.sync(&[within(page, Scope::Green)], &[]).unwrap();
    let found = ask(&index, "flangez turbine");
    assert_eq!((found.total, found.understood, found.suggestions), (0, None, vec![]));
}
