//! Made-up values for tests.

use db::{Time, Tx};
use web::OrganisationId;

use crate::organisation::{self, Organisation};

/// A Tuesday in winter.
pub(crate) fn noon() -> Time {
    "2026-11-24T12:00:00Z".parse::<jiff::Timestamp>().unwrap().into()
}

/// A council that is in no table yet.
pub(crate) fn organisation(name: &str) -> Organisation {
    Organisation {
        id: OrganisationId::new(),
        slug: text::slug::of(name),
        name: name.to_owned(),
        kind: "council".to_owned(),
        nation: "england".to_owned(),
        code: None,
        merged_into_id: None,
        version: 1,
    }
}

/// A council that is kept.
pub(crate) async fn added(tx: &mut Tx, name: &str) -> Organisation {
    let organisation = organisation(name);
    organisation::store::add(tx, &organisation, noon()).await.unwrap();
    organisation
}
