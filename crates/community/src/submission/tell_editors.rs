//! Mail to the editors about what a reader sent.

use db::Db;
use jobs::Job;
use mail::{Mailer, Message};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use web::{Change, Shared};

use super::{
    inbox,
    model::{Kind, Submission},
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

/// Has the editors told once `change` is kept, where the hub knows how.
pub(super) async fn later(change: &mut Change, submission: &Submission) -> db::Result<()> {
    if change.read.shared.get::<Promise>().editors.is_some() {
        let job = TellEditors {
            submission: submission.id.uuid(),
        };
        jobs::enqueue(&mut change.tx, &job, change.read.now).await?;
    }
    Ok(())
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Sends the mail. When the submission was forgotten, or nobody is to be told any more, there is none.
pub(super) async fn run(job: TellEditors, shared: Shared) -> Result<(), Failure> {
    let Some(editors) = shared.get::<Promise>().editors.clone() else {
        return Ok(());
    };
    let mailer = shared
        .find::<Mailer>()
        .ok_or("the hub has an address for its editors and no way to send mail")?;
    let mut tx = shared.get::<Db>().read().await?;
    let submission = store::find(&mut tx, job.submission.into()).await?;
    drop(tx);
    let Some(submission) = submission else {
        return Ok(());
    };
    mailer.send(&message(&submission, editors)).await?;
    Ok(())
}

fn message(submission: &Submission, editors: mail::Address) -> Message {
    let subject = match submission.kind {
        Kind::Feedback => "A reader has told you something about the site",
        Kind::CaseStudy => "A reader has shared a case study",
        Kind::Resource => "A reader has suggested a resource",
        Kind::Usefulness => "A reader has said whether a page is useful",
    };
    let reply_to = submission.contact_email.as_deref().and_then(|email| email.parse().ok());
    let answer = if reply_to.is_some() {
        "Your answer to this mail goes to them."
    } else {
        "They left no e-mail address."
    };
    let text = format!("{}\n{answer}\n", inbox::in_words(submission));
    Message {
        to: editors,
        reply_to,
        subject: subject.to_owned(),
        text,
    }
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
        message(submission, "editors@northvale.gov.uk".parse().unwrap())
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
}
