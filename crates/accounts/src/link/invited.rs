//! Invitations that nobody has answered yet, as those who keep the hub see them.

use db::{Result, Time, Tx, fetch_all, fetch_optional};
use web::{HubRole, OrganisationId, Role};

use super::LinkId;
use crate::{form::moment, person::email_key};

/// The most that are listed.
pub(crate) const MOST: i64 = 100;

/// An invitation that nobody has answered.
#[derive(Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Invited {
    pub(crate) id: LinkId,
    /// To whose address it went.
    pub email: String,
    role: Option<String>,
    hub_role: Option<String>,
    pub(crate) organisation_id: Option<OrganisationId>,
    organisation: Option<String>,
    expires_at: Time,
}

impl Invited {
    /// What it makes of whoever accepts it: "Hub administrator", "Editor of Northvale".
    pub fn promise(&self) -> String {
        let hub_role = self.hub_role.as_deref().and_then(|word| word.parse::<HubRole>().ok());
        let role = self.role.as_deref().and_then(|word| word.parse::<Role>().ok());
        let there = self.organisation.as_deref().zip(role);
        match (hub_role, there) {
            (None, None) => "An account without a role".to_owned(),
            (Some(hub), None) => hub.name().to_owned(),
            (None, Some((organisation, role))) => format!("{} of {organisation}", role.name()),
            (Some(hub), Some((organisation, role))) => {
                let role = role.name().to_lowercase();
                format!("{}, and {role} of {organisation}", hub.name())
            }
        }
    }

    /// Until when it works, in words.
    pub fn until(&self) -> String {
        moment(self.expires_at)
    }
}

impl std::fmt::Debug for Invited {
    /// Without an address.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Invited({})", self.id)
    }
}

/// Those that still work, the newest first.
pub(crate) async fn list(tx: &mut Tx, now: Time) -> Result<Vec<Invited>> {
    fetch_all!(
        tx,
        "select l.id, l.email, l.role, l.hub_role, l.organisation_id, o.name as organisation, l.expires_at
           from link l left join organisation o on o.id = l.organisation_id
          where l.kind = 'invitation' and l.expires_at > $1
       order by l.made_at desc, l.id desc
          limit $2",
        now,
        MOST,
    )
}

/// Those of one organisation that still work, the newest first.
pub(crate) async fn list_of_organisation(tx: &mut Tx, organisation: OrganisationId, now: Time) -> Result<Vec<Invited>> {
    fetch_all!(
        tx,
        "select l.id, l.email, l.role, l.hub_role, l.organisation_id, o.name as organisation, l.expires_at
           from link l join organisation o on o.id = l.organisation_id
          where l.organisation_id = $1 and l.kind = 'invitation' and l.expires_at > $2
       order by l.made_at desc, l.id desc
          limit $3",
        organisation,
        now,
        MOST,
    )
}

/// Those to one address that still work.
pub(crate) async fn list_of_email(tx: &mut Tx, email: &str, now: Time) -> Result<Vec<Invited>> {
    fetch_all!(
        tx,
        "select l.id, l.email, l.role, l.hub_role, l.organisation_id, o.name as organisation, l.expires_at
           from link l left join organisation o on o.id = l.organisation_id
          where l.email_key = $1 and l.kind = 'invitation' and l.expires_at > $2
       order by l.made_at desc, l.id desc
          limit $3",
        email_key(email),
        now,
        MOST,
    )
}

/// One that still works.
pub(crate) async fn find(tx: &mut Tx, link: LinkId, now: Time) -> Result<Option<Invited>> {
    fetch_optional!(
        tx,
        "select l.id, l.email, l.role, l.hub_role, l.organisation_id, o.name as organisation, l.expires_at
           from link l left join organisation o on o.id = l.organisation_id
          where l.id = $1 and l.kind = 'invitation' and l.expires_at > $2",
        link,
        now,
    )
}
