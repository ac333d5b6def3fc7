use jiff::civil::date;

use super::*;
use crate::item::File;

mod library;

use library::good;

const TODAY: Date = date(2026, 11, 24);

fn faults_of(files: Vec<File>) -> Vec<Fault> {
    run(
        &Sources {
            built_in: files,
            ..Sources::default()
        },
        TODAY,
    )
    .faults
}

/// The good library with one file changed.
fn with(path: &str, from: &str, to: &str) -> Vec<File> {
    let mut files = good();
    let file = files.iter_mut().find(|file| file.path == path).unwrap();
    assert!(file.source.contains(from), "'{from}' does not stand in {path}");
    file.source = file.source.replacen(from, to, 1);
    files
}

fn and(mut files: Vec<File>, path: &str, source: String) -> Vec<File> {
    files.push(File {
        path: path.into(),
        source,
    });
    files
}

fn source_of(path: &str) -> String {
    good().into_iter().find(|file| file.path == path).unwrap().source
}

/// Asserts that the only fault of `files` stands in the file at `path`, on the first line that has `at`, and
/// says `what`.
fn assert_only(files: Vec<File>, path: &str, at: &str, what: &str) {
    let source = files.iter().find(|file| file.path == path).unwrap().source.clone();
    let line = source.lines().position(|line| line.contains(at)).unwrap() + 1;
    let faults = faults_of(files);
    let shown: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert!(faults.len() == 1, "{shown:#?}");
    assert!(faults[0].what.contains(what), "{}", shown[0]);
    assert_eq!((faults[0].file.as_str(), faults[0].line), (path, line), "{}", shown[0]);
}

/// Breaks one thing of the good library, and asserts the one fault.
fn assert_told(path: &str, from: &str, to: &str, at: &str, what: &str) {
    assert_only(with(path, from, to), path, at, what);
}

const GUIDANCE: &str = "guidance/call-back.md";
const FINANCE: &str = "audiences/finance.md";
const PAYROLL: &str = "services/payroll.md";
const PHISHING: &str = "threats/phishing.md";
const CARD: &str = "first-hour/clicked.md";
const CASE: &str = "case-studies/town-2024.md";
const EVENT: &str = "events/year-end.md";
const TERM: &str = "glossary/mandate-fraud.md";
const OFFER: &str = "opportunities/grant.md";
const BANK: &str = "contacts/our-bank.md";
const ALERT: &str = "alerts/new-trick.md";
const RESOURCE: &str = "resources/phishing-guide.md";

#[test]
fn the_good_library_has_no_fault() {
    let report = run(
        &Sources {
            built_in: good(),
            ..Sources::default()
        },
        TODAY,
    );
    assert!(report.is_good(), "{report}");
    assert!(report.to_string().ends_with("13 items, no faults."), "{report}");
}

/// On the day of its newest review, so that the test does not grow old.
#[test]
fn the_starter_library_has_no_faults() {
    let sources = Sources::built_in();
    let items = crate::shelf::collect(&sources.built_in, &[], &[]).items;
    let today = items.iter().map(|item| item.head.reviewed).max().unwrap();
    let report = run(&sources, today);
    assert!(report.is_good(), "{report}");
}

// What every item has.

#[test]
fn a_file_that_is_no_item_is_told() {
    let at = "stagg";
    let faults = faults_of(with(GUIDANCE, "stage = ", "stagg = "));
    let line = with(GUIDANCE, "stage = ", "stagg = ")[4]
        .source
        .lines()
        .position(|line| line.contains(at))
        .unwrap()
        + 1;
    assert!(
        faults
            .iter()
            .any(|fault| fault.file == GUIDANCE && fault.line == line && fault.what.contains(at)),
        "{faults:?}"
    );
}

#[test]
fn a_review_in_the_future_or_overdue_is_told() {
    assert_told(
        GUIDANCE,
        "reviewed = 2026-11-20",
        "reviewed = 2026-11-25",
        "reviewed = ",
        "in the future",
    );
    assert_told(
        GUIDANCE,
        "2027-05-20",
        "2026-11-20",
        "review_by",
        "not after `reviewed`",
    );
    assert_told(
        GUIDANCE,
        "2027-05-20",
        "2026-11-23",
        "review_by",
        "was to be reviewed by 23 November 2026",
    );
}

#[test]
fn a_title_and_a_summary_have_words_and_not_too_many() {
    assert_told(
        GUIDANCE,
        "owner = \"Editors\"",
        "owner = \" \"",
        "owner",
        "`owner` is empty",
    );
    let title = "word ".repeat(19);
    assert_told(GUIDANCE, "Call back first", &title, "title", "95 characters, and 90");
    let summary = "Mandate fraud. ".repeat(17);
    assert_told(
        GUIDANCE,
        "One call to a number you hold stops mandate fraud.",
        summary.trim(),
        "summary",
        "254 characters",
    );
}

#[test]
fn an_item_without_a_source_says_why() {
    assert_told(GUIDANCE, "own = \"Our own working rule.\"\n", "", "+++", "no source");
    assert_told(
        GUIDANCE,
        "own = \"Our own working rule.\"",
        "own = \"\"",
        "own = ",
        "`own` is empty",
    );
    assert_told(
        PAYROLL,
        "date = \"undated\"",
        "date = \"\"",
        "date = ",
        "`date` of this source is empty",
    );
    let twice = "\n[[sources]]\nid = \"rule\"\ntitle = \"Again\"\npublisher = \"P\"\ndate = \"2026\"\n+++\nIt pays";
    let files = with(PAYROLL, "+++\nIt pays", twice);
    let lines: Vec<&str> = files[1].source.lines().collect();
    let line = 1 + lines.iter().rposition(|line| line.starts_with("id = ")).unwrap();
    let faults = faults_of(files.clone());
    assert_eq!(
        faults
            .iter()
            .map(|fault| (fault.line, fault.what.as_str()))
            .collect::<Vec<_>>(),
        [(line, "two sources have the id 'rule'")]
    );
}

#[test]
fn a_file_that_no_reader_could_see_is_told() {
    assert_told(
        RESOURCE,
        "owner = ",
        "tlp = \"AMBER\"\nowner = ",
        "tlp",
        "nobody would see it",
    );
}

// Addresses.

#[test]
fn an_address_that_cannot_be_right_is_told() {
    for (address, what) in [
        ("ftp://www.example.org/", "neither http nor https"),
        ("www.example.org", "is not an address"),
        ("https://localhost/", "has no dot"),
        ("https://127.0.0.1/", "no host with a name"),
        ("https://www.example.org/a b", "a space"),
        ("https://lb2.local.gov.uk/x", "a copy or a trial site"),
        ("https://hub.azurewebsites.net/", "a copy or a trial site"),
        ("https://staging.example.org/", "a copy or a trial site"),
    ] {
        assert_told(PAYROLL, "https://www.gov.uk/running-payroll", address, "address", what);
        assert_told(OFFER, "https://www.example.org/grant", address, "address", what);
        assert_told(BANK, "https://www.example.org/bank", address, "form", what);
    }
    assert_told(
        EVENT,
        "banner = true",
        "register_at = \"http://dev.example.org\"",
        "register_at",
        "trial site",
    );
    assert_told(
        GUIDANCE,
        "that you hold.",
        "that you hold. See [this](https://demo.example.org).",
        "demo.",
        "trial site",
    );
}

#[test]
fn one_page_written_in_two_ways_is_told() {
    let address = "https://www.ncsc.gov.uk/guidance/phishing";
    for other in [
        "http://www.ncsc.gov.uk/guidance/phishing",
        "https://ncsc.gov.uk/guidance/phishing",
        "https://www.ncsc.gov.uk/guidance/phishing/",
    ] {
        let faults = faults_of(with(PHISHING, address, other));
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(
            faults[0].what.contains("is the same page as") && faults[0].what.contains(".md"),
            "{faults:?}"
        );
    }
    // The place on a page is no other page.
    assert_eq!(
        faults_of(with(PHISHING, address, "https://www.ncsc.gov.uk/guidance/phishing#top")),
        []
    );
}

// Names that nothing has.

#[test]
fn a_slug_that_nothing_has_is_told() {
    assert_told(
        GUIDANCE,
        "audiences = [\"finance\"]",
        "audiences = [\n\"finance\",\n\"fnance\"]",
        "fnance",
        "no 'fnance' in audiences",
    );
    assert_told(
        RESOURCE,
        "threats = [\"phishing\"]",
        "threats = [\"fishing\", \"phishing\"]",
        "fishing",
        "no 'fishing' in threats",
    );
    assert_told(
        RESOURCE,
        "cost = ",
        "services = [\"pay\"]\ncost = ",
        "services",
        "no 'pay' in services",
    );
    assert_told(
        RESOURCE,
        "cost = ",
        "featured_for = [\"all\"]\ncost = ",
        "featured",
        "no 'all' in audiences",
    );
    assert_told(
        FINANCE,
        "[\"our-bank\"]",
        "[\"our-bank\", \"the-bank\"]",
        "the-bank",
        "no 'the-bank' in contacts",
    );
    assert_told(
        PHISHING,
        "[\"clicked\"]",
        "[\"clicked\", \"clacked\"]",
        "clacked",
        "no 'clacked' in first-hour",
    );
    assert_told(
        PHISHING,
        "case = \"town-2024\"",
        "case = \"town-2023\"",
        "town-2023",
        "no 'town-2023' in case-studies",
    );
    assert_told(
        PAYROLL,
        "action = \"Print",
        "audiences = [\"x\"]\naction = \"Print",
        "[\"x\"]",
        "no 'x' in audiences",
    );
    assert_told(
        CASE,
        "slug = \"finance\"",
        "slug = \"finances\"",
        "finances",
        "no 'finances' in audiences",
    );
    assert_told(
        CARD,
        "contact = \"our-bank\"\nwhen",
        "contact = \"bank\"\nwhen",
        "contact",
        "no 'bank' in contacts",
    );
    assert_told(
        CARD,
        "more = \"By voice.\"",
        "audiences = [\"x\", \"finance\"]",
        "[\"x\"",
        "no 'x' in audiences",
    );
    assert_told(
        CARD,
        "slug = \"finance\"",
        "slug = \"finances\"",
        "finances",
        "no 'finances' in audiences",
    );
    assert_told(
        ALERT,
        "slug = \"finance\"",
        "slug = \"finances\"",
        "finances",
        "no 'finances' in audiences",
    );
}

#[test]
fn the_item_that_may_be_meant_is_named() {
    let faults = faults_of(with(GUIDANCE, "threats/phishing", "threats/phising"));
    assert!(faults[0].remedy.contains("'threats/phishing'"), "{faults:?}");
    let faults = faults_of(with(FINANCE, "\"guidance/call-back\"", "\"resources/call-back\""));
    assert!(faults[0].remedy.contains("'guidance/call-back'"), "{faults:?}");
}

#[test]
fn a_path_that_leads_nowhere_is_told() {
    assert_told(
        GUIDANCE,
        "\"threats/phishing\"]",
        "\"threats/phishing\", \"x/y\"]",
        "x/y",
        "there is no 'x/y'",
    );
    assert_told(
        GUIDANCE,
        "\"threats/phishing\"]",
        "\"threats/phishing\", \"guidance/call-back\"]",
        "see_also",
        "names itself",
    );
    assert_told(
        GUIDANCE,
        "\"threats/phishing\"]",
        "\"threats/phishing\", \"threats/phishing\"]",
        "see_also",
        "stands twice",
    );
    assert_told(
        FINANCE,
        "link = \"guidance/call-back\"",
        "link = \"guidance/ring\"",
        "guidance/ring",
        "there is no 'guidance/ring'",
    );
}

#[test]
fn what_is_cited_is_a_source_or_an_item() {
    assert_told(
        PHISHING,
        "\"report\", ",
        "\"reprot\", ",
        "reprot",
        "neither the id of a source",
    );
    assert_told(
        PHISHING,
        "\"case-studies/town-2024\"]",
        "\"case-studies/town\"]",
        "case-studies/town\"",
        "neither",
    );
    assert_told(
        PAYROLL,
        "source = \"rule\"",
        "source = \"law\"",
        "law",
        "has the id 'law'",
    );
}

#[test]
fn a_link_that_leads_nowhere_is_told() {
    for (link, what) in [
        ("/guidance/nothing", "leads nowhere"),
        ("/first-hour/clicked", "leads nowhere"),
        ("/nothing", "leads nowhere"),
        ("guidance/call-back", "leads nowhere"),
        ("/for/finance/two-minutes", "leads nowhere"),
        ("javascript:alert(1)", "is not written"),
        ("mailto:nobody", "not an e-mail address"),
        ("tel:0300 x", "not a telephone number"),
    ] {
        let text = format!("that looks right. See [this](<{link}>).");
        assert_told(FINANCE, "that looks right.", &text, "See [this]", what);
    }
    assert_told(
        PHISHING,
        "\"It is in a hurry.\"",
        "\"See [this](/threats/x).\"",
        "/threats/x",
        "leads nowhere",
    );
    let faults = faults_of(with(FINANCE, "(/guidance/call-back)", "(/first-hour/clicked)"));
    assert!(faults[0].remedy.contains("/something-is-wrong/clicked"), "{faults:?}");
}

#[test]
fn a_link_that_leads_somewhere_is_good() {
    for link in [
        "/something-is-wrong/clicked",
        "/something-is-wrong/clicked/finance",
        "/for/finance",
        "/for/finance/one-minute",
        "/contacts",
        "/",
        "/search?q=x",
        "/guidance?stage=prevent",
        "/threats/phishing#signs",
        "#top",
        "tel:03001232040",
        "mailto:a@example.org",
        "https://www.example.org/grant",
    ] {
        assert_eq!(
            faults_of(with(
                FINANCE,
                "that looks right.",
                &format!("that looks right. See [this]({link}).")
            )),
            [],
            "{link}"
        );
    }
}

#[test]
fn a_local_fact_that_is_not_in_the_list_is_told() {
    assert_told(
        FINANCE,
        "[[service-desk|",
        "[[help-desk|",
        "help-desk",
        "'help-desk' is not the name",
    );
    assert_told(
        PHISHING,
        "\"Stop and tell IT.\"",
        "\"Tell [[it|IT]].\"",
        "[[it|",
        "'it' is not the name",
    );
    assert_told(
        CARD,
        "fact = \"service-desk\"",
        "fact = \"help-desk\"",
        "help-desk",
        "'help-desk' is not the name",
    );
    assert_told(
        FINANCE,
        "[[service-desk|your IT desk]]",
        "[[service-desk|your IT desk]",
        "[[service-desk",
        "shown as it stands",
    );
}

#[test]
fn an_old_slug_is_nobody_elses() {
    assert_told(
        GUIDANCE,
        "stage = ",
        "formerly = [\"call-back\"]\nstage = ",
        "formerly",
        "is that of guidance/call-back.md",
    );
    assert_told(
        GUIDANCE,
        "stage = ",
        "formerly = [\"Ring back\"]\nstage = ",
        "formerly",
        "was never an address",
    );
    let old = "formerly = [\"ring-back\"]\n";
    let second = source_of(GUIDANCE)
        .replace("Call back first", "Two of you")
        .replace("stage", &format!("{old}stage"));
    let second = second.replace(
        "One call to a number you hold stops mandate fraud.",
        "A pair sees more.",
    );
    let second = second.replace(
        "Ring the number that you hold. It takes a minute.",
        "Let a pair look at each change before it goes.",
    );
    let files = and(
        with(GUIDANCE, "stage = ", &format!("{old}stage = ")),
        "guidance/two.md",
        second,
    );
    assert_only(
        files,
        "guidance/two.md",
        "formerly",
        "stands in guidance/call-back.md too",
    );
}

#[test]
fn two_items_do_not_claim_one_place() {
    let second = source_of("questions/is-it-real.md")
        .replace("Is this message real?", "Who pays?")
        .replace("Ask the sender by phone.", "The bank may.")
        .replace(
            "Ring the sender on a number from last year's letter.",
            "Your insurer can tell you more about that.",
        );
    assert_only(
        and(good(), "questions/who-pays.md", second),
        "questions/who-pays.md",
        "order",
        "as in questions/is-it-real.md",
    );
}

// Kinds.

#[test]
fn a_group_has_its_actions_services_and_headings() {
    let third =
        "[[actions]]\ndo = \"Save last week's payment file.\"\nwhy = \"It pays people when the ledger stops.\"\n";
    assert_told(FINANCE, third, "", "[[actions]]", "2 actions, and 3 are the fewest");
    let faults = faults_of(with(FINANCE, "services = [\"payroll\"]", "services = []"));
    assert!(
        faults
            .iter()
            .any(|fault| fault.file == FINANCE && fault.what == "it depends on no service"),
        "{faults:?}"
    );
    assert_told(
        FINANCE,
        "## How it usually starts",
        "## The start",
        "## What attackers",
        "no heading 'How it usually starts'",
    );
}

#[test]
fn a_threat_says_what_it_is_for_every_group() {
    let members = source_of(FINANCE)
        .replace("\"Finance\"", "\"Members\"")
        .replace("order = 1", "order = 2")
        .replace("For those who pay.", "For those who were elected.");
    let files = and(good(), "audiences/members.md", members);
    let report = run(
        &Sources {
            built_in: files,
            ..Sources::default()
        },
        TODAY,
    );
    let told = report.faults.iter().find(|fault| fault.file == PHISHING).unwrap();
    assert!(told.what.contains("'members'"), "{told}");
    assert!(report.to_string().contains("EMPTY"), "{report}");
    assert_eq!(report.matrix.audiences, ["finance", "members"]);
    assert_eq!(report.matrix.threats[0].1[1], None);
}

#[test]
fn a_threat_has_its_lines() {
    assert_told(
        PHISHING,
        "cites = [\"report\", \"case-studies/town-2024\"]",
        "cites = []",
        "cites",
        "cites nothing",
    );
    assert_told(PHISHING, "[\"It is in a hurry.\"]", "[]", "signs", "`signs` is empty");
    assert_told(
        PHISHING,
        "[\"Stop and tell IT.\"]",
        "[\" \"]",
        "first =",
        "`first` is empty",
    );
    assert_told(
        PHISHING,
        "\"They may read your mail.\"",
        "\"\"",
        "means",
        "`means` is empty for 'finance'",
    );
    assert_told(
        PHISHING,
        "## What stops it",
        "## The end",
        "## How it starts",
        "no heading 'What stops it'",
    );
}

#[test]
fn a_card_has_three_to_ten_steps_for_every_reader() {
    let step = "[[steps]]\ndo = \"Change the password.\"\nnations = [\"england\"]\n";
    assert_told(CARD, step, "", "[[steps]]", "2 steps for finance in England");
    let more = "[[steps]]\ndo = \"Wait.\"\n\n".repeat(8) + step;
    assert_told(CARD, step, &more, "[[steps]]", "11 steps for every reader");
}

#[test]
fn a_card_says_whom_to_ring_and_fits_a_sheet() {
    assert_told(
        CARD,
        "contact = \"our-bank\"\n",
        "",
        "[[ring]]",
        "neither `contact` nor `fact`",
    );
    assert_told(
        CARD,
        "contact = \"our-bank\"\n",
        "contact = \"our-bank\"\nfact = \"siro\"\n",
        "[[ring]]",
        "both",
    );
    let long = "Say it again. ".repeat(200);
    assert_told(CARD, "By voice.", &long, "[[steps]]", "one sheet holds 2600");
}

#[test]
fn a_service_says_how_to_go_on() {
    assert_told(
        PAYROLL,
        "\"Questions come in.\"",
        "\"\"",
        "felt = \"\"",
        "what would be felt in the first day",
    );
    assert_told(
        PAYROLL,
        "[\"Pay as last month.\"]",
        "[]",
        "do = []",
        "what to do in the first week",
    );
    assert_told(
        PAYROLL,
        "source = \"rule\"\n",
        "",
        "kind = \"statutory\"",
        "is statutory and has no source",
    );
}

#[test]
fn a_service_has_four_lines_for_those_who_depend_on_it() {
    assert_eq!(
        faults_of(with(PAYROLL, "audiences = [\"finance\"]\n", "")),
        [],
        "all groups depend on it"
    );
    let files = and(
        with(PAYROLL, "audiences = [\"finance\"]", "audiences = [\"staff\"]"),
        "audiences/staff.md",
        source_of(FINANCE),
    );
    let faults = faults_of(files);
    let what = "the four lines for 'finance', which is not among its `audiences`";
    assert!(
        faults
            .iter()
            .any(|fault| fault.file == PAYROLL && fault.what.contains(what)),
        "{faults:?}"
    );
    assert_told(
        PAYROLL,
        "today = \"Save the last pay file.\"",
        "today = \"\"",
        "today",
        "`today` is empty for 'finance'",
    );
    let source = source_of(PAYROLL);
    let lines = &source[source.find("[[audience]]").unwrap()..source.find("[continuity.hour]").unwrap()];
    assert_told(PAYROLL, lines, "", "+++", "the four lines of an alert for no group");
}
#[test]
fn a_case_study_is_a_story_of_the_past() {
    assert_told(
        CASE,
        "date = 2024-02-01",
        "date = 2026-12-01",
        "date = ",
        "in the future",
    );
    assert_told(CASE, "\n\nThe money came back.", "", "A clerk had", "2 paragraphs");
    let long = "\n\nMore came.".repeat(6);
    assert_told(CASE, "\n\nThe money came back.", &long, "A clerk had", "8 paragraphs");
    // A list, a heading and a quotation are no paragraphs.
    let other = "\n\n## Then\n\nThe money came back.\n\n- one\n- two\n\n1. a\n\n> b\n\n| c |\n\n**All** was well.";
    assert_eq!(faults_of(with(CASE, "\n\nThe money came back.", other)), []);
}

#[test]
fn a_question_asks_and_a_meaning_is_one_sentence() {
    assert_told("questions/is-it-real.md", "real?", "real", "title", "question mark");
    assert_told(
        TERM,
        "false change of details.",
        "false change. It is common.",
        "summary",
        "2 sentences",
    );
    assert_eq!(
        faults_of(with(
            TERM,
            "false change of details.",
            "false change, e.g. St. Helens (2.5 days)."
        )),
        []
    );
}

#[test]
fn dates_do_not_run_backwards() {
    assert_told(
        EVENT,
        "ends = 2027-04-05",
        "ends = 2027-03-30",
        "ends = ",
        "before `starts`",
    );
    assert_told(
        OFFER,
        "closes = 2027-01-31",
        "closes = 2026-09-30",
        "closes",
        "before `opens`",
    );
    assert_told(
        ALERT,
        "expires = 2026-12-04",
        "expires = 2026-11-19",
        "expires",
        "before `published`",
    );
    for path in [OFFER, RESOURCE, BANK] {
        assert_told(
            path,
            "owner = ",
            "last_checked = 2026-11-25\nowner = ",
            "last_checked",
            "in the future",
        );
    }
}

#[test]
fn an_event_happens_and_an_alert_is_for_somebody() {
    let occasions = "\n[[occasions]]\nstarts = 2027-03-31\nends = 2027-04-05\n";
    assert_told(EVENT, occasions, "occasions = []\n", "occasions", "never happens");
    let source = source_of(ALERT);
    let lines = &source[source.find("[[audience]]").unwrap()..source.rfind("+++").unwrap()];
    assert_told(ALERT, lines, "audience = []\n", "audience", "for no group");
}

#[test]
fn there_is_one_banner_at_most() {
    let second = source_of(EVENT)
        .replace("The year ends", "The spring starts")
        .replace("Pay runs close.", "A new rate.")
        .replace(
            "Have the paper ready a week before.",
            "Load the new rates with care and look at each.",
        );
    assert_only(
        and(good(), "events/zz-spring.md", second.clone()),
        "events/zz-spring.md",
        "banner",
        "events/year-end.md is it already",
    );
    let over = second
        .replace("2027-03-31", "2026-03-31")
        .replace("2027-04-05", "2026-04-05");
    assert_eq!(
        faults_of(and(good(), "events/zz-spring.md", over)),
        [],
        "one that is over is no banner"
    );
}

// Manner.

#[test]
fn prose_above_grade_8_is_told() {
    let hard =
        "Organisational resilience necessitates comprehensive multidisciplinary preparatory activities. ".repeat(14);
    let faults = faults_of(with(GUIDANCE, "It takes a minute.", &hard));
    let told: Vec<(&str, usize)> = faults.iter().map(|fault| (fault.file.as_str(), fault.line)).collect();
    let line = 1 + source_of(GUIDANCE)
        .lines()
        .position(|line| line.contains("It takes"))
        .unwrap();
    assert_eq!(told, [("guidance/", 1), (GUIDANCE, line)], "{faults:?}");
    assert!(faults[0].remedy.contains("call-back ("), "{faults:?}");
    assert!(faults[1].what.contains("and 8 is the highest"), "{faults:?}");
}

#[test]
fn a_sentence_of_more_than_25_words_is_told() {
    let long = format!("When they ask for {} go on.", "one more day and ".repeat(6));
    assert_told(
        GUIDANCE,
        "It takes a minute.",
        &format!("It takes a minute.\n\n- Wait.\n- {long}"),
        "- When they",
        "'When they ask for one more' has 30 words",
    );
    assert_told(PHISHING, "They may read your mail.", &long, "means = ", "has 30 words");
    // A quoted title is not counted, and the line is found without it.
    let quoted = format!("Read \\\"One Two Three\\\" {long}");
    assert_told(
        PHISHING,
        "They may read your mail.",
        &quoted,
        "means = ",
        "has 31 words",
    );
}

#[test]
fn an_action_begins_with_a_verb() {
    assert_told(
        FINANCE,
        "Keep the bank's number",
        "You keep the number",
        "You keep",
        "does not begin with a verb",
    );
    assert_told(
        FINANCE,
        "Keep the bank's number",
        "keep the number",
        "keep the",
        "a capital letter",
    );
    assert_told(
        PAYROLL,
        "Print the pay list",
        "The pay list",
        "action",
        "does not begin with a verb",
    );
}

#[test]
fn words_that_are_never_used_are_told() {
    for word in ["Simply", "leverages", "robust"] {
        assert_told(
            GUIDANCE,
            "It takes a minute.",
            &format!("It takes a minute.\n\n{word} ring."),
            &format!("{word} ring"),
            word,
        );
    }
    assert_told(
        PHISHING,
        "They may read your mail.",
        "They simply read your mail.",
        "simply",
        "'simply'",
    );
    assert_told(
        GUIDANCE,
        "It takes a minute.",
        "Then tell Action Fraud.",
        "Action Fraud",
        "became Report Fraud",
    );
    assert_eq!(
        faults_of(with(GUIDANCE, "It takes a minute.", "Report Fraud was Action Fraud.")),
        []
    );
}

#[test]
fn what_may_not_stand_in_a_text_is_told() {
    assert_told(GUIDANCE, "It takes", "\n\n<b>It</b> takes", "<b>", "raw HTML");
    assert_told(GUIDANCE, "It takes", "![x](/y) It takes", "![x]", "pictures");
    assert_told(
        GUIDANCE,
        "Ring the",
        "# Ring\n\nRing the",
        "# Ring",
        "a heading of the first level",
    );
    assert_told(
        PHISHING,
        "They may read your mail.",
        "They <i>may</i> read.",
        "<i>",
        "raw HTML",
    );
}

// Twins.

#[test]
fn items_that_say_the_same_are_told() {
    let again = source_of(GUIDANCE)
        .replace("Call back first", "Ring back")
        .replace("A clerk", "The clerk");
    let files = and(good(), "guidance/ring-back.md", again);
    assert_only(
        files,
        "guidance/ring-back.md",
        "Ring the number",
        "100% of its words stand in guidance/call-back.md too",
    );
}

#[test]
fn two_titles_of_one_kind_are_not_equal() {
    let again = source_of(GUIDANCE)
        .replace("Call back first", "CALL  back, first!")
        .replace(
            "One call to a number you hold stops mandate fraud.",
            "Look at each new payee.",
        )
        .replace(
            "Ring the number that you hold. It takes a minute.",
            "A pair sees more than one.",
        );
    assert_only(
        and(good(), "guidance/zz.md", again),
        "guidance/zz.md",
        "title",
        "the same title as guidance/call-back.md",
    );
}

#[test]
fn two_words_of_the_glossary_share_no_name() {
    assert_told(
        TERM,
        "[\"MFX\"]",
        "[\"MFX\", \"MFX\"]",
        "also_known_as",
        "'MFX' stands twice",
    );
    assert_eq!(
        faults_of(with(TERM, "[\"MFX\"]", "[\"MFX\", \"mandate-fraud\"]")),
        [],
        "it is found as it is written"
    );
    let other = source_of(TERM)
        .replace("title = \"Mandate fraud\"", "title = \"Invoice fraud\"")
        .replace(
            "When money is sent to a thief by a false change of details.",
            "When a false bill is paid.",
        )
        .replace(
            "Somebody sends false bank details in the name of a firm.",
            "The bill looks like last month's.",
        );
    let files = and(good(), "glossary/zz.md", other);
    assert_only(
        files,
        "glossary/zz.md",
        "also_known_as",
        "'MFX' is a name of glossary/mandate-fraud.md too",
    );
}

#[test]
fn an_abbreviation_of_two_items_is_in_the_glossary() {
    let files = |abbreviation: &str| {
        let mut files = with(
            GUIDANCE,
            "It takes a minute.",
            &format!("It takes {abbreviation} a minute."),
        );
        let case = files.iter_mut().find(|file| file.path == CASE).unwrap();
        case.source = case
            .source
            .replace("A clerk had", &format!("At {abbreviation}s a clerk had"));
        files
    };
    assert_only(
        files("QXZ"),
        GUIDANCE,
        "QXZ",
        "'QXZ' is not in the glossary, and stands in case-studies/town-2024.md too",
    );
    assert_only(files("R&D4"), GUIDANCE, "R&D4", "'R&D4' is not in the glossary");
    for known in ["MFX", "IT", "GOV.UK", "Q", "QXZABCD", "X-RAY"] {
        assert_eq!(faults_of(files(known)), [], "{known}");
    }
    assert_eq!(
        faults_of(with(GUIDANCE, "It takes a minute.", "It takes QXZ.")),
        [],
        "one item explains its own"
    );
    // The line is that of the word itself, not of a longer one that has it inside.
    let mut files = files("QXZ");
    let file = files.iter_mut().find(|file| file.path == GUIDANCE).unwrap();
    file.source = file
        .source
        .replace("Ring the number", "Look for MQXZN7PQ first.\n\nRing the number");
    assert_only(files, GUIDANCE, "takes QXZ", "'QXZ' is not in the glossary");
}

// Reach.

#[test]
fn an_item_that_no_page_leads_to_is_told() {
    let lost = source_of(TERM)
        .replace("title = \"Mandate fraud\"", "title = \"Invoice fraud\"")
        .replace("[\"MFX\"]", "[]")
        .replace("see_also = [\"guidance/call-back\"]", "see_also = []")
        .replace(
            "When money is sent to a thief by a false change of details.",
            "When a false bill is paid.",
        )
        .replace(
            "Somebody sends false bank details in the name of a firm.",
            "The bill looks like last month's.",
        );
    assert_only(
        and(good(), "glossary/zz.md", lost.clone()),
        "glossary/zz.md",
        "see_also",
        "more than two links",
    );
    // A word in a text leads there, and so does a name.
    let said = with(GUIDANCE, "It takes a minute.", "Invoice fraud ends there.");
    assert_eq!(faults_of(and(said, "glossary/zz.md", lost.clone())), []);
    let named = with(
        GUIDANCE,
        "[\"threats/phishing\"]",
        "[\"threats/phishing\", \"glossary/zz\"]",
    );
    assert_eq!(faults_of(and(named, "glossary/zz.md", lost)), []);
}

#[test]
fn an_offer_that_is_over_lives_in_its_list() {
    let lost = with(OFFER, "audiences = [\"finance\"]\n", "closed = true\n");
    assert_eq!(faults_of(lost), []);
}

#[test]
fn an_offer_that_is_over_is_not_unconfirmed_too() {
    let both = "audiences = [\"finance\"]\nclosed = true\nunconfirmed = true\n";
    assert_told(
        OFFER,
        "audiences = [\"finance\"]\n",
        both,
        "unconfirmed",
        "cannot be both",
    );
}

// A folder over the starter library.

fn with_folder(built_in: Vec<File>, folder: Vec<(&str, String)>) -> Vec<Fault> {
    let folder = folder
        .into_iter()
        .map(|(path, source)| File {
            path: path.into(),
            source,
        })
        .collect();
    run(
        &Sources {
            built_in,
            folder: Some(folder),
            unreadable: Vec::new(),
        },
        TODAY,
    )
    .faults
}

#[test]
fn of_a_folder_only_its_own_faults_are_told() {
    let broken = || with(CASE, "date = 2024-02-01", "date = 2026-12-01");
    assert_eq!(faults_of(broken()).len(), 1);
    assert_eq!(with_folder(broken(), Vec::new()), []);
    let own = source_of(GUIDANCE).replace("Editors", " ");
    let faults = with_folder(broken(), vec![(GUIDANCE, own)]);
    assert_eq!(
        faults.iter().map(|fault| fault.file.as_str()).collect::<Vec<_>>(),
        [GUIDANCE]
    );
}

#[test]
fn what_a_folder_does_to_the_starter_library_is_told() {
    let other = source_of(FINANCE)
        .replace("[\"payroll\"]", "[\"payroll\"]\nformerly = [\"money\"]")
        .replace("\"Finance\"", "\"Money\"");
    let faults = with_folder(good(), vec![("audiences/money-men.md", other)]);
    assert!(
        faults
            .iter()
            .any(|fault| fault.file == PHISHING && fault.what.contains("'money-men'")),
        "{faults:?}"
    );
}

#[test]
fn a_folders_file_that_cannot_be_read_hides_nothing() {
    let faults = with_folder(good(), vec![(FINANCE, "no front matter".into())]);
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!((faults[0].file.as_str(), faults[0].line), (FINANCE, 1));
    let unreadable = Fault {
        file: "guidance/x.md".into(),
        line: 1,
        what: "not text".into(),
        remedy: "Save it".into(),
    };
    let sources = Sources {
        built_in: good(),
        folder: Some(Vec::new()),
        unreadable: vec![unreadable.clone()],
    };
    assert_eq!(run(&sources, TODAY).faults, [unreadable]);
}

#[test]
fn lines_are_counted_in_files_of_other_systems_too() {
    let files = with(GUIDANCE, "that you hold.", "that you hold. See [this](/x).");
    let crlf = |file: &File| File {
        path: file.path.clone(),
        source: file.source.replace('\n', "\r\n"),
    };
    let files: Vec<File> = files.iter().map(crlf).collect();
    assert_only(files, GUIDANCE, "See [this]", "leads nowhere");
}

#[test]
fn everything_is_told_at_once_and_in_order() {
    let mut files = with(GUIDANCE, "2027-05-20", "2026-11-23");
    for file in &mut files {
        if file.path == CASE {
            file.source = file.source.replace("Editors", "").replace("2024-02-01", "2027-02-01");
        }
    }
    let report = run(
        &Sources {
            built_in: files,
            ..Sources::default()
        },
        TODAY,
    )
    .to_string();
    let expected = "\
case-studies/town-2024.md:4: `owner` is empty. Write it: docs/content.md says what it is
case-studies/town-2024.md:9: `date` is 2027-02-01, which is in the future. Write the first day of what happened
guidance/call-back.md:6: it was to be reviewed by 23 November 2026. Read it against its sources, then set `reviewed` and `review_by`

Threats by group: R rare, P possible, L likely, VL very likely / mi minor, mo moderate, se serious, SV severe
          finance
phishing  L/mo   

Kind             Items   Grade
";
    assert!(report.starts_with(expected), "{report}");
    assert!(report.ends_with("13 items, 3 faults."), "{report}");
}
