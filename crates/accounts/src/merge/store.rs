//! What goes along when one organisation merges into another.

use db::{Result, Tx, execute, fetch_one};
use text::words::counted;
use web::{GoesAlong, Merging, Role};

use crate::{directory, identity_provider, membership, organisation::Organisation};

/// So many of one, and of these so many that both have.
type Count = (i64, i64);

// What is said of a merge beside its numbers.
const ADMINISTRATORS: &str = "Administrators become administrators of the organisation that goes on.";
const COME_BY_PROVIDER: &str = "The organisation that goes on lets its people in by single sign-on only. Whoever has \
                                no work account there that is linked here cannot come in after the merge.";
const RULE_ENDS: &str = "That people come by single sign-on only ends: the organisation that goes on has no such rule.";

/// Says what would go along. Those who keep the hub are not told, not even by its number, of what an
/// organisation keeps to itself: of facts, what is CLEAR is counted.
pub(super) async fn foretell(tx: &mut Tx, merging: &Merging) -> Result<Vec<GoesAlong>> {
    let (from, into) = (merging.from, merging.into);
    let people: Count = fetch_one!(
        tx,
        "select count(*), count(other.person_id)
           from membership m
      left join membership other on other.person_id = m.person_id and other.organisation_id = $2
          where m.organisation_id = $1",
        from,
        into,
    )?;
    let facts: Count = fetch_one!(
        tx,
        "select count(*), count(other.name)
           from local_fact f
      left join local_fact other on other.name = f.name and other.organisation_id = $2 and other.value <> ''
            and other.tlp = 'CLEAR'
          where f.organisation_id = $1 and f.value <> '' and f.tlp = 'CLEAR'",
        from,
        into,
    )?;
    let domains: Count = fetch_one!(
        tx,
        "select count(*), count(other.domain)
           from email_domain d
      left join email_domain other on other.domain = d.domain and other.organisation_id = $2
          where d.organisation_id = $1",
        from,
        into,
    )?;
    let (controllers, hosts, slugs): (i64, i64, i64) = fetch_one!(
        tx,
        "select (select count(*) from controller c
                  where c.organisation_id = $1
                    and exists (select 1 from controller_fact f where f.controller_id = c.id and f.tlp = 'CLEAR')),
                (select count(*) from host_name where organisation_id = $1),
                (select count(*) from organisation_slug where organisation_id = $1)",
        from,
    )?;
    let providers = identity_provider::store::count(tx, from).await?;
    let is_single_from = identity_provider::store::is_single_only(tx, from).await?;
    let is_single_into = identity_provider::store::is_single_only(tx, into).await?;
    let has_administrators = membership::store::count_administrators(tx, from).await? > 0;
    let mut of_people = of_both(
        people.1,
        "is in both, and keeps the role that may do more",
        "are in both. Each keeps the role that may do more",
    );
    for (is_so, words) in [(has_administrators, ADMINISTRATORS), (is_single_into, COME_BY_PROVIDER)] {
        if is_so {
            of_people = format!("{of_people} {words}");
        }
    }
    let line = |(one, many), count, note: String| GoesAlong { one, many, count, note };
    Ok(vec![
        line(("person", "people"), people.0, of_people.trim_start().to_owned()),
        line(
            (
                "local fact that everybody may see",
                "local facts that everybody may see",
            ),
            facts.0,
            of_both(
                facts.1,
                "is known in both. That of the organisation that goes on stays",
                "are known in both. Those of the organisation that goes on stay",
            ),
        ),
        line(
            (
                "separate controller that everybody may know of",
                "separate controllers that everybody may know of",
            ),
            controllers,
            String::new(),
        ),
        line(
            ("e-mail domain", "e-mail domains"),
            domains.0,
            of_both(
                domains.1,
                "is in both, and stands once afterwards",
                "are in both, and stand once afterwards",
            ),
        ),
        line(("host name", "host names"), hosts, String::new()),
        line(
            (
                "way to sign in (identity provider)",
                "ways to sign in (identity providers)",
            ),
            providers,
            if is_single_from && !is_single_into {
                RULE_ENDS.to_owned()
            } else {
                String::new()
            },
        ),
        line(("link that leads on", "links that lead on"), slugs, String::new()),
    ])
}

fn of_both(count: i64, one: &str, many: &str) -> String {
    if count == 0 {
        String::new()
    } else {
        format!("{}.", counted(count, one, many))
    }
}

/// Has it go along.
pub(super) async fn carry(tx: &mut Tx, merging: &Merging) -> Result<()> {
    carry_people(tx, merging).await?;
    carry_facts(tx, merging).await?;
    carry_domains(tx, merging).await?;
    identity_provider::store::carry(tx, merging.from, merging.into).await?;
    let (from, into) = (merging.from, merging.into);
    carry_controllers(tx, merging).await?;
    execute!(
        tx,
        "update host_name set organisation_id = $2 where organisation_id = $1",
        from,
        into,
    )?;
    execute!(
        tx,
        "update organisation_slug set organisation_id = $2 where organisation_id = $1",
        from,
        into,
    )?;
    Ok(())
}

/// A person in both keeps the higher role. Their sessions act for the organisation that goes on, and get a
/// new token, since what they may do has grown.
async fn carry_people(tx: &mut Tx, merging: &Merging) -> Result<()> {
    let (from, into) = (merging.from, merging.into);
    execute!(
        tx,
        "update session set is_to_rotate = $2
          where person_id in (select person_id from membership where organisation_id = $1)",
        from,
        true,
    )?;
    let (administrator, editor) = (Role::Administrator.as_str(), Role::Editor.as_str());
    execute!(
        tx,
        "update membership set role = $3
          where organisation_id = $2 and role <> $3
            and person_id in (select person_id from membership where organisation_id = $1 and role = $3)",
        from,
        into,
        administrator,
    )?;
    execute!(
        tx,
        "update membership set role = $3
          where organisation_id = $2 and role not in ($3, $4)
            and person_id in (select person_id from membership where organisation_id = $1 and role = $3)",
        from,
        into,
        editor,
        administrator,
    )?;
    execute!(
        tx,
        "delete from membership
          where organisation_id = $1
            and person_id in (select person_id from membership where organisation_id = $2)",
        from,
        into,
    )?;
    execute!(
        tx,
        "update membership set organisation_id = $2 where organisation_id = $1",
        from,
        into,
    )?;
    execute!(
        tx,
        "update session set organisation_id = $2 where organisation_id = $1",
        from,
        into,
    )?;
    // Whoever was invited and has not come yet comes to the one that goes on.
    execute!(
        tx,
        "update link set organisation_id = $2 where organisation_id = $1",
        from,
        into,
    )?;
    Ok(())
}

/// What both know stays as the one that goes on knows it.
async fn carry_facts(tx: &mut Tx, merging: &Merging) -> Result<()> {
    let (from, into) = (merging.from, merging.into);
    execute!(
        tx,
        "delete from local_fact
          where organisation_id = $2 and value = ''
            and name in (select name from local_fact where organisation_id = $1)",
        from,
        into,
    )?;
    execute!(
        tx,
        "delete from local_fact
          where organisation_id = $1 and name in (select name from local_fact where organisation_id = $2)",
        from,
        into,
    )?;
    execute!(
        tx,
        "update local_fact set organisation_id = $2, version = version + 1 where organisation_id = $1",
        from,
        into,
    )?;
    Ok(())
}

/// A controller that comes along says in its name whose it was: both may have a returning officer. One that has
/// come along before says so already.
async fn carry_controllers(tx: &mut Tx, merging: &Merging) -> Result<()> {
    let (from, into) = (merging.from, merging.into);
    execute!(
        tx,
        "update controller set title = title || ' (' || (select name from organisation where id = $1) || ')'
          where organisation_id = $1 and title not like '%)'",
        from,
    )?;
    execute!(
        tx,
        "update controller set organisation_id = $2 where organisation_id = $1",
        from,
        into,
    )?;
    Ok(())
}

/// A domain that both have stands once, verified when it was verified in either.
async fn carry_domains(tx: &mut Tx, merging: &Merging) -> Result<()> {
    let (from, into) = (merging.from, merging.into);
    execute!(
        tx,
        "delete from email_domain
          where organisation_id = $2 and verified_at is null
            and domain in (select domain from email_domain
                            where organisation_id = $1 and verified_at is not null)",
        from,
        into,
    )?;
    execute!(
        tx,
        "delete from email_domain
          where organisation_id = $1 and domain in (select domain from email_domain where organisation_id = $2)",
        from,
        into,
    )?;
    execute!(
        tx,
        "update email_domain set organisation_id = $2 where organisation_id = $1",
        from,
        into,
    )?;
    Ok(())
}

/// Ends an organisation, unless somebody changed it or the one that goes on since it was looked at. What
/// merged into it earlier leads to the one that goes on. Says whether it was ended.
pub(super) async fn end(tx: &mut Tx, from: &Organisation, into: &Organisation, merging: &Merging) -> Result<bool> {
    let held = execute!(
        tx,
        "update organisation set version = version + 1 where id = $1 and version = $2 and merged_into_id is null",
        into.id,
        into.version,
    )?;
    // Its slug is one of the other's from now on, which may take it for its own.
    let ended = execute!(
        tx,
        "update organisation set merged_into_id = $1, slug = $2, version = version + 1
          where id = $3 and version = $4 and merged_into_id is null",
        into.id,
        from.id.to_string(),
        from.id,
        from.version,
    )?;
    if held != 1 || ended != 1 {
        return Ok(false);
    }
    execute!(
        tx,
        "update organisation set merged_into_id = $2 where merged_into_id = $1",
        from.id,
        into.id,
    )?;
    directory::note_change(tx, into.id, merging.now).await?;
    Ok(true)
}
