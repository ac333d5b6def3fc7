//! The hub's administrators keep the list of organisations.

use accounts::organisation;
use db::on_both_databases;
use web::Role;

use super::hub::{Hub, refused};

on_both_databases!(a_council_is_found_by_part_of_its_name_and_added_once, |test| {
    let hub = Hub::new(test);
    let admin = hub.hub_administrator().await;
    hub.get(&admin, "/hub/organisations/new").await.assert_sound();
    let found = hub.get(&admin, "/hub/organisations/new?q=telford").await;
    found.assert_sound();
    found.assert_page_says("Telford & Wrekin Council".replace('&', "&#38;").as_str());
    let added = hub
        .post(&admin, "/hub/organisations?q=telford", &[("code", "E06000020")])
        .await;
    assert_eq!(added.status, 303, "{}", added.words());
    let page = hub.get(&admin, added.location()).await;
    page.assert_sound();
    page.assert_page_says("The organisation was added");
    page.assert_page_says("Unitary council");
    page.assert_page_says("/at/telford-and-wrekin");
    let again = hub.post(&admin, "/hub/organisations", &[("code", "E06000020")]).await;
    assert!(again.location().ends_with("done=known"), "{}", again.location());
    let list = hub.get(&admin, "/hub/organisations").await;
    assert_eq!(list.text.matches("Wrekin").count(), 1);
    assert_eq!(hub.actions().await, ["organisation.added"]);
});

on_both_databases!(a_council_that_was_not_chosen_or_is_none_is_not_added, |test| {
    let hub = Hub::new(test);
    let admin = hub.hub_administrator().await;
    for code in ["", "E99999999"] {
        let answer = hub
            .post(&admin, "/hub/organisations?q=telford", &[("code", code)])
            .await;
        refused(&answer, 422, "Choose a council");
        assert!(answer.says("Wrekin"), "what was found is shown again");
    }
    assert!(hub.actions().await.is_empty());
});

on_both_databases!(what_is_in_no_list_is_entered_by_hand, |test| {
    let hub = Hub::new(test);
    let admin = hub.hub_administrator().await;
    let address = "/hub/organisations/by-hand";
    hub.get(&admin, address).await.assert_sound();
    refused(&hub.post(&admin, address, &[]).await, 422, "Enter its name");
    let fields = [
        ("name", "Northvale  Fire and Rescue"),
        ("kind", "fire-service"),
        ("nation", "wales"),
    ];
    for wrong in ["kind", "nation"] {
        let fields = fields.map(|(name, value)| (name, if name == wrong { "moon" } else { value }));
        let answer = hub.post(&admin, address, &fields).await;
        refused(&answer, 422, "Choose");
        assert!(answer.says("Northvale Fire and Rescue"), "what was typed is kept");
    }
    let added = hub.post(&admin, address, &fields).await;
    let page = hub.get(&admin, added.location()).await;
    page.assert_page_says("/at/northvale-fire-and-rescue");
    page.assert_page_says("Fire and rescue service");
    page.assert_page_says("Wales");
});

on_both_databases!(no_two_organisations_have_one_name_however_it_is_written, |test| {
    let hub = Hub::new(test);
    let admin = hub.hub_administrator().await;
    let bristol = hub.organisation("Bristol City Council").await;
    let telford = hub.organisation("Telford & Wrekin Council").await;
    let by_hand = async |name| {
        let fields = [("name", name), ("kind", "council"), ("nation", "england")];
        hub.post(&admin, "/hub/organisations/by-hand", &fields).await
    };
    let here = "Bristol City Council stands here already";
    refused(&by_hand("bristol   city COUNCIL").await, 422, here);
    let also = by_hand("Telford and Wrekin Council").await;
    also.assert_page_says("stands here already");
    assert_eq!(also.status, 422);
    let rename = async |name| {
        let fields = [
            ("name", name),
            ("kind", "council"),
            ("nation", "england"),
            ("version", "1"),
        ];
        hub.post(&admin, &format!("/hub/organisations/{}/name", telford.id), &fields)
            .await
    };
    refused(&rename("BRISTOL CITY COUNCIL").await, 422, here);
    let same = rename("Telford & Wrekin Council").await;
    assert_eq!(same.location(), format!("/hub/organisations/{}?done=same", telford.id));
    assert!(hub.actions().await.is_empty());
    // Its own name may be written otherwise.
    let own = rename("Telford and Wrekin Council").await;
    assert_eq!(
        own.location(),
        format!("/hub/organisations/{}?done=renamed", telford.id)
    );
    // Bristol of the table is the one that is here.
    let picked = hub.post(&admin, "/hub/organisations", &[("code", "E06000023")]).await;
    assert_eq!(
        picked.location(),
        format!("/hub/organisations/{}?done=known", bristol.id)
    );
});

on_both_databases!(one_that_holds_nothing_can_be_removed_and_no_other, |test| {
    let hub = Hub::new(test);
    let admin = hub.hub_administrator().await;
    let (mistake, real) = (hub.organisation("Brisol").await, hub.organisation("Bristol").await);
    hub.somebody(&[(&real, Role::Member)], None).await;
    let removal = |of: &organisation::Organisation| format!("/hub/organisations/{}/removal", of.id);
    let page = |of: &organisation::Organisation| format!("/hub/organisations/{}", of.id);
    assert!(
        !hub.get(&admin, &page(&real))
            .await
            .own_links()
            .contains(&removal(&real))
    );
    let kept = hub.post(&admin, &removal(&real), &[]).await;
    refused(&kept, 422, "or it has something of its own here");
    assert!(
        hub.get(&admin, &page(&mistake))
            .await
            .own_links()
            .contains(&removal(&mistake))
    );
    let asked = hub.get(&admin, &removal(&mistake)).await;
    asked.assert_sound();
    asked.assert_page_says("Remove Brisol?");
    assert!(hub.actions().await.is_empty());
    let removed = hub.post(&admin, &removal(&mistake), &[]).await;
    assert_eq!(removed.location(), "/hub/organisations?done=removed");
    let list = hub.get(&admin, removed.location()).await;
    list.assert_page_says("The organisation was removed.");
    assert!(!list.says("Brisol"));
    assert_eq!(hub.get(&admin, &page(&mistake)).await.status, 404);
    assert_eq!(hub.actions().await, ["organisation.removed"]);
    // Its name and its address are free again.
    let fields = [("name", "Brisol"), ("kind", "council"), ("nation", "england")];
    let again = hub.post(&admin, "/hub/organisations/by-hand", &fields).await;
    hub.get(&admin, again.location()).await.assert_page_says("/at/brisol");
});

on_both_databases!(ten_thousand_or_none_are_listed_by_fifty, |test| {
    let hub = Hub::new(test);
    let admin = hub.hub_administrator().await;
    let empty = hub.get(&admin, "/hub/organisations").await;
    empty.assert_sound();
    empty.assert_page_says("There is no organisation yet");
    for number in 0..101 {
        hub.organisation(&format!("Council {number:03}")).await;
    }
    let mut address = "/hub/organisations?q=council".to_owned();
    let mut seen = Vec::new();
    loop {
        let page = hub.get(&admin, &address).await;
        page.assert_sound();
        let count = (0..101)
            .filter(|number| page.says(&format!("Council {number:03}</a>")))
            .count();
        seen.push(count);
        let Some((_, rest)) = page.text.split_once("govuk-pagination__next") else {
            break;
        };
        let link = rest
            .split('"')
            .find(|part| part.starts_with("/hub/organisations?"))
            .unwrap();
        address = link.replace("&#38;", "&");
    }
    assert_eq!(seen, [50, 50, 1]);
    let none = hub.get(&admin, "/hub/organisations?q=%25nowhere").await;
    none.assert_sound();
    none.assert_page_says("None has");
});

on_both_databases!(
    a_renamed_organisation_keeps_its_people_and_its_old_address_leads_on,
    |test| {
        let hub = Hub::new(test);
        let (admin, northvale) = (hub.hub_administrator().await, hub.organisation("Northvale").await);
        hub.somebody(&[(&northvale, Role::Member)], None).await;
        let address = format!("/hub/organisations/{}/name", northvale.id);
        hub.get(&admin, &address).await.assert_sound();
        let fields = |version: &'static str| {
            [
                ("name", "North Vale Council"),
                ("kind", "council"),
                ("nation", "scotland"),
                ("version", version),
            ]
        };
        let renamed = hub.post(&admin, &address, &fields("1")).await;
        let page = hub.get(&admin, renamed.location()).await;
        page.assert_page_says("North Vale Council");
        page.assert_page_says("Old addresses that lead here /at/northvale");
        page.assert_page_says("People 1");
        let stale = hub.post(&admin, &address, &fields("1")).await;
        refused(&stale, 409, "Somebody changed this while you were editing");
        stale.assert_page_says("It is now called North Vale Council");
        let mut tx = hub.db.read().await.unwrap();
        let found = organisation::store::find_by_slug(&mut tx, "northvale")
            .await
            .unwrap()
            .unwrap();
        assert_eq!((found.id, found.slug.as_str()), (northvale.id, "north-vale-council"));
        assert_eq!(hub.actions().await, ["organisation.renamed"]);
    }
);

on_both_databases!(a_host_name_is_one_organisations_and_not_the_hubs, |test| {
    let hub = Hub::new(test);
    let (admin, northvale) = (hub.hub_administrator().await, hub.organisation("Northvale").await);
    let southmere = hub.organisation("Southmere").await;
    let address = |of: &organisation::Organisation| format!("/hub/organisations/{}/hosts", of.id);
    let host = [("host", "Hub.Northvale.gov.uk")];
    let added = hub.post(&admin, &address(&northvale), &host).await;
    assert_eq!(added.status, 303);
    hub.get(&admin, added.location().split('#').next().unwrap())
        .await
        .assert_page_says("hub.northvale.gov.uk");
    refused(
        &hub.post(&admin, &address(&southmere), &host).await,
        422,
        "Another organisation has that host name already",
    );
    refused(
        &hub.post(&admin, &address(&northvale), &host).await,
        422,
        "Northvale has that host name already",
    );
    refused(
        &hub.post(&admin, &address(&southmere), &[("host", "hub.test")]).await,
        422,
        "the hub's own host name".replace('\'', "&#39;").as_str(),
    );
    refused(
        &hub.post(&admin, &address(&southmere), &[("host", "https://x.uk/")])
            .await,
        422,
        "without https://",
    );
    let removal = format!("{}/hub.northvale.gov.uk/removal", address(&northvale));
    let page = hub.get(&admin, &format!("/hub/organisations/{}", northvale.id)).await;
    assert!(
        page.says("<span>hub.<wbr>northvale.<wbr>gov.<wbr>uk</span>"),
        "it breaks at its dots"
    );
    assert!(page.own_links().contains(&removal) && !page.says("/removal\">\n<input"));
    let asked = hub.get(&admin, &removal).await;
    asked.assert_sound();
    asked.assert_page_says("Remove hub.northvale.gov.uk from Northvale?");
    asked.assert_page_says(
        "Whoever reads the hub under hub.northvale.gov.uk no longer sees the numbers and names of Northvale there.",
    );
    assert_eq!(hub.actions().await, ["host_name.added"], "asking removes nothing");
    let of_the_other = format!("{}/hub.northvale.gov.uk/removal", address(&southmere));
    assert_eq!(hub.get(&admin, &of_the_other).await.status, 404);
    assert_eq!(hub.post(&admin, &of_the_other, &[]).await.status, 404);
    assert_eq!(hub.post(&admin, &removal, &[]).await.status, 303);
    assert_eq!(hub.actions().await, ["host_name.added", "host_name.removed"]);
});

on_both_databases!(the_list_is_for_the_hubs_administrators_alone, |test| {
    let hub = Hub::new(test);
    let northvale = hub.organisation("Northvale").await;
    let others = [
        hub.somebody(&[(&northvale, Role::Administrator)], None).await,
        hub.somebody(&[], Some("hub-editor")).await,
    ];
    let own = format!("/hub/organisations/{}", northvale.id);
    for address in [
        "/hub/organisations",
        "/hub/organisations/new",
        &own,
        &format!("{own}/merge"),
    ] {
        for other in &others {
            assert_eq!(hub.get(other, address).await.status, 403, "{address}");
        }
        assert!(
            hub.hub.get(address).await.location().starts_with("/sign-in"),
            "{address}"
        );
    }
    let admin = hub.hub_administrator().await;
    for wrong in [
        "/hub/organisations/x",
        "/hub/organisations/0190a5c0-0000-7000-8000-000000000000",
    ] {
        assert_eq!(hub.get(&admin, wrong).await.status, 404, "{wrong}");
    }
});
