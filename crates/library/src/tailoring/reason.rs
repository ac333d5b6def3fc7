//! Why an entry stands on a page, as a sentence that can be read out.

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
    /// It happened to a service that the group depends on.
    Incident(String),
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
    /// The reason as one sentence. Names of services and threats stand in it as they are said: "the
    /// electoral register", "phones and the contact centre".
    pub fn say(&self) -> String {
        match self {
            Self::LiveAlert { decision, service } => {
                let urgency = match decision {
                    Decision::ActToday => "It needs something done today",
                    Decision::ActThisWeek => "It needs something done this week",
                    Decision::Watching => "It is being watched for you",
                };
                match service {
                    Some(service) => format!("{urgency}, and you depend on {service}."),
                    None => format!("{urgency}, and it is for your group."),
                }
            }
            Self::Exposure {
                likelihood,
                impact,
                because,
            } => {
                let likely = likelihood.words().to_lowercase();
                format!(
                    "It is {likely} in your work, and would be {}. {because}",
                    impact.words()
                )
            }
            Self::Season { service, period, when } => format!("You depend on {service}. {period}: {when}."),
            Self::Incident(_)
            | Self::Service(_)
            | Self::Threat(_)
            | Self::Featured(_)
            | Self::ForGroup(_)
            | Self::ForEverybody
            | Self::OwnOrder(_) => self.say_of("It", "is", "s", "was"),
        }
    }

    /// The same reason of `count` entries that stand together, as one sentence.
    pub fn say_of_many(&self, count: usize) -> String {
        let these = match count {
            2 => "These two".to_owned(),
            3 => "These three".to_owned(),
            4 => "These four".to_owned(),
            5 => "These five".to_owned(),
            6 => "These six".to_owned(),
            _ => format!("These {count}"),
        };
        self.say_of(&these, "are", "", "were")
    }

    fn say_of(&self, it: &str, is: &str, s: &str, was: &str) -> String {
        match self {
            Self::Incident(service) => format!("{it} struck {service}, which you depend on."),
            Self::Service(service) => format!("{it} {is} about {service}, which you depend on."),
            Self::Threat(threat) => format!("{it} help{s} against one of the threats high on your list: {threat}."),
            Self::Featured(group) => format!("{it} {is} what our editors put first for {group}."),
            Self::ForGroup(group) => format!("{it} {was} written for {group}."),
            Self::ForEverybody => format!("{it} {is} for everybody who works for a council."),
            Self::OwnOrder(group) => format!("{it} {is} among the first things to do for {group}."),
            Self::LiveAlert { .. } | Self::Exposure { .. } | Self::Season { .. } => self.say(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_can_be_read_out() {
        let season = Reason::Season {
            service: "payroll".into(),
            period: "Early December pay".into(),
            when: "in 2 weeks, on 8 December 2026".into(),
        };
        assert_eq!(
            season.say(),
            "You depend on payroll. Early December pay: in 2 weeks, on 8 December 2026."
        );
        let alert = Reason::LiveAlert {
            decision: Decision::ActToday,
            service: Some("phones and the contact centre".into()),
        };
        assert_eq!(
            alert.say(),
            "It needs something done today, and you depend on phones and the contact centre."
        );
        let exposure = Reason::Exposure {
            likelihood: Likelihood::Possible,
            impact: Impact::Severe,
            because: "It has happened to some.".into(),
        };
        assert_eq!(
            exposure.say(),
            "It is possible in your work, and would be severe. It has happened to some."
        );
    }

    #[test]
    fn one_sentence_speaks_for_several_that_stand_together() {
        let service = Reason::Service("the electoral register".into());
        assert_eq!(
            service.say(),
            "It is about the electoral register, which you depend on."
        );
        assert_eq!(
            service.say_of_many(3),
            "These three are about the electoral register, which you depend on."
        );
        assert_eq!(
            Reason::ForGroup("finance".into()).say_of_many(2),
            "These two were written for finance."
        );
        let threat = Reason::Threat("an attack on a supplier".into());
        assert_eq!(
            [threat.say(), threat.say_of_many(4)],
            [
                "It helps against one of the threats high on your list: an attack on a supplier.",
                "These four help against one of the threats high on your list: an attack on a supplier."
            ]
        );
    }
}
