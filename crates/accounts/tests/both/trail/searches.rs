//! Every search of the trail that begins at another index.

pub const SEARCHES: [&str; 10] = [
    "",
    "?before=500",
    "?action=organisation.renamed",
    "?action=session.began&kind=session",
    "?kind=passkey",
    "?person=number12",
    "?person=p",
    "?person=person2@example.gov.uk",
    "?from=2026-10-01&to=2026-10-02",
    "?action=organisation.renamed&person=number2&from=2026-09-20&to=2026-11-20",
];
