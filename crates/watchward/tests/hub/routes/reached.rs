//! Nobody has to know an address: every page that somebody may open is led to from the first one.

use std::collections::{BTreeSet, VecDeque};

use super::{
    Gets,
    seed::{Proved, Seeded, Who},
    table::{ROWS, Row},
};

/// Pages that something other than a link leads to.
const NOT_BY_A_LINK: [&str; 4] = [
    // An organisation leads to it while it holds nothing; here each has people.
    "/hub/organisations/{organisation}/removal",
    // One's account leads to them once it has a code app; here nobody has one.
    "/account/password",
    "/account/recovery-codes",
    // One's work accounts lead to it; here nobody has one.
    "/account/single-sign-on/removal",
];

impl Row {
    /// Whether a path is one of this row's.
    fn is_of(&self, path: &str) -> bool {
        let (own, other) = (self.path.split('/'), path.split('/'));
        own.clone().count() == other.clone().count()
            && own.zip(other).all(|(own, other)| own.starts_with('{') || own == other)
    }

    /// Whether it is for those who are signed in, and no part of signing in.
    fn is_of_the_signed_in(&self) -> bool {
        self.method == "GET" && self.gets.starts_with('s') && !self.path.starts_with("/sign-in")
    }
}

/// The row of a path: the one that says it word by word, before one that has a name in braces.
fn row_of(path: &str) -> Option<&'static Row> {
    let rows = ROWS.iter().filter(|row| row.method == "GET" && row.is_of(path));
    rows.min_by_key(|row| row.path.matches('{').count())
}

#[tokio::test]
async fn every_page_that_somebody_may_open_is_led_to_from_the_first() {
    let seeded = Seeded::new().await;
    let mut wrong = Vec::new();
    for who in Who::ALL.into_iter().filter(|who| *who != Who::Stranger) {
        let cookie = seeded.sign_in(who, Proved::JustNow).await;
        let mut reached = BTreeSet::new();
        let mut seen: BTreeSet<String> = BTreeSet::from(["/".to_owned()]);
        let mut queue = VecDeque::from(["/".to_owned()]);
        while let Some(address) = queue.pop_front() {
            for link in seeded.ask("GET", &address, cookie.as_deref()).await.own_links() {
                let path = link.split('?').next().unwrap_or_default();
                let Some(row) = row_of(path).filter(|row| row.is_of_the_signed_in()) else {
                    continue;
                };
                reached.insert(row.path);
                if seen.insert(path.to_owned()) {
                    queue.push_back(link);
                }
            }
        }
        let may_open = ROWS.iter().filter(|row| {
            row.is_of_the_signed_in() && row.for_each().any(|(one, gets)| one == who && gets == Gets::Open)
        });
        for row in may_open.filter(|row| !reached.contains(row.path)) {
            if !NOT_BY_A_LINK.contains(&row.path) {
                wrong.push(format!("{}: no page leads to {}", who.words(), row.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
