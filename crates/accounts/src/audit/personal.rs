//! What the trail holds on a person: shown, and erased.

use db::{Tx, anywhere, execute, fetch_all};
use text::date::days_in_words;
use web::{DataSubject, Held, Later, PersonalData, Record, Shared};

use super::{list, shown::Shown, words};
use crate::retention::Retention;

/// The trail's part of what the hub holds on people.
pub(crate) fn personal() -> PersonalData {
    PersonalData {
        tables: &["audit_person", "audit_detail"],
        kept,
        export,
        forget,
    }
}

fn kept(shared: &Shared) -> Vec<(&'static str, String)> {
    let retention = Retention::of(shared);
    vec![
        (
            "Names and addresses in the audit trail",
            days_in_words(retention.audit_words),
        ),
        ("What was done, without names", days_in_words(retention.audit_entries)),
    ]
}

/// Entries by somebody are shown with all their words; of entries by others about them, what was done, and
/// not who did it nor from where.
fn export<'a>(tx: &'a mut Tx, subject: &'a DataSubject, most: i64) -> Later<'a, Vec<Held>> {
    Box::pin(async move {
        let lines = list::of_person(tx, subject.person, most).await?;
        let records = lines.iter().map(|line| {
            let is_theirs = line.entry.actor_id == Some(subject.person);
            let shown = Shown::of(line);
            let who = if is_theirs { "You" } else { "Somebody else, or the hub" };
            let mut record: Record = vec![
                ("When", line.entry.at.to_string()),
                ("Who", who.to_owned()),
                ("Did what", shown.did),
                ("Entry", shown.number.to_string()),
            ];
            if let Some(subject) = shown.subject {
                record.push(("To what", format!("{} {}", subject.said, subject.id)));
            }
            let facts = shown
                .facts
                .iter()
                .filter(|(name, _)| is_theirs || name != words::ADDRESS);
            let facts: Vec<String> = facts.map(|(name, value)| format!("{name}: {value}")).collect();
            if !facts.is_empty() {
                record.push(("Words", facts.join("; ")));
            }
            record
        });
        Ok(vec![Held {
            title: "The audit trail, by you or about you",
            records: records.collect(),
        }])
    })
}

/// The words of every entry that is by or about somebody, and of any other that has their e-mail address.
fn forget<'a>(tx: &'a mut Tx, subject: &'a DataSubject) -> Later<'a, ()> {
    Box::pin(async move {
        execute!(
            tx,
            "delete from audit_detail where number in (select number from audit_person where person_id = $1)",
            subject.person,
        )?;
        let address = subject.email.trim().to_lowercase();
        if address.is_empty() {
            return Ok(());
        }
        let perhaps: Vec<(i64, String)> = fetch_all!(
            tx,
            "select number, words from audit_detail where lower(words) like $1 escape '!'",
            anywhere(&address),
        )?;
        for (number, words) in perhaps {
            // Entries that have an address and are not noted as about the person are few.
            if names(&words.to_lowercase(), &address) {
                execute!(tx, "delete from audit_detail where number = $1", number)?;
            }
        }
        Ok(())
    })
}

/// Whether `words` have this very address, and not only one that it is the end or the beginning of.
fn names(words: &str, address: &str) -> bool {
    let is_of_an_address = |letter: char| letter.is_alphanumeric() || "._%+-@".contains(letter);
    words.match_indices(address).any(|(at, _)| {
        let before = words[..at].chars().next_back();
        let after = words[at + address.len()..].chars().next();
        !before.is_some_and(is_of_an_address) && !after.is_some_and(|letter| letter.is_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_very_address_is_an_address() {
        assert!(names("{\"email\":\"a@b.uk\"}", "a@b.uk"));
        assert!(names("sent to a@b.uk.", "a@b.uk"));
        assert!(!names("{\"email\":\"anna@b.uk\"}", "a@b.uk"));
        assert!(!names("{\"email\":\"a@b.ukraine\"}", "a@b.uk"));
        assert!(names("anna@b.uk and a@b.uk", "a@b.uk"));
    }
}
