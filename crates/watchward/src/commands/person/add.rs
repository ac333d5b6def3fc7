//! Adding somebody by command.

use accounts::{
    organisation,
    person::{self, Added, Became, Delivery, New, add_by_command},
};
use anyhow::{anyhow, bail};
use clap::Args;
use db::Tx;
use web::{Clock, HUB_ROLES, HubRole, OrganisationId, ROLES, Role};

use super::{base, pass_on};
use crate::{hub, settings::Settings};

/// Somebody to add.
#[derive(Debug, Args)]
pub(crate) struct NewPerson {
    /// Their e-mail address
    email: String,
    /// Their name
    #[arg(long)]
    name: Option<String>,
    /// Their role in the hub itself: hub-editor or hub-administrator
    #[arg(long, value_parser = hub_role)]
    hub_role: Option<HubRole>,
    /// An organisation that they belong to, as in its address
    #[arg(long, value_name = "SLUG")]
    organisation: Option<String>,
    /// Their role there: member, editor or administrator. Without it somebody new becomes a member, and whoever
    /// belongs to it keeps their role
    #[arg(long, value_parser = role, requires = "organisation")]
    role: Option<Role>,
    /// Let a role be lowered that they have
    #[arg(long)]
    lower: bool,
    /// Print the link even where the hub could mail it
    #[arg(long)]
    print: bool,
}

fn hub_role(word: &str) -> Result<HubRole, String> {
    word.parse()
        .map_err(|_| format!("use {}", HUB_ROLES.map(|row| row.1).join(" or ")))
}

fn role(word: &str) -> Result<Role, String> {
    word.parse()
        .map_err(|_| format!("use {}", ROLES.map(|row| row.1).join(", ")))
}

impl NewPerson {
    /// Adds them, and says what came of it.
    pub(super) async fn run(self, tx: &mut Tx, settings: &Settings) -> anyhow::Result<String> {
        let address: mail::Address = self.email.parse()?;
        let is_here = person::store::find_by_email(tx, address.email()).await?.is_some();
        let name = match self.name.as_deref().map(str::trim) {
            Some(name) if !name.is_empty() => name.to_owned(),
            _ if is_here => String::new(),
            _ => bail!("say what they are called, with --name"),
        };
        let organisation = match &self.organisation {
            Some(slug) => Some((organisation(tx, slug).await?, self.role)),
            None => None,
        };
        let new = New {
            name,
            email: address.email().to_owned(),
            hub_role: self.hub_role,
            organisation,
            may_lower: self.lower,
        };
        let accounts = hub::accounts_settings(settings, hub::sealer(settings)?);
        let base = base(settings);
        let can_mail = settings.mailer.is_some() && settings.library.public_url.is_some();
        let delivery = if can_mail && !self.print {
            Delivery::Mail
        } else {
            Delivery::Shown(&base)
        };
        Ok(
            match add_by_command(tx, &accounts, &new, delivery, Clock::System.now()).await?? {
                Added::Known { hub_role, role } => {
                    known(hub_role, role, self.organisation.as_deref().unwrap_or_default())
                }
                Added::New(Some(link)) => pass_on(&link),
                Added::New(None) => "A link is on its way to them, as soon as the hub serves.".to_owned(),
            },
        )
    }
}

/// What is said of somebody who was here: what they were, and are.
fn known(hub_role: Option<Became<HubRole>>, role: Option<Became<Role>>, organisation: &str) -> String {
    let mut said = vec!["They are here already.".to_owned()];
    if let Some(became) = hub_role {
        said.push(match became.before {
            Some(before) if before == became.after => format!("Their role in the hub stays: {}.", before.name()),
            before => format!(
                "Their role in the hub: {}. It was: {}.",
                became.after.name(),
                before.map_or("none", HubRole::name)
            ),
        });
    }
    if let Some(became) = role {
        said.push(match became.before {
            None => format!("They now belong to {organisation}: {}.", became.after.name()),
            Some(before) if before == became.after => {
                format!("Their role in {organisation} stays: {}.", before.name())
            }
            Some(before) => format!(
                "Their role in {organisation}: {}. It was: {}.",
                became.after.name(),
                before.name()
            ),
        });
    }
    if hub_role.is_none() && role.is_none() {
        said.push("Nothing was changed.".to_owned());
    }
    said.join(" ")
}

async fn organisation(tx: &mut Tx, slug: &str) -> anyhow::Result<OrganisationId> {
    let found = organisation::store::find_by_slug(tx, slug).await?;
    let found = found.ok_or_else(|| anyhow!("there is no organisation '{slug}'"))?;
    Ok(found.id)
}
