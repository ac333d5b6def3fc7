//! Pages that are read at an organisation: its own numbers in them, for those who may see them.

use std::{sync::Arc, time::Duration};

use accounts::{
    controller::{self, Controller, ControllerFact, ControllerId},
    host_name, local_fact,
    organisation::{self, Organisation},
};
use axum::{
    body::Body,
    http::{HeaderValue, Request, header},
};
use db::{Db, Tx, on_both_databases, testing::TestDb};
use library::{
    Library, LibraryFrame, Settings,
    item::{File, Kind, store},
    shelf::{self, Remembered},
};
use search::Index;
use testkit::{Answer, TestHub, noon};
use web::{Frame, Merging, OrganisationId, Tlp, Viewer};

use super::support::item;

/// A hub of the library alone, with two councils that have facts and one that has none for everybody.
struct Hub {
    hub: TestHub,
    library: Arc<Library>,
    db: Db,
    northvale: Organisation,
    southmere: Organisation,
    hidden: Organisation,
    _test: TestDb,
}

fn files() -> Vec<File> {
    let file = |path: &str, source: String| File {
        path: path.into(),
        source: source.into(),
    };
    let mut guidance = item("Ring first", "stage = \"prevent\"");
    guidance.push_str(
        "Ring [[service-desk|your IT service desk]], [[siro|your SIRO]] or [[press-office|the press office]].\n",
    );
    let scottish = item("In Scotland", "stage = \"prevent\"\nnations = [\"scotland\"]");
    vec![
        file("guidance/ring-first.md", guidance),
        file("guidance/in-scotland.md", scottish),
    ]
}

async fn add(tx: &mut Tx, name: &str, nation: &str) -> Organisation {
    let organisation = Organisation {
        id: OrganisationId::new(),
        slug: text::slug::of(name),
        name: format!("{name} Council"),
        kind: "council".into(),
        nation: nation.into(),
        code: None,
        merged_into_id: None,
        version: 1,
    };
    organisation::store::add(tx, &organisation, noon().into())
        .await
        .unwrap();
    organisation
}

async fn know(tx: &mut Tx, of: &Organisation, name: &str, value: &str, tlp: Tlp) {
    local_fact::store::save(tx, of.id, name, value, tlp, 0, noon().into())
        .await
        .unwrap();
}

impl Hub {
    async fn new(test: TestDb) -> Self {
        let mut tx = test.db.write().await.unwrap();
        let northvale = add(&mut tx, "Northvale", "england").await;
        let southmere = add(&mut tx, "Southmere", "scotland").await;
        let hidden = add(&mut tx, "Westerby", "england").await;
        know(&mut tx, &northvale, "service-desk", "01632 960100", Tlp::Clear).await;
        know(&mut tx, &northvale, "siro", "Greta Green", Tlp::Green).await;
        know(&mut tx, &northvale, "press-office", "Amber Strictly", Tlp::AmberStrict).await;
        know(&mut tx, &southmere, "service-desk", "01632 960200", Tlp::Clear).await;
        know(&mut tx, &hidden, "service-desk", "01632 960300", Tlp::Green).await;
        host_name::store::add(&mut tx, northvale.id, "hub.northvale.gov.uk", noon().into())
            .await
            .unwrap();
        host_name::store::add(&mut tx, hidden.id, "hub.westerby.gov.uk", noon().into())
            .await
            .unwrap();
        let phone = |value: &str, tlp: Tlp| ControllerFact {
            name: "phone".into(),
            value: value.into(),
            tlp: tlp.as_str().into(),
        };
        for (title, fact) in [
            ("Returning officer", phone("01632 960150", Tlp::Clear)),
            ("Registration officer", phone("01632 960160", Tlp::Amber)),
        ] {
            let officer = Controller {
                id: ControllerId::new(),
                kind: "other".into(),
                title: title.into(),
                version: 1,
            };
            controller::store::add(&mut tx, northvale.id, &officer, &[fact], noon().into())
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        let remembered = Remembered::read(&mut test.db.read().await.unwrap()).await.unwrap();
        let index = Index::in_memory().unwrap();
        let library = Library::of_files(files(), Settings::default(), None, index, remembered, noon().into());
        let library = Arc::new(library);
        let frame: Box<dyn Frame> = Box::new(LibraryFrame::new(Arc::clone(&library)));
        let hub = TestHub::new(&test.db, vec![library::feature()], |shared| {
            shared.with(Arc::clone(&library)).with(frame)
        });
        Self {
            hub,
            library,
            db: test.db.clone(),
            northvale,
            southmere,
            hidden,
            _test: test,
        }
    }

    async fn get(&self, address: &str) -> Answer {
        self.hub.get(address).await
    }

    async fn get_under(&self, host: &'static str, address: &str) -> Answer {
        let request = Request::get(address).header(header::HOST, HeaderValue::from_static(host));
        self.hub.ask(request.body(Body::empty()).unwrap()).await
    }

    async fn get_as(&self, organisation: &Organisation, address: &str) -> Answer {
        let mut request = Request::get(address)
            .header(header::COOKIE, "session=x")
            .body(Body::empty())
            .unwrap();
        request.extensions_mut().insert(Viewer::member_of(organisation.id));
        self.hub.ask(request).await
    }

    /// Catches up with the database, as the keeper does.
    async fn catch_up(&self) {
        let remembered = Remembered::read(&mut self.db.read().await.unwrap()).await.unwrap();
        self.library.rebuild(remembered, noon().into());
    }
}

const PAGE: &str = "/guidance/ring-first";
const PLAIN: &str = "Ring your IT service desk, your SIRO or the press office.";

on_both_databases!(a_stranger_reads_what_is_clear_and_links_keep_the_place, |test| {
    let hub = Hub::new(test).await;
    hub.get(PAGE).await.assert_page_says(PLAIN);
    let page = hub.get(&format!("{PAGE}?at=northvale&for=finance")).await;
    page.assert_page_says("your IT service desk (01632 960100), your SIRO or the press office");
    page.assert_page_says("Northvale Council");
    assert!(page.says("href=\"/contacts?at=northvale\""), "{}", page.text);
    assert!(page.says("name=\"at\" value=\"northvale\""), "the search keeps it");
    hub.get(&format!("{PAGE}?at=southmere"))
        .await
        .assert_page_says("(01632 960200)");
    assert!(!page.says("Greta") && !page.says("Strictly"));
    // From the kept bytes too.
    for _ in 0..2 {
        hub.get(&format!("{PAGE}?at=northvale"))
            .await
            .assert_page_says("(01632 960100)");
        hub.get(&format!("{PAGE}?at=southmere"))
            .await
            .assert_page_says("(01632 960200)");
        hub.get(PAGE).await.assert_page_says(PLAIN);
    }
});

on_both_databases!(a_host_name_says_the_place_and_links_need_not, |test| {
    let hub = Hub::new(test).await;
    for address in [PAGE.to_owned(), format!("{PAGE}?at=southmere"), PAGE.to_owned()] {
        let page = hub.get_under("Hub.Northvale.gov.uk:8443", &address).await;
        page.assert_page_says("(01632 960100)");
        assert!(
            page.says("href=\"/contacts\"") && !page.says("at=northvale"),
            "{}",
            page.text
        );
        hub.get(PAGE).await.assert_page_says(PLAIN);
        hub.get_under("hub.westerby.gov.uk", PAGE).await.assert_page_says(PLAIN);
    }
    let missing = hub.get_under("hub.northvale.gov.uk", "/nowhere").await;
    assert_eq!(missing.status, 404);
    missing.assert_page_says("Northvale Council");
});

on_both_databases!(a_member_reads_all_of_their_own_and_what_is_clear_of_others, |test| {
    let hub = Hub::new(test).await;
    for address in [PAGE.to_owned(), format!("{PAGE}?at=northvale")] {
        hub.get_as(&hub.northvale, &address).await.assert_page_says(
            "your IT service desk (01632 960100), your SIRO (Greta Green, TLP:GREEN) or the press office \
             (Amber Strictly, TLP:AMBER+STRICT)",
        );
        assert!(!hub.get_as(&hub.southmere, &address).await.says("Greta"), "{address}");
    }
    let theirs = hub.get_as(&hub.southmere, &format!("{PAGE}?at=northvale")).await;
    theirs.assert_page_says("(01632 960100), your SIRO or the press office");
    hub.get_as(&hub.southmere, PAGE)
        .await
        .assert_page_says("(01632 960200)");
    hub.get_as(&hub.hidden, PAGE)
        .await
        .assert_page_says("(01632 960300, TLP:GREEN)");
    hub.get(PAGE).await.assert_page_says(PLAIN);
});

on_both_databases!(
    nobody_outside_learns_that_an_organisation_without_clear_facts_is_here,
    |test| {
        let hub = Hub::new(test).await;
        let told_apart = |answer: Answer, slug: &str| {
            let headers: Vec<String> = answer.headers.keys().map(ToString::to_string).collect();
            (answer.status, headers, answer.text.replace(slug, "X"))
        };
        for viewer in [None, Some(&hub.northvale)] {
            let mut asked = Vec::new();
            for slug in ["westerby", "eastmoor"] {
                let mut answers = Vec::new();
                for address in [
                    format!("/at/{slug}"),
                    format!("/?at={slug}"),
                    format!("{PAGE}?at={slug}"),
                ] {
                    let answer = match viewer {
                        None => hub.get(&address).await,
                        Some(organisation) => hub.get_as(organisation, &address).await,
                    };
                    answers.push(told_apart(answer, slug));
                }
                assert_eq!(answers[0].0, 404);
                asked.push(answers);
            }
            assert!(asked[0] == asked[1], "the answers differ");
        }
        assert_eq!(
            hub.get_as(&hub.hidden, "/at/westerby").await.location(),
            "/?at=westerby"
        );
        hub.get_as(&hub.hidden, "/?at=westerby")
            .await
            .assert_page_says("Westerby Council");
    }
);

on_both_databases!(the_way_in_leads_to_the_first_page_and_old_names_lead_on, |test| {
    let hub = Hub::new(test).await;
    let way_in = hub.get("/at/northvale?for=finance").await;
    assert_eq!(
        (way_in.status.as_u16(), way_in.location()),
        (303, "/?for=finance&at=northvale")
    );
    hub.get("/?at=northvale").await.assert_page_says("01632 960100");
    let mut tx = hub.db.write().await.unwrap();
    let renamed = Organisation {
        slug: "north-vale".into(),
        ..hub.northvale.clone()
    };
    assert!(
        organisation::store::rename(&mut tx, &renamed, noon().into())
            .await
            .unwrap()
    );
    tx.commit().await.unwrap();
    hub.catch_up().await;
    let old = hub.get("/at/northvale?nation=wales").await;
    assert_eq!(
        (old.status.as_u16(), old.location()),
        (308, "/at/north-vale?nation=wales")
    );
    let page = hub.get(&format!("{PAGE}?at=northvale")).await;
    page.assert_page_says("(01632 960100)");
    assert!(page.says("href=\"/contacts?at=north-vale\""), "{}", page.text);
});

on_both_databases!(an_organisations_nation_is_the_one_its_pages_begin_with, |test| {
    let hub = Hub::new(test).await;
    let list = async |query: &str| hub.get(&format!("/guidance{query}")).await.says("In Scotland");
    assert!(list("").await && list("?at=southmere").await && list("?at=northvale&nation=scotland").await);
    assert!(!list("?at=northvale").await && !list("?at=southmere&nation=england").await);
    assert!(!hub.get_as(&hub.northvale, "/guidance").await.says("In Scotland"));
    assert!(hub.get_as(&hub.southmere, "/guidance").await.says("In Scotland"));
});

on_both_databases!(separate_controllers_stand_among_whom_to_ring, |test| {
    let hub = Hub::new(test).await;
    let public = hub.get("/contacts?at=northvale").await;
    public.assert_sound();
    public.assert_page_says("Returning officer");
    public.assert_page_says("01632 960150");
    assert!(!public.says("Registration officer") && !public.says("01632 960160"));
    let own = hub.get_as(&hub.northvale, "/contacts").await;
    own.assert_page_says("Phone (TLP:AMBER) 01632 960160");
    own.assert_page_says("Senior information risk owner (SIRO) (TLP:GREEN) Greta Green");
    assert!(!hub.get("/contacts").await.says("01632 960150"));
});

on_both_databases!(a_changed_fact_is_in_pages_within_a_second, |test| {
    let hub = Hub::new(test).await;
    let mark = store::mark(&mut hub.db.read().await.unwrap()).await.unwrap();
    let clock = hub.hub.clock.clone();
    let keeper = tokio::spawn(shelf::keep(Arc::clone(&hub.library), hub.db.clone(), clock, mark));
    hub.get(&format!("{PAGE}?at=northvale"))
        .await
        .assert_page_says("(01632 960100)");
    let version = hub.library.version();
    let mut tx = hub.db.write().await.unwrap();
    let saved = local_fact::store::save(
        &mut tx,
        hub.northvale.id,
        "service-desk",
        "01632 960111",
        Tlp::Clear,
        1,
        noon().into(),
    );
    assert!(saved.await.unwrap());
    tx.commit().await.unwrap();
    let waited = tokio::time::timeout(Duration::from_secs(20), async {
        while hub.library.version() == version {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    waited.await.expect("the library catches up");
    hub.get(&format!("{PAGE}?at=northvale"))
        .await
        .assert_page_says("(01632 960111)");
    keeper.abort();
});

on_both_databases!(an_organisations_items_go_along_when_it_merges, |test| {
    let hub = Hub::new(test).await;
    let merging = Merging {
        from: hub.southmere.id,
        from_slug: "southmere".into(),
        into: hub.northvale.id,
        now: noon().into(),
    };
    let mut tx = hub.db.write().await.unwrap();
    for (owner, slug, title, tlp) in [
        (&hub.southmere, "leavers", "Their way", Tlp::Amber),
        (&hub.southmere, "shared", "For the sector", Tlp::Green),
        (&hub.northvale, "leavers", "Our way", Tlp::Amber),
    ] {
        let source = item(title, "stage = \"prevent\"");
        store::save(
            &mut tx,
            Some(owner.id),
            Kind::Guidance,
            slug,
            tlp,
            &source,
            noon().into(),
        )
        .await
        .unwrap();
    }
    let part = library::feature().merge.unwrap();
    let foretold = (part.foretell)(&mut tx, &merging).await.unwrap();
    assert_eq!(
        (foretold[0].many, foretold[0].count),
        ("items of the library that it shares with others", 1)
    );
    (part.carry)(&mut tx, &merging).await.unwrap();
    tx.commit().await.unwrap();
    hub.catch_up().await;
    hub.get_as(&hub.northvale, "/guidance/leavers")
        .await
        .assert_page_says("Our way");
    hub.get_as(&hub.northvale, "/guidance/leavers-southmere")
        .await
        .assert_page_says("Their way");
    assert_eq!(
        hub.get_as(&hub.southmere, "/guidance/leavers-southmere").await.status,
        404
    );
});
