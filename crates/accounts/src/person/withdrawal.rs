//! Withdrawing an invitation, by those who keep the hub.

use axum::{extract::Path, response::Response};
use db::{Time, Tx};
use web::{Error, Form, Found as _, Read, Result, see_other};

use crate::{
    asking::Asking,
    audit::{self, Act},
    form::below,
    link::{self, Invited, LinkId, invited},
};

async fn invitation(tx: &mut Tx, link: &str, now: Time) -> Result<Invited> {
    let link: LinkId = link.parse().map_err(|_| Error::NotFound("invitation"))?;
    invited::find(tx, link, now).await?.found("invitation")
}

pub(super) async fn ask(Path(link): Path<String>, read: Read) -> Result<Response> {
    let invitation = invitation(&mut read.tx().await?, &link, read.now).await?;
    let question = format!("Withdraw the invitation of {}?", invitation.email);
    let shell = below(&read, &question, &[("People of this hub", "/hub/people")]);
    let facts = ui::SummaryList::new()
        .row("Would become", invitation.promise())
        .row("The link works until", invitation.until());
    let consequence = "The link that they were given works no longer. You can invite them again.";
    Asking::new(shell, consequence, "Withdraw the invitation")
        .facts(facts)
        .keep("Let it stand", "/hub/people#invitations")
        .answer()
}

pub(super) async fn send(Path(link): Path<String>, form: Form) -> Result<Response> {
    let change = form.change().await?;
    let (read, mut tx) = (change.read, change.tx);
    let invitation = invitation(&mut tx, &link, read.now).await?;
    withdraw(&mut tx, &invitation, Act::by(&read, "invitation.withdrawn"), read.now).await?;
    tx.commit().await?;
    Ok(see_other("/hub/people?done=withdrawn"))
}

async fn withdraw(tx: &mut Tx, invitation: &Invited, act: Act, now: Time) -> Result<()> {
    link::store::take(tx, invitation.id)
        .await?
        .then_some(())
        .found("invitation")?;
    let act = act.in_organisation(invitation.organisation_id);
    let act = act.on("link", invitation.id).with("email", &invitation.email);
    audit::record(tx, &act, now).await
}

/// The invitations that nobody has answered, the newest first, a hundred at most.
///
/// # Errors
/// When the database fails.
pub async fn invited(tx: &mut Tx, now: Time) -> Result<Vec<Invited>> {
    Ok(invited::list(tx, now).await?)
}

/// Withdraws what an address was invited to, by a command. Says what that was.
///
/// # Errors
/// When the database fails.
pub async fn withdraw_by_command(tx: &mut Tx, email: &str, now: Time) -> Result<Vec<Invited>> {
    let invitations = invited::list_of_email(tx, email, now).await?;
    for invitation in &invitations {
        withdraw(tx, invitation, Act::of_the_hub("invitation.withdrawn"), now).await?;
    }
    Ok(invitations)
}
