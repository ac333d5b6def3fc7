//! The trail's part of what a hub does once a day.

use db::{Db, Time};
use web::{Daily, Later, Shared};

use super::{checkpoint::Signer, retention};
use crate::{Settings, retention::Retention};

/// Signs the trail, and takes out of it what is too old.
pub(crate) fn daily() -> Daily {
    Daily {
        name: "the audit trail was signed, and what was too old taken out",
        run,
    }
}

fn run(shared: &Shared, now: Time) -> Later<'_, u64> {
    Box::pin(async move {
        let signer = Signer::of(&shared.get::<Settings>().sealer);
        retention::keep(shared.get::<Db>(), &signer, Retention::of(shared), now).await
    })
}
