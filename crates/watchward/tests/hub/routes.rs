//! Every route as every kind of viewer: what each gets stands in one table, and nothing else is given.

mod reached;
pub mod seed;
mod table;

use std::collections::BTreeSet;

use http::StatusCode;
use testkit::Answer;
use watchward::features;
use web::{Access, Route};

use seed::{Proved, Seeded, Who, Whose};
use table::{EXAMPLE, OF_ACCESS, ROWS, Row};

/// What somebody gets from a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gets {
    /// The route's own answer.
    Open,
    /// The way to where people sign in.
    AskedToSignIn,
    /// The words that it is not for them.
    NotForYou,
    /// The words that there is no such thing.
    NotFound,
    /// What nobody is meant to get.
    Failure,
}

impl Gets {
    fn of(letter: char) -> Self {
        match letter {
            'o' => Self::Open,
            's' => Self::AskedToSignIn,
            'n' => Self::NotForYou,
            'x' => Self::NotFound,
            _ => panic!("'{letter}' is not a letter of the table"),
        }
    }

    fn seen(who: Who, answer: &Answer) -> Self {
        let is_led = answer.location() == "/sign-in" || answer.location().starts_with("/sign-in?");
        match answer.status {
            StatusCode::FORBIDDEN => Self::NotForYou,
            StatusCode::NOT_FOUND => Self::NotFound,
            // Another's server, which the hub asks for somebody, may be away.
            StatusCode::BAD_GATEWAY => Self::Open,
            status if status.is_server_error() => Self::Failure,
            _ if who == Who::Stranger && is_led => Self::AskedToSignIn,
            _ => Self::Open,
        }
    }
}

impl Row {
    fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    fn for_each(&self) -> impl Iterator<Item = (Who, Gets)> {
        assert_eq!(self.gets.len(), Who::ALL.len(), "{}: one letter for each", self.name());
        Who::ALL.into_iter().zip(self.gets.chars().map(Gets::of))
    }

    /// Whether what its braces name belongs to one organisation or person.
    fn names_what_is_somebodys(&self) -> bool {
        let is_ones_own = self.path.starts_with("/organisation/") || self.path.starts_with("/account/");
        is_ones_own && self.path.contains('{')
    }
}

fn routes() -> Vec<Route> {
    features::features()
        .into_iter()
        .flat_map(|feature| feature.routes)
        .collect()
}

/// The row that a route would have if its access were meant.
fn row_of(route: &Route) -> String {
    let of_access = OF_ACCESS.iter().find(|(access, ..)| *access == route.access);
    let gets = of_access.map_or("", |(_, name, _)| name);
    let audited = route
        .audited
        .map_or_else(String::new, |action| format!(".audited({action:?})"));
    let sensitive = if route.is_sensitive { ".sensitive()" } else { "" };
    format!(
        "    {}({:?}, {gets}){audited}{sensitive},",
        route.method.as_str().to_lowercase(),
        route.path
    )
}

#[test]
fn a_route_without_a_row_is_told_the_row_that_it_would_have() {
    let route = web::get(EXAMPLE.path, Access::Member, async || "");
    let route = route.audited("person.read").sensitive();
    assert_eq!(
        (route.audited, route.is_sensitive),
        (EXAMPLE.audited, EXAMPLE.is_sensitive)
    );
    assert_eq!(
        row_of(&route).trim(),
        "get(\"/organisation/people/{person}\", MEMBERS).audited(\"person.read\").sensitive(),"
    );
    assert!(EXAMPLE.names_what_is_somebodys());
}

#[test]
fn the_letters_of_the_table_are_what_each_access_allows() {
    for (access, name, letters) in OF_ACCESS {
        for (who, letter) in Who::ALL.into_iter().zip(letters.chars()) {
            let is_allowed = access.allows(&who.viewer());
            assert_eq!(letter == 'o', is_allowed, "{name}: {}", who.words());
        }
    }
}

#[test]
fn every_route_has_its_row_and_every_row_its_route() {
    let routes = routes();
    let name = |route: &Route| format!("{} {}", route.method, route.path);
    let mut wrong = Vec::new();
    for route in &routes {
        match ROWS.iter().filter(|row| row.name() == name(route)).count() {
            1 => {}
            0 => wrong.push(format!(
                "{} has no row. If this is what it is meant to be, add to the table:\n{}",
                name(route),
                row_of(route)
            )),
            _ => wrong.push(format!("{} has two rows", name(route))),
        }
    }
    let known: BTreeSet<String> = routes.iter().map(name).collect();
    wrong.extend(
        ROWS.iter()
            .filter(|row| !known.contains(&row.name()))
            .map(|row| format!("{} has a row and is no route: take the row out", row.name())),
    );
    for (row, route) in ROWS
        .iter()
        .filter_map(|row| Some((row, routes.iter().find(|route| name(route) == row.name())?)))
    {
        if (row.audited, row.is_sensitive) != (route.audited, route.is_sensitive) {
            wrong.push(format!(
                "{} is audited as {:?} and sensitive: {}; its row says {:?} and {}",
                row.name(),
                route.audited,
                route.is_sensitive,
                row.audited,
                row.is_sensitive
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What addresses end in that take something away.
const TAKES_AWAY: [&str; 6] = [
    "removal",
    "withdrawal",
    "disabling",
    "reset",
    "forgetting",
    "merge/{into}",
];

#[test]
fn what_takes_something_away_asks_first_at_the_same_address() {
    let takes_away = |row: &&Row| TAKES_AWAY.iter().any(|end| row.path.ends_with(&format!("/{end}")));
    let pressed: Vec<&Row> = ROWS
        .iter()
        .filter(|row| row.method == "POST")
        .filter(takes_away)
        .collect();
    assert!(pressed.len() > TAKES_AWAY.len());
    for row in pressed {
        let asks = ROWS.iter().find(|asks| asks.method == "GET" && asks.path == row.path);
        assert!(
            asks.is_some_and(|asks| asks.gets == row.gets),
            "{} asks nothing",
            row.name()
        );
    }
}

#[tokio::test]
async fn what_is_read_is_read_by_those_in_the_table_and_by_nobody_else() {
    let seeded = Seeded::new().await;
    let mut wrong = Vec::new();
    for row in ROWS.iter().filter(|row| row.method == "GET") {
        for (who, gets) in row.for_each() {
            try_route(&seeded, row, who, gets, &mut wrong).await;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn what_is_changed_is_changed_by_those_in_the_table_and_by_nobody_else() {
    let mut wrong = Vec::new();
    let common = Seeded::new().await;
    for row in ROWS.iter().filter(|row| row.method == "POST") {
        for (who, gets) in row.for_each() {
            if gets == Gets::Open {
                // What it changes would be in the way of the others.
                try_route(&Seeded::new().await, row, who, gets, &mut wrong).await;
            } else {
                try_route(&common, row, who, gets, &mut wrong).await;
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Tries a route as somebody, with all that may be wrong with it.
async fn try_route(seeded: &Seeded, row: &Row, who: Who, gets: Gets, wrong: &mut Vec<String>) {
    let attempt = Attempt { seeded, row, who };
    if gets == Gets::Open {
        attempt.others_things_do_not_exist(wrong).await;
        attempt.an_old_proof_is_not_enough(wrong).await;
    }
    let noted = attempt.noted().await;
    let kept = attempt.rows_unless(gets).await;
    let answer = attempt.ask(Whose::Own, Proved::JustNow).await;
    let seen = Gets::seen(who, &answer);
    if seen != gets {
        wrong.push(attempt.says(&format!(
            "gets {seen:?} ({} {}); the table says {gets:?}",
            answer.status,
            answer.location()
        )));
    }
    if attempt.rows_unless(gets).await != kept {
        wrong.push(attempt.says("changed something, and may not"));
    }
    let more = attempt.noted().await - noted;
    if row.audited.is_some() && more != usize::from(gets == Gets::Open) {
        wrong.push(attempt.says(&format!("is noted {more} times in the audit trail")));
    }
    let is_private = answer.header(http::header::CACHE_CONTROL) == "no-store";
    let is_static = row.path.starts_with("/assets/");
    if who != Who::Stranger && !is_private && !is_static {
        wrong.push(attempt.says("may keep the answer in a cache"));
    }
}

struct Attempt<'s> {
    seeded: &'s Seeded,
    row: &'s Row,
    who: Who,
}

impl Attempt<'_> {
    fn says(&self, what: &str) -> String {
        format!("{} as {}: {what}", self.row.name(), self.who.words())
    }

    fn address(&self, whose: Whose) -> String {
        self.seeded.address(self.row.path, self.who, whose)
    }

    async fn ask(&self, whose: Whose, proved: Proved) -> Answer {
        self.ask_address(&self.address(whose), proved).await
    }

    async fn ask_address(&self, address: &str, proved: Proved) -> Answer {
        let cookie = self.seeded.sign_in(self.who, proved).await;
        self.seeded.ask(self.row.method, address, cookie.as_deref()).await
    }

    /// Every row but those of sessions, of which each attempt begins one, and of the audit trail where that
    /// notes the attempt.
    async fn rows_that_matter(&self) -> Vec<String> {
        let mut rows = self.seeded.test.rows().await;
        let is_noted = self.row.audited.is_some();
        rows.retain(|row| !(row.starts_with("session ") || is_noted && row.starts_with("audit_")));
        rows
    }

    /// The same, for those who may change nothing.
    async fn rows_unless(&self, gets: Gets) -> Vec<String> {
        match gets {
            Gets::Open => Vec::new(),
            _ => self.rows_that_matter().await,
        }
    }

    /// How often the audit trail has the route's action.
    async fn noted(&self) -> usize {
        let Some(action) = self.row.audited else { return 0 };
        let words = format!("\"{action}\"");
        let rows = self.seeded.test.rows().await;
        rows.iter()
            .filter(|row| row.starts_with("audit_entry ") && row.contains(&words))
            .count()
    }

    async fn others_things_do_not_exist(&self, wrong: &mut Vec<String>) {
        if !self.row.names_what_is_somebodys() {
            return;
        }
        let kept = self.rows_that_matter().await;
        let (others, nobodys) = (self.address(Whose::Others), self.address(Whose::Nobodys));
        if others == nobodys {
            // What is named stands in a list that is the same for all.
            return;
        }
        let of_others = self.ask_address(&others, Proved::JustNow).await;
        let of_nobody = self.ask_address(&nobodys, Proved::JustNow).await;
        for (address, answer) in [(&others, &of_others), (&nobodys, &of_nobody)] {
            if answer.status != StatusCode::NOT_FOUND {
                wrong.push(self.says(&format!(
                    "{address}, which is not theirs, answers {} and not 404",
                    answer.status
                )));
            }
        }
        if of_others.text.replace(&others, "ADDRESS") != of_nobody.text.replace(&nobodys, "ADDRESS") {
            wrong.push(self.says("can tell what is somebody else's from what does not exist"));
        }
        if self.rows_that_matter().await != kept {
            wrong.push(self.says("changed something that is not theirs"));
        }
    }

    async fn an_old_proof_is_not_enough(&self, wrong: &mut Vec<String>) {
        if !self.row.is_sensitive || self.who == Who::Stranger {
            return;
        }
        let kept = self.rows_that_matter().await;
        let answer = self.ask(Whose::Own, Proved::TooLongAgo).await;
        if !answer.location().starts_with("/sign-in/again") {
            wrong.push(self.says(&format!("is not asked to prove who they are: {}", answer.status)));
        }
        if self.rows_that_matter().await != kept {
            wrong.push(self.says("changed something without proving who they are"));
        }
    }
}
