//! Reading the trail, a page at a time, the newest first.
//!
//! Each search begins at the index that narrows it most: a person, an action, a kind of thing, or the whole
//! scope. Days are first turned into numbers, since the chain is in their order.

use std::collections::BTreeMap;

use db::{Result, Time, Tx, anywhere, fetch_all, fetch_one};
use web::{OrganisationId, PersonId};

use super::{
    model::Entry,
    search::{Scope, Search},
};

/// An entry as it is shown: with the words beside it, where they still stand, and the present names of
/// whoever did it and of the other one to whom it was done.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct Line {
    #[sqlx(flatten)]
    pub(super) entry: Entry,
    pub(super) actor_name: Option<String>,
    subject_name: Option<String>,
    words: Option<String>,
}

impl Line {
    /// The present name of the person to whom it was done.
    pub(super) fn subject_name(&self) -> Option<&str> {
        let entry = &self.entry;
        let is_their_own = entry.subject_kind == "person"
            && entry
                .actor_id
                .is_some_and(|actor| actor.to_string() == entry.subject_id);
        let name = if is_their_own {
            &self.actor_name
        } else {
            &self.subject_name
        };
        name.as_deref()
    }

    /// The words beside it; none when they were erased.
    pub(super) fn words(&self) -> Option<BTreeMap<String, String>> {
        self.words
            .as_deref()
            .map(|words| serde_json::from_str(words).unwrap_or_default())
    }
}

/// All lines of some entries `e`: what they are taken from, then which of them, in what order and how many.
macro_rules! fetch_lines {
    ($tx:expr, $from:literal, $which:literal $(, $argument:expr)* $(,)?) => {
        fetch_all!(
            $tx,
            concat!(
                "select e.number, e.id, e.at, e.action, e.actor_id, e.organisation_id, e.subject_kind, e.subject_id,
                        e.detail_digest, e.previous_hash, e.hash, p.name as actor_name, d.words,
                        (select min(s.name) from audit_person a join person s on s.id = a.person_id
                          where a.number = e.number and e.subject_kind = 'person'
                            and (e.actor_id is null or a.person_id <> e.actor_id)
                         having count(*) = 1) as subject_name
                   from ", $from, "
              left join person p on p.id = e.actor_id
              left join audit_detail d on d.number = e.number
                  ", $which
            )
            $(, $argument)*
        )
    };
}

/// The entries that `search` is for and that come before its mark, at most `limit`.
pub(super) async fn find(tx: &mut Tx, scope: Scope, search: &Search, limit: i64) -> Result<Vec<Line>> {
    let numbers = numbers(tx, search).await?;
    let filter = Filter {
        scope: scope.key(),
        numbers,
        times: search.times,
        action: filled(search.action.trimmed()),
        kind: filled(search.kind.trimmed()),
        id: filled(&search.id),
        limit,
    };
    if search.who.is_some() || !search.person.trimmed().is_empty() {
        by_person(tx, &filter, scope, search).await
    } else if filter.action.is_some() {
        by_action(tx, &filter).await
    } else if filter.kind.is_some() {
        by_kind(tx, &filter).await
    } else {
        of_scope(tx, &filter).await
    }
}

struct Filter<'s> {
    scope: OrganisationId,
    /// Numbers from the first to before the second.
    numbers: [i64; 2],
    times: [Time; 2],
    action: Option<&'s str>,
    kind: Option<&'s str>,
    id: Option<&'s str>,
    limit: i64,
}

fn filled(value: &str) -> Option<&str> {
    (!value.is_empty()).then_some(value)
}

/// Between which numbers the entries of the days asked for stand.
async fn numbers(tx: &mut Tx, search: &Search) -> Result<[i64; 2]> {
    if !search.has_days() {
        return Ok([i64::MIN, search.before]);
    }
    let (first, last): (Option<i64>, Option<i64>) = fetch_one!(
        tx,
        "select min(number), max(number) from audit_entry where at >= $1 and at < $2",
        search.times[0],
        search.times[1],
    )?;
    let after = last.map_or(i64::MIN, |last| last + 1);
    Ok([first.unwrap_or(i64::MAX), search.before.min(after)])
}

async fn of_scope(tx: &mut Tx, filter: &Filter<'_>) -> Result<Vec<Line>> {
    fetch_lines!(
        tx,
        "audit_entry e",
        "where coalesce(e.organisation_id, '00000000-0000-0000-0000-000000000000') = $1
            and e.number >= $2 and e.number < $3 and e.at >= $4 and e.at < $5
       order by e.number desc
          limit $6",
        filter.scope,
        filter.numbers[0],
        filter.numbers[1],
        filter.times[0],
        filter.times[1],
        filter.limit,
    )
}

async fn by_action(tx: &mut Tx, filter: &Filter<'_>) -> Result<Vec<Line>> {
    fetch_lines!(
        tx,
        "audit_entry e",
        "where coalesce(e.organisation_id, '00000000-0000-0000-0000-000000000000') = $1
            and e.action = $2
            and (cast($3 as text) is null or e.subject_kind = $3)
            and (cast($4 as text) is null or e.subject_id = $4)
            and e.number >= $5 and e.number < $6 and e.at >= $7 and e.at < $8
       order by e.number desc
          limit $9",
        filter.scope,
        filter.action,
        filter.kind,
        filter.id,
        filter.numbers[0],
        filter.numbers[1],
        filter.times[0],
        filter.times[1],
        filter.limit,
    )
}

async fn by_kind(tx: &mut Tx, filter: &Filter<'_>) -> Result<Vec<Line>> {
    if filter.id.is_some() {
        return by_subject(tx, filter).await;
    }
    fetch_lines!(
        tx,
        "audit_entry e",
        "where coalesce(e.organisation_id, '00000000-0000-0000-0000-000000000000') = $1
            and e.subject_kind = $2
            and e.number >= $3 and e.number < $4 and e.at >= $5 and e.at < $6
       order by e.number desc
          limit $7",
        filter.scope,
        filter.kind,
        filter.numbers[0],
        filter.numbers[1],
        filter.times[0],
        filter.times[1],
        filter.limit,
    )
}

async fn by_subject(tx: &mut Tx, filter: &Filter<'_>) -> Result<Vec<Line>> {
    fetch_lines!(
        tx,
        "audit_entry e",
        "where e.subject_kind = $1 and e.subject_id = $2
            and coalesce(e.organisation_id, '00000000-0000-0000-0000-000000000000') = $3
            and e.number >= $4 and e.number < $5 and e.at >= $6 and e.at < $7
       order by e.number desc
          limit $8",
        filter.kind,
        filter.id,
        filter.scope,
        filter.numbers[0],
        filter.numbers[1],
        filter.times[0],
        filter.times[1],
        filter.limit,
    )
}

/// Somebody is found by part of a name or address among the members of the organisation, or in the hub
/// among all; by a whole address or an identifier in any case, also when they have left. Only entries of
/// the scope are shown, so nothing is learnt of anybody who has done nothing in it.
async fn by_person(tx: &mut Tx, filter: &Filter<'_>, scope: Scope, search: &Search) -> Result<Vec<Line>> {
    let typed = search.person.trimmed().to_lowercase();
    let pattern = if typed.is_empty() {
        String::new()
    } else {
        anywhere(&typed)
    };
    fetch_lines!(
        tx,
        "(select number from audit_person where person_id in
                 (select c.id from person c
                   where (c.name_key like $1 escape '!' or c.email_key like $1 escape '!')
                     and ($2 or exists (select 1 from membership m
                                         where m.organisation_id = $3 and m.person_id = c.id))
                order by c.name_key, c.id
                   limit 20)
           union
          select number from audit_person where person_id in (select c.id from person c where c.email_key = $4)
           union
          select number from audit_person where person_id = $5) as theirs
           join audit_entry e on e.number = theirs.number",
        "where coalesce(e.organisation_id, '00000000-0000-0000-0000-000000000000') = $3
            and (cast($6 as text) is null or e.action = $6)
            and (cast($7 as text) is null or e.subject_kind = $7)
            and (cast($8 as text) is null or e.subject_id = $8)
            and e.number >= $9 and e.number < $10 and e.at >= $11 and e.at < $12
       order by e.number desc
          limit $13",
        pattern.as_str(),
        scope == Scope::Hub,
        filter.scope,
        typed.as_str(),
        search.who,
        filter.action,
        filter.kind,
        filter.id,
        filter.numbers[0],
        filter.numbers[1],
        filter.times[0],
        filter.times[1],
        filter.limit,
    )
}

/// What an entry shows somebody whose data it is among: it is by them, or about them.
pub(super) async fn of_person(tx: &mut Tx, person: PersonId, limit: i64) -> Result<Vec<Line>> {
    fetch_lines!(
        tx,
        "audit_person a
           join audit_entry e on e.number = a.number",
        "where a.person_id = $1
       order by a.number desc
          limit $2",
        person,
        limit,
    )
}
