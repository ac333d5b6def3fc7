//! The shell: what is round every page, and how the reader's choices travel in its links.

use std::sync::Arc;

use crate::{Markup, assets};

/// A group of people that the hub speaks to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// As in addresses: `finance`.
    pub slug: String,
    /// As people say it: "Finance".
    pub name: String,
}

/// One of the four nations, when a hub serves more than one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nation {
    /// As in addresses: `scotland`.
    pub slug: String,
    /// As people say it: "Scotland".
    pub name: String,
}

/// The organisation at which a page is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// As in addresses: `northvale`.
    pub slug: String,
    /// As people say it: "Northvale District Council".
    pub name: String,
    /// Whether the host name says it, so that links need not.
    pub is_by_host: bool,
}

/// A line above the page, such as an event that is announced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Banner {
    /// What it says.
    pub text: String,
    /// Where it leads.
    pub link: Option<String>,
}

/// Somebody who is signed in, as the bar shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// What they are called.
    pub name: String,
    /// The organisation that they act for, when they belong to one.
    pub organisation: Option<String>,
    /// What they may look after: words and address.
    pub duties: Vec<(&'static str, &'static str)>,
}

/// How one page is addressed for each group, where the address names the group: `/for/finance/one-minute`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupInPath {
    /// What stands before the group's slug.
    pub before: String,
    /// What stands after it.
    pub after: String,
    /// Where everybody is led.
    pub everybody: String,
}

/// What is round a page. Every page struct has one in a field called `shell`.
#[derive(Debug, Clone, Default)]
pub struct Shell {
    /// The hub's name, first in the bar and last in the title.
    pub hub_name: String,
    /// The council that the hub serves, when it is one.
    pub council_name: Option<String>,
    /// The address of the council's own logo; without it, the hub's.
    pub logo: Option<String>,
    /// The language of the page.
    pub lang: String,
    /// What this page is, for the title. Empty on the home page.
    pub page_title: String,
    /// One sentence for search engines and previews.
    pub description: String,
    /// The address of this page without the reader's choices.
    pub canonical: Option<String>,
    /// The feed that belongs to this page: its title and address.
    pub feed: Option<(String, String)>,
    /// The group that the reader chose.
    pub group: Option<Group>,
    /// The groups that may be chosen.
    pub groups: Arc<[Group]>,
    /// Where a change of group leads: this page with its search and filters, without `for`.
    pub change_group_base: String,
    /// How this page is addressed for each group, when the address itself names one.
    pub group_in_path: Option<GroupInPath>,
    /// The nation that the reader chose.
    pub nation: Option<Nation>,
    /// The nations that may be chosen; empty when the hub serves one.
    pub nations: Arc<[Nation]>,
    /// The organisation at which the page is read.
    pub at: Option<Place>,
    /// A line above the page, when there is one.
    pub banner: Option<Banner>,
    /// What the reader must know about the hub itself, such as that it is read-only for now.
    pub notice: Option<String>,
    /// What is above this page: words and address, the home page first.
    pub breadcrumbs: Vec<(String, String)>,
    /// What was searched for, to stand in the search box.
    pub search_text: String,
    /// When the content was last reviewed, in words.
    pub reviewed: Option<String>,
    /// Who keeps this hub: "Northvale's cyber team".
    pub kept_by: String,
    /// True on the pages that the red strip leads to.
    pub is_crisis: bool,
    /// Who is signed in; nobody on the pages that strangers read.
    pub signed_in: Option<SignedIn>,
    /// Where a stranger signs in, when people can.
    pub sign_in: Option<String>,
    /// What features add below a page.
    pub page_foot: Vec<Markup>,
}

/// The main menu: words and address.
const MENU: [(&str, &str); 8] = [
    ("Threats", "/threats"),
    ("Guidance", "/guidance"),
    ("Services", "/services"),
    ("Case studies", "/case-studies"),
    ("Resources", "/resources"),
    ("Opportunities", "/opportunities"),
    ("Questions", "/questions"),
    ("Alerts", "/alerts"),
];

/// The foot of every page: words and address.
const FOOT: [(&str, &str); 7] = [
    ("Who to ring", "/contacts"),
    ("Glossary", "/glossary"),
    ("Dates", "/events"),
    ("Get involved", "/get-involved"),
    ("Accessibility", "/accessibility"),
    ("Privacy", "/privacy"),
    ("Cookies", "/cookies"),
];

/// A line of a menu, as the layout draws it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuItem {
    /// What it says.
    pub text: String,
    /// Where it leads.
    pub href: String,
    /// True when the reader is there.
    pub is_current: bool,
}

impl Shell {
    /// A shell with invented values, for tests and the gallery.
    pub fn sample() -> Self {
        let group = |slug: &str, name: &str| Group {
            slug: slug.into(),
            name: name.into(),
        };
        Self {
            hub_name: "Watchward".into(),
            council_name: Some("Northvale District Council".into()),
            lang: "en".into(),
            page_title: "Sample page".into(),
            description: "A page made of invented data.".into(),
            groups: Arc::from([
                group("all-staff", "All staff"),
                group("chief-officers", "Chief executive and chief officers"),
                group("social-care", "Social care"),
                group("finance", "Finance"),
                group("human-resources", "Human resources"),
                group("procurement", "Procurement"),
                group("electoral-registration", "Electoral registration"),
            ]),
            change_group_base: "/sample".into(),
            reviewed: Some("20 November 2026".into()),
            kept_by: "Northvale's cyber team".into(),
            ..Self::default()
        }
    }

    /// `address` with the reader's choices: group, nation, organisation.
    ///
    /// Other sites' addresses, numbers and mere fragments are left as they are, and so is a choice
    /// that the address already makes.
    pub fn link(&self, address: impl AsRef<str>) -> String {
        link_with(address, &self.choices())
    }

    /// The reader's choices, as they stand in addresses and in forms that keep them.
    fn choices(&self) -> [(&'static str, Option<&str>); 3] {
        let at = self.at.as_ref().filter(|place| !place.is_by_host);
        [
            ("for", self.group.as_ref().map(|group| group.slug.as_str())),
            ("nation", self.nation.as_ref().map(|nation| nation.slug.as_str())),
            ("at", at.map(|place| place.slug.as_str())),
        ]
    }

    /// The reader's choices without one of them.
    fn choices_but(&self, but: &str) -> Vec<(&'static str, Option<&str>)> {
        let is_in_path = |name: &str| name == "for" && self.group_in_path.is_some();
        let choices = self.choices().into_iter();
        choices.filter(|(name, _)| *name != but && !is_in_path(name)).collect()
    }

    /// The choices that were made, for a form that keeps them.
    pub fn kept(&self) -> Vec<(&'static str, &str)> {
        let choices = self.choices().into_iter();
        choices.filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// The whole title: the page's, then the hub's.
    pub fn title(&self) -> String {
        match self.page_title.as_str() {
            "" => self.hub_name.clone(),
            page => format!("{page} – {}", self.hub_name),
        }
    }

    /// The style sheet's address.
    pub fn css_url(&self) -> &'static str {
        assets::asset_url("main.css")
    }

    /// The script's address.
    pub fn js_url(&self) -> &'static str {
        assets::asset_url("hub.js")
    }

    /// The small picture's address.
    pub fn favicon_url(&self) -> &'static str {
        assets::asset_url("favicon.svg")
    }

    /// The logo's address: the council's own, or the hub's.
    pub fn logo_url(&self) -> &str {
        self.logo.as_deref().unwrap_or_else(|| assets::asset_url("logo.svg"))
    }

    /// What is above this page, with the reader's choices in the links.
    pub fn crumbs(&self) -> crate::Breadcrumbs {
        let linked = |(text, address): &(String, String)| (text.clone(), self.link(address));
        crate::Breadcrumbs::of(self.breadcrumbs.iter().map(linked).collect::<Vec<_>>())
    }

    /// The main menu with the reader's choices in its links.
    pub fn menu(&self) -> Vec<MenuItem> {
        self.items(&MENU)
    }

    /// The foot's links with the reader's choices in them.
    pub fn foot(&self) -> Vec<MenuItem> {
        self.items(&FOOT)
    }

    fn items(&self, items: &[(&'static str, &str)]) -> Vec<MenuItem> {
        let here = self.here();
        let is_under = |part: &str| here == part || here.strip_prefix(part).is_some_and(|rest| rest.starts_with('/'));
        items
            .iter()
            .map(|(text, path)| MenuItem {
                text: (*text).to_owned(),
                href: self.link(path),
                is_current: is_under(path),
            })
            .collect()
    }

    /// This page's path, as far as the shell knows it.
    fn here(&self) -> &str {
        self.change_group_base.split(['?', '#']).next().unwrap_or_default()
    }

    /// Where each group's choice leads.
    pub fn group_choices(&self) -> Vec<MenuItem> {
        let chosen = self.group.as_ref().map(|group| group.slug.as_str());
        self.groups
            .iter()
            .map(|group| self.choice("for", &group.slug, &group.name, chosen == Some(&group.slug)))
            .collect()
    }

    /// Where each nation's choice leads.
    pub fn nation_choices(&self) -> Vec<MenuItem> {
        let chosen = self.nation.as_ref().map(|nation| nation.slug.as_str());
        self.nations
            .iter()
            .map(|nation| self.choice("nation", &nation.slug, &nation.name, chosen == Some(&nation.slug)))
            .collect()
    }

    /// This page with another choice of one kind, and the others as they are.
    fn choice(&self, name: &'static str, slug: &str, words: &str, is_current: bool) -> MenuItem {
        let others = self.choices_but(name);
        let href = match &self.group_in_path {
            Some(path) if name == "for" => link_with(format!("{}{slug}{}", path.before, path.after), &others),
            _ => {
                let mut choices = vec![(name, Some(slug))];
                choices.extend(others);
                choices.sort_by_key(|(name, _)| ["for", "nation", "at"].iter().position(|known| known == name));
                link_with(self.base(), &choices)
            }
        };
        MenuItem {
            text: words.to_owned(),
            href,
            is_current,
        }
    }

    /// This page for everybody: without a group, with the other choices.
    pub fn without_group(&self) -> String {
        let everybody = self.group_in_path.as_ref().map(|path| path.everybody.as_str());
        link_with(everybody.unwrap_or(self.base()), &self.choices_but("for"))
    }

    /// This page for any council, where the address says one.
    pub fn without_place(&self) -> Option<String> {
        self.at.as_ref().filter(|place| !place.is_by_host)?;
        Some(link_with(self.base(), &self.choices_but("at")))
    }

    fn base(&self) -> &str {
        if self.change_group_base.is_empty() {
            "/"
        } else {
            &self.change_group_base
        }
    }
}

/// `address` with each named choice that has a value and that it does not already make.
pub fn link_with(address: impl AsRef<str>, choices: &[(&str, Option<&str>)]) -> String {
    let address = address.as_ref();
    if !address.starts_with('/') || address.starts_with("//") {
        return address.to_owned();
    }
    let (rest, fragment) = match address.split_once('#') {
        Some((rest, fragment)) => (rest, Some(fragment)),
        None => (address, None),
    };
    let query = rest.split_once('?').map_or("", |(_, query)| query);
    let mut link = rest.to_owned();
    for (name, value) in choices {
        let is_made = query.split('&').any(|pair| pair.split('=').next() == Some(name));
        let Some(value) = value.filter(|_| !is_made) else {
            continue;
        };
        link.push(if link.contains('?') { '&' } else { '?' });
        link.push_str(name);
        link.push('=');
        link.push_str(value);
    }
    if let Some(fragment) = fragment {
        link.push('#');
        link.push_str(fragment);
    }
    link
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen() -> Shell {
        let mut shell = Shell::sample();
        shell.group = Some(shell.groups[3].clone());
        shell
    }

    #[test]
    fn a_chosen_group_travels_in_links() {
        let shell = chosen();
        assert_eq!(shell.link("/threats/phishing"), "/threats/phishing?for=finance");
        assert_eq!(shell.link("/search?q=mfa"), "/search?q=mfa&for=finance");
        assert_eq!(shell.link("/threats#signs"), "/threats?for=finance#signs");
        assert_eq!(shell.link("/a?q=1#b"), "/a?q=1&for=finance#b");
    }

    #[test]
    fn another_group_stays_on_the_page_whether_the_query_or_the_path_says_it() {
        let mut shell = chosen();
        let to_all_staff = |shell: &Shell| shell.group_choices()[0].href.clone();
        shell.change_group_base = "/search?q=fraud&kind=contacts".into();
        assert_eq!(to_all_staff(&shell), "/search?q=fraud&kind=contacts&for=all-staff");
        assert_eq!(shell.without_group(), "/search?q=fraud&kind=contacts");
        shell.change_group_base = "/for/finance/one-minute".into();
        shell.group_in_path = Some(GroupInPath {
            before: "/for/".into(),
            after: "/one-minute".into(),
            everybody: "/".into(),
        });
        shell.nation = Some(Nation {
            slug: "scotland".into(),
            name: "Scotland".into(),
        });
        assert_eq!(to_all_staff(&shell), "/for/all-staff/one-minute?nation=scotland");
        assert_eq!(shell.without_group(), "/?nation=scotland");
        shell.nations = vec![Nation {
            slug: "wales".into(),
            name: "Wales".into(),
        }]
        .into();
        assert_eq!(shell.nation_choices()[0].href, "/for/finance/one-minute?nation=wales");
    }

    #[test]
    fn a_nation_travels_with_the_group() {
        let mut shell = chosen();
        shell.nation = Some(Nation {
            slug: "scotland".into(),
            name: "Scotland".into(),
        });
        assert_eq!(shell.link("/contacts"), "/contacts?for=finance&nation=scotland");
        shell.group = None;
        assert_eq!(shell.link("/contacts"), "/contacts?nation=scotland");
    }

    #[test]
    fn the_organisation_travels_unless_the_host_says_it() {
        let mut shell = chosen();
        let place = |is_by_host| Place {
            slug: "northvale".into(),
            name: "Northvale".into(),
            is_by_host,
        };
        shell.at = Some(place(false));
        assert_eq!(shell.link("/contacts"), "/contacts?for=finance&at=northvale");
        assert_eq!(shell.without_group(), "/sample?at=northvale");
        assert_eq!(shell.without_place().unwrap(), "/sample?for=finance");
        assert_eq!(shell.group_choices()[0].href, "/sample?for=all-staff&at=northvale");
        assert_eq!(shell.kept(), [("for", "finance"), ("at", "northvale")]);
        shell.at = Some(place(true));
        assert_eq!(shell.link("/contacts"), "/contacts?for=finance");
        assert_eq!(shell.without_place(), None);
    }

    #[test]
    fn a_choice_already_made_is_left() {
        assert_eq!(chosen().link("/threats?for=procurement"), "/threats?for=procurement");
        assert_eq!(chosen().link("/threats?forty=2"), "/threats?forty=2&for=finance");
    }

    #[test]
    fn other_sites_numbers_and_fragments_are_left() {
        let shell = chosen();
        for address in [
            "https://www.ncsc.gov.uk/",
            "//example.org/x",
            "tel:01632960100",
            "#signs",
        ] {
            assert_eq!(shell.link(address), address);
        }
    }

    #[test]
    fn without_a_choice_links_are_as_written() {
        assert_eq!(Shell::sample().link("/threats"), "/threats");
    }

    #[test]
    fn the_menu_knows_where_the_reader_is() {
        let mut shell = chosen();
        shell.change_group_base = "/threats/phishing".into();
        let current: Vec<_> = shell
            .menu()
            .into_iter()
            .filter(|item| item.is_current)
            .map(|item| item.text)
            .collect();
        assert_eq!(current, ["Threats"]);
    }
}
