//! People, from the machine that the hub runs on: it is also the way back in when nobody can sign in.

use accounts::{
    audit::Act,
    organisation,
    person::{self, Delivery, New, Person, add_by_command, disable, enable, reset_by_command},
};
use anyhow::{Context as _, anyhow, bail};
use clap::{Args, Subcommand};
use db::Tx;
use web::{Clock, HUB_ROLES, HubRole, OrganisationId, PersonId, ROLES, Role};

use crate::{
    hub,
    settings::{HubOptions, PlaceOptions, Settings},
};

/// How many people are read at a time.
const PAGE: i64 = 500;

/// What can be done to people.
#[derive(Debug, Subcommand)]
pub(crate) enum PersonCommand {
    /// Add somebody, who gets a link by which they set up how they sign in; whoever is here gets the roles
    Add {
        #[command(flatten)]
        add: NewPerson,
        #[command(flatten)]
        at: At,
    },
    /// Keep somebody out: they are signed out everywhere and cannot sign in
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
    /// List everybody: name, e-mail address, role in the hub, and whether they are kept out
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
    /// Their role there: member, editor or administrator
    #[arg(long, value_parser = role, requires = "organisation", default_value = "member")]
    role: Role,
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

/// Does what was asked for.
pub(super) async fn person(deed: Deed, settings: Settings) -> anyhow::Result<()> {
    let db = hub::open_known_database(&settings.place).await?;
    let mut tx = match deed {
        Deed::List => db.read().await?,
        _ => db.write().await?,
    };
    let now = Clock::System.now();
    let said = match deed {
        Deed::List => list(&mut tx).await?,
        Deed::Add(add) => add.run(&mut tx, &settings).await?,
        Deed::Disable(email) => {
            let person = find(&mut tx, &email).await?;
            disable(&mut tx, &person, Act::of_the_hub("person.disabled"), now).await??;
            "Kept out, and signed out everywhere.".to_owned()
        }
        Deed::Enable(email) => {
            let person = find(&mut tx, &email).await?;
            enable(&mut tx, &person, Act::of_the_hub("person.enabled"), now).await?;
            "May sign in again.".to_owned()
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

impl NewPerson {
    async fn run(self, tx: &mut Tx, settings: &Settings) -> anyhow::Result<String> {
        let address: mail::Address = self.email.parse().context("EMAIL")?;
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
            match add_by_command(tx, &accounts, &new, delivery, Clock::System.now()).await? {
                (false, _) => "They are here already, and have what you gave them.".to_owned(),
                (true, Some(link)) => pass_on(&link),
                (true, None) => "A link is on its way to them, as soon as the hub serves.".to_owned(),
            },
        )
    }
}

async fn organisation(tx: &mut Tx, slug: &str) -> anyhow::Result<OrganisationId> {
    let found = organisation::store::find_by_slug(tx, slug).await?;
    let found = found.ok_or_else(|| anyhow!("there is no organisation '{slug}'"))?;
    Ok(found.id)
}

async fn list(tx: &mut Tx) -> anyhow::Result<String> {
    let mut said = String::new();
    let mut after = (String::new(), PersonId::from(db::uuid::Uuid::nil()));
    loop {
        let people = person::store::list(tx, "%", (&after.0, after.1), PAGE).await?;
        let Some(last) = people.last() else { break };
        after = (last.name.to_lowercase(), last.id);
        for person in &people {
            let role = person.hub_role().map(HubRole::name).unwrap_or_default();
            let state = if person.is_disabled { "kept out" } else { "" };
            let line = [person.name.as_str(), person.email.as_str(), role, state].join("\t");
            said.push_str(line.trim_end());
            said.push('\n');
        }
    }
    Ok(if said.is_empty() {
        "Nobody is here yet.".to_owned()
    } else {
        said
    })
}
