//! Adding people by the hub's own hand: nobody loses a role by it unawares.

use accounts::{
    membership,
    person::{self, Added, Became, Delivery, New, NotChanged},
};
use db::{Db, fetch_all, on_both_databases};
use web::{HubRole, OrganisationId, Role};

use crate::browser::{hub, maker};

fn new(organisation: OrganisationId, role: Option<Role>) -> New {
    New {
        name: String::new(),
        email: "sam-reader@example.org".into(),
        hub_role: None,
        organisation: Some((organisation, role)),
        may_lower: false,
    }
}

async fn add(db: &Db, new: &New) -> Result<Added, NotChanged> {
    let mut tx = db.write().await.unwrap();
    let settings = accounts::testing::settings();
    let shown = Delivery::Shown("https://hub.test");
    let added = person::add_by_command(&mut tx, &settings, new, shown, testkit::noon().into())
        .await
        .unwrap();
    if added.is_ok() {
        tx.commit().await.unwrap();
    }
    added
}

async fn actions(db: &Db) -> Vec<String> {
    let mut tx = db.read().await.unwrap();
    let actions: Vec<(String,)> = fetch_all!(&mut tx, "select action from audit_entry order by number").unwrap();
    actions.into_iter().map(|(action,)| action).collect()
}

fn known(before: Option<Role>, after: Role) -> Result<Added, NotChanged> {
    Ok(Added::Known {
        hub_role: None,
        role: Some(Became { before, after }),
    })
}

on_both_databases!(whoever_is_added_again_keeps_their_role_and_nothing_is_written, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let north = make.organisation("Northvale").await;
    let sam = make.member("Sam Reader", north.id, Role::Administrator).await;
    let stays = known(Some(Role::Administrator), Role::Administrator);
    assert_eq!(add(&test.db, &new(north.id, None)).await, stays);
    assert!(actions(&test.db).await.is_empty());
    let mut tx = test.db.read().await.unwrap();
    let role = membership::store::role(&mut tx, north.id, sam.id).await.unwrap();
    assert_eq!(role, Some(Role::Administrator));
});

on_both_databases!(
    a_role_is_lowered_only_when_that_is_said_and_never_the_last_administrators,
    |test| {
        let hub = hub(&test.db);
        let make = maker(&test.db, &hub);
        let north = make.organisation("Northvale").await;
        let sam = make.member("Sam Reader", north.id, Role::Administrator).await;
        let lower = new(north.id, Some(Role::Member));
        let refused = add(&test.db, &lower).await.unwrap_err();
        assert_eq!(
            refused.to_string(),
            "They are administrator there, which may do more than member. Give --lower as well if you mean to lower it"
        );
        let meant = New {
            may_lower: true,
            ..lower
        };
        assert_eq!(add(&test.db, &meant).await, Err(NotChanged::LastOfOrganisation));
        assert!(actions(&test.db).await.is_empty());
        make.member("Ada Archer", north.id, Role::Administrator).await;
        let lowered = known(Some(Role::Administrator), Role::Member);
        assert_eq!(add(&test.db, &meant).await, lowered);
        assert_eq!(actions(&test.db).await, ["membership.changed"]);
        let mut tx = test.db.read().await.unwrap();
        let role = membership::store::role(&mut tx, north.id, sam.id).await.unwrap();
        assert_eq!(role, Some(Role::Member));
    }
);

on_both_databases!(a_role_is_raised_and_a_new_member_is_a_member, |test| {
    let hub = hub(&test.db);
    let make = maker(&test.db, &hub);
    let (north, south) = (
        make.organisation("Northvale").await,
        make.organisation("Southmere").await,
    );
    make.member("Sam Reader", north.id, Role::Member).await;
    let raised = known(Some(Role::Member), Role::Editor);
    assert_eq!(add(&test.db, &new(north.id, Some(Role::Editor))).await, raised);
    assert_eq!(add(&test.db, &new(south.id, None)).await, known(None, Role::Member));
    assert_eq!(actions(&test.db).await, ["membership.changed", "membership.began"]);
    make.hub_person("Ada Archer", HubRole::Administrator).await;
    let lower = New {
        email: "ada-archer@example.org".into(),
        hub_role: Some(HubRole::Editor),
        organisation: None,
        ..new(north.id, None)
    };
    let refused = add(&test.db, &lower).await.unwrap_err();
    assert!(matches!(refused, NotChanged::WouldLower { .. }), "{refused}");
});
