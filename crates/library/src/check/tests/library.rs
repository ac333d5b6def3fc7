//! A small library with nothing wrong: one item of each kind, all within two links of one group.

use crate::item::File;

/// The files, each as `kind/slug` and its source without what all have.
const FILES: [(&str, &str, &str); 13] = [
    (
        "audiences/finance",
        r#"order = 1
page_title = "Cyber security for finance"
promise = "One call stops most of it."
lead = "You move the money, so they come to you."
services = ["payroll"]
contacts = ["our-bank"]

[[actions]]
do = "Ring back before you change bank details."
why = "It stops most of this fraud."
link = "guidance/call-back"

[[actions]]
do = "Keep the bank's number on paper."
why = "A recall is a race."

[[actions]]
do = "Save last week's payment file."
why = "It pays people when the ledger stops."
"#,
        "## What attackers want from you\n\nOne payment to their account.\n\n## How it usually starts\n\nWith a \
         letter that looks right.\n\n## When something is wrong\n\nTell [[service-desk|your IT desk]], and see \
         [the call back](/guidance/call-back).\n\n## What to settle beforehand\n\nWho rings whom.\n",
    ),
    (
        "services/payroll",
        r#"audiences = ["finance"]
threats = ["phishing"]
tiers = ["district", "county", "unitary"]
data_held = ["bank details of staff"]

[[periods]]
name = "Year end"
from = "03-01"
to = "04-05"
kind = "statutory"
source = "rule"
action = "Print the pay list before the year ends"

[[audience]]
slug = "finance"
means = "Pay may be late."
today = "Save the last pay file."
it = "IT checks the pay site."
ask = "The payroll lead."

[continuity.hour]
felt = "Nobody can see their pay."
do = ["Find the last file."]

[continuity.day]
felt = "Questions come in."
do = ["Tell staff when they will hear more."]

[continuity.week]
felt = "Pay day is near."
do = ["Pay as last month."]

[continuity.month]
felt = "Small errors add up."
do = ["Put them right by hand."]

[[sources]]
id = "rule"
title = "Running payroll"
publisher = "GOV.UK"
address = "https://www.gov.uk/running-payroll"
date = "undated"
"#,
        "It pays wages.\n",
    ),
    (
        "threats/phishing",
        r#"signs = ["It is in a hurry."]
first = ["Stop and tell IT."]
first_hour = ["clicked"]

[[audience]]
slug = "finance"
likelihood = "likely"
likelihood_reason = "It comes most weeks."
impact = "moderate"
impact_reason = "It costs days."
cites = ["report", "case-studies/town-2024"]
looks_like = "An invoice asks you to sign in."
means = "They may read your mail."
today = "Report one odd message."
it = "IT checks the mailbox."
ask = "The payments lead."
first_response = "Stop and report it."
stops = "A second check at sign-in."
case = "town-2024"

[[sources]]
id = "report"
title = "Phishing attacks"
publisher = "NCSC"
address = "https://www.ncsc.gov.uk/guidance/phishing"
date = "undated"
"#,
        "## How it starts\n\nWith a message.\n\n## What it does to a council\n\nMostly nothing.\n\n## What stops it\n\nPeople who speak up.\n",
    ),
    (
        "first-hour/clicked",
        r#"order = 1
question = "I clicked a link"
hint = "Or gave my password"
do_not = ["Wait until Monday."]
write_down = ["When it came."]

[[steps]]
do = "Stop."

[[steps]]
do = "Tell IT."
more = "By voice."

[[steps]]
do = "Change the password."
nations = ["england"]

[[steps]]
do = "Ring the desk and change the password."
nations = ["scotland", "wales", "northern-ireland"]

[[ring]]
contact = "our-bank"
when = "Money has gone"

[[ring]]
fact = "service-desk"
words = "your IT service desk"
when = "Now"

[[audience]]
slug = "finance"
note = "Look for changes of bank details."
"#,
        "",
    ),
    (
        "guidance/call-back",
        "audiences = [\"finance\"]\nstage = \"prevent\"\nsee_also = [\"threats/phishing\"]\n",
        "Ring the number that you hold. It takes a minute.\n",
    ),
    (
        "resources/phishing-guide",
        r#"publisher = "NCSC"
address = "https://www.ncsc.gov.uk/guidance/phishing"
format = "Web guidance"
cost = "Free"
audiences = ["finance"]
threats = ["phishing"]
"#,
        "It shows what to look for in a message.\n",
    ),
    (
        "opportunities/grant",
        r#"publisher = "A fund"
address = "https://www.example.org/grant"
type = "funding"
opens = 2026-10-01
closes = 2027-01-31
who = "Any council."
audiences = ["finance"]
"#,
        "Money for small councils that want to mend old machines.\n",
    ),
    (
        "case-studies/town-2024",
        r#"type = "incident"
date = 2024-02-01
when = "February 2024"
where = "A town"
line = "A town lost a day, 2024"
audiences = ["finance"]
services = ["payroll"]
threats = ["phishing"]

[[audience]]
slug = "finance"
takeaway = "A call would have stopped it."
"#,
        "A clerk had a letter.\n\nThe bank was told.\n\nThe money came back.\n",
    ),
    (
        "questions/is-it-real",
        "order = 1\naudiences = [\"finance\"]\n",
        "Ring the sender on a number from last year's letter.\n",
    ),
    (
        "glossary/mandate-fraud",
        "also_known_as = [\"MFX\"]\nsee_also = [\"guidance/call-back\"]\n",
        "Somebody sends false bank details in the name of a firm.\n",
    ),
    (
        "events/year-end",
        r#"services = ["payroll"]
banner = true

[[occasions]]
starts = 2027-03-31
ends = 2027-04-05
"#,
        "Have the paper ready a week before.\n",
    ),
    (
        "contacts/our-bank",
        r#"order = 1
group = "first-calls"
number = "0300 123 2040"
form = "https://www.example.org/bank"
hours = "Always"
for = "Money sent to the wrong account"
does = ["Ask for it back."]
"#,
        "",
    ),
    (
        "alerts/new-trick",
        r#"decision = "act-today"
published = 2026-11-20
expires = 2026-12-04
reasons = ["Three towns saw it."]

[[audience]]
slug = "finance"
means = "A false invoice may come."
today = "Look twice at new payees."
it = "IT blocks the sender."
ask = "The payments lead."
"#,
        "",
    ),
];

/// The title and summary of each, so that no two are alike.
fn names(path: &str) -> (&'static str, &'static str) {
    match path {
        "audiences/finance" => ("Finance", "For those who pay."),
        "services/payroll" => ("Payroll", "Works out wages and pays them."),
        "threats/phishing" => ("Phishing", "A message that looks real and is not."),
        "first-hour/clicked" => ("You clicked a link", "Stop, and tell IT."),
        "guidance/call-back" => ("Call back first", "One call to a number you hold stops mandate fraud."),
        "resources/phishing-guide" => ("Spot a false message", "A short guide by others."),
        "opportunities/grant" => ("A grant for old machines", "Money for what is out of date."),
        "case-studies/town-2024" => ("A town pays a stranger", "A clerk rang too late."),
        "questions/is-it-real" => ("Is this message real?", "Ask the sender by phone."),
        "glossary/mandate-fraud" => (
            "Mandate fraud",
            "When money is sent to a thief by a false change of details.",
        ),
        "events/year-end" => ("The year ends", "Pay runs close."),
        "contacts/our-bank" => ("Our own bank", "The first call when money has gone."),
        _ => ("A new trick", "It came up this week."),
    }
}

/// The good library.
pub(super) fn good() -> Vec<File> {
    FILES
        .iter()
        .map(|(path, front, body)| {
            let (title, summary) = names(path);
            let own = if front.contains("[[sources]]") {
                ""
            } else {
                "own = \"Our own working rule.\"\n"
            };
            let source = format!(
                "+++\ntitle = \"{title}\"\nsummary = \"{summary}\"\nowner = \"Editors\"\nreviewed = 2026-11-20\n\
                 review_by = 2027-05-20\n{own}{front}+++\n{body}"
            );
            File {
                path: format!("{path}.md"),
                source: source.into(),
            }
        })
        .collect()
}
