//! A small library to search in.

use search::{Found, Index, Indexed, Meaning, Query, Scope};

/// A document with a title and a summary, for everybody.
pub fn document(path: &str, title: &str, summary: &str) -> Indexed {
    Indexed {
        path: path.to_owned(),
        kind: path
            .trim_start_matches('/')
            .split('/')
            .next()
            .unwrap_or_default()
            .to_owned(),
        title: title.to_owned(),
        summary: summary.to_owned(),
        asked_as: String::new(),
        aliases: Vec::new(),
        body: String::new(),
        audiences: Vec::new(),
        nations: Vec::new(),
        scope: Scope::Clear,
        weight: 1.0,
    }
}

/// The document, asked for in these ways.
pub fn asked_as(document: Indexed, phrases: &[&str]) -> Indexed {
    Indexed {
        asked_as: phrases.join("\n"),
        ..document
    }
}

/// The document with a body.
pub fn with_body(document: Indexed, body: &str) -> Indexed {
    Indexed {
        body: body.to_owned(),
        ..document
    }
}

/// The document in a scope.
pub fn within(document: Indexed, scope: Scope) -> Indexed {
    Indexed { scope, ..document }
}

/// A dozen pages such as a hub has.
pub fn library() -> Vec<Indexed> {
    vec![
        asked_as(
            document(
                "/guidance/verify-bank-details",
                "Check a change of bank details",
                "One phone call to a number you already hold stops most of this fraud.",
            ),
            &[
                "a supplier has changed their bank account",
                "someone emailed to say their account number has changed",
            ],
        ),
        asked_as(
            document(
                "/guidance/verify-payroll-changes",
                "Check a change to pay",
                "Ring the employee before you change where their pay goes.",
            ),
            &[
                "an employee emailed to change the account their salary goes to",
                "is this payroll change real",
            ],
        ),
        with_body(
            asked_as(
                document(
                    "/first-hour/lost-or-stolen",
                    "A device or papers lost or stolen",
                    "Ring IT now so that they can lock it.",
                ),
                &["I left my laptop on the train", "my phone was stolen"],
            ),
            "Say when you last had it.\n\nIT locks the tablet or telephone from afar. Write down what was on it.",
        ),
        asked_as(
            document(
                "/guidance/ai-tools-at-work",
                "Use AI tools at work safely",
                "Use only tools that the council has approved.",
            ),
            &["can I use ChatGPT for minutes"],
        ),
        document(
            "/guidance/multi-factor-authentication",
            "Turn on multi-factor authentication",
            "A second step at sign-in stops a stolen password from being enough.",
        ),
        document(
            "/glossary/multi-factor-authentication",
            "Multi-factor authentication",
            "A second proof of who you are, beside the password.",
        ),
        document(
            "/glossary/ransomware",
            "Ransomware",
            "Software that locks files and asks for money.",
        ),
        document(
            "/threats/ransomware",
            "Ransomware",
            "Criminals lock your files and ask for money.",
        ),
        document(
            "/contacts/report-fraud",
            "Report Fraud",
            "Ring 0300 123 2040 to report fraud in England, Wales or Northern Ireland.",
        ),
        document(
            "/questions/who-do-i-tell",
            "Whom do I tell when something looks wrong?",
            "Tell your IT service desk first.",
        ),
        with_body(
            document(
                "/case-studies/hackney-2020",
                "Hackney, 2020",
                "Ransomware stopped benefits, land searches and housing systems.",
            ),
            "Payroll was paid from the last run. Bank details were checked by phone. Recovery took more than a year.",
        ),
        document("/services/payroll", "Payroll", "Paying staff, members and pensioners."),
    ]
}

/// The meanings of its glossary.
pub fn meanings() -> Vec<Meaning> {
    vec![
        Meaning {
            term: "Multi-factor authentication".to_owned(),
            path: "/glossary/multi-factor-authentication".to_owned(),
            also_known_as: vec!["MFA".to_owned(), "2FA".to_owned(), "two-step verification".to_owned()],
            plain: vec!["code on my phone".to_owned()],
        },
        Meaning {
            term: "Ransomware".to_owned(),
            path: "/glossary/ransomware".to_owned(),
            also_known_as: Vec::new(),
            plain: vec!["files held hostage".to_owned()],
        },
    ]
}

/// An index that holds the library.
pub fn index() -> Index {
    let index = Index::in_memory().unwrap();
    index.sync(&library(), &meanings()).unwrap();
    index
}

/// A stranger's answer.
pub fn ask(index: &Index, text: &str) -> Found {
    index.search(&Query::new(text)).unwrap()
}

/// The addresses found, best first.
pub fn paths(found: &Found) -> Vec<&str> {
    found.hits.iter().map(|hit| hit.path.as_str()).collect()
}
