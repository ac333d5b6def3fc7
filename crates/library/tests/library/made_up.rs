//! A small made-up library, and a hub around it.
//!
//! Today is 24 November 2026. Whatever is not for strangers has the word [`SECRET`] in it.

use std::collections::BTreeMap;

use library::{Settings, item::File};
use web::{OrganisationId, Viewer};

use crate::support::{Answer, TestLibrary, noon};

/// A word that stands in every item that is not for strangers, and nowhere else.
pub const SECRET: &str = "Zanzibar";
/// Where the world reaches the hub, when it is set.
pub const PUBLIC_URL: &str = "https://hub.example";

/// A hub of the made-up library that knows its public address.
pub fn hub() -> TestLibrary {
    hub_with(
        Settings {
            public_url: Some(PUBLIC_URL.into()),
            ..Settings::default()
        },
        files(),
    )
}

/// A hub of these files, which are all in order.
pub fn hub_with(settings: Settings, files: Vec<File>) -> TestLibrary {
    let hub = TestLibrary::with(files, settings, &noon());
    let faults: Vec<String> = hub.library.snapshot().faults.iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    hub
}

/// What a member of some council is answered.
pub async fn get_as_member(hub: &TestLibrary, address: &str) -> Answer {
    hub.get_as(address, Some(Viewer::member_of(OrganisationId::new())))
        .await
}

/// One content file: what all items need is added to `front`.
pub fn file(path: &str, title: &str, front: &str, body: &str) -> File {
    let source = format!(
        "+++\ntitle = \"{title}\"\nsummary = \"About {title}.\"\nowner = \"Editors\"\nreviewed = 2026-11-20\nreview_by = 2027-05-20\n{front}\n+++\n{body}\n"
    );
    File {
        path: path.into(),
        source: source.into(),
    }
}

const LINES: &str = "means = \"Read [this](/guidance/verify).\"\ntoday = \"Ring [[service-desk|your service desk]] & ask\"\nit = \"Patch\"\nask = \"IT\"\n";

fn alert(slug: &str, title: &str, published: &str, expires: &str, more: &str) -> File {
    let front = format!(
        "{more}\ndecision = \"act-today\"\npublished = {published}\nexpires = {expires}\nreasons = [\"It spreads <fast>.\"]\n[[audience]]\nslug = \"all-staff\"\n{LINES}\n[[audience]]\nslug = \"finance\"\n{LINES}"
    );
    file(&format!("alerts/{slug}.md"), title, &front, "")
}

fn case(slug: &str, title: &str, day: &str, more: &str) -> File {
    let front = format!(
        "services = [\"payroll\"]\n{more}\ntype = \"incident\"\ndate = {day}\nwhen = \"Long ago\"\nwhere = \"Somewhere\"\nline = \"It stopped.\"\n[[audience]]\nslug = \"finance\"\ntakeaway = \"Ring back.\""
    );
    file(&format!("case-studies/{slug}.md"), title, &front, "It stopped.")
}

/// The made-up library.
pub fn files() -> Vec<File> {
    let mut files = open_files();
    files.extend(open_dates());
    files.extend(secret_files());
    files
}

fn open_files() -> Vec<File> {
    let group = |slug: &str, order: u32| {
        let front = format!(
            "services = [\"payroll\"]\norder = {order}\npage_title = \"For {slug}\"\npromise = \"P\"\nlead = \"L\"\ncontacts = [\"helpers\"]\n[[actions]]\ndo = \"Ring back\"\nwhy = \"It stops fraud\"\nlink = \"guidance/verify\""
        );
        file(&format!("audiences/{slug}.md"), slug, &front, "")
    };
    let phases: String = ["hour", "day", "week", "month"]
        .map(|phase| format!("[continuity.{phase}]\nfelt = \"F\"\ndo = [\"D\"]\n"))
        .concat();
    let service = format!(
        "audiences = [\"finance\"]\ntiers = [\"county\"]\ndata_held = [\"Bank details\"]\n[[periods]]\nname = \"Early pay\"\nfrom = \"12-01\"\nto = \"12-08\"\nkind = \"busy\"\naction = \"Pay early\"\n[[products]]\nvendor = \"V\"\nproduct = \"Known\"\nconfirmed = true\nreviewed = 2026-11-20\n[[products]]\nvendor = \"V\"\nproduct = \"Guessed\"\nconfirmed = false\nreviewed = 2026-11-20\n{phases}"
    );
    let exposure = "[[audience]]\nslug = \"finance\"\nlikelihood = \"very-likely\"\nlikelihood_reason = \"It happens weekly.\"\nimpact = \"serious\"\nimpact_reason = \"Money goes.\"\ncites = []\nlooks_like = \"A changed invoice\"\nmeans = \"M\"\ntoday = \"T\"\nit = \"I\"\nask = \"A\"\nfirst_response = \"R\"\nstops = \"S\"";
    let threat = format!("signs = [\"Odd mail\"]\nfirst = [\"Stop\"]\n{exposure}");
    let card = "order = 1\nquestion = \"I clicked a link\"\n[[steps]]\ndo = \"Tell IT\"\n[[ring]]\nfact = \"service-desk\"\nwhen = \"At once\"";
    let offer = "publisher = \"Giver\"\ntype = \"funding\"\ncloses = 2026-12-01\nwho = \"Councils\"";
    let resource = "publisher = \"Maker\"\naddress = \"https://maker.example\"\nformat = \"Toolkit\"\ncost = \"Free\"\nstage = \"prepare\"";
    vec![
        group("finance", 1),
        group("all-staff", 2),
        file("services/payroll.md", "Payroll", &service, ""),
        file("threats/phishing.md", "Phishing", &threat, "Bait."),
        file("first-hour/clicked.md", "You clicked a link", card, ""),
        file(
            "guidance/verify.md",
            "Verify bank details",
            "audiences = [\"finance\"]\nthreats = [\"phishing\"]\nservices = [\"payroll\"]\nformerly = [\"check-bank-details\"]\nstage = \"prevent\"\nminutes = 5",
            "Ring the supplier on a number that you know. See [phishing](/threats/phishing).",
        ),
        file(
            "guidance/practise.md",
            "Practise the worst day",
            "nations = [\"wales\"]\nstage = \"prepare\"",
            "Meet once a year.",
        ),
        file("resources/toolkit.md", "A toolkit", resource, ""),
        file("opportunities/fund.md", "A fund", offer, ""),
        file("questions/is-it-real.md", "Is it real?", "order = 1", ""),
        file(
            "glossary/mfa.md",
            "Multi-factor authentication",
            "also_known_as = [\"MFA\"]",
            "",
        ),
        file(
            "contacts/helpers.md",
            "The helpers",
            "order = 1\ngroup = \"first-calls\"\nnumber = \"01632 960001\"\nfor = \"When stuck\"",
            "",
        ),
    ]
}

fn open_dates() -> Vec<File> {
    let long = "A date, with commas; semicolons, and ünïcödé letters — so many of them that the line must be folded, more than once, before it ends";
    vec![
        file(
            "events/cover.md",
            long,
            "[[occasions]]\nstarts = 2026-12-24\nends = 2027-01-02\nexpected = true",
            "",
        ),
        file(
            "events/twice.md",
            "Two talks",
            "audiences = [\"finance\"]\nwhere = \"Online\"\n[[occasions]]\nstarts = 2026-12-01\ntime = \"10am\"\n[[occasions]]\nstarts = 2026-12-01\ntime = \"2pm\"\n[[occasions]]\nstarts = 2026-01-01",
            "",
        ),
        alert("live", "A live alert", "2026-11-22", "2026-12-22", ""),
        alert("over", "An old alert", "2025-03-01", "2025-04-01", ""),
        alert(
            "tomorrow",
            &format!("{SECRET} is attacked tomorrow"),
            "2026-11-25",
            "2026-12-25",
            "",
        ),
        case("old", "An old case", "2020-10-11", ""),
        case("new", "A new case & more", "2026-06-01", "audiences = [\"finance\"]"),
    ]
}

fn secret_files() -> Vec<File> {
    let green = "tlp = \"GREEN\"\n";
    let secret = |rest: &str| format!("{SECRET} {rest}");
    vec![
        file(
            "guidance/secret.md",
            &secret("guidance"),
            &format!("{green}stage = \"prevent\""),
            SECRET,
        ),
        file(
            "events/secret.md",
            &secret("day"),
            &format!("{green}[[occasions]]\nstarts = 2026-12-05"),
            "",
        ),
        file(
            "glossary/secret.md",
            &secret("word"),
            &format!("{green}also_known_as = [\"zzz\"]"),
            "",
        ),
        alert("secret", &secret("alert"), "2026-11-23", "2026-12-23", green),
        case("secret", &secret("case"), "2026-11-01", green),
    ]
}

/// The lines of a calendar or of a text, counted by what stands before the first colon or semicolon.
pub fn counted<'t>(lines: impl Iterator<Item = &'t str>) -> BTreeMap<&'t str, usize> {
    let mut counted = BTreeMap::new();
    for line in lines {
        let name = line.split([':', ';']).next().unwrap_or_default();
        *counted.entry(name).or_default() += 1;
    }
    counted
}
