//! Why an entry stands on a page, as a sentence that can be read out.

use text::words::lower_first;

use crate::{
    alert::Decision,
    threat::{Impact, Likelihood},
};

/// Why an entry stands where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// A live alert for this group, and the service that it touches, if it names one.
    LiveAlert {
        /// How soon to act.
        decision: Decision,
        /// The service.
        service: Option<String>,
    },
    /// A threat, with what its file says of this group.
    Exposure {
        /// How likely.
        likelihood: Likelihood,
        /// How bad.
        impact: Impact,
        /// The file's reason for the likelihood.
        because: String,
    },
    /// A service is in season.
    Season {
        /// The service.
        service: String,
        /// What happens then.
        period: String,
        /// When, seen from today.
        when: String,
    },
    /// It bears on a service that the group depends on.
    Service(String),
    /// It answers a threat that is high for the group.
    Threat(String),
    /// The editors put it first for this group.
    Featured(String),
    /// It was written for this group.
    ForGroup(String),
    /// It is for everybody who works for a council.
    ForEverybody,
    /// It comes first in the group's own order of things to do.
    OwnOrder(String),
}

impl Reason {
    /// The reason as one sentence.
    pub fn say(&self) -> String {
        match self {
            Self::LiveAlert { decision, service } => {
                let urgency = match decision {
                    Decision::ActToday => "it needs something done today",
                    Decision::ActThisWeek => "it needs something done this week",
                    Decision::Watching => "it is being watched for you",
                };
                match service {
                    Some(service) => {
                        format!(
                            "Because {} is among the services you depend on, and {urgency}.",
                            lower_first(service)
                        )
                    }
                    None => format!("Because this alert is for your group, and {urgency}."),
                }
            }
            Self::Exposure {
                likelihood,
                impact,
                because,
            } => {
                let likely = likelihood.words().to_lowercase();
                format!(
                    "Because it is {likely} for you and would be {}. {because}",
                    impact.words()
                )
            }
            Self::Season { service, period, when } => {
                format!(
                    "Because {} is among the services you depend on. {period}: {when}.",
                    lower_first(service)
                )
            }
            Self::Service(service) => {
                format!("Because {} is among the services you depend on.", lower_first(service))
            }
            Self::Threat(threat) => format!(
                "Because it helps against {}, which is high on your list.",
                lower_first(threat)
            ),
            Self::Featured(group) => format!("Because the editors put it first for {}.", lower_first(group)),
            Self::ForGroup(group) => format!("Because it was written for {}.", lower_first(group)),
            Self::ForEverybody => "Because it is for everybody who works for a council.".to_owned(),
            Self::OwnOrder(group) => format!("Because it is among the first things to do for {}.", lower_first(group)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_can_be_read_out() {
        assert_eq!(
            Reason::Season {
                service: "Payroll".into(),
                period: "Early December pay".into(),
                when: "in 2 weeks, on 8 December 2026".into()
            }
            .say(),
            "Because payroll is among the services you depend on. Early December pay: in 2 weeks, on 8 December 2026."
        );
        assert_eq!(
            Reason::LiveAlert {
                decision: Decision::ActToday,
                service: Some("Payroll".into())
            }
            .say(),
            "Because payroll is among the services you depend on, and it needs something done today."
        );
    }
}
