//! The kinds of item, and where each lives.

use std::{fmt, str::FromStr};

/// A kind of item: a folder of the library and the first part of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A group of people.
    Audience,
    /// What a council does.
    Service,
    /// What could hit it.
    Threat,
    /// A card for when something is wrong.
    FirstHour,
    /// What to do, by us.
    Guidance,
    /// Somebody else's page or tool.
    Resource,
    /// Funding, a programme, a membership, a place on a course.
    Opportunity,
    /// A real incident or good practice.
    CaseStudy,
    /// A question and its answer.
    Question,
    /// A word and its meaning.
    Glossary,
    /// A dated thing.
    Event,
    /// Who to ring.
    Contact,
    /// What is happening now, and what to do about it.
    Alert,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 13] = [
        Self::Audience,
        Self::Service,
        Self::Threat,
        Self::FirstHour,
        Self::Guidance,
        Self::Resource,
        Self::Opportunity,
        Self::CaseStudy,
        Self::Question,
        Self::Glossary,
        Self::Event,
        Self::Contact,
        Self::Alert,
    ];

    /// The name of its folder, which is also its name in searches and in the API.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Audience => "audiences",
            Self::Service => "services",
            Self::Threat => "threats",
            Self::FirstHour => "first-hour",
            Self::Guidance => "guidance",
            Self::Resource => "resources",
            Self::Opportunity => "opportunities",
            Self::CaseStudy => "case-studies",
            Self::Question => "questions",
            Self::Glossary => "glossary",
            Self::Event => "events",
            Self::Contact => "contacts",
            Self::Alert => "alerts",
        }
    }

    /// The address under which its items stand.
    pub fn address(self) -> &'static str {
        match self {
            Self::Audience => "/for",
            Self::Service => "/services",
            Self::Threat => "/threats",
            Self::FirstHour => "/something-is-wrong",
            Self::Guidance => "/guidance",
            Self::Resource => "/resources",
            Self::Opportunity => "/opportunities",
            Self::CaseStudy => "/case-studies",
            Self::Question => "/questions",
            Self::Glossary => "/glossary",
            Self::Event => "/events",
            Self::Contact => "/contacts",
            Self::Alert => "/alerts",
        }
    }

    /// What several of them are called, in a list of mixed kinds.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Audience => "Groups",
            Self::Service => "Services",
            Self::Threat => "Threats",
            Self::FirstHour => "First-hour cards",
            Self::Guidance => "Guidance",
            Self::Resource => "Resources",
            Self::Opportunity => "Opportunities",
            Self::CaseStudy => "Case studies",
            Self::Question => "Questions",
            Self::Glossary => "Words",
            Self::Event => "Dates",
            Self::Contact => "Contacts",
            Self::Alert => "Alerts",
        }
    }

    /// What one of them is called, in a list of mixed kinds.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Audience => "Group",
            Self::Service => "Service",
            Self::Threat => "Threat",
            Self::FirstHour => "First hour",
            Self::Guidance => "Guidance",
            Self::Resource => "Resource",
            Self::Opportunity => "Opportunity",
            Self::CaseStudy => "Case study",
            Self::Question => "Question",
            Self::Glossary => "Word",
            Self::Event => "Date",
            Self::Contact => "Contact",
            Self::Alert => "Alert",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.folder())
    }
}

/// A name that is no kind.
#[derive(Debug, thiserror::Error)]
#[error("'{0}' is not a kind of content")]
pub struct NotAKind(String);

impl FromStr for Kind {
    type Err = NotAKind;

    fn from_str(folder: &str) -> Result<Self, NotAKind> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.folder() == folder)
            .ok_or_else(|| NotAKind(folder.to_owned()))
    }
}
