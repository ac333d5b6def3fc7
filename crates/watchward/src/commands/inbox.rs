//! The inbox: what readers sent.

use community::InboxForm;

use crate::{hub, settings::Place};

/// Prints what readers sent.
pub(super) async fn inbox(form: InboxForm, place: Place) -> anyhow::Result<()> {
    let db = hub::open_known_database(&place).await?;
    let mut tx = db.read().await?;
    let count = community::inbox(&mut tx, form, &mut std::io::stdout().lock()).await?;
    drop(tx);
    db.close().await;
    if count == 0 {
        eprintln!("Nobody has sent anything yet.");
    }
    Ok(())
}
