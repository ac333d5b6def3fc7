//! What a reader meets on the pages.

mod address;
mod group;
mod item;
mod list;
mod reading;
mod search;
mod starter;

use axum::http::StatusCode;
use jiff::civil::date;
use library::{
    Settings,
    item::{File, Nation},
};
use web::{Clock, OrganisationId, Tlp, Viewer};

use crate::support::{TestLibrary, item, noon};

const FINANCE: &str = "order = 1\npage_title = \"Cyber security for finance teams\"\npromise = \"P\"\nlead = \"L\"\nservices = [\"payroll\", \"ledger\"]\n[[actions]]\ndo = \"Ring back\"\nwhy = \"It works.\"\n[[actions]]\ndo = \"Print the list\"\nwhy = \"Paper works.\"\n[[actions]]\ndo = \"Ask the bank\"\nwhy = \"They know.\"";

fn service(period: &str) -> String {
    let phase = "felt = \"F\"\ndo = [\"D\"]";
    format!(
        "tiers = [\"district\"]\ndata_held = [\"Names\"]\n{period}\n[continuity.hour]\n{phase}\n[continuity.day]\n{phase}\n[continuity.week]\n{phase}\n[continuity.month]\n{phase}"
    )
}

fn alert(decision: &str, published: &str, today: &str) -> String {
    format!(
        "decision = \"{decision}\"\npublished = {published}\nexpires = 2026-12-31\n[[audience]]\nslug = \"finance\"\nmeans = \"M\"\ntoday = \"{today}\"\nit = \"I\"\nask = \"A\""
    )
}

fn small() -> Vec<(String, String)> {
    let december = "[[periods]]\nname = \"Early pay\"\nfrom = \"12-01\"\nto = \"12-20\"\nkind = \"busy\"\naction = \"Agree the cut-off\"";
    vec![
        ("audiences/finance.md".into(), item("Finance", FINANCE)),
        ("services/payroll.md".into(), item("Payroll", &service(december))),
        ("services/ledger.md".into(), item("Ledger", &service(""))),
        (
            "guidance/call-back.md".into(),
            item(
                "Call back",
                "stage = \"prevent\"\naudiences = [\"finance\"]\nformerly = [\"ring-back\"]",
            ),
        ),
    ]
}

fn hub(more: &[(&str, String)]) -> TestLibrary {
    hub_with(more, Settings::default(), &noon())
}

fn hub_with(more: &[(&str, String)], settings: Settings, clock: &Clock) -> TestLibrary {
    let files = small()
        .into_iter()
        .chain(more.iter().map(|(path, source)| ((*path).to_owned(), source.clone())))
        .map(|(path, source)| File {
            path,
            source: source.into(),
        })
        .collect();
    TestLibrary::with(files, settings, clock)
}

/// Where each of `words` stands in `text`, which must be in this order.
fn assert_in_order(text: &str, words: &[&str]) {
    let mut from = 0;
    for word in words {
        match text[from..].find(word) {
            Some(at) => from += at + word.len(),
            None => panic!("'{word}' does not come after the ones before it, of {words:?}"),
        }
    }
}
