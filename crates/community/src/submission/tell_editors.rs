//! Mail to the editors about what a reader sent.

use db::Db;
use jobs::Job;
use mail::{Mailer, Message};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use web::{Change, Clock, Shared};

use super::{
    inbox,
    model::{Kind, Submission, SubmissionId},
    store,
};
use crate::Promise;

/// Tells the editors that there is a submission.
#[derive(Debug, Serialize, Deserialize)]
pub struct TellEditors {
    /// Which one.
    pub submission: Uuid,
}

impl Job for TellEditors {
    const NAME: &'static str = "tell-editors";
}

/// The editors were told a moment ago: until this is due, nothing more is mailed to them, so that whatever
/// comes meanwhile goes into one mail.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Pause {}

impl Job for Pause {
    const NAME: &'static str = "tell-editors-pause";
}

/// How long a pause is, in seconds.
const PAUSE_SECONDS: i64 = 10 * 60;
/// The most that go into one mail; any more go into the next.
const MOST: i64 = 500;

/// Has the editors told once `change` is kept, where the hub knows how: at once, or after the pause.
pub(super) async fn later(change: &mut Change, submission: &Submission) -> db::Result<()> {
    if change.read.shared.get::<Promise>().editors.is_some() {
        let job = TellEditors {
            submission: submission.id.uuid(),
        };
        let pause = jobs::next_run::<Pause>(&mut change.tx).await?;
        jobs::enqueue(&mut change.tx, &job, pause.unwrap_or(change.read.now)).await?;
    }
    Ok(())
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Ends the pause.
pub(super) async fn end_pause(_pause: Pause, _shared: Shared) -> Result<(), Failure> {
    Ok(())
}

/// Sends one mail about this submission and all others that wait to be told. When they were forgotten, or
/// nobody is to be told any more, there is none.
pub(super) async fn run(job: TellEditors, shared: Shared) -> Result<(), Failure> {
    let Some(editors) = shared.get::<Promise>().editors.clone() else {
        return Ok(());
    };
    let mailer = shared
        .find::<Mailer>()
        .ok_or("the hub has an address for its editors and no way to send mail")?;
    let db = shared.get::<Db>();
    let mut tx = db.read().await?;
    let waiting = jobs::waiting::<TellEditors>(&mut tx, MOST).await?;
    let told = waiting
        .iter()
        .map(|(_, other)| other.submission)
        .chain([job.submission]);
    let submissions = store::find_all(&mut tx, &told.map(SubmissionId::from).collect()).await?;
    drop(tx);
    let Some(message) = message(&submissions, editors) else {
        return Ok(());
    };
    mailer.send(&message).await?;
    let mut tx = db.write().await?;
    // One by one: others of their kind may have come to wait since they were listed.
    for (waiting, _) in waiting {
        jobs::withdraw(&mut tx, waiting).await?;
    }
    let until = shared.get::<Clock>().now().plus_seconds(PAUSE_SECONDS);
    jobs::enqueue(&mut tx, &Pause {}, until).await?;
    tx.commit().await?;
    Ok(())
}

fn message(submissions: &[Submission], editors: mail::Address) -> Option<Message> {
    let (first, rest) = submissions.split_first()?;
    if !rest.is_empty() {
        return Some(of_several(submissions, editors));
    }
    let reply_to = address_of(first);
    let answer = if reply_to.is_some() {
        "Your answer to this mail goes to them."
    } else {
        "They left no e-mail address."
    };
    let text = format!("{}\n{answer}\n", inbox::in_words(first));
    let subject = match first.kind {
        Kind::Feedback => "A reader has told you something about the site",
        Kind::CaseStudy => "A reader has shared a case study",
        Kind::Resource => "A reader has suggested a resource",
        Kind::Usefulness => "A reader has said whether a page is useful",
    };
    Some(Message {
        to: editors,
        reply_to,
        subject: subject.to_owned(),
        text,
    })
}

/// What several readers sent: an answer to the mail would go to none of them, so their addresses stand with
/// what they sent.
fn of_several(submissions: &[Submission], editors: mail::Address) -> Message {
    const LINE: &str = "----------------------------------------";
    let parts: Vec<String> = submissions.iter().map(inbox::in_words).collect();
    Message {
        to: editors,
        reply_to: None,
        subject: format!("Readers have sent {} things", submissions.len()),
        text: format!(
            "{}\n{LINE}\n\nAnswer each reader at the address beside \"From\", where they left one.\n",
            parts.join(&format!("\n{LINE}\n\n"))
        ),
    }
}

fn address_of(submission: &Submission) -> Option<mail::Address> {
    submission.contact_email.as_deref().and_then(|email| email.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent() -> Submission {
        let noon = "2026-11-24T12:00:00Z".parse::<jiff::Timestamp>().unwrap().into();
        let submission = Submission::new(Kind::Feedback, "The link is broken.\nBoth of them.".into(), noon);
        Submission {
            page: Some("/threats/phishing".into()),
            contact_name: Some("Sam".into()),
            ..submission
        }
    }

    fn mail(submission: &Submission) -> Message {
        let editors = "editors@northvale.gov.uk".parse().unwrap();
        message(std::slice::from_ref(submission), editors).unwrap()
    }

    #[test]
    fn the_mail_says_what_was_sent_and_by_whom() {
        let mail = mail(&Submission {
            contact_email: Some("sam@example.org".into()),
            ..sent()
        });
        assert_eq!(mail.subject, "A reader has told you something about the site");
        assert_eq!(mail.reply_to.unwrap().email(), "sam@example.org");
        assert_eq!(
            mail.text,
            "24 November 2026, 12:00. Feedback\nPage: /threats/phishing\nFrom: Sam, sam@example.org\n\n\
             The link is broken.\nBoth of them.\n\nYour answer to this mail goes to them.\n"
        );
    }

    #[test]
    fn without_an_address_the_mail_says_that_nobody_can_be_answered() {
        let mail = mail(&sent());
        assert!(mail.reply_to.is_none() && mail.text.ends_with("They left no e-mail address.\n"));
    }

    #[test]
    fn what_several_sent_is_one_mail_that_answers_none_of_them() {
        let other = Submission {
            contact_email: Some("sam@example.org".into()),
            ..sent()
        };
        let mail = message(&[sent(), other], "editors@northvale.gov.uk".parse().unwrap()).unwrap();
        assert_eq!(mail.subject, "Readers have sent 2 things");
        assert!(mail.reply_to.is_none());
        assert_eq!(mail.text.matches("The link is broken.").count(), 2, "{}", mail.text);
        assert!(mail.text.contains("From: Sam, sam@example.org"), "{}", mail.text);
    }
}
