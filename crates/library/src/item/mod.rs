//! Items: what the library is made of.
//!
//! An *item* is one content file: a [`Head`] that all kinds share, a [`Detail`] that its [`Kind`] adds, and a
//! body in Markdown. Its *address* is where it stands in the hub; its *path* (`guidance/x`) is how other
//! items name it.

mod day;
mod elsewhere;
mod fields;
mod file;
mod head;
mod kind;
pub(crate) mod merge;
pub mod named_reader;
pub(crate) mod personal;
mod prose;
mod read;
pub mod store;

use web::{OrganisationId, Tlp};

pub use day::Day;
pub(crate) use day::{maybe, one};
pub use elsewhere::Elsewhere;
pub use file::{Fault, File};
pub use head::{Head, Nation, Source};
pub use kind::{Kind, NotAKind};
pub use read::{Broken, read};

use crate::{
    alert::Alert, audience::Audience, case_study::CaseStudy, contact::Contact, event::Event, first_hour::FirstHour,
    glossary::Term, guidance::Guidance, opportunity::Opportunity, question::Question, resource::Resource,
    service::Service, threat::Threat,
};

/// One item of the library.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its kind.
    pub kind: Kind,
    /// The last part of its address.
    pub slug: String,
    /// What every item has.
    pub head: Head,
    /// Who may see it.
    pub tlp: Tlp,
    /// The organisation that it belongs to, when it is not the hub's own.
    pub organisation: Option<OrganisationId>,
    /// Its text, in Markdown.
    pub body: String,
    /// What its kind adds.
    pub detail: Detail,
}

/// What a kind adds to an item.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each is named for its noun")]
pub enum Detail {
    Audience(Audience),
    Service(Service),
    Threat(Threat),
    FirstHour(FirstHour),
    Guidance(Guidance),
    Resource(Resource),
    Opportunity(Opportunity),
    CaseStudy(CaseStudy),
    Question(Question),
    Glossary(Term),
    Event(Event),
    Contact(Contact),
    Alert(Alert),
}

impl Item {
    /// Its address in the hub.
    pub fn address(&self) -> String {
        format!("{}/{}", self.kind.address(), self.slug)
    }

    /// How other items name it: `kind/slug`.
    pub fn path(&self) -> String {
        format!("{}/{}", self.kind.folder(), self.slug)
    }
}

/// Gives each kind's detail of an item by name: `item.threat()`.
macro_rules! details {
    ($($name:ident: $variant:ident => $type:ty),* $(,)?) => {
        impl Item {
            $(
                #[doc = concat!("What a `", stringify!($type), "` adds, if this is one.")]
                pub fn $name(&self) -> Option<&$type> {
                    match &self.detail {
                        Detail::$variant(detail) => Some(detail),
                        _ => None,
                    }
                }
            )*
        }
    };
}

details! {
    audience: Audience => Audience,
    service: Service => Service,
    threat: Threat => Threat,
    first_hour: FirstHour => FirstHour,
    guidance: Guidance => Guidance,
    resource: Resource => Resource,
    opportunity: Opportunity => Opportunity,
    case_study: CaseStudy => CaseStudy,
    question: Question => Question,
    term: Glossary => Term,
    event: Event => Event,
    contact: Contact => Contact,
    alert: Alert => Alert,
}
