//! Ending one's own sessions.

use axum::{extract::Path, response::Response};
use web::{Error, Form, Result, SessionId, see_other};

use super::pages::whoever;
use crate::{
    audit::{self, Act},
    session,
};

pub(super) async fn end(Path(session): Path<String>, form: Form) -> Result<Response> {
    let session: SessionId = session.parse().map_err(|_| Error::NotFound("session"))?;
    let change = form.change().await?;
    let (read, mut tx) = (change.read, change.tx);
    if !session::store::end(&mut tx, whoever(&read)?, session).await? {
        return Err(Error::NotFound("session"));
    }
    audit::record(
        &mut tx,
        &Act::by(&read, "session.ended").on("session", session),
        read.now,
    )
    .await?;
    tx.commit().await?;
    Ok(see_other("/account?done=session"))
}

pub(super) async fn end_others(form: Form) -> Result<Response> {
    let change = form.change().await?;
    let (read, mut tx) = (change.read, change.tx);
    let person = whoever(&read)?;
    let kept = read.viewer.session.ok_or(Error::Forbidden)?;
    let ended = session::store::end_others(&mut tx, person, kept).await?;
    let act = Act::by(&read, "sessions.ended")
        .on("person", person)
        .with("count", ended.to_string());
    audit::record(&mut tx, &act, read.now).await?;
    tx.commit().await?;
    Ok(see_other("/account?done=sessions"))
}
