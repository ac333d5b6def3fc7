//! What a page asks of the database: nothing for a stranger, one thing for whoever is signed in, and no more
//! for a longer list.

mod lists;

use db::{on_both_databases, testing::Ran};

use crate::routes::seed::{Proved, Seeded, Who};

/// One page of every kind.
const PAGES: [&str; 14] = [
    "/",
    "/for/finance",
    "/threats",
    "/threats/phishing",
    "/guidance",
    "/services",
    "/something-is-wrong",
    "/search?q=phishing",
    "/events",
    "/contacts",
    "/feed.atom",
    "/events.ics",
    "/api/v1/items",
    "/get-involved/feedback",
];

on_both_databases!(a_strangers_page_asks_nothing, |test| {
    let seeded = Seeded::on(test).await;
    for page in PAGES.into_iter().chain(["/nothing-here", "/guidance/nothing-here"]) {
        for cookie in [None, Some("__Host-watchward=nonsense"), Some("other=1")] {
            let (answer, ran) = seeded.count(page, cookie).await;
            assert!(!answer.status.is_server_error(), "{page}: {}", answer.status);
            assert_eq!(ran, Ran::default(), "{page} with {cookie:?}");
        }
    }
});

on_both_databases!(a_signed_in_readers_page_asks_who_they_are_and_no_more, |test| {
    let seeded = Seeded::on(test).await;
    for who in Who::ALL.into_iter().filter(|who| *who != Who::Stranger) {
        let cookie = seeded.sign_in(who, Proved::JustNow).await;
        for page in PAGES {
            let (answer, ran) = seeded.count(page, cookie.as_deref()).await;
            assert_eq!(answer.status, http::StatusCode::OK, "{page}");
            assert_eq!(
                (ran.statements.len(), ran.transactions),
                (1, 1),
                "{page} as {}: {ran:#?}",
                who.words()
            );
        }
        // Whether it is theirs by name is asked only where nothing else is shown.
        let (answer, ran) = seeded.count("/guidance/nothing-here", cookie.as_deref()).await;
        assert_eq!(answer.status, http::StatusCode::NOT_FOUND);
        assert_eq!((ran.statements.len(), ran.transactions), (2, 2), "{ran:#?}");
    }
});
