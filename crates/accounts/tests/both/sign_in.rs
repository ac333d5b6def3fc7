//! Signing in, from the page to the session.

use accounts::testing::{self, Maker};
use db::on_both_databases;
use testkit::TestHub;

fn hub(db: &db::Db) -> TestHub {
    TestHub::new(db, vec![accounts::feature()], testing::share)
}

on_both_databases!(somebody_whose_browser_shows_their_session_is_known, |test| {
    let hub = hub(&test.db);
    let make = Maker::new(&test.db, hub.clock.now());
    let sam = make.person("Sam Reader").await;
    let cookie = make.cookie(&sam).await;
    let page = hub.get_as(&cookie, "/sign-in").await;
    page.assert_sound();
    assert_eq!(page.headers.get(http::header::CACHE_CONTROL).unwrap(), "no-store");
    assert_ne!(
        hub.get("/sign-in").await.header(http::header::CACHE_CONTROL),
        "no-store"
    );
});
