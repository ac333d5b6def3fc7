//! What somebody may not see does not exist for them: every way out, asked as everybody.
//!
//! Two hubs stand on one database. The one has items of every kind under every label, each with words that
//! stand nowhere else. The other has, for one circle of viewers, only what they may see. Whatever that circle
//! asks, both hubs answer with the same bytes; and none of the words that are not for them is in any answer.

mod named_readers;
mod secrets;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque},
    sync::Arc,
};

use accounts::{directory, local_fact};
use db::{execute, on_both_databases};
use http::{StatusCode, header};
use library::{
    Library, Settings,
    item::{Kind, named_reader, store},
    shelf::Remembered,
};
use search::Index;
use testkit::{Answer, noon};
use web::Tlp;

use crate::{
    routes::seed::{Proved, Seeded, Side, Who},
    whole_hub::hub_of,
};
use secrets::{Label, LocalFact, Secret, local_facts, made_up_words, open_files, saved_at, secrets};

/// Lists can be filtered in very many ways; so many of the pages of one path are looked at.
const OF_ONE_PATH: usize = 3;

/// Ways out that no link leads to, or that are worth asking in more than one way.
const WAYS_OUT: [&str; 42] = [
    "/",
    "/?for=finance",
    "/for/finance?nation=wales",
    "/guidance?audience=finance&stage=prevent",
    "/guidance?threat=open-threats",
    "/resources?page=2",
    "/events?for=finance",
    "/search?q=turnip",
    "/search?q=turnip&kind=guidance",
    "/search?q=open+summary",
    "/search?q=zq",
    "/nothing/turnip",
    "/guidance/zqba",
    "/feed.atom",
    "/for/finance/feed.atom",
    "/for/all-staff/feed.atom?nation=wales",
    "/events.ics",
    "/events.ics?for=finance",
    "/sitemap.xml",
    "/robots.txt",
    "/api/v1/search?q=turnip&limit=100",
    "/api/v1/search?q=turnip&audience=finance",
    "/api/v1/items?limit=100",
    "/api/v1/items?limit=2&after=/guidance",
    "/api/v1/items?audience=nobody",
    "/api/v1/audiences/finance",
    "/api/v1/audiences/all-staff",
    "/api/v1/alerts",
    "/api/v1/alerts?audience=finance&live=true",
    "/api/v1/events?limit=100",
    "/api/v1/openapi.json",
    "/components",
    "/at/anytown",
    "/at/otherham",
    "/?at=anytown",
    "/?at=otherham",
    "/contacts?at=anytown",
    "/contacts?at=otherham",
    "/guidance/open-guidance?at=otherham",
    "/something-is-wrong/open-first-hour/finance?at=otherham",
    "/feed.atom?at=anytown",
    "/feed.atom?at=otherham",
];

async fn library_of<'s>(seeded: &Seeded, secrets: impl Iterator<Item = &'s Secret>) -> Arc<Library> {
    let mut tx = seeded.test.db.read().await.unwrap();
    let remembered = Remembered {
        items: secrets.map(|secret| secret.kept.clone()).collect(),
        directory: Arc::new(directory::load(&mut tx).await.unwrap()),
    };
    let index = Index::in_memory().expect("an index");
    let library = Library::of_files(
        open_files(),
        Settings::default(),
        None,
        index,
        remembered,
        noon().into(),
    );
    let faults: Vec<String> = library.snapshot().faults.iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    Arc::new(library)
}

/// Keeps these secrets where editors keep items, and no others, and names the readers of what is RED.
async fn keep<'s>(seeded: &Seeded, secrets: impl Iterator<Item = &'s Secret>) {
    let mut tx = seeded.test.db.write().await.unwrap();
    execute!(&mut tx, "delete from item").unwrap();
    for secret in secrets {
        let kept = &secret.kept;
        let (organisation, tlp) = (kept.organisation_id, secret.label.tlp);
        let item = store::save(
            &mut tx,
            organisation,
            secret.kind,
            &secret.slug,
            tlp,
            &kept.source,
            saved_at(),
        )
        .await
        .unwrap();
        if let Some(named) = secret.label.named() {
            named_reader::add(&mut tx, item, seeded.person(named)).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
}

/// Keeps these local facts of both organisations, and no others.
async fn keep_facts<'f>(seeded: &Seeded, facts: impl Iterator<Item = &'f LocalFact>) {
    let mut tx = seeded.test.db.write().await.unwrap();
    execute!(&mut tx, "delete from local_fact").unwrap();
    for fact in facts {
        let organisation = seeded.organisation(fact.side);
        local_fact::store::save(&mut tx, organisation, fact.name, &fact.value, fact.tlp, 0, saved_at())
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
}

/// What somebody is answered at every address that they can reach, and at `more`.
async fn everything_for(seeded: &Seeded, cookie: Option<&str>, more: &[String]) -> BTreeMap<String, Answer> {
    let mut of_path: HashMap<String, usize> = HashMap::new();
    let mut queue: VecDeque<(String, bool)> = more.iter().map(|address| (address.clone(), true)).collect();
    let mut seen: HashSet<String> = more.iter().cloned().collect();
    let mut answers = BTreeMap::new();
    while let Some((address, is_wanted)) = queue.pop_front() {
        let path = address.split('?').next().unwrap_or_default().to_owned();
        let count = of_path.entry(path.clone()).or_default();
        *count += usize::from(!is_wanted);
        // Signing out would end the walk, and what is static is the same for all.
        let is_left_out = path.starts_with("/assets/") || path.starts_with("/sign-");
        if *count > OF_ONE_PATH || is_left_out {
            continue;
        }
        let answer = seeded.ask("GET", &address, cookie).await;
        // An identity provider, which the hub asks for somebody, is away here.
        let is_failure = answer.status.is_server_error() && answer.status != StatusCode::BAD_GATEWAY;
        assert!(!is_failure, "{address}: {}", answer.status);
        if address != "/components" {
            for link in answer.own_links() {
                if seen.insert(link.clone()) {
                    queue.push_back((link, false));
                }
            }
        }
        answers.insert(address, answer);
    }
    answers
}

/// An answer as one text that a word can be looked for in: where it leads is a part of it, and the lines of a
/// calendar are unfolded.
fn whole(answer: &Answer) -> String {
    let text = answer.text.replace("\r\n ", "");
    format!("{} {} {text}", answer.status, answer.location()).to_lowercase()
}

on_both_databases!(what_somebody_may_not_see_does_not_exist_for_them, |test| {
    let mut seeded = Seeded::on(test).await;
    let secrets = secrets(|side| seeded.organisation(side));
    let mut cookies = HashMap::new();
    for who in Who::ALL {
        cookies.insert(who, seeded.sign_in(who, Proved::JustNow).await);
    }

    let facts = local_facts();

    // Before anything is kept: the hubs in which what is hidden does not exist.
    let mut expected = HashMap::new();
    for circle in circles(&secrets) {
        let seen = secrets.iter().filter(|secret| secret.label.is_seen_by(circle[0]));
        keep(&seeded, seen.clone()).await;
        let home = Label::home(circle[0]);
        let own = facts.iter().filter(|fact| fact.is_clear() || Some(fact.side) == home);
        keep_facts(&seeded, own).await;
        seeded.hub = hub_of(&seeded.test.db, &library_of(&seeded, seen).await).from_elsewhere();
        for who in circle {
            let more = asked_by(who, &secrets, &seeded);
            expected.insert(who, everything_for(&seeded, cookies[&who].as_deref(), &more).await);
        }
    }

    keep(&seeded, secrets.iter()).await;
    keep_facts(&seeded, facts.iter()).await;
    let not_red = secrets.iter().filter(|secret| secret.label.tlp != Tlp::Red);
    seeded.hub = hub_of(&seeded.test.db, &library_of(&seeded, not_red).await).from_elsewhere();
    let mut wrong = BTreeSet::new();
    let (mut pages, mut words) = (0, 0);
    // Strangers come last, after all that might have been kept of others' pages.
    for who in Who::ALL.into_iter().rev() {
        let more = asked_by(who, &secrets, &seeded);
        let answers = everything_for(&seeded, cookies[&who].as_deref(), &more).await;
        let named: HashSet<&str> = secrets
            .iter()
            .filter(|secret| secret.label.named() == Some(who))
            .map(|secret| secret.slug.as_str())
            .collect();
        let reached = |answers: &BTreeMap<String, Answer>| answers.keys().cloned().collect::<BTreeSet<_>>();
        for address in reached(&answers).symmetric_difference(&reached(&expected[&who])) {
            // A RED page leads to what it names; its readers may follow.
            if named.is_empty() && !is_apart(address) {
                wrong.insert(format!("{}: {address} is linked to in one hub only", who.words()));
            }
        }
        let hidden: HashSet<&str> = secrets
            .iter()
            .filter(|secret| !secret.label.is_seen_by(who))
            .flat_map(|secret| secret.words.iter().map(String::as_str))
            .chain(
                facts
                    .iter()
                    .filter(|fact| !fact.is_clear() && Some(fact.side) != Label::home(who))
                    .map(|fact| fact.value.as_str()),
            )
            .collect();
        words += hidden.len();
        for (address, answer) in &answers {
            if is_page_of(address, &named) {
                continue;
            }
            pages += 1;
            let text = whole(answer);
            for word in made_up_words(&text).filter(|word| hidden.contains(word) && !address.contains(word)) {
                wrong.insert(format!("{}: {address} says {word}", who.words()));
            }
            if let Some(expected) = expected[&who].get(address)
                && !is_apart(address)
                && text != whole(expected)
            {
                wrong.insert(format!(
                    "{}: {address} differs: {}",
                    who.words(),
                    difference(&text, &whole(expected))
                ));
            }
        }
    }
    seeded.hub.run_jobs().await;
    assert!(seeded.hub.mailer.sent().is_empty(), "a mail was sent");
    println!("{pages} answers, {words} hidden words");
    assert!(pages > 3000, "only {pages} answers");
    let wrong: Vec<String> = wrong.into_iter().collect();
    assert!(
        wrong.is_empty(),
        "{} leaks:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(40)].join("\n")
    );
});

/// Whether a page may differ: it shows a new secret each time, or the audit trail, which goes on.
fn is_apart(address: &str) -> bool {
    const APART: [&str; 6] = [
        "/account/code-app",
        "/account/passkeys",
        "/account/data",
        "/organisation/audit",
        "/hub/audit",
        "/sign-in",
    ];
    APART.iter().any(|page| address.starts_with(page))
}

/// Whether an address is that of a page of an item with one of these slugs. Feeds and the API are no pages.
fn is_page_of(address: &str, slugs: &HashSet<&str>) -> bool {
    let path = address.split('?').next().unwrap_or_default();
    let is_for_machines = path.starts_with("/api/") || path.ends_with(".atom");
    !is_for_machines && path.split('/').any(|part| slugs.contains(part))
}

/// What somebody asks besides what they are led to. One of each circle asks for everything that is hidden; the
/// others for what is RED.
fn asked_by(who: Who, secrets: &[Secret], seeded: &Seeded) -> Vec<String> {
    let asks_all = matches!(
        who,
        Who::Stranger | Who::Member | Who::MemberOfB | Who::HubAdministrator
    );
    let mut asked: Vec<String> = WAYS_OUT.map(str::to_owned).into();
    let (a, b) = (seeded.organisation(Side::A), seeded.organisation(Side::B));
    // What goes along when organisations merge is counted.
    asked.push(format!("/hub/organisations/{a}/merge/{b}"));
    for secret in secrets {
        if asks_all {
            asked.extend(secret.addresses());
            asked.extend(secret.searches());
        } else if secret.label.tlp == Tlp::Red {
            asked.extend(secret.own_pages());
        }
    }
    asked
}

/// Everybody, those together who see the same.
fn circles(secrets: &[Secret]) -> Vec<Vec<Who>> {
    let mut circles: Vec<(Vec<bool>, Vec<Who>)> = Vec::new();
    for who in Who::ALL {
        let seen: Vec<bool> = secrets.iter().map(|secret| secret.label.is_seen_by(who)).collect();
        match circles.iter_mut().find(|(of_circle, _)| *of_circle == seen) {
            Some((_, circle)) => circle.push(who),
            None => circles.push((seen, vec![who])),
        }
    }
    circles.into_iter().map(|(_, circle)| circle).collect()
}

/// Where two texts part, with a little around it.
fn difference(one: &str, other: &str) -> String {
    let at = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let around = |text: &str| {
        String::from_utf8_lossy(&text.as_bytes()[at.saturating_sub(40)..text.len().min(at + 60)]).into_owned()
    };
    format!("{:?} and not {:?}", around(one), around(other))
}

on_both_databases!(whoever_may_see_a_thing_is_told_whom_they_may_pass_it_on_to, |test| {
    let mut seeded = Seeded::on(test).await;
    let secrets = secrets(|side| seeded.organisation(side));
    keep(&seeded, secrets.iter()).await;
    let not_red = secrets.iter().filter(|secret| secret.label.tlp != Tlp::Red);
    seeded.hub = hub_of(&seeded.test.db, &library_of(&seeded, not_red).await).from_elsewhere();
    for who in Who::ALL {
        let cookie = seeded.sign_in(who, Proved::JustNow).await;
        let is_his = |secret: &&Secret| secret.label.is_seen_by(who) || secret.label.named() == Some(who);
        for secret in secrets.iter().filter(is_his) {
            let tlp = secret.label.tlp;
            for address in secret.own_pages() {
                let page = seeded.ask("GET", &address, cookie.as_deref()).await;
                assert_eq!(page.status, StatusCode::OK, "{}: {address}", who.words());
                page.assert_sound();
                let at_card = address.starts_with("/something-is-wrong/open");
                if !at_card {
                    page.assert_page_says(tlp.name());
                    page.assert_page_says(tlp.permits());
                    assert!(!page.says("rel=\"canonical\""), "{address}");
                    assert!(
                        !page.says("action=\"/usefulness"),
                        "{address} tells the hub's editors of itself"
                    );
                }
                assert_eq!(page.header(header::CACHE_CONTROL), "no-store", "{address}");
                assert!(
                    whole(&page).contains(&secret.title) || secret.kind == Kind::Audience,
                    "{address}"
                );
            }
            let found = seeded
                .ask("GET", &format!("/search?q={}", secret.title), cookie.as_deref())
                .await;
            let is_found = found.says(&format!("href=\"{}/{}\"", secret.kind.address(), secret.slug));
            assert_eq!(is_found, tlp != Tlp::Red, "{}: {} is found", who.words(), secret.slug);
            let list = seeded
                .ask(
                    "GET",
                    &format!("/api/v1/items?kind={}&limit=100", secret.kind.folder()),
                    cookie.as_deref(),
                )
                .await;
            assert_eq!(
                list.says(&format!("\"tlp\":\"{}\"", tlp.as_str())),
                tlp != Tlp::Red,
                "{}",
                list.text
            );
        }
    }
});

on_both_databases!(whoever_is_named_no_longer_reads_no_longer, |test| {
    let mut seeded = Seeded::on(test).await;
    let secrets = secrets(|side| seeded.organisation(side));
    keep(&seeded, secrets.iter()).await;
    seeded.hub = hub_of(&seeded.test.db, &library_of(&seeded, [].into_iter()).await).from_elsewhere();
    let red = secrets
        .iter()
        .find(|secret| secret.label.named() == Some(Who::Editor))
        .unwrap();
    let address = red.own_pages().swap_remove(0);
    let cookie = seeded.sign_in(Who::Editor, Proved::JustNow).await;
    assert_eq!(
        seeded.ask("GET", &address, cookie.as_deref()).await.status,
        StatusCode::OK
    );

    let mut tx = seeded.test.db.write().await.unwrap();
    assert!(
        named_reader::remove_all_of(&mut tx, seeded.person(Who::Editor))
            .await
            .unwrap()
            > 0
    );
    tx.commit().await.unwrap();
    assert_eq!(
        seeded.ask("GET", &address, cookie.as_deref()).await.status,
        StatusCode::NOT_FOUND
    );
});
