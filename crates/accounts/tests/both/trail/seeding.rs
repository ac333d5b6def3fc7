//! Many people and a long trail, made at once.

use accounts::audit::Entry;
use data_encoding::HEXLOWER;
use db::{Db, Time, insert_many};
use ring::digest::{SHA256, digest};
use serde::Serialize;
use serde_json::{Value, json};
use web::{OrganisationId, PersonId};

const ROLES: [&str; 10] = [
    "administrator",
    "editor",
    "member",
    "member",
    "member",
    "member",
    "member",
    "member",
    "member",
    "member",
];
const ACTIONS: [(&str, &str); 4] = [
    ("session.began", "session"),
    ("audit.read", "page"),
    ("person.added", "person"),
    ("passkey.added", "passkey"),
];

/// What was made.
#[derive(Debug)]
pub struct Seeded {
    /// Organisations; the first has half of all people, and half of all entries.
    pub organisations: Vec<OrganisationId>,
    /// People, all with a place in an organisation.
    pub people: Vec<PersonId>,
}

fn microseconds(time: Time) -> i64 {
    time.timestamp().as_microsecond()
}

fn hexadecimal(bytes: &[u8]) -> String {
    format!("\\x{}", HEXLOWER.encode(bytes))
}

/// Fills an empty database with so many people and entries; the newest entry is a minute before `now`.
pub async fn seed(db: &Db, people: usize, entries: usize, now: Time) -> db::Result<Seeded> {
    let seeded = Seeded {
        organisations: (0..20).map(|_| OrganisationId::new()).collect(),
        people: (0..people).map(|_| PersonId::new()).collect(),
    };
    let mut tx = db.write().await?;
    let rows: Vec<Value> = seeded
        .organisations
        .iter()
        .enumerate()
        .map(|(number, id)| organisation(number, *id, now))
        .collect();
    insert_many(&mut tx, "organisation", &rows).await?;
    let rows: Vec<Value> = seeded
        .people
        .iter()
        .enumerate()
        .map(|(number, id)| person(number, *id, now))
        .collect();
    insert_many(&mut tx, "person", &rows).await?;
    let rows: Vec<Value> = (0..people).map(|number| membership(&seeded, number, now)).collect();
    insert_many(&mut tx, "membership", &rows).await?;
    let mut trail = Trail::default();
    for number in 1..=entries {
        trail.add(&seeded, number, entries, now);
    }
    insert_many(&mut tx, "audit_entry", &trail.entries).await?;
    insert_many(&mut tx, "audit_detail", &trail.details).await?;
    insert_many(&mut tx, "audit_person", &trail.people).await?;
    let head = json!({ "name": "newest", "number": entries, "hash": hexadecimal(&trail.last) });
    insert_many(&mut tx, "audit_head", &[head]).await?;
    tx.commit().await?;
    Ok(seeded)
}

fn organisation(number: usize, id: OrganisationId, now: Time) -> Value {
    json!({
        "id": id.to_string(), "slug": format!("council-{number}"), "name": format!("Council {number}"),
        "name_key": format!("council {number}"), "kind": "council", "nation": "england",
        "added_at": microseconds(now), "version": 1,
    })
}

fn person(number: usize, id: PersonId, now: Time) -> Value {
    json!({
        "id": id.to_string(), "name": format!("Person Number{number}"), "name_key": format!("person number{number}"),
        "email": format!("person{number}@example.gov.uk"), "email_key": format!("person{number}@example.gov.uk"),
        "is_disabled": false, "added_at": microseconds(now), "version": 1,
    })
}

/// Half of all belong to the first organisation.
fn place(seeded: &Seeded, number: usize) -> OrganisationId {
    let place = if number.is_multiple_of(2) {
        0
    } else {
        1 + number % (seeded.organisations.len() - 1)
    };
    seeded.organisations[place]
}

fn membership(seeded: &Seeded, number: usize, now: Time) -> Value {
    json!({
        "organisation_id": place(seeded, number).to_string(), "person_id": seeded.people[number].to_string(),
        "role": ROLES[number / 2 % ROLES.len()], "origin": "invitation", "since": microseconds(now),
    })
}

/// An entry as it stands in its table.
#[derive(Serialize)]
struct EntryRow {
    number: i64,
    id: String,
    at: i64,
    action: String,
    actor_id: Option<String>,
    organisation_id: Option<String>,
    subject_kind: String,
    subject_id: String,
    detail_digest: String,
    previous_hash: String,
    hash: String,
}

#[derive(Serialize)]
struct DetailRow {
    number: i64,
    salt: String,
    words: String,
}

#[derive(Serialize)]
struct PersonRow {
    person_id: String,
    number: i64,
}

/// Rows of a trail that is whole.
#[derive(Default)]
struct Trail {
    entries: Vec<EntryRow>,
    details: Vec<DetailRow>,
    people: Vec<PersonRow>,
    last: Vec<u8>,
}

impl Trail {
    fn add(&mut self, seeded: &Seeded, number: usize, of: usize, now: Time) {
        let who = number * 7 % seeded.people.len();
        let (action, kind) = match number % 1_000 {
            2 => ("organisation.renamed", "organisation"),
            _ => ACTIONS[number / 2 % ACTIONS.len()],
        };
        let subject = match kind {
            "person" => seeded.people[number * 13 % seeded.people.len()].to_string(),
            "page" => "/organisation/audit".to_owned(),
            _ => db::new_uuid().to_string(),
        };
        let words = format!("{{\"actor\":\"Person Number{who}\",\"address\":\"198.51.100.7\"}}");
        let salt = [number.to_le_bytes()[0]; 16];
        let mut entry = Entry {
            number: i64::try_from(number).unwrap_or_default(),
            id: db::new_uuid().into(),
            at: now.plus_seconds(-60 * i64::try_from(of - number + 1).unwrap_or_default()),
            action: action.to_owned(),
            actor_id: Some(seeded.people[who]),
            organisation_id: (!number.is_multiple_of(50)).then(|| place(seeded, who)),
            subject_kind: kind.to_owned(),
            subject_id: subject,
            detail_digest: digest(&SHA256, &[&salt, words.as_bytes()].concat()).as_ref().to_vec(),
            previous_hash: if number == 1 { vec![0; 32] } else { self.last.clone() },
            hash: Vec::new(),
        };
        entry.hash = entry.rightful_hash();
        self.last.clone_from(&entry.hash);
        let number = entry.number;
        let actor = seeded.people[who].to_string();
        if kind == "person" && entry.subject_id != actor {
            let person_id = entry.subject_id.clone();
            self.people.push(PersonRow { person_id, number });
        }
        self.people.push(PersonRow {
            person_id: actor.clone(),
            number,
        });
        self.details.push(DetailRow {
            number,
            salt: hexadecimal(&salt),
            words,
        });
        self.entries.push(EntryRow {
            number,
            id: entry.id.to_string(),
            at: microseconds(entry.at),
            action: entry.action,
            actor_id: Some(actor),
            organisation_id: entry.organisation_id.map(|id| id.to_string()),
            subject_kind: entry.subject_kind,
            subject_id: entry.subject_id,
            detail_digest: hexadecimal(&entry.detail_digest),
            previous_hash: hexadecimal(&entry.previous_hash),
            hash: hexadecimal(&entry.hash),
        });
    }
}
