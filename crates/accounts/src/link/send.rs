//! Mailing a link. The job carries its identifier and nothing else.

use db::{Db, Time, Tx};
use jobs::Job;
use mail::{Mailer, Message};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use web::{Result, Shared};

use super::{
    model::{Kind, Link},
    store,
};
use crate::{
    Settings,
    audit::{self, Act},
    organisation,
};

/// Mails a link to whom it is for.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SendLink {
    link: Uuid,
}

impl Job for SendLink {
    const NAME: &'static str = "send-link";
}

/// Whether this hub can mail links: it sends mail, and knows the address by which the world reaches it. The
/// address that a browser happens to ask is never mailed: it is the browser's to choose.
pub(crate) fn can_mail(shared: &Shared) -> bool {
    shared.find::<Mailer>().is_some() && shared.get::<Settings>().public_url.is_some()
}

/// Why this hub mails no links, for whoever passes one on by hand.
pub(super) fn why_not(shared: &Shared) -> &'static str {
    let has_address = shared.get::<Settings>().public_url.is_some();
    match (shared.find::<Mailer>().is_some(), has_address) {
        (false, false) => {
            "This hub mails no links: it has no way to send mail (smtp) and no address of its own (public_url) yet."
        }
        (false, true) => "This hub mails no links: it has no way to send mail (smtp) yet.",
        (true, _) => "This hub mails no links: it does not know its own address (public_url) yet.",
    }
}

/// Has the link mailed once the transaction is kept.
pub(crate) async fn later(tx: &mut Tx, link: &Link, now: Time) -> Result<()> {
    jobs::enqueue(tx, &SendLink { link: link.id.uuid() }, now).await?;
    Ok(())
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Sends the mail, while the link works and is for somebody. A recovery that nobody is to have is forgotten.
pub(crate) async fn run(job: SendLink, shared: Shared) -> Result<(), Failure> {
    let settings = shared.get::<Settings>();
    let (Some(mailer), Some(base)) = (shared.find::<Mailer>(), settings.public_url.as_deref()) else {
        return Err("a link waits, and the hub cannot mail it: set smtp and public_url".into());
    };
    let now = shared.get::<web::Clock>().now();
    let mut tx = shared.get::<Db>().write().await?;
    let Some(link) = store::find_by_id(&mut tx, job.link.into(), now).await? else {
        return Ok(());
    };
    if link.kind() == Some(Kind::Recovery) && link.person_id.is_none() {
        store::take(&mut tx, link.id).await?;
        tx.commit().await?;
        return Ok(());
    }
    let organisation = match link.organisation_id {
        Some(organisation) => organisation::store::find(&mut tx, organisation).await?,
        None => None,
    };
    // Whoever sends mail may take a while: nobody waits for this transaction.
    drop(tx);
    let address = link.address(base, &settings.sealer);
    let name = organisation.map(|organisation| organisation.name);
    mailer
        .send(&message(&link, &settings.hub_name, name.as_deref(), &address)?)
        .await?;
    let mut tx = shared.get::<Db>().write().await?;
    let act = Act::of_the_hub("link.mailed").in_organisation(link.organisation_id);
    let act = act.on("link", link.id).with("kind", link.kind.as_str());
    audit::record(&mut tx, &act, now).await?;
    tx.commit().await?;
    Ok(())
}

fn message(link: &Link, hub: &str, organisation: Option<&str>, address: &str) -> Result<Message, mail::NotAnAddress> {
    let greeting = match link.name.as_str() {
        "" => "Hello,".to_owned(),
        name => format!("Hello {name},"),
    };
    let (subject, why, how_long) = match link.kind() {
        Some(Kind::Recovery) => (
            format!("Choose a new password for {hub}"),
            format!("somebody, we think you, asked for a new password for {hub}."),
            "It works once, for 30 minutes. If it was not you who asked, you need do nothing: your password stays as it is.",
        ),
        Some(Kind::SetUp) => (
            format!("Set up how you sign in to {hub}"),
            format!("you can now set up how you sign in to {hub}."),
            "It works once, for 7 days.",
        ),
        _ => (
            format!("You are invited to {hub}"),
            match organisation {
                Some(organisation) => format!("{organisation} has invited you to {hub}."),
                None => format!("you are invited to {hub}."),
            },
            "It works once, for 7 days. If you do not want to, you need do nothing.",
        ),
    };
    let mut why = why;
    if let Some(first) = why.get(..1).map(str::to_uppercase) {
        why.replace_range(..1, &first);
    }
    Ok(Message {
        to: link.email.parse()?,
        reply_to: None,
        subject,
        text: format!(
            "{greeting}\n\n{why} Open this link to go on:\n\n{address}\n\n{how_long} Send it to nobody: \
             whoever opens it is taken for you.\n"
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(kind: Kind, name: &str) -> Message {
        let noon = "2026-11-24T12:00:00Z".parse::<jiff::Timestamp>().unwrap().into();
        let link = Link {
            name: name.into(),
            email: "sam@example.org".into(),
            ..Link::new(kind, noon)
        };
        message(&link, "Watchward", Some("Northvale"), "https://hub.test/sign-in/x").unwrap()
    }

    #[test]
    fn an_invitation_says_who_invites_and_to_what() {
        let mail = mail(Kind::Invitation, "Sam");
        assert_eq!(mail.subject, "You are invited to Watchward");
        assert_eq!(
            mail.text,
            "Hello Sam,\n\nNorthvale has invited you to Watchward. Open this link to go on:\n\n\
             https://hub.test/sign-in/x\n\nIt works once, for 7 days. If you do not want to, you need do nothing. \
             Send it to nobody: whoever opens it is taken for you.\n"
        );
    }

    #[test]
    fn a_recovery_says_what_to_do_when_it_was_somebody_else() {
        let mail = mail(Kind::Recovery, "");
        assert!(
            mail.text.starts_with("Hello,\n\nSomebody, we think you, asked"),
            "{}",
            mail.text
        );
        assert!(mail.text.contains("If it was not you who asked"), "{}", mail.text);
    }
}
