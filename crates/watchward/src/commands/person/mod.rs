//! People, from the machine that the hub runs on: it is also the way back in when nobody can sign in.

mod add;
mod list;

use accounts::{
    audit::Act,
    person::{self, Delivery, NotChanged, Person, disable, enable, reset_by_command},
};
use anyhow::{anyhow, bail};
use clap::{Args, Subcommand};
use db::{Time, Tx};
use web::Clock;

use self::add::NewPerson;

use crate::{
    hub,
    settings::{HubOptions, PlaceOptions, Settings},
};

/// What can be done to people.
#[derive(Debug, Subcommand)]
pub(crate) enum PersonCommand {
    /// Add somebody, who gets a link by which they set up how they sign in; whoever is here gets the roles, and
    /// keeps those that may do more
    Add {
        #[command(flatten)]
        add: NewPerson,
        #[command(flatten)]
        at: At,
    },
    /// Keep somebody out: they are signed out everywhere and cannot sign in. Whoever is only invited is invited
    /// no longer
    Disable {
        /// Their e-mail address
        email: String,
        #[command(flatten)]
        at: At,
    },
    /// Let somebody in again who was kept out
    Enable {
        /// Their e-mail address
        email: String,
        #[command(flatten)]
        at: At,
    },
    /// Let somebody begin anew: forget all that they sign in with, sign them out, and print a link
    Reset {
        /// Their e-mail address
        email: String,
        #[command(flatten)]
        at: At,
    },
    /// List everybody: name, e-mail address, role in the hub, and whether they are kept out; then who is
    /// invited and not here yet
    List {
        #[command(flatten)]
        at: At,
    },
}

/// Which hub it is done to.
#[derive(Debug, Args)]
pub(crate) struct At {
    #[command(flatten)]
    place: PlaceOptions,
    #[command(flatten)]
    hub: Box<HubOptions>,
}

/// What is done, and to whom.
#[derive(Debug)]
pub(crate) enum Deed {
    Add(NewPerson),
    Disable(String),
    Enable(String),
    Reset(String),
    List,
}

impl PersonCommand {
    /// What is asked for, and the settings of the hub that it is asked of.
    pub(super) fn judged(self) -> anyhow::Result<(Deed, Box<Settings>)> {
        let (deed, at) = match self {
            Self::Add { add, at } => (Deed::Add(add), at),
            Self::Disable { email, at } => (Deed::Disable(email), at),
            Self::Enable { email, at } => (Deed::Enable(email), at),
            Self::Reset { email, at } => (Deed::Reset(email), at),
            Self::List { at } => (Deed::List, at),
        };
        Ok((deed, Box::new(Settings::new(at.place, *at.hub)?)))
    }
}

/// Does what was asked for.
pub(super) async fn person(deed: Deed, settings: Settings) -> anyhow::Result<()> {
    let db = hub::open_known_database(&settings.place).await?;
    let mut tx = match deed {
        Deed::List => db.read().await?,
        _ => db.write().await?,
    };
    let now = Clock::System.now();
    let said = match deed {
        Deed::List => list::list(&mut tx, now).await?,
        Deed::Add(add) => add.run(&mut tx, &settings).await?,
        Deed::Disable(email) => keep_out(&mut tx, &email, now).await?,
        Deed::Enable(email) => {
            let person = find(&mut tx, &email).await?;
            match enable(&mut tx, &person, Act::of_the_hub("person.enabled"), now).await? {
                Err(NotChanged::Same) => "They may sign in already. Nothing was changed.".to_owned(),
                done => {
                    done?;
                    "May sign in again.".to_owned()
                }
            }
        }
        Deed::Reset(email) => {
            let person = find(&mut tx, &email).await?;
            if person.is_disabled {
                bail!("this account is disabled: let them in again first, with `watchward person enable`");
            }
            let accounts = hub::accounts_settings(&settings, hub::sealer(&settings)?);
            let base = base(&settings);
            let link = reset_by_command(&mut tx, &accounts, &person, Delivery::Shown(&base), now).await?;
            pass_on(&link.unwrap_or_default())
        }
    };
    tx.commit().await?;
    db.close().await;
    super::say(said.trim_end());
    Ok(())
}

/// Where the hub is reached.
fn base(settings: &Settings) -> String {
    let own = || format!("http://{}", settings.listen);
    settings.library.public_url.clone().unwrap_or_else(own)
}

fn pass_on(link: &str) -> String {
    format!("Pass this link on to them alone. It works once, for 7 days:\n  {link}")
}

async fn find(tx: &mut Tx, email: &str) -> anyhow::Result<Person> {
    let found = person::store::find_by_email(tx, email).await?;
    found.ok_or_else(|| anyhow!("nobody here has the address {email}"))
}

/// Keeps somebody out; whoever has no account yet is invited no longer.
async fn keep_out(tx: &mut Tx, email: &str, now: Time) -> anyhow::Result<String> {
    let Some(person) = person::store::find_by_email(tx, email).await? else {
        let withdrawn = person::withdraw_by_command(tx, email, now).await?;
        if withdrawn.is_empty() {
            bail!("nobody here has the address {email}, and nobody was invited by it");
        }
        let promised: Vec<String> = withdrawn.iter().map(person::Invited::promise).collect();
        return Ok(format!(
            "They were not here yet. Their invitation is withdrawn, and its link works no longer: {}.",
            promised.join("; ")
        ));
    };
    match disable(tx, &person, Act::of_the_hub("person.disabled"), now).await? {
        Err(NotChanged::Same) => Ok("They are kept out already. Nothing was changed.".to_owned()),
        done => {
            done?;
            Ok("Kept out, and signed out everywhere.".to_owned())
        }
    }
}
