//! Signing out.

use axum::response::Response;
use web::{Form, Result, see_other};

use crate::{
    Settings,
    audit::{self, Act},
    form::with_cookies,
    session,
};

/// Ends the session of this browser. Whoever has none is signed out already.
pub(super) async fn send(form: Form) -> Result<Response> {
    let change = form.change().await?;
    let (read, mut tx) = (change.read, change.tx);
    if let (Some(person), Some(session)) = (read.viewer.person, read.viewer.session)
        && session::store::end(&mut tx, person, session).await?
    {
        audit::record(
            &mut tx,
            &Act::by(&read, "session.ended").on("session", session),
            read.now,
        )
        .await?;
        tx.commit().await?;
    }
    let cookie = session::clear_cookie(read.shared.get::<Settings>().is_https());
    Ok(with_cookies(see_other("/"), [cookie]))
}
