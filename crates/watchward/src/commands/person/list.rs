//! Listing everybody by command.

use accounts::person;
use db::{Time, Tx};
use web::{HubRole, PersonId};

/// How many people are read at a time.
const PAGE: i64 = 500;

/// Everybody, a line each.
pub(super) async fn list(tx: &mut Tx, now: Time) -> anyhow::Result<String> {
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
    for invited in person::invited(tx, now).await? {
        let line = ["", invited.email.as_str(), &invited.promise(), "invited"].join("\t");
        said.push_str(&line);
        said.push('\n');
    }
    Ok(if said.is_empty() {
        "Nobody is here yet.".to_owned()
    } else {
        said
    })
}
