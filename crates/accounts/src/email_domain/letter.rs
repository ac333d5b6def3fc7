//! The letter to a domain's keeper: a mail with a link, by which they say whose domain it is.

use db::Db;
use jobs::Job;
use mail::{Mailer, Message};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use web::{Clock, OrganisationId, Shared};

use super::{model::KEEPERS, store};
use crate::{Settings, organisation, secret::Token};

/// Writes to the keeper of a domain. The link is made when the mail is, so that no secret waits in a table;
/// a second mail makes the first one's link worthless.
#[derive(Debug, Serialize, Deserialize)]
pub struct WriteToKeeper {
    /// Whose domain it would be.
    pub organisation: Uuid,
    /// The domain.
    pub domain: String,
    /// The mailbox of its keeper: postmaster or hostmaster.
    pub keeper: String,
}

impl Job for WriteToKeeper {
    const NAME: &'static str = "write-to-domain-keeper";
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Sends the mail. When the domain is not there any more, or verified meanwhile, there is none.
pub(super) async fn run(job: WriteToKeeper, shared: Shared) -> Result<(), Failure> {
    let mailer = shared.find::<Mailer>().ok_or("the hub has no way to send mail")?;
    let settings = shared.get::<Settings>();
    let base = settings
        .public_url
        .as_deref()
        .ok_or("public_url is not set, so no link can be sent")?;
    if !KEEPERS.contains(&job.keeper.as_str()) {
        return Err("a domain's keeper is postmaster or hostmaster".into());
    }
    let to = format!("{}@{}", job.keeper, job.domain).parse()?;
    let id = OrganisationId::from(job.organisation);
    let token = Token::new()?;
    let mut tx = shared.get::<Db>().write().await?;
    let organisation = organisation::store::find(&mut tx, id).await?;
    let waits = store::note_link(&mut tx, id, &job.domain, &token, shared.get::<Clock>().now()).await?;
    let Some(organisation) = organisation.filter(|_| waits) else {
        return Ok(());
    };
    tx.commit().await?;
    let link = format!("{base}/organisation-domains/{}", token.reveal());
    mailer
        .send(&message(to, &settings.hub_name, &organisation.name, &job.domain, &link))
        .await?;
    Ok(())
}

fn message(to: mail::Address, hub: &str, organisation: &str, domain: &str, link: &str) -> Message {
    let text = format!(
        "You get this because you look after the e-mail domain {domain}.\n\n\
         {organisation} has said on {hub} that {domain} is its own domain. If you confirm it, people with an \
         address at {domain} may join {organisation} on {hub}.\n\n\
         Is it theirs? Open this link and confirm it. The link holds for seven days:\n\n{link}\n\n\
         Is it not, or do you not know? Then do nothing, and nothing happens.\n"
    );
    Message {
        to,
        reply_to: None,
        subject: format!("Is {domain} the e-mail domain of {organisation}?"),
        text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letter_says_what_a_yes_does() {
        let to = "postmaster@northvale.gov.uk".parse().unwrap();
        let mail = message(
            to,
            "Watchward",
            "Northvale District Council",
            "northvale.gov.uk",
            "https://hub.test/x",
        );
        assert_eq!(
            mail.subject,
            "Is northvale.gov.uk the e-mail domain of Northvale District Council?"
        );
        for words in [
            "https://hub.test/x",
            "may join Northvale District Council on Watchward",
            "do nothing",
            "seven days",
        ] {
            assert!(mail.text.contains(words), "{}", mail.text);
        }
    }
}
