//! Writes sample pages into a folder, to be looked at: `cargo run -p ui --example sample -- OUTDIR`.
//!
//! Northvale, its numbers and everything that happened there are invented.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use askama::Template;
use ui::form::{Errors, Field};
use ui::{Action, Banner, Door, Markup, Row, Shell, Source, Step, Word, assets};

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    shell: Shell,
    doors: Vec<Door>,
    alerts: Vec<Row>,
}

#[derive(Template)]
#[template(path = "group.html")]
struct Group {
    shell: Shell,
    actions: Vec<Action>,
    threats: Vec<Row>,
    guidance: Vec<Row>,
}

#[derive(Template)]
#[template(path = "card.html")]
struct Card {
    shell: Shell,
    steps: Vec<Step>,
    do_not: Markup,
    sources: Vec<Source>,
}

#[derive(Template)]
#[template(path = "wrong.html")]
struct Wrong {
    shell: Shell,
    targets: Vec<Door>,
}

#[derive(Template)]
#[template(path = "form.html")]
struct Form {
    shell: Shell,
    errors: Errors,
    email: Field,
    story: Field,
    publish: Field,
    groups: Field,
    nation: Field,
}

#[derive(Template)]
#[template(path = "list.html")]
struct List {
    shell: Shell,
    cost: Field,
    time: Field,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "glossary.html")]
struct Glossary {
    shell: Shell,
}

#[derive(Template)]
#[template(path = "prose.html")]
struct Prose {
    shell: Shell,
    story: Markup,
}

fn main() -> io::Result<()> {
    let folder = env::args()
        .nth(1)
        .map(PathBuf::from)
        .ok_or_else(|| io::Error::other("name a folder: cargo run -p ui --example sample -- OUTDIR"))?;
    for asset in assets::list().chain([assets::service_worker()]) {
        save(&folder, asset.url.trim_start_matches('/'), &asset.bytes)?;
    }
    save(&folder, "theme.css", b":root{--ww-brand:#0b525b}\n")?;
    page(&folder, "index", &home())?;
    page(&folder, "group", &group())?;
    page(&folder, "card", &card())?;
    page(&folder, "wrong", &wrong())?;
    page(&folder, "form", &form())?;
    page(&folder, "list", &list())?;
    page(&folder, "prose", &prose())?;
    page(
        &folder,
        "glossary",
        &Glossary {
            shell: titled("Glossary"),
        },
    )?;
    page(
        &folder,
        "gallery",
        &ui::gallery::Gallery {
            shell: titled("Components"),
        },
    )
}

fn page(folder: &Path, name: &str, page: &impl Template) -> io::Result<()> {
    let html = page.render().map_err(io::Error::other)?;
    save(folder, &format!("{name}.html"), html.as_bytes())
}

fn save(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let path = folder.join(name);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, bytes)
}

fn titled(title: &str) -> Shell {
    Shell {
        page_title: format!("{title} (sample)"),
        ..Shell::sample()
    }
}

fn home() -> Home {
    let door = |slug: &str, name: &str, promise: &str| Door::new(name, format!("/for/{slug}")).promise(promise);
    Home {
        shell: Shell {
            page_title: String::new(),
            banner: Some(Banner {
                text: "Sample: Cyber week for councils, 30 November to 4 December".into(),
                link: Some("/events/sample".into()),
            }),
            ..Shell::sample()
        },
        doors: vec![
            door(
                "all-staff",
                "All staff",
                "Spot it, stop, and say so. Nobody is blamed for reporting.",
            ),
            door(
                "chief-officers",
                "Chief executive and chief officers",
                "What to ask, what to decide, and what to settle before the worst day.",
            ),
            door(
                "social-care",
                "Social care",
                "Keep people safe when the case system is down or a provider is breached.",
            ),
            door(
                "finance",
                "Finance",
                "The call-back that stops mandate fraud, and paying people without the ledger.",
            ),
            door(
                "human-resources",
                "Human resources",
                "Payroll changes, new starters, leavers, and staff data that gets out.",
            ),
            door(
                "procurement",
                "Procurement",
                "What suppliers must promise, prove and tell you, and when.",
            ),
            door(
                "electoral-registration",
                "Electoral registration",
                "Deadlines that cannot move, and what to do if the system does.",
            ),
        ],
        alerts: alerts(),
    }
}

fn alerts() -> Vec<Row> {
    vec![
        Row::new("Fake invoices from a care provider's real mailbox", "/alerts/a")
            .word(Word::Today)
            .line("Pay no changed bank details until you have rung the number you already hold.")
            .why("23 November 2026 · for finance and social care"),
        Row::new(
            "A flaw in file transfer software that payroll bureaux often use",
            "/alerts/b",
        )
        .word(Word::Week)
        .line("Ask your bureau whether it has been fixed, and note the answer.")
        .why("20 November 2026 · for human resources, finance and procurement"),
        Row::new(
            "Scam texts about parking fines after a supplier was attacked",
            "/alerts/c",
        )
        .word(Word::Watching)
        .line("Customer services may get calls. A line to read out is ready.")
        .why("17 November 2026 · for all staff"),
    ]
}

fn group() -> Group {
    let mut shell = titled("Cyber security for finance teams");
    shell.group = shell.groups.get(3).cloned();
    shell.change_group_base = "/threats".into();
    shell.breadcrumbs = vec![("Home".into(), "/".into())];
    Group {
        shell,
        actions: vec![
            Action::new("Ring back before you change any bank details").why("Two councils reported changed details from a care provider's real mailbox this week. The check that works is a phone call to a number you already hold."),
            Action::new("Ask your payroll bureau if its file transfer is fixed").why("Because payroll is among the services you depend on."),
            Action::new("Print the manual payment run for Christmas").why("Early runs start in four weeks and cover will be thin."),
        ],
        threats: vec![
            alerts().swap_remove(0).why("Here because care payments are among the services you depend on."),
            Row::new("Mandate fraud", "/threats/mandate-fraud").line("A supplier or colleague “changes” bank details by e-mail, and everything looks right.").strong("Very likely, serious").fact("A sample council lost £49,000, 2021"),
            Row::new("Ransomware", "/threats/ransomware").line("The ledger, revenues and benefits stop together, and stay stopped for weeks.").strong("Possible, severe").fact("A sample council lost its ledger, 2023"),
        ],
        guidance: vec![
            Row::new("How to check a change of bank details", "/guidance/a").line("One page, one phone call, two people."),
            Row::new("Year end without the ledger", "/guidance/b").line("What to print now, who decides what is paid first.").why("In season: the year closes in 18 weeks."),
        ],
    }
}

fn card() -> Card {
    let mut shell = titled("A payment or bank change looks wrong");
    shell.is_crisis = true;
    shell.breadcrumbs = vec![("Something is wrong".into(), "/something-is-wrong".into())];
    Card {
        shell,
        steps: vec![
            Step::new("Stop. Pay, approve and change nothing.")
                .more("Do not reply to the message or ring a number in it."),
            Step::new("Take it out of the payment run.")
                .more("If it has been paid, ask the bank to recall it.")
                .who("You, or whoever runs payments today"),
            Step::new("Ring the supplier or colleague on a number you already held.")
                .more("Not one from the e-mail, the letter or the website."),
            Step::new("Tell your manager and the payments lead by voice."),
            Step::new("Put the old details back. Look for other changes made this month."),
            Step::new("Keep the messages. Ask IT whether a mailbox was broken into.").who("IT service desk"),
            Step::html(Markup::trusted(format!(
                "Report it: Report Fraud {}. In Scotland, Police Scotland on {}.",
                ui::Phone::new("0300 123 2040"),
                ui::Phone::new("101")
            ))),
        ],
        do_not: Markup::trusted(
            "<ul><li>Delete anything.</li><li>Warn the sender.</li><li>Wait until Monday.</li></ul>",
        ),
        sources: vec![
            Source::new("Sample source")
                .address("https://example.org/a/long/address/that/must/wrap")
                .publisher("Sample publisher")
                .date("2 May 2025")
                .checked("This link has not been checked yet"),
        ],
    }
}

fn wrong() -> Wrong {
    let mut shell = titled("Something is wrong");
    shell.is_crisis = true;
    Wrong {
        shell,
        targets: vec![
            Door::new("I clicked a link or opened a file", "/w/1"),
            Door::new("A payment or bank change looks wrong", "/w/2"),
            Door::new("A message asks for money, or threatens us", "/w/3").promise("A ransom note on a screen counts"),
            Door::new("Something is lost or stolen", "/w/4").promise("A phone, a laptop, a paper file"),
            Door::new("Information went to the wrong person", "/w/5"),
            Door::new("Systems are down and nobody knows why", "/w/6"),
            Door::new("A supplier says that it was attacked", "/w/7"),
        ],
    }
}

fn form() -> Form {
    let email = Field::new("email", "sam@").refused("Enter a whole e-mail address, like name@example.gov.uk");
    let story = Field::empty("story").refused("Say in a sentence or two what happened");
    let publish = Field::empty("publish").refused("Choose whether we may publish it");
    let mut shell = titled("Error: Share what happened");
    shell.notice = Some(
        "This hub is read-only for now: its database is away. You can read everything; please send things later."
            .into(),
    );
    Form {
        shell,
        errors: Errors::of([&email, &story, &publish]),
        email,
        story,
        publish,
        groups: Field::many("groups", ["finance"]),
        nation: Field::new("nation", "wales"),
    }
}

fn list() -> List {
    let mut shell = titled("Resources");
    shell.group = shell.groups.get(1).cloned();
    shell.change_group_base = "/resources".into();
    List {
        shell,
        cost: Field::many("cost", ["free"]),
        time: Field::empty("time"),
        rows: vec![
            Row::new("Exercise in a box", "/resources/a")
                .line("Practise your answer to an attack, with a script for the person who leads.")
                .strong("Free")
                .fact("One hour")
                .fact("Sample publisher"),
            Row::new("Ten questions a director can ask about backups", "/resources/b")
                .line("You do not need to know how they work.")
                .strong("Free")
                .fact("Five minutes"),
        ],
    }
}

fn prose() -> Prose {
    Prose {
        shell: titled("Case study"),
        story: Markup::trusted(
            "<p>A dormant account let criminals in. See the <a href=\"https://example.org/report\">report</a>.</p><h2>What happened</h2><p>Staff found that nothing opened. It was Sunday.</p><ul><li>Benefits stopped for weeks.</li><li>Land searches stopped for months.</li></ul><h3>What they would do differently</h3><ol><li>Close accounts on the day that people leave.</li><li>Print the plan.</li></ol><table><thead><tr><th>When</th><th>What came back</th></tr></thead><tbody><tr><td>Day 3</td><td>Telephones</td></tr><tr><td>Week 9</td><td>Benefits, in part, with a great deal of typing by hand in the evenings</td></tr></tbody></table><blockquote><p>We thought it was the printer.</p></blockquote>",
        ),
    }
}
