//! What a hub says of itself: names, nations, which groups and services it shows.

use crate::{
    item::{Item, Kind, Nation},
    local_fact::LocalFacts,
};

/// What a hub says of itself.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The hub's name.
    pub hub_name: String,
    /// The council that it serves, when it is one.
    pub council_name: Option<String>,
    /// Who keeps it, in words.
    pub kept_by: String,
    /// The address of a picture to show in place of the hub's own mark.
    pub logo: Option<String>,
    /// The accent colour, as `#rrggbb`.
    pub accent: Option<String>,
    /// The address under which the world reaches it, without a slash at the end.
    pub public_url: Option<String>,
    /// Where people can write to those who keep it.
    pub contact_email: Option<String>,
    /// The nations that it serves.
    pub nations: Vec<Nation>,
    /// The groups that it shows; empty means all.
    pub audiences: Vec<String>,
    /// The services that it does not show.
    pub hidden_services: Vec<String>,
    /// Its local facts.
    pub facts: LocalFacts,
    /// How long what readers send is kept, in days.
    pub keep_days: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            hub_name: "Watchward".into(),
            council_name: None,
            kept_by: "this hub's editors".into(),
            logo: None,
            accent: None,
            public_url: None,
            contact_email: None,
            nations: Nation::ALL.to_vec(),
            audiences: Vec::new(),
            hidden_services: Vec::new(),
            facts: LocalFacts::default(),
            keep_days: 730,
        }
    }
}

impl Settings {
    /// Whether the hub is one council's own, and the council is called `name`.
    pub fn is_of(&self, name: &str) -> bool {
        self.council_name.as_deref() == Some(name)
    }

    /// Whether the hub shows an item: its nation, group and service are among the hub's.
    pub fn shows(&self, item: &Item) -> bool {
        let is_shown = match item.kind {
            Kind::Audience => self.audiences.is_empty() || self.audiences.contains(&item.slug),
            Kind::Service => !self.hidden_services.contains(&item.slug),
            _ => true,
        };
        is_shown && item.head.holds_in(&self.nations)
    }
}
