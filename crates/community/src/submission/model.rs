//! What a submission is, and when two are the same.

use std::fmt;

use db::Time;
use sha2::{Digest as _, Sha256};

db::id!(
    /// One submission.
    SubmissionId
);

/// Within this many seconds the same words count as one submission; at most twice as many.
const SAME_SECONDS: i64 = 600;

/// What a submission is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Something about this site.
    Feedback,
    /// What happened or worked at a council.
    CaseStudy,
    /// Something that would help others.
    Resource,
    /// Whether a page was useful.
    Usefulness,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Feedback, Self::CaseStudy, Self::Resource, Self::Usefulness];

    /// As it stands in an address and in the table.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Feedback => "feedback",
            Self::CaseStudy => "case-study",
            Self::Resource => "resource",
            Self::Usefulness => "usefulness",
        }
    }

    /// As the editors read it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Feedback => "Feedback",
            Self::CaseStudy => "Case study",
            Self::Resource => "Resource",
            Self::Usefulness => "Is this page useful?",
        }
    }

    /// The kind with this slug.
    pub fn of_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }
}

/// A kind in the table that this program does not know.
#[derive(Debug, thiserror::Error)]
#[error("there is no kind of submission called '{0}'")]
pub struct UnknownKind(String);

impl TryFrom<String> for Kind {
    type Error = UnknownKind;

    fn try_from(slug: String) -> Result<Self, UnknownKind> {
        Self::of_slug(&slug).ok_or(UnknownKind(slug))
    }
}

/// What one reader sent.
#[derive(Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Submission {
    /// Its identifier.
    pub id: SubmissionId,
    /// What it is about.
    #[sqlx(try_from = "String")]
    pub kind: Kind,
    /// The page that it is about: an address on this hub, or in the reader's words.
    pub page: Option<String>,
    /// Whether that page was useful.
    pub is_useful: Option<bool>,
    /// What a case study or a resource is called.
    pub title: Option<String>,
    /// The council of a case study.
    pub council: Option<String>,
    /// The address of a resource.
    pub address: Option<String>,
    /// What the reader wrote; empty when a page was only said to be useful or not.
    pub message: String,
    /// What the reader is called.
    pub contact_name: Option<String>,
    /// Where the reader can be answered.
    pub contact_email: Option<String>,
    /// When it was sent.
    pub sent_at: Time,
}

impl Submission {
    /// A submission with nothing but its message.
    pub(super) fn new(kind: Kind, message: String, sent_at: Time) -> Self {
        Self {
            id: SubmissionId::new(),
            kind,
            page: None,
            is_useful: None,
            title: None,
            council: None,
            address: None,
            message,
            contact_name: None,
            contact_email: None,
            sent_at,
        }
    }

    /// What marks the same words in this stretch of time, and in the one before it. An answer that has no
    /// words of its own is never the same as another: many readers give it.
    pub(super) fn duplicate_keys(&self) -> Option<[String; 2]> {
        let stretch = self.sent_at.timestamp().as_second().div_euclid(SAME_SECONDS);
        (self.kind != Kind::Usefulness).then(|| [self.key(stretch), self.key(stretch - 1)])
    }

    fn key(&self, stretch: i64) -> String {
        let optional = [
            &self.page,
            &self.title,
            &self.council,
            &self.address,
            &self.contact_name,
            &self.contact_email,
        ];
        let mut hash = Sha256::new();
        let mut feed = |text: &str| {
            hash.update((text.len() as u64).to_be_bytes());
            hash.update(text);
        };
        feed(self.kind.slug());
        feed(&self.message);
        for text in optional {
            feed(text.as_deref().unwrap_or_default());
        }
        hash.update(stretch.to_be_bytes());
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl fmt::Debug for Submission {
    /// Says which it is, and nothing that a reader wrote.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Submission({} {})", self.kind.slug(), self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(instant: &str) -> Time {
        instant.parse::<jiff::Timestamp>().unwrap().into()
    }

    fn sent(message: &str, instant: &str) -> Submission {
        Submission::new(Kind::Feedback, message.into(), at(instant))
    }

    fn is_same(first: &Submission, second: &Submission) -> bool {
        let kept = first.duplicate_keys().unwrap()[0].clone();
        second.duplicate_keys().unwrap().contains(&kept)
    }

    #[test]
    fn the_same_words_within_ten_minutes_are_one_submission() {
        let first = sent("The link is broken", "2026-11-24T12:09:59Z");
        assert!(is_same(&first, &sent("The link is broken", "2026-11-24T12:10:00Z")));
        assert!(is_same(&first, &sent("The link is broken", "2026-11-24T12:19:58Z")));
        assert!(!is_same(&first, &sent("The link is broken", "2026-11-24T12:30:00Z")));
    }

    #[test]
    fn other_words_or_another_sender_are_another_submission() {
        let first = sent("The link is broken", "2026-11-24T12:00:00Z");
        assert!(!is_same(&first, &sent("The link is broken!", "2026-11-24T12:00:00Z")));
        let other = Submission {
            contact_name: Some("Sam".into()),
            ..first.clone()
        };
        assert!(!is_same(&first, &other));
        let moved = Submission {
            title: Some("a".into()),
            ..first.clone()
        };
        let elsewhere = Submission {
            council: Some("a".into()),
            ..first
        };
        assert!(!is_same(&moved, &elsewhere));
    }

    #[test]
    fn an_answer_about_a_page_is_counted_each_time() {
        assert!(
            Submission::new(Kind::Usefulness, String::new(), at("2026-11-24T12:00:00Z"))
                .duplicate_keys()
                .is_none()
        );
    }

    #[test]
    fn debug_text_tells_nothing_that_a_reader_wrote() {
        let mut submission = sent("secret words", "2026-11-24T12:00:00Z");
        submission.contact_email = Some("sam@example.org".into());
        let shown = format!("{submission:?}");
        assert!(!shown.contains("secret") && !shown.contains("sam@"), "{shown}");
    }

    #[test]
    fn every_kind_is_found_by_its_slug() {
        for kind in Kind::ALL {
            assert_eq!(Kind::of_slug(kind.slug()), Some(kind));
        }
        assert!(Kind::try_from("poem".to_owned()).is_err());
    }
}
