//! Mail to the other administrators when somebody came in by a code on paper.

use db::{Db, Time};
use jobs::Job;
use mail::{Mailer, Message};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use web::{Change, PersonId, Shared};

use super::store;
use crate::{Settings, person, words};

/// Tells one administrator that another came in by a code on paper.
#[derive(Debug, Serialize, Deserialize)]
pub struct TellAdministrator {
    /// Who is told.
    pub administrator: Uuid,
    /// Who came in.
    pub person: Uuid,
    /// When.
    pub at: Time,
}

impl Job for TellAdministrator {
    const NAME: &'static str = "tell-administrator-of-paper-code";
}

/// Has them told once `change` is kept, where the hub can send mail: one job each, so that nobody gets the
/// same mail twice because another could not be sent.
pub(super) async fn later(change: &mut Change, person: PersonId) -> db::Result<()> {
    if change.read.shared.find::<Mailer>().is_none() {
        return Ok(());
    }
    for administrator in store::others(&mut change.tx, person).await? {
        let job = TellAdministrator {
            administrator: administrator.uuid(),
            person: person.uuid(),
            at: change.read.now,
        };
        jobs::enqueue(&mut change.tx, &job, change.read.now).await?;
    }
    Ok(())
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Sends the mail. When one of the two is not here any more, there is none.
pub(super) async fn run(job: TellAdministrator, shared: Shared) -> Result<(), Failure> {
    let mailer = shared.find::<Mailer>().ok_or("the hub has no way to send mail")?;
    let mut tx = shared.get::<Db>().read().await?;
    let administrator = person::store::find(&mut tx, job.administrator.into()).await?;
    let person = person::store::find(&mut tx, job.person.into()).await?;
    drop(tx);
    let (Some(administrator), Some(person)) = (administrator, person) else {
        return Ok(());
    };
    let settings = shared.get::<Settings>();
    let message = Message {
        to: administrator.email.parse()?,
        reply_to: None,
        subject: format!(
            "{} signed in to {} with a code on paper",
            person.name, settings.hub_name
        ),
        text: text(&person.name, &person.email, job.at, settings),
    };
    mailer.send(&message).await?;
    Ok(())
}

fn text(name: &str, email: &str, at: Time, settings: &Settings) -> String {
    let place = settings
        .public_url
        .as_deref()
        .map(|address| format!(" ({address})"))
        .unwrap_or_default();
    format!(
        "{name} ({email}) signed in to {}{place} with one of their codes on paper, on {}.\n\n\
         Codes on paper are for when single sign-on is down. If you did not expect this, ask {name} now, by a \
         way other than e-mail. If it was not them, close their account, and sign them out everywhere.\n\n\
         You get this mail because you are an administrator there too.\n",
        settings.hub_name,
        words::moment(at),
    )
}
