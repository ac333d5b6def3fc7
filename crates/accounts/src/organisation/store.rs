//! What the tables remember of organisations.

use db::{Result, Time, Tx, anywhere, execute, fetch_all, fetch_one, fetch_optional};
use web::OrganisationId;

use super::model::{Listed, Organisation};
use crate::directory;

/// One organisation.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &mut Tx, organisation: OrganisationId) -> Result<Option<Organisation>> {
    fetch_optional!(
        tx,
        "select id, slug, name, kind, nation, code, merged_into_id, version from organisation where id = $1",
        organisation,
    )
}

/// The organisation that has, or ever had, this slug.
///
/// # Errors
/// When the database fails.
pub async fn find_by_slug(tx: &mut Tx, slug: &str) -> Result<Option<Organisation>> {
    fetch_optional!(
        tx,
        "select o.id, o.slug, o.name, o.kind, o.nation, o.code, o.merged_into_id, o.version
           from organisation_slug s join organisation o on o.id = s.organisation_id
          where s.slug = $1",
        slug,
    )
}

/// Holds an organisation until the transaction ends, so that it does not merge into another meanwhile, and says
/// which it is by now: itself, or the one that it merged into.
///
/// Whoever makes somebody a member asks this first, before they write into the trail: a merge takes the two in
/// this order as well.
///
/// # Errors
/// When the database fails.
pub async fn hold(tx: &mut Tx, organisation: OrganisationId) -> Result<OrganisationId> {
    let mut held = organisation;
    loop {
        let found: Option<(Option<OrganisationId>,)> = fetch_optional!(
            tx,
            "update organisation set version = version where id = $1 returning merged_into_id",
            held,
        )?;
        match found {
            Some((Some(into),)) => held = into,
            _ => return Ok(held),
        }
    }
}

/// The organisation that somebody names by its name or by its slug.
///
/// # Errors
/// When the database fails.
pub async fn find_by_words(tx: &mut Tx, words: &str) -> Result<Option<Organisation>> {
    if let Some(found) = find_by_slug(tx, &words.to_lowercase()).await? {
        return Ok(Some(found));
    }
    let named: Vec<Organisation> = fetch_all!(
        tx,
        "select id, slug, name, kind, nation, code, merged_into_id, version from organisation
          where name_key = $1 and merged_into_id is null
       order by id
          limit 2",
        words.to_lowercase(),
    )?;
    // Two of one name are told apart by their slugs.
    Ok(match <[Organisation; 1]>::try_from(named) {
        Ok([one]) => Some(one),
        Err(_) => None,
    })
}

/// The organisation whose name people take for `name`: the same but for case, spaces, punctuation and "&".
/// Those that merged into another and the one with the identifier `but` do not count.
///
/// # Errors
/// When the database fails.
pub(crate) async fn find_namesake(tx: &mut Tx, name: &str, but: OrganisationId) -> Result<Option<Organisation>> {
    // There are some hundreds of them; and no database folds a name as people do.
    let all: Vec<Organisation> = fetch_all!(
        tx,
        "select id, slug, name, kind, nation, code, merged_into_id, version
           from organisation where merged_into_id is null and id <> $1 order by name_key, id",
        but,
    )?;
    let wanted = text::words::folded(name);
    Ok(all.into_iter().find(|known| text::words::folded(&known.name) == wanted))
}

/// Adds an organisation. Its slug must be new.
///
/// # Errors
/// When the database fails, or the slug or code is taken (`is_duplicate`).
pub async fn add(tx: &mut Tx, organisation: &Organisation, now: Time) -> Result<()> {
    execute!(
        tx,
        "insert into organisation (id, slug, name, name_key, kind, nation, code, added_at, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 1)",
        organisation.id,
        organisation.slug.as_str(),
        organisation.name.as_str(),
        organisation.name.to_lowercase(),
        organisation.kind.as_str(),
        organisation.nation.as_str(),
        organisation.code.as_deref(),
        now,
    )?;
    execute!(
        tx,
        "insert into organisation_slug (slug, organisation_id) values ($1, $2)",
        organisation.slug.as_str(),
        organisation.id,
    )?;
    directory::note_change(tx, organisation.id, now).await
}

/// The organisation with this official code, merged ones too.
///
/// # Errors
/// When the database fails.
pub async fn find_by_code(tx: &mut Tx, code: &str) -> Result<Option<Organisation>> {
    fetch_optional!(
        tx,
        "select id, slug, name, kind, nation, code, merged_into_id, version from organisation where code = $1",
        code,
    )
}

/// Organisations that did not merge into another, by name: up to `limit` of those whose name has `words` in
/// it, after the one with the name and identifier in `after`.
///
/// # Errors
/// When the database fails.
pub async fn list(tx: &mut Tx, words: &str, after: (&str, OrganisationId), limit: i64) -> Result<Vec<Listed>> {
    fetch_all!(
        tx,
        "select o.id, o.slug, o.name, o.name_key, o.kind, o.nation, o.code,
                (select count(*) from membership m where m.organisation_id = o.id) as people
           from organisation o
          where o.merged_into_id is null and o.name_key like $1 escape '!' and (o.name_key, o.id) > ($2, $3)
       order by o.name_key, o.id
          limit $4",
        anywhere(words),
        after.0,
        after.1,
        limit,
    )
}

/// Before the first of a list.
pub fn first() -> (&'static str, OrganisationId) {
    ("", OrganisationId::from(uuid::Uuid::nil()))
}

/// Every slug that leads to an organisation, the present one too, in order.
///
/// # Errors
/// When the database fails.
pub async fn slugs(tx: &mut Tx, organisation: OrganisationId) -> Result<Vec<String>> {
    let slugs: Vec<(String,)> = fetch_all!(
        tx,
        "select slug from organisation_slug where organisation_id = $1 order by slug",
        organisation,
    )?;
    Ok(slugs.into_iter().map(|(slug,)| slug).collect())
}

/// An organisation and those that merged into it: whoever reads its history reads theirs.
///
/// # Errors
/// When the database fails.
pub async fn with_merged(tx: &mut Tx, organisation: OrganisationId) -> Result<Vec<Organisation>> {
    fetch_all!(
        tx,
        "select id, slug, name, kind, nation, code, merged_into_id, version
           from organisation
          where id = $1 or merged_into_id = $1
       order by name_key, id",
        organisation,
    )
}

/// The first of `base`, `base-2`, … that leads nowhere yet, or to this organisation already.
///
/// # Errors
/// When the database fails.
pub async fn free_slug(tx: &mut Tx, base: &str, organisation: OrganisationId) -> Result<String> {
    let taken: Vec<(String,)> = fetch_all!(
        tx,
        "select slug from organisation_slug where (slug = $1 or slug like $2) and organisation_id <> $3",
        base,
        format!("{base}-%"),
        organisation,
    )?;
    let is_free = |slug: &String| !taken.iter().any(|(known,)| known == slug);
    let numbered = (2..).map(|number| format!("{base}-{number}"));
    let mut candidates = std::iter::once(base.to_owned()).chain(numbered);
    Ok(candidates.find(is_free).unwrap_or_default())
}

/// Gives an organisation another name, kind, nation and slug, unless somebody changed it since `version`.
/// The old slug leads on. Says whether it was done.
///
/// # Errors
/// When the database fails.
pub async fn rename(tx: &mut Tx, organisation: &Organisation, now: Time) -> Result<bool> {
    let changed = execute!(
        tx,
        "update organisation set name = $1, name_key = $2, kind = $3, nation = $4, slug = $5, version = version + 1
          where id = $6 and version = $7 and merged_into_id is null",
        organisation.name.as_str(),
        organisation.name.to_lowercase(),
        organisation.kind.as_str(),
        organisation.nation.as_str(),
        organisation.slug.as_str(),
        organisation.id,
        organisation.version,
    )?;
    if changed == 0 {
        return Ok(false);
    }
    execute!(
        tx,
        "insert into organisation_slug (slug, organisation_id) values ($1, $2) on conflict (slug) do nothing",
        organisation.slug.as_str(),
        organisation.id,
    )?;
    directory::note_change(tx, organisation.id, now).await?;
    Ok(true)
}

/// Whether anybody belongs to an organisation or is invited to it, or it has anything of its own in the tables
/// of this crate, or another merged into it. A merged one always has: its history.
///
/// # Errors
/// When the database fails.
pub(crate) async fn holds_any(tx: &mut Tx, organisation: OrganisationId) -> Result<bool> {
    let (count,): (i64,) = fetch_one!(
        tx,
        "select (select count(*) from membership where organisation_id = $1)
              + (select count(*) from link where organisation_id = $1)
              + (select count(*) from host_name where organisation_id = $1)
              + (select count(*) from email_domain where organisation_id = $1)
              + (select count(*) from local_fact where organisation_id = $1 and value <> '')
              + (select count(*) from controller where organisation_id = $1)
              + (select count(*) from identity_provider where organisation_id = $1)
              + (select count(*) from organisation where merged_into_id = $1)
              + (select count(*) from organisation where id = $1 and merged_into_id is not null)",
        organisation,
    )?;
    Ok(count > 0)
}

/// Removes an organisation that holds nothing.
///
/// # Errors
/// When the database fails, or it holds something.
pub(super) async fn remove(tx: &mut Tx, organisation: OrganisationId, now: Time) -> Result<()> {
    execute!(
        tx,
        "update session set organisation_id = null where organisation_id = $1",
        organisation,
    )?;
    execute!(
        tx,
        "delete from local_fact where organisation_id = $1 and value = ''",
        organisation,
    )?;
    execute!(tx, "delete from sign_in_rule where organisation_id = $1", organisation)?;
    execute!(
        tx,
        "delete from organisation_slug where organisation_id = $1",
        organisation
    )?;
    execute!(tx, "delete from organisation where id = $1", organisation)?;
    directory::note_change(tx, organisation, now).await
}

#[cfg(test)]
mod tests {
    use db::on_both_databases;

    use super::*;
    use crate::sample::{noon, organisation};

    async fn names(tx: &mut Tx, words: &str, limit: i64) -> Vec<String> {
        let listed = list(tx, words, first(), limit).await.unwrap();
        listed.into_iter().map(|listed| listed.name).collect()
    }

    on_both_databases!(organisations_are_listed_by_name_and_found_by_part_of_it, |test| {
        let mut tx = test.db.write().await.unwrap();
        for name in ["Northvale", "Southmere", "50% Shared Services", "Ashby"] {
            add(&mut tx, &organisation(name), noon()).await.unwrap();
        }
        assert_eq!(
            names(&mut tx, "", 9).await,
            ["50% Shared Services", "Ashby", "Northvale", "Southmere"]
        );
        assert_eq!(names(&mut tx, "VALE", 9).await, ["Northvale"]);
        assert_eq!(names(&mut tx, "0%", 9).await, ["50% Shared Services"]);
        assert_eq!(names(&mut tx, "_", 9).await, Vec::<String>::new());
        let page = list(&mut tx, "", first(), 2).await.unwrap();
        let after = (page[1].name_key.as_str(), page[1].id);
        let next = list(&mut tx, "", after, 2).await.unwrap();
        assert_eq!((next[0].name.as_str(), next.len()), ("Northvale", 2));
    });

    on_both_databases!(
        the_old_slug_leads_to_the_renamed_and_a_stale_rename_is_refused,
        |test| {
            let mut tx = test.db.write().await.unwrap();
            let northvale = organisation("Northvale");
            add(&mut tx, &northvale, noon()).await.unwrap();
            let renamed = Organisation {
                name: "North Vale".into(),
                slug: "north-vale".into(),
                ..northvale.clone()
            };
            assert!(rename(&mut tx, &renamed, noon()).await.unwrap());
            assert!(!rename(&mut tx, &renamed, noon()).await.unwrap());
            let found = find_by_slug(&mut tx, "northvale").await.unwrap().unwrap();
            assert_eq!((found.slug.as_str(), found.version), ("north-vale", 2));
            assert_eq!(slugs(&mut tx, northvale.id).await.unwrap(), ["north-vale", "northvale"]);
        }
    );

    on_both_databases!(
        a_slug_that_is_taken_gets_a_number_and_ones_own_old_one_is_free,
        |test| {
            let mut tx = test.db.write().await.unwrap();
            let northvale = organisation("Northvale");
            add(&mut tx, &northvale, noon()).await.unwrap();
            assert_eq!(
                free_slug(&mut tx, "northvale", northvale.id).await.unwrap(),
                "northvale"
            );
            let other = organisation("Northvale 2");
            assert_eq!(free_slug(&mut tx, "northvale", other.id).await.unwrap(), "northvale-2");
            add(&mut tx, &other, noon()).await.unwrap();
            assert_eq!(
                free_slug(&mut tx, "northvale", OrganisationId::new()).await.unwrap(),
                "northvale-3"
            );
        }
    );

    on_both_databases!(
        an_organisation_is_found_by_its_code_and_with_those_that_merged_into_it,
        |test| {
            let mut tx = test.db.write().await.unwrap();
            let coded = Organisation {
                code: Some("E07000001".into()),
                ..organisation("Northvale")
            };
            add(&mut tx, &coded, noon()).await.unwrap();
            assert_eq!(find_by_code(&mut tx, "E07000001").await.unwrap().unwrap().id, coded.id);
            assert!(find_by_code(&mut tx, "E07000002").await.unwrap().is_none());
            let whole = with_merged(&mut tx, coded.id).await.unwrap();
            assert_eq!(whole.iter().map(|one| one.id).collect::<Vec<_>>(), [coded.id]);
            assert_eq!(crate::membership::store::count(&mut tx, coded.id).await.unwrap(), 0);
        }
    );
}
