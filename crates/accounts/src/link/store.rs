//! What the table remembers of links.

use db::{Result, Time, Tx, execute, fetch_all, fetch_optional};
use web::{OrganisationId, PersonId};

use super::model::{Kind, Link, LinkId};
use crate::{person::email_key, sealed::Sealer, secret::Token};

/// Keeps a link.
pub(crate) async fn add(tx: &mut Tx, link: &Link, sealer: &Sealer) -> Result<()> {
    execute!(
        tx,
        "insert into link (id, kind, token_digest, person_id, name, email, email_key, organisation_id, role, hub_role,
                made_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        link.id,
        link.kind.as_str(),
        link.token(sealer).digest(),
        link.person_id,
        link.name.as_str(),
        link.email.as_str(),
        email_key(&link.email),
        link.organisation_id,
        link.role.as_deref(),
        link.hub_role.as_deref(),
        link.made_at,
        link.expires_at,
    )?;
    Ok(())
}

/// The link that carries this token, while it works.
pub(crate) async fn find(tx: &mut Tx, token: &Token, now: Time) -> Result<Option<Link>> {
    fetch_optional!(
        tx,
        "select id, kind, person_id, name, email, organisation_id, role, hub_role, made_at, expires_at
           from link where token_digest = $1 and expires_at > $2",
        token.digest(),
        now,
    )
}

/// The link with this identifier, while it works.
pub(crate) async fn find_by_id(tx: &mut Tx, link: LinkId, now: Time) -> Result<Option<Link>> {
    fetch_optional!(
        tx,
        "select id, kind, person_id, name, email, organisation_id, role, hub_role, made_at, expires_at
           from link where id = $1 and expires_at > $2",
        link,
        now,
    )
}

/// Uses a link up. False when somebody was faster.
pub(crate) async fn take(tx: &mut Tx, link: LinkId) -> Result<bool> {
    Ok(execute!(tx, "delete from link where id = $1", link)? == 1)
}

/// The invitations of an organisation that nobody has answered, the newest first, a hundred at most.
pub(crate) async fn list_of_organisation(tx: &mut Tx, organisation: OrganisationId, now: Time) -> Result<Vec<Link>> {
    fetch_all!(
        tx,
        "select id, kind, person_id, name, email, organisation_id, role, hub_role, made_at, expires_at
           from link where organisation_id = $1 and expires_at > $2 order by made_at desc, id desc limit 100",
        organisation,
        now,
    )
}

/// Whose address an invitation of this organisation is for, if there is one.
pub(crate) async fn email(tx: &mut Tx, organisation: OrganisationId, link: LinkId) -> Result<Option<String>> {
    let found: Option<(String,)> = fetch_optional!(
        tx,
        "select email from link where id = $1 and organisation_id = $2",
        link,
        organisation,
    )?;
    Ok(found.map(|(email,)| email))
}

/// Withdraws an invitation of this organisation. Says whose it was, if there was one.
pub(crate) async fn withdraw(tx: &mut Tx, organisation: OrganisationId, link: LinkId) -> Result<Option<String>> {
    let found: Option<(String,)> = fetch_optional!(
        tx,
        "delete from link where id = $1 and organisation_id = $2 returning email",
        link,
        organisation,
    )?;
    Ok(found.map(|(email,)| email))
}

/// Withdraws what the address was invited to before: by this organisation, or by the hub itself.
pub(crate) async fn replace(tx: &mut Tx, email: &str, organisation: Option<OrganisationId>) -> Result<u64> {
    execute!(
        tx,
        "delete from link where email_key = $1 and kind = 'invitation'
            and (organisation_id = $2 or (organisation_id is null and $2 is null))",
        email_key(email),
        organisation,
    )
}

/// Withdraws every link that is for a person.
pub(crate) async fn remove_of_person(tx: &mut Tx, person: PersonId) -> Result<u64> {
    execute!(tx, "delete from link where person_id = $1", person)
}

/// Withdraws every link of a kind.
pub(crate) async fn remove_of_kind(tx: &mut Tx, kind: Kind) -> Result<u64> {
    execute!(tx, "delete from link where kind = $1", kind.as_str())
}

/// Forgets links whose time is over.
pub(crate) async fn forget_old(tx: &mut Tx, now: Time) -> Result<u64> {
    execute!(tx, "delete from link where expires_at <= $1", now)
}

#[cfg(test)]
mod tests {
    use db::on_both_databases;

    use super::*;

    fn noon() -> Time {
        "2026-11-24T12:00:00Z".parse::<jiff::Timestamp>().unwrap().into()
    }

    on_both_databases!(
        a_link_is_found_by_its_token_until_it_is_used_or_its_time_is_over,
        |test| {
            let mut tx = test.db.write().await.unwrap();
            let sealer = Sealer::new([7; 32]);
            let link = Link {
                email: "sam@example.org".into(),
                ..Link::new(Kind::Recovery, noon())
            };
            add(&mut tx, &link, &sealer).await.unwrap();
            let token = Token::shown(link.token(&sealer).reveal()).unwrap();
            assert!(find(&mut tx, &token, noon()).await.unwrap() == Some(link.clone()));
            assert!(
                find(&mut tx, &token, noon().plus_seconds(30 * 60))
                    .await
                    .unwrap()
                    .is_none()
            );
            assert!(find_by_id(&mut tx, link.id, noon()).await.unwrap().is_some());
            let other = Link::new(Kind::Recovery, noon()).token(&sealer);
            assert!(find(&mut tx, &other, noon()).await.unwrap().is_none());
            assert!(take(&mut tx, link.id).await.unwrap());
            assert!(!take(&mut tx, link.id).await.unwrap());
            assert!(find(&mut tx, &token, noon()).await.unwrap().is_none());
        }
    );

    on_both_databases!(a_second_invitation_takes_the_place_of_the_first, |test| {
        let mut tx = test.db.write().await.unwrap();
        let sealer = Sealer::new([7; 32]);
        let link = Link {
            email: "Sam@example.org".into(),
            ..Link::new(Kind::Invitation, noon())
        };
        add(&mut tx, &link, &sealer).await.unwrap();
        let other = Some(OrganisationId::new());
        assert_eq!(replace(&mut tx, "sam@example.org", other).await.unwrap(), 0);
        assert_eq!(replace(&mut tx, "sam@example.org", None).await.unwrap(), 1);
        add(&mut tx, &Link::new(Kind::First, noon()), &sealer).await.unwrap();
        assert_eq!(remove_of_kind(&mut tx, Kind::First).await.unwrap(), 1);
        add(&mut tx, &Link::new(Kind::Recovery, noon()), &sealer).await.unwrap();
        assert_eq!(forget_old(&mut tx, noon().plus_seconds(1800)).await.unwrap(), 1);
    });

    #[test]
    fn debug_text_tells_nothing_of_a_link() {
        let link = Link {
            name: "Sam Reader".into(),
            email: "sam@example.org".into(),
            ..Link::new(Kind::Invitation, noon())
        };
        let shown = format!("{link:?}");
        assert!(!shown.contains("Sam") && !shown.contains("sam@"), "{shown}");
    }
}
