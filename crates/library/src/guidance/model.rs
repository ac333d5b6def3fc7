//! What to do, by us.

use serde::Deserialize;

/// What guidance adds to an item.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guidance {
    /// When it helps.
    pub stage: Stage,
    /// How long it takes to read or do, in minutes.
    pub minutes: Option<u32>,
}

/// When something helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// So that it does not happen.
    Prevent,
    /// So that we are ready.
    Prepare,
    /// While it happens.
    Respond,
    /// Afterwards.
    Recover,
}

impl Stage {
    /// All stages, in order.
    pub const ALL: [Self; 4] = [Self::Prevent, Self::Prepare, Self::Respond, Self::Recover];

    /// As in addresses and files.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Prevent => "prevent",
            Self::Prepare => "prepare",
            Self::Respond => "respond",
            Self::Recover => "recover",
        }
    }

    /// As people say it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Prevent => "Before: stop it happening",
            Self::Prepare => "Before: be ready",
            Self::Respond => "During",
            Self::Recover => "After",
        }
    }
}
