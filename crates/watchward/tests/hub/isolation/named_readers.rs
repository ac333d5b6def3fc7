//! What the table remembers of named readers, on both databases. It stands here because it names people.

use db::{Tx, fetch_one, on_both_databases};
use library::item::{
    Kind, named_reader,
    store::{self, ItemId},
};
use web::{OrganisationId, Tlp};

use super::secrets::saved_at;
use crate::routes::seed::{Seeded, Side, Who};

async fn save(tx: &mut Tx, organisation: Option<OrganisationId>, slug: &str, tlp: Tlp) -> ItemId {
    let source = format!("source of {slug}");
    store::save(tx, organisation, Kind::Guidance, slug, tlp, &source, saved_at())
        .await
        .unwrap()
}

on_both_databases!(whoever_is_named_finds_what_is_red_and_nobody_else_does, |test| {
    let seeded = Seeded::on(test).await;
    let (a, b) = (seeded.organisation(Side::A), seeded.organisation(Side::B));
    let (named, other) = (seeded.person(Who::Member), seeded.person(Who::Administrator));
    let mut tx = seeded.test.db.write().await.unwrap();
    let of_b = save(&mut tx, Some(b), "x", Tlp::Red).await;
    let of_a = save(&mut tx, Some(a), "x", Tlp::Red).await;
    let amber = save(&mut tx, Some(b), "amber", Tlp::Amber).await;

    assert!(named_reader::add(&mut tx, of_b, named).await.unwrap());
    assert!(
        !named_reader::add(&mut tx, of_b, named).await.unwrap(),
        "named twice is named once"
    );
    named_reader::add(&mut tx, amber, named).await.unwrap();
    async fn owner(
        tx: &mut Tx,
        person: web::PersonId,
        acting: Option<OrganisationId>,
        slug: &str,
    ) -> Option<OrganisationId> {
        let found = named_reader::find(tx, person, acting, Kind::Guidance, slug)
            .await
            .unwrap();
        found.and_then(|kept| kept.organisation_id)
    }
    assert_eq!(owner(&mut tx, named, Some(a), "x").await, Some(b));
    assert_eq!(owner(&mut tx, other, Some(b), "x").await, None);
    assert_eq!(
        owner(&mut tx, named, Some(b), "amber").await,
        None,
        "a name opens only what is RED"
    );

    named_reader::add(&mut tx, of_a, named).await.unwrap();
    assert_eq!(owner(&mut tx, named, Some(a), "x").await, Some(a));
    assert_eq!(owner(&mut tx, named, Some(b), "x").await, Some(b));
    assert_eq!(named_reader::list_of(&mut tx, named, 100).await.unwrap().len(), 3);
    assert!(store::list(&mut tx).await.unwrap().iter().all(|kept| kept.tlp != "RED"));

    assert!(named_reader::remove(&mut tx, of_a, named).await.unwrap());
    assert!(!named_reader::remove(&mut tx, of_a, named).await.unwrap());
    assert_eq!(named_reader::remove_all_of(&mut tx, named).await.unwrap(), 2);
    let (left,): (i64,) = fetch_one!(&mut tx, "select count(*) from item_reader").unwrap();
    assert_eq!(left, 0);
});
