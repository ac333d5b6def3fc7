//! What is of no use any more is forgotten, and accounts that nobody has used for long.

use db::{Db, Time};
use web::{Daily, Later, PersonId, PersonalRooms, Result, Shared};

use super::{forget::forget, store};
use crate::{
    Settings,
    audit::Act,
    person,
    retention::{DAY, Retention},
};

/// How many accounts are looked at together.
const PAGE: i64 = 100;

/// Forgets what is of no use any more, such as links whose time is over.
pub(crate) fn of_no_use() -> Daily {
    Daily {
        name: "sessions, links and attempts whose time was over were forgotten",
        run: forget_of_no_use,
    }
}

fn forget_of_no_use(shared: &Shared, now: Time) -> Later<'_, u64> {
    Box::pin(async move {
        let mut tx = shared.get::<Db>().write().await?;
        let gone = crate::forget_old(&mut tx, shared.get::<Settings>(), now).await?;
        tx.commit().await?;
        Ok(gone)
    })
}

/// Forgets whoever has not signed in for long, but for the only administrators of something.
pub(crate) fn daily() -> Daily {
    Daily {
        name: "people whose accounts nobody used for long were forgotten",
        run,
    }
}

fn run(shared: &Shared, now: Time) -> Later<'_, u64> {
    Box::pin(async move {
        let db = shared.get::<Db>();
        let oldest = now.plus_seconds(-DAY * i64::from(Retention::of(shared).unused_accounts));
        let mut after = (jiff::Timestamp::MIN.into(), PersonId::from(uuid::Uuid::nil()));
        let mut forgotten = 0;
        loop {
            let page = store::unused(&mut db.read().await?, oldest, after, PAGE).await?;
            let Some(last) = page.last() else { return Ok(forgotten) };
            after = *last;
            for (_, person) in page {
                forgotten += u64::from(expire(db, shared.get::<PersonalRooms>(), person, now).await?);
            }
        }
    })
}

async fn expire(db: &Db, rooms: &PersonalRooms, person: PersonId, now: Time) -> Result<bool> {
    let mut tx = db.write().await?;
    let Some(person) = person::store::find(&mut tx, person).await? else {
        return Ok(false);
    };
    let act = Act::of_the_hub("person.expired").on("person", person.id);
    let is_forgotten = forget(&mut tx, rooms, &person, &act, now).await?.is_none();
    if is_forgotten {
        tx.commit().await?;
    }
    Ok(is_forgotten)
}
