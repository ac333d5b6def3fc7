mod misbehaving;

use std::{
    sync::atomic::Ordering,
    time::{Duration, Instant},
};

use jiff::civil::date;
use tokio::{net::TcpListener, time::timeout};

use super::*;
use misbehaving::Misbehaving;

/// How fast tests ask; nothing that a test does may take longer than ten seconds.
const PACE: Pace = Pace {
    at_once: 8,
    between: Duration::from_millis(1),
    patience: Duration::from_millis(400),
    before_retry: Duration::from_millis(5),
};

/// A file of content that has these addresses, the first on line 10.
fn file_with(addresses: &[String]) -> File {
    let sources: String = addresses
        .iter()
        .map(|address| {
            format!("[[sources]]\ntitle = \"T\"\naddress = \"{address}\"\npublisher = \"P\"\ndate = \"2026\"\n")
        })
        .collect();
    let source = format!(
        "+++\ntitle = \"T\"\nsummary = \"S\"\nowner = \"O\"\nreviewed = 2026-11-20\nreview_by = 2027-05-20\nstage = \"prevent\"\n{sources}+++\n"
    );
    File {
        path: "guidance/x.md".into(),
        source: source.into(),
    }
}

async fn asked(files: &[File], pace: Pace) -> LinkReport {
    let told = Cell::new((0, 0));
    let report = timeout(
        Duration::from_secs(10),
        check(files, pace, |asked, of| told.set((asked, of))),
    )
    .await
    .expect("it is bounded in time")
    .unwrap();
    assert_eq!(told.get(), (report.links.len(), report.links.len()));
    report
}

/// What comes of asking one path of a server of its own.
async fn outcome_of(path: &str) -> (Outcome, Misbehaving, String) {
    let server = Misbehaving::default();
    let address = server.start().await;
    let report = asked(&[file_with(&[format!("{address}{path}")])], PACE).await;
    assert_eq!(report.links.len(), 1);
    (report.links[0].outcome.clone(), server, address)
}

#[tokio::test]
async fn a_page_that_answers_is_reached_by_head_alone() {
    let (outcome, server, _) = outcome_of("/ok").await;
    assert_eq!(outcome, Outcome::Reached);
    assert_eq!(server.requests(), ["HEAD /ok"]);
    assert_eq!(server.asked.lock().unwrap()[0].1, "watchward link check");
}

#[tokio::test]
async fn where_head_is_refused_get_is_asked() {
    for path in ["/head-refused", "/head-says-gone"] {
        let (outcome, server, _) = outcome_of(path).await;
        assert_eq!(outcome, Outcome::Reached);
        assert_eq!(server.requests(), [format!("HEAD {path}"), format!("GET {path}")]);
    }
}

#[tokio::test]
async fn what_a_page_says_of_itself_is_told() {
    for (path, expected) in [
        ("/gone", Outcome::Gone(404)),
        ("/gone-for-good", Outcome::Gone(410)),
        ("/moved-and-gone", Outcome::Gone(404)),
        ("/private", Outcome::Refused(403)),
        ("/sign-in", Outcome::Refused(401)),
        ("/passing", Outcome::Reached),
        ("/slow", Outcome::Reached),
        ("/flaky", Outcome::Reached),
        ("/loop", Outcome::Failed("it was redirected more than 5 times".into())),
        (
            "/other-scheme",
            Outcome::Failed("it was redirected to a ftp address".into()),
        ),
        ("/nowhere", Outcome::Failed("it was redirected to nowhere".into())),
        ("/lost", Outcome::Failed("it leads to the front page of a site".into())),
    ] {
        assert_eq!(outcome_of(path).await.0, expected, "{path}");
    }
}

#[tokio::test]
async fn a_permanent_redirect_is_told_with_the_new_address() {
    for (path, new) in [
        ("/moved", "/ok"),
        ("/moved-on", "/ok"),
        ("/moved-then-passing", "/passing"),
    ] {
        let (outcome, _, address) = outcome_of(path).await;
        assert_eq!(outcome, Outcome::Moved(format!("{address}{new}")), "{path}");
    }
}

#[tokio::test]
async fn a_failure_of_the_network_is_tried_once_more_and_told() {
    for (path, words) in [
        ("/never", "no answer within 0.4 seconds"),
        ("/closes", "a broken answer"),
        ("/broken", "a broken answer"),
        ("/half", "a broken answer"),
        ("/ill", "answered 503"),
    ] {
        let (outcome, server, _) = outcome_of(path).await;
        assert!(
            matches!(&outcome, Outcome::Failed(why) if why.starts_with(words)),
            "{path}: {outcome:?}"
        );
        assert_eq!(server.requests(), [format!("HEAD {path}"), format!("GET {path}")]);
    }
}

#[tokio::test]
async fn nobody_at_an_address_is_a_failure() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/x", listener.local_addr().unwrap());
    drop(listener);
    let report = asked(&[file_with(&[address])], PACE).await;
    assert!(
        matches!(&report.links[0].outcome, Outcome::Failed(why) if why.starts_with("no connection")),
        "{report}"
    );
}

#[tokio::test]
async fn a_heavy_page_is_reached_and_not_read() {
    let (outcome, server, _) = outcome_of("/heavy").await;
    assert_eq!(outcome, Outcome::Reached);
    // What was written and never read lies in the buffers of the two sockets.
    let written = server.written.load(Ordering::SeqCst);
    assert!(written < 16 << 20, "{written}");
}

#[tokio::test]
async fn a_host_that_has_enough_is_left_alone() {
    let server = Misbehaving::default();
    let address = server.start().await;
    let report = asked(
        &[file_with(&[
            format!("{address}/a"),
            format!("{address}/busy"),
            format!("{address}/c"),
        ])],
        PACE,
    )
    .await;
    let outcomes: Vec<&Outcome> = report.links.iter().map(|link| &link.outcome).collect();
    assert_eq!(
        outcomes,
        [&Outcome::Reached, &Outcome::Refused(429), &Outcome::Refused(429)]
    );
    assert_eq!(server.requests(), ["HEAD /a", "HEAD /busy"]);
    assert!(report.is_good(), "a person may still open them");
}

#[tokio::test]
async fn a_host_is_asked_one_thing_at_a_time_with_a_pause() {
    let server = Misbehaving::default();
    let address = server.start().await;
    let other = Misbehaving::default();
    let elsewhere = other.start().await;
    // The second host sends on to the first, while the first is being asked.
    let addresses = ["/slow", "/a", "/b"].map(|path| format!("{address}{path}"));
    let pace = Pace {
        between: Duration::from_millis(60),
        ..PACE
    };
    let mut addresses = addresses.to_vec();
    addresses.push(format!("{elsewhere}/to/{}", address.trim_start_matches("http://")));
    let report = asked(&[file_with(&addresses)], pace).await;
    assert!(
        report.links.iter().all(|link| link.outcome == Outcome::Reached),
        "{report}"
    );
    assert_eq!(server.most_at_once.load(Ordering::SeqCst), 1);
    let times: Vec<Instant> = server.asked.lock().unwrap().iter().map(|(.., time)| *time).collect();
    assert_eq!(times.len(), 4);
    // The clock of the server begins a little after that of the asker.
    assert!(
        times
            .windows(2)
            .all(|pair| pair[1] - pair[0] >= Duration::from_millis(50)),
        "{times:?}"
    );
}

#[tokio::test]
async fn no_more_requests_are_under_way_than_the_pace_allows() {
    let server = Misbehaving::default();
    let mut addresses = Vec::new();
    for _ in 0..6 {
        addresses.push(format!("{}/slow", server.start().await));
    }
    let report = asked(&[file_with(&addresses)], Pace { at_once: 2, ..PACE }).await;
    assert!(
        report.links.iter().all(|link| link.outcome == Outcome::Reached),
        "{report}"
    );
    assert_eq!(server.most_at_once.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn an_address_is_asked_once_and_told_with_every_place() {
    let server = Misbehaving::default();
    let address = server.start().await;
    let mut file = file_with(&[
        format!("{address}/gone"),
        format!("{address}/moved"),
        format!("{address}/gone#part"),
    ]);
    file.source.to_mut().push_str(&format!("\nSee [this]({address}/ok).\n"));
    let broken = File {
        path: "guidance/y.md".into(),
        source: "no front matter".into(),
    };
    let report = asked(&[file, broken], PACE).await;
    let expected = format!(
        "Gone: find the page's new place, or take the link out
  {address}/gone: answered 404
    guidance/x.md:10
    guidance/x.md:20

Moved for good: write the new address
  {address}/moved: now at {address}/ok
    guidance/x.md:15

3 addresses: 1 reached, 1 moved, 1 gone, 0 refused, 0 failed."
    );
    assert_eq!(report.to_string(), expected);
    assert!(!report.is_good());
    assert_eq!(
        server
            .requests()
            .iter()
            .filter(|request| *request == "HEAD /gone")
            .count(),
        1
    );
}

const RESOURCE: &str = "+++\ntitle = \"T\"\nsummary = \"S\"\nowner = \"O\"\nreviewed = 2026-11-20\nreview_by = 2027-05-20 # soon\n\
                        publisher = \"P\"\naddress = \"https://example.org/ADDRESS\"\nformat = \"Tool\"\ncost = \"Free\"\n+++\nBody\n";

fn report_of(outcomes: &[(&str, Outcome)]) -> LinkReport {
    let links = outcomes.iter().map(|(path, outcome)| Link {
        address: format!("https://example.org/{path}"),
        outcome: outcome.clone(),
        standing: Vec::new(),
    });
    LinkReport { links: links.collect() }
}

#[test]
fn the_day_is_written_where_an_address_was_reached_and_nowhere_else() {
    let folder = tempfile_folder();
    let write = |path: &str, source: &str| {
        std::fs::create_dir_all(folder.join(path).parent().unwrap()).unwrap();
        std::fs::write(folder.join(path), source).unwrap();
    };
    let with = |address: &str| RESOURCE.replace("ADDRESS", address);
    let checked = with("a#part").replace("publisher", "last_checked = 2026-01-01 # by hand\npublisher");
    write("resources/dated.md", &checked);
    write("resources/new.md", &with("a"));
    write("resources/crlf.md", &with("a").replace('\n', "\r\n"));
    write("resources/gone.md", &with("b"));
    write("resources/moved.md", &with("c"));
    write("resources/unasked.md", &with("d"));
    write("resources/broken.md", "no front matter");
    let guidance = with("a").replace(
        "publisher = \"P\"\naddress = \"https://example.org/a\"\nformat = \"Tool\"\ncost = \"Free\"",
        "stage = \"prevent\"",
    );
    write("guidance/x.md", &guidance);
    let report = report_of(&[
        ("a", Outcome::Reached),
        ("b", Outcome::Gone(404)),
        ("c", Outcome::Moved("https://example.org/a".into())),
    ]);

    let today = date(2026, 11, 24);
    let changed = note_reached(&report, &folder, today).unwrap();
    assert_eq!(changed, ["resources/crlf.md", "resources/dated.md", "resources/new.md"]);
    let read = |path: &str| std::fs::read_to_string(folder.join(path)).unwrap();
    assert_eq!(read("resources/dated.md"), checked.replace("2026-01-01", "2026-11-24"));
    let expected = with("a").replace("# soon\n", "# soon\nlast_checked = 2026-11-24\n");
    assert_eq!(read("resources/new.md"), expected);
    assert_eq!(read("resources/crlf.md"), expected.replace('\n', "\r\n"));
    assert_eq!(read("resources/gone.md"), with("b"));
    assert_eq!(read("guidance/x.md"), guidance);
    assert_eq!(
        note_reached(&report, &folder, today).unwrap(),
        Vec::<String>::new(),
        "a second time changes nothing"
    );
    std::fs::remove_dir_all(folder).unwrap();
}

/// A folder of this test's own.
fn tempfile_folder() -> std::path::PathBuf {
    std::env::temp_dir().join(format!("watchward-links-{}", db::new_uuid()))
}
