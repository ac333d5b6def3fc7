//! What readers' pages know of organisations: names, slugs, host names and local facts, in memory.
//!
//! The library loads it with its snapshot, so that no reader's page asks the database. Whatever changes one
//! of these notes it in the `change` table, from which every process catches up.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use db::{Result, Time, Tx, execute, fetch_all};
use web::{OrganisationId, Tlp, Viewer};

use crate::{controller, local_fact};

/// One organisation, as readers' pages know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its identifier.
    pub id: OrganisationId,
    /// Its present slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The slug of its nation.
    pub nation: String,
    facts: BTreeMap<String, Fact>,
    controllers: Vec<Office>,
}

/// A fact with its label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it says.
    pub value: String,
    /// Who may see it.
    pub tlp: Tlp,
}

/// A controller in its own right, and what a viewer may see of it: each in words, with its fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// What it is: "Returning officer".
    pub title: String,
    /// Its contact facts, in order.
    pub facts: Vec<(&'static str, Fact)>,
}

impl Place {
    /// Whether strangers may know of it: only when one of its facts is CLEAR.
    pub fn is_public(&self) -> bool {
        self.facts.values().any(|fact| fact.tlp == Tlp::Clear)
    }

    /// Whether `viewer` may know of it.
    pub fn is_known_to(&self, viewer: &Viewer) -> bool {
        self.is_public() || self.is_own(viewer)
    }

    /// Its local facts that `viewer` may see, by name: its members see all, others what is CLEAR.
    pub fn facts_for(&self, viewer: &Viewer) -> BTreeMap<String, Fact> {
        let facts = self.facts.iter().filter(|(_, fact)| self.shows(fact, viewer));
        facts.map(|(name, fact)| (name.clone(), fact.clone())).collect()
    }

    /// Its separate controllers, with the facts that `viewer` may see; those without any are left out.
    pub fn controllers_for(&self, viewer: &Viewer) -> Vec<Office> {
        let shown = self.controllers.iter().map(|office| Office {
            title: office.title.clone(),
            facts: office
                .facts
                .iter()
                .filter(|(_, fact)| self.shows(fact, viewer))
                .cloned()
                .collect(),
        });
        shown.filter(|office| !office.facts.is_empty()).collect()
    }

    fn shows(&self, fact: &Fact, viewer: &Viewer) -> bool {
        fact.tlp == Tlp::Clear || (fact.tlp < Tlp::Red && self.is_own(viewer))
    }

    fn is_own(&self, viewer: &Viewer) -> bool {
        viewer.person.is_some() && viewer.organisation == Some(self.id)
    }
}

/// Every organisation that did not merge into another, by identifier, by every slug it ever had, and by
/// host name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Directory {
    places: HashMap<OrganisationId, Arc<Place>>,
    by_slug: HashMap<String, OrganisationId>,
    by_host: HashMap<String, OrganisationId>,
}

impl Directory {
    /// The organisation to which a slug leads, present or old.
    pub fn of_slug(&self, slug: &str) -> Option<&Arc<Place>> {
        self.places.get(self.by_slug.get(slug)?)
    }

    /// The organisation whose host name this is.
    pub fn of_host(&self, host: &str) -> Option<&Arc<Place>> {
        self.places.get(self.by_host.get(host)?)
    }

    /// The organisation that the viewer acts for.
    pub fn of_viewer(&self, viewer: &Viewer) -> Option<&Arc<Place>> {
        let organisation = viewer.organisation.filter(|_| viewer.person.is_some())?;
        self.places.get(&organisation)
    }
}

/// Reads the directory. Six queries, however many organisations there are.
///
/// # Errors
/// When the database fails.
pub async fn load(tx: &mut Tx) -> Result<Directory> {
    let rows: Vec<(OrganisationId, String, String, String)> = fetch_all!(
        tx,
        "select id, slug, name, nation from organisation where merged_into_id is null"
    )?;
    let slugs: Vec<(String, OrganisationId)> = fetch_all!(tx, "select slug, organisation_id from organisation_slug")?;
    let hosts: Vec<(String, OrganisationId)> = fetch_all!(tx, "select host, organisation_id from host_name")?;
    let mut facts = local_fact::store::all(tx).await?;
    let mut controllers = controller::store::all(tx).await?;
    let places = rows.into_iter().map(|(id, slug, name, nation)| {
        let place = Place {
            id,
            slug,
            name,
            nation,
            facts: facts.remove(&id).unwrap_or_default(),
            controllers: controllers.remove(&id).unwrap_or_default(),
        };
        (id, Arc::new(place))
    });
    Ok(Directory {
        places: places.collect(),
        by_slug: slugs.into_iter().collect(),
        by_host: hosts.into_iter().collect(),
    })
}

/// Notes that something of an organisation changed that readers' pages know.
///
/// # Errors
/// When the database fails.
pub async fn note_change(tx: &mut Tx, organisation: OrganisationId, now: Time) -> Result<()> {
    execute!(
        tx,
        "insert into change (kind, id, at) values ('organisation', $1, $2)",
        organisation.to_string(),
        now,
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use db::on_both_databases;

    use super::*;
    use crate::{
        host_name,
        sample::{added, noon},
    };

    on_both_databases!(a_stranger_sees_what_is_clear_and_a_member_all_of_their_own, |test| {
        let mut tx = test.db.write().await.unwrap();
        let (ours, theirs) = (added(&mut tx, "Northvale").await, added(&mut tx, "Southmere").await);
        let facts = [
            ("service-desk", "01632 960100", Tlp::Clear),
            ("out-of-hours", "01632 960199", Tlp::Green),
            ("siro", "Sam", Tlp::Amber),
            ("press-office", "Pat", Tlp::AmberStrict),
        ];
        for (name, value, tlp) in facts {
            assert!(
                local_fact::store::save(&mut tx, ours.id, name, value, tlp, 0, noon())
                    .await
                    .unwrap()
            );
        }
        host_name::store::add(&mut tx, ours.id, "hub.northvale.gov.uk", noon())
            .await
            .unwrap();
        let directory = load(&mut tx).await.unwrap();
        let place = directory.of_slug("northvale").unwrap();
        let seen = |viewer: &Viewer| place.facts_for(viewer).into_keys().collect::<Vec<_>>();
        assert_eq!(seen(&Viewer::stranger()), ["service-desk"]);
        assert_eq!(seen(&Viewer::member_of(theirs.id)), ["service-desk"]);
        assert_eq!(
            seen(&Viewer::member_of(ours.id)),
            ["out-of-hours", "press-office", "service-desk", "siro"]
        );
        assert_eq!(directory.of_host("hub.northvale.gov.uk"), Some(place));
        let other = directory.of_slug("southmere").unwrap();
        assert!(place.is_known_to(&Viewer::stranger()) && !other.is_known_to(&Viewer::stranger()));
        assert!(other.is_known_to(&Viewer::member_of(theirs.id)) && !other.is_known_to(&Viewer::member_of(ours.id)));
    });
}
