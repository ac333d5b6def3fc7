//! When organisations merge: the items of the one become the other's.
//!
//! Where both have an item of one kind under one slug, both are kept: the one that comes along gets a slug
//! with the name of where it came from.

use std::collections::HashSet;

use db::{Result, Tx, execute, fetch_all, fetch_one};
use web::{GoesAlong, MergePart, Merging, OrganisationId};

use super::store::{ItemId, note_change};

/// What the library does when organisations merge.
pub(crate) fn part() -> MergePart {
    MergePart {
        foretell: |tx, merging| Box::pin(async move { Ok(foretell(tx, merging).await?) }),
        holds_any: |tx, organisation| Box::pin(async move { Ok(holds_any(tx, organisation).await?) }),
        carry: |tx, merging| Box::pin(async move { Ok(carry(tx, merging).await?) }),
    }
}

/// Whether an organisation has any item, whoever may see it.
async fn holds_any(tx: &mut Tx, organisation: OrganisationId) -> Result<bool> {
    let (count,): (i64,) = fetch_one!(tx, "select count(*) from item where organisation_id = $1", organisation)?;
    Ok(count > 0)
}

/// What those who keep the hub are told: they are not told, not even by its number, of what an organisation
/// keeps to itself.
async fn foretell(tx: &mut Tx, merging: &Merging) -> Result<Vec<GoesAlong>> {
    let (count, clashes): (i64, i64) = fetch_one!(
        tx,
        "select count(*), count(other.id)
           from item i
      left join item other on other.kind = i.kind and other.slug = i.slug and other.organisation_id = $2
            and other.tlp in ('CLEAR', 'GREEN')
          where i.organisation_id = $1 and i.tlp in ('CLEAR', 'GREEN')",
        merging.from,
        merging.into,
    )?;
    let note = match clashes {
        0 => String::new(),
        1 => format!(
            "1 has the same address in both. Both are kept: the one that comes along ends in “-{}”.",
            merging.from_slug
        ),
        _ => format!(
            "{clashes} have the same address in both. Both are kept: those that come along end in “-{}”.",
            merging.from_slug
        ),
    };
    Ok(vec![GoesAlong {
        one: "item of the library that it shares with others",
        many: "items of the library that it shares with others",
        count,
        note,
    }])
}

async fn carry(tx: &mut Tx, merging: &Merging) -> Result<()> {
    let clashing: Vec<(ItemId, String, String)> = fetch_all!(
        tx,
        "select i.id, i.kind, i.slug
           from item i
           join item other on other.kind = i.kind and other.slug = i.slug and other.organisation_id = $2
          where i.organisation_id = $1
       order by i.kind, i.slug",
        merging.from,
        merging.into,
    )?;
    let taken: Vec<(String, String)> = fetch_all!(
        tx,
        "select kind, slug from item where organisation_id = $1 or organisation_id = $2",
        merging.from,
        merging.into,
    )?;
    let mut taken: HashSet<(String, String)> = taken.into_iter().collect();
    for (id, kind, slug) in clashing {
        let slug = free_slug(&kind, &slug, &merging.from_slug, &taken);
        execute!(
            tx,
            "update item set slug = $1, version = version + 1 where id = $2",
            slug.as_str(),
            id,
        )?;
        taken.insert((kind, slug));
    }
    execute!(
        tx,
        "update item set organisation_id = $2 where organisation_id = $1",
        merging.from,
        merging.into,
    )?;
    note_change(tx, "organisation", &merging.into.to_string(), merging.now).await
}

/// The slug with where it came from at its end, and a number when that is taken too. It stays short enough.
fn free_slug(kind: &str, slug: &str, from: &str, taken: &HashSet<(String, String)>) -> String {
    let made = |end: String| {
        let room = 80_usize.saturating_sub(end.len() + 1);
        let start: String = slug.chars().take(room).collect();
        format!("{}-{end}", start.trim_end_matches('-'))
    };
    let from: String = from.chars().take(40).collect();
    let from = from.trim_end_matches('-');
    let ends = std::iter::once(from.to_owned()).chain((2..).map(|number| format!("{from}-{number}")));
    let mut slugs = ends.map(made);
    slugs
        .find(|slug| !taken.contains(&(kind.to_owned(), slug.clone())))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use db::{Time, on_both_databases};
    use web::{OrganisationId, Tlp};

    use super::*;
    use crate::item::{Kind, store};

    fn noon() -> Time {
        "2026-11-24T12:00:00Z".parse::<jiff::Timestamp>().unwrap().into()
    }

    on_both_databases!(items_go_along_and_where_both_have_one_both_are_kept, |test| {
        let mut tx = test.db.write().await.unwrap();
        let merging = Merging {
            from: OrganisationId::new(),
            from_slug: "southmere".into(),
            into: OrganisationId::new(),
            now: noon(),
        };
        let kept = [
            (merging.from, "leavers", "theirs", Tlp::Green),
            (merging.into, "leavers", "ours", Tlp::Clear),
            (merging.from, "leavers-southmere", "theirs too", Tlp::Green),
            (merging.from, "payroll", "theirs alone", Tlp::Green),
            (merging.from, "within", "theirs to keep", Tlp::Amber),
            (merging.into, "within", "ours to keep", Tlp::AmberStrict),
        ];
        for (owner, slug, source, tlp) in kept {
            store::save(&mut tx, Some(owner), Kind::Guidance, slug, tlp, source, noon())
                .await
                .unwrap();
        }
        let foretold = foretell(&mut tx, &merging).await.unwrap();
        assert_eq!(foretold[0].count, 3);
        assert!(foretold[0].note.contains("1 has the same address"), "{foretold:?}");
        carry(&mut tx, &merging).await.unwrap();
        let items = store::list(&mut tx).await.unwrap();
        assert!(items.iter().all(|item| item.organisation_id == Some(merging.into)));
        let found: Vec<(&str, &str)> = items
            .iter()
            .map(|item| (item.slug.as_str(), item.source.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                ("leavers", "ours"),
                ("leavers-southmere", "theirs too"),
                ("leavers-southmere-2", "theirs"),
                ("payroll", "theirs alone"),
                ("within", "ours to keep"),
                ("within-southmere", "theirs to keep"),
            ]
        );
    });

    #[test]
    fn a_slug_stays_a_slug_however_long_both_names_are() {
        let slug = free_slug("guidance", &"a".repeat(80), &"b".repeat(80), &HashSet::new());
        assert!(text::slug::is_slug(&slug), "{slug}");
    }
}
