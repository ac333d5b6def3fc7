//! Everything that was sent, for the editors: to read, or for a spreadsheet.

use std::{fmt::Write as _, io};

use db::Tx;
use text::date;

use super::{
    model::{Kind, Submission, SubmissionId},
    store,
};

/// How many submissions are in memory at once.
const PAGE: i64 = 200;
/// By which a spreadsheet knows that the letters are UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();
const COLUMNS: [&str; 10] = [
    "sent", "kind", "page", "useful", "title", "council", "address", "message", "name", "e-mail",
];

/// In what form the inbox is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InboxForm {
    /// To read.
    Text,
    /// For a spreadsheet (RFC 4180).
    Csv,
}

/// Why the inbox was not written to its end.
#[derive(Debug, thiserror::Error)]
pub enum InboxError {
    /// The database failed.
    #[error("the submissions could not be read")]
    Database(#[from] db::Error),
    /// Nobody took what was written.
    #[error("the submissions could not be written")]
    Write(#[from] io::Error),
    /// The table could not be written.
    #[error("the submissions could not be written as a table")]
    Csv(#[from] csv::Error),
}

/// Writes everything that was sent to `out`, the newest last, and says how much that was. Only a page of
/// it is in memory at any time.
///
/// # Errors
/// When the database fails or `out` takes no more.
pub async fn inbox(tx: &mut Tx, form: InboxForm, out: &mut impl io::Write) -> Result<u64, InboxError> {
    let mut writer = Writer::new(form, out)?;
    let mut after = (jiff::Timestamp::MIN.into(), SubmissionId::from(uuid::Uuid::nil()));
    let mut written = 0;
    loop {
        let page = store::list(tx, after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = (last.sent_at, last.id);
        for submission in &page {
            writer.write(submission)?;
            written += 1;
        }
    }
    writer.finish(written)?;
    Ok(written)
}

enum Writer<W: io::Write> {
    Text(W),
    Csv(Box<csv::Writer<W>>),
}

impl<W: io::Write> Writer<W> {
    fn new(form: InboxForm, mut out: W) -> Result<Self, InboxError> {
        if form == InboxForm::Text {
            return Ok(Self::Text(out));
        }
        out.write_all(BYTE_ORDER_MARK)?;
        let mut table = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        table.write_record(COLUMNS)?;
        Ok(Self::Csv(Box::new(table)))
    }

    fn write(&mut self, submission: &Submission) -> Result<(), InboxError> {
        match self {
            Self::Text(out) => writeln!(out, "{}\n{}\n", in_words(submission), "-".repeat(60))?,
            Self::Csv(table) => table.write_record(cells(submission))?,
        }
        Ok(())
    }

    fn finish(self, written: u64) -> Result<(), InboxError> {
        match self {
            Self::Text(mut out) => {
                if written == 0 {
                    writeln!(out, "Nobody has sent anything yet.")?;
                }
                out.flush()?;
            }
            Self::Csv(mut table) => table.flush()?,
        }
        Ok(())
    }
}

/// One submission to read: when, what kind, about what, from whom, and the words.
pub(super) fn in_words(submission: &Submission) -> String {
    let sent = submission.sent_at.timestamp().to_zoned_datetime(date::london());
    let mut text = format!(
        "{}, {}. {}\n",
        date::in_words(sent.date()),
        sent.strftime("%H:%M"),
        submission.kind.name()
    );
    let mut fact = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            let _ = writeln!(text, "{name}: {value}");
        }
    };
    fact("Title", submission.title.as_deref());
    fact("Council", submission.council.as_deref());
    fact("Address", submission.address.as_deref());
    fact("Page", submission.page.as_deref());
    fact("Answer", submission.is_useful.map(yes_or_no));
    let contact = [submission.contact_name.as_deref(), submission.contact_email.as_deref()];
    let contact: Vec<&str> = contact.into_iter().flatten().collect();
    fact("From", (!contact.is_empty()).then(|| contact.join(", ")).as_deref());
    if submission.kind == Kind::CaseStudy {
        fact(
            "They said",
            Some("I am allowed to share this, and it names no private person"),
        );
    }
    if !submission.message.is_empty() {
        let _ = writeln!(text, "\n{}", submission.message);
    }
    text
}

fn yes_or_no(is_useful: bool) -> &'static str {
    if is_useful { "yes" } else { "no" }
}

fn cells(submission: &Submission) -> [String; 10] {
    let cell = |text: &Option<String>| text.as_deref().map(harmless).unwrap_or_default();
    [
        // To the second: no spreadsheet knows more.
        submission
            .sent_at
            .timestamp()
            .strftime("%Y-%m-%dT%H:%M:%SZ")
            .to_string(),
        submission.kind.slug().to_owned(),
        cell(&submission.page),
        submission.is_useful.map(yes_or_no).unwrap_or_default().to_owned(),
        cell(&submission.title),
        cell(&submission.council),
        cell(&submission.address),
        harmless(&submission.message),
        cell(&submission.contact_name),
        cell(&submission.contact_email),
    ]
}

/// A cell that a spreadsheet takes for text: one that would begin a formula gets an apostrophe before it.
fn harmless(text: &str) -> String {
    let begins_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    if begins_formula {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent() -> Submission {
        let summer = "2026-06-30T23:30:00Z".parse::<jiff::Timestamp>().unwrap().into();
        Submission {
            title: Some("=HYPERLINK(\"x\")".into()),
            ..Submission::new(Kind::CaseStudy, "-1+2".into(), summer)
        }
    }

    #[test]
    fn a_cell_that_would_be_a_formula_is_text() {
        for formula in ["=1+1", "+44 1632", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(harmless(formula), format!("'{formula}"));
        }
        assert_eq!(harmless("a = b"), "a = b");
        assert_eq!(cells(&sent())[4], "'=HYPERLINK(\"x\")");
        assert_eq!(cells(&sent())[7], "'-1+2");
        let mut late = sent();
        late.sent_at = "2026-06-30T23:30:00.123456Z".parse::<jiff::Timestamp>().unwrap().into();
        assert_eq!(cells(&late)[0], "2026-06-30T23:30:00Z");
    }

    #[test]
    fn a_submission_is_read_with_its_time_in_london() {
        let words = in_words(&sent());
        assert!(
            words.starts_with("1 July 2026, 00:30. Case study\nTitle: =HYPERLINK(\"x\")\nThey said: "),
            "{words}"
        );
        assert!(words.ends_with("\n\n-1+2\n"), "{words}");
    }
}
