//! A small library that everybody may read, and items of every kind under every label with a word in each
//! field that stands nowhere else.

use db::Time;
use library::item::{File, Kind, store::KeptItem};
use web::{OrganisationId, Tlp};

use crate::routes::seed::{Side, Who};

/// Whose an item is, and who may see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// The hub's own, when nobody's.
    pub owner: Option<Side>,
    pub tlp: Tlp,
}

impl Label {
    /// Every label above CLEAR of each owner.
    pub fn all() -> impl Iterator<Item = Self> {
        [None, Some(Side::A), Some(Side::B)].into_iter().flat_map(|owner| {
            let above = Tlp::ALL.into_iter().filter(|tlp| !tlp.is_clear());
            above.map(move |tlp| Self { owner, tlp })
        })
    }

    /// Where somebody is a member.
    pub fn home(who: Who) -> Option<Side> {
        match who {
            Who::Member | Who::Editor | Who::Administrator => Some(Side::A),
            Who::MemberOfB | Who::AdministratorOfB => Some(Side::B),
            _ => None,
        }
    }

    /// Whether somebody sees it in lists, searches and feeds: said here once more, and independently.
    pub fn is_seen_by(self, who: Who) -> bool {
        let is_at_home = Self::home(who);
        match self.tlp {
            Tlp::Clear => true,
            Tlp::Green => !matches!(who, Who::Stranger | Who::SignedIn),
            Tlp::Amber | Tlp::AmberStrict => self.owner.is_some() && self.owner == is_at_home,
            Tlp::Red => false,
        }
    }

    /// Who is named as a reader of what is RED.
    pub fn named(self) -> Option<Who> {
        (self.tlp == Tlp::Red).then_some(match self.owner {
            None => Who::HubEditor,
            Some(Side::A) => Who::Editor,
            // Not a member anywhere: it is the name that counts.
            Some(Side::B) => Who::SignedIn,
        })
    }
}

/// One item that not everybody may see.
#[derive(Debug)]
pub struct Secret {
    pub label: Label,
    pub kind: Kind,
    pub slug: String,
    pub former: String,
    pub title: String,
    /// Every word that stands nowhere else, the slugs among them.
    pub words: Vec<String>,
    pub kept: KeptItem,
}

impl Secret {
    /// Every address of its own. What no kind does differently is asked of two.
    pub fn addresses(&self) -> Vec<String> {
        let (kind, slug, former) = (self.kind, &self.slug, &self.former);
        let mut addresses = vec![format!("{}/{slug}", kind.address())];
        match kind {
            Kind::Audience => addresses.extend([
                format!("/for/{slug}/one-minute"),
                format!("/for/{slug}/feed.atom"),
                format!("/api/v1/audiences/{slug}"),
                format!("/threats?for={slug}"),
                format!("/something-is-wrong/open-first-hour/{slug}"),
            ]),
            Kind::FirstHour => addresses.push(format!("/something-is-wrong/{slug}/finance")),
            Kind::Service => addresses.push(format!("/api/v1/items?service={slug}")),
            Kind::Guidance | Kind::Alert => addresses.extend([
                format!("{}/{former}", kind.address()),
                format!("{}/{slug}x", kind.address()),
                format!("/api/v1/items/{}/{slug}", kind.folder()),
                format!("/api/v1/items/{}/{former}", kind.folder()),
            ]),
            _ => {}
        }
        addresses
    }

    /// The pages that somebody who is named may open.
    pub fn own_pages(&self) -> Vec<String> {
        let mut pages = vec![format!("{}/{}", self.kind.address(), self.slug)];
        match self.kind {
            Kind::Audience => pages.extend([
                format!("/for/{}/one-minute", self.slug),
                format!("/something-is-wrong/open-first-hour/{}", self.slug),
            ]),
            Kind::FirstHour => pages.push(format!("/something-is-wrong/{}/finance", self.slug)),
            _ => {}
        }
        pages
    }

    /// What somebody who half knows it would search for: its title, that title mistyped and cut off, and words
    /// from within; of two kinds, since what is indexed differs little.
    pub fn searches(&self) -> Vec<String> {
        if !matches!(self.kind, Kind::Glossary | Kind::Alert) {
            return Vec::new();
        }
        let title = &self.title;
        let mut mistyped: Vec<char> = title.chars().collect();
        mistyped.swap(3, 4);
        let mistyped: String = mistyped.into_iter().collect();
        let within = self.words.iter().rev().take(8).cloned().collect::<Vec<_>>().join("+");
        vec![
            format!("/search?q={title}"),
            format!("/search?q={mistyped}"),
            format!("/search?q={}", &title[..6]),
            format!("/search?q={within}"),
            format!("/api/v1/search?q={title}"),
        ]
    }
}

/// An item of every kind under every label.
pub fn secrets(organisation: impl Fn(Side) -> OrganisationId) -> Vec<Secret> {
    let mut number = 0;
    let mut secrets = Vec::new();
    for label in Label::all() {
        for kind in Kind::ALL {
            let mut words = Vec::new();
            let mut word = |_: &str| {
                number += 1;
                words.push(made_up(number));
                made_up(number)
            };
            let (slug, former, title) = (word("slug"), word("former"), word("title"));
            let source = source(kind, &title, &former, "2026-11-23", &mut word);
            secrets.push(Secret {
                label,
                kind,
                slug: slug.clone(),
                former,
                title,
                words,
                kept: KeptItem {
                    organisation_id: label.owner.map(&organisation),
                    kind: kind.folder().into(),
                    slug,
                    tlp: label.tlp.as_str().into(),
                    source,
                },
            });
        }
    }
    secrets
}

/// What differs from council to council: what is not CLEAR is for the people of its own.
#[derive(Debug)]
pub struct LocalFact {
    pub side: Side,
    pub name: &'static str,
    pub value: String,
    pub tlp: Tlp,
}

impl LocalFact {
    pub fn is_clear(&self) -> bool {
        self.tlp.is_clear()
    }
}

/// A fact under every label but RED, of each organisation.
pub fn local_facts() -> Vec<LocalFact> {
    let labelled = [
        ("service-desk", Tlp::Clear),
        ("out-of-hours", Tlp::Green),
        ("siro", Tlp::Amber),
        ("press-office", Tlp::AmberStrict),
    ];
    let mut number = FIRST_OF_FACTS;
    let mut facts = Vec::new();
    for side in [Side::A, Side::B] {
        for (name, tlp) in labelled {
            number += 1;
            let value = made_up(number);
            facts.push(LocalFact { side, name, value, tlp });
        }
    }
    facts
}

/// What everybody may read: one of every kind, and two groups.
pub fn open_files() -> Vec<File> {
    let file = |kind: Kind, slug: &str| File {
        path: format!("{}/{slug}.md", kind.folder()),
        source: source(
            kind,
            &format!("Open {}", kind.noun()),
            "once-open",
            "2026-11-20",
            &mut |field| format!("open {field}"),
        )
        .into(),
    };
    let mut files: Vec<File> = Kind::ALL
        .into_iter()
        .filter(|kind| *kind != Kind::Audience)
        .map(|kind| file(kind, &format!("open-{}", kind.folder())))
        .collect();
    files.extend([file(Kind::Audience, "finance"), file(Kind::Audience, "all-staff")]);
    files
}

/// When items are saved.
pub fn saved_at() -> Time {
    testkit::noon().into()
}

/// Items have fewer words than this.
const FIRST_OF_FACTS: usize = 100_000;

/// How long a made-up word is.
const LENGTH: usize = 10;

/// A word that nobody has ever said: its number in syllables.
fn made_up(number: usize) -> String {
    const FIRST: [&str; 16] = [
        "b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "z",
    ];
    const THEN: [&str; 5] = ["a", "e", "i", "o", "u"];
    let mut rest = number;
    let mut word = String::from("zq");
    for _ in 0..4 {
        word += FIRST[rest % FIRST.len()];
        rest /= FIRST.len();
        word += THEN[rest % THEN.len()];
        rest /= THEN.len();
    }
    word
}

/// Every word of a text that [`made_up`] may have made, wherever it stands, also within another.
pub fn made_up_words(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("zq").filter_map(|(at, _)| text.get(at..at + LENGTH))
}

/// A content file of a kind, with something of `word` in every field that has words.
fn source(kind: Kind, title: &str, former: &str, reviewed: &str, word: &mut dyn FnMut(&str) -> String) -> String {
    let mut w = |field: &str| word(field);
    let head = format!(
        "title = \"{title}\"\nsummary = \"{} turnip\"\nowner = \"{}\"\nreviewed = {reviewed}\nreview_by = 2027-05-20\n\
         own = \"{}\"\naudiences = [\"finance\"]\nservices = [\"open-services\"]\nthreats = [\"open-threats\"]\n\
         see_also = [\"guidance/open-guidance\", \"questions/open-questions\"]\nasked_as = [\"{}\"]\n\
         featured_for = [\"all-staff\", \"finance\"]\nformerly = [\"{former}\"]\n",
        w("summary"),
        w("owner"),
        w("own"),
        w("question"),
    );
    let source = format!(
        "[[sources]]\ntitle = \"{}\"\npublisher = \"{}\"\naddress = \"https://example.org/{}\"\ndate = \"{}\"\n",
        w("source"),
        w("publisher"),
        w("address").replace(' ', "-"),
        w("date"),
    );
    let detail = detail(kind, &mut w);
    let body = format!("{} [[service-desk|{}]] and turnip.", w("body"), w("local"));
    // Tables of TOML come after plain keys.
    let (plain, tables) = detail
        .split_once("\n[")
        .map_or((detail.as_str(), String::new()), |(plain, tables)| {
            (plain, format!("[{tables}"))
        });
    format!("+++\n{head}{plain}\n{tables}\n{source}+++\n{body}\n")
}

fn four_lines(w: &mut dyn FnMut(&str) -> String) -> String {
    ["finance", "all-staff"]
        .map(|group| {
            format!(
                "[[audience]]\nslug = \"{group}\"\nmeans = \"{}\"\ntoday = \"{}\"\nit = \"{}\"\nask = \"{}\"\n",
                w("means"),
                w("today"),
                w("it"),
                w("ask")
            )
        })
        .concat()
}

fn detail(kind: Kind, w: &mut dyn FnMut(&str) -> String) -> String {
    match kind {
        Kind::Audience => format!(
            "order = 9\npage_title = \"{}\"\npromise = \"{}\"\nlead = \"{}\"\n[[actions]]\ndo = \"{}\"\nwhy = \"{}\"\n",
            w("page"),
            w("promise"),
            w("lead"),
            w("deed"),
            w("why")
        ),
        Kind::Service => {
            let phases = ["hour", "day", "week", "month"]
                .map(|phase| {
                    format!(
                        "[continuity.{phase}]\nfelt = \"{}\"\ndo = [\"{}\"]\n",
                        w("felt"),
                        w("deed")
                    )
                })
                .concat();
            format!(
                "tiers = [\"county\"]\ndata_held = [\"{}\"]\n[[periods]]\nname = \"{}\"\nfrom = \"12-01\"\n\
                 to = \"12-08\"\nkind = \"busy\"\naction = \"{}\"\n[[products]]\nvendor = \"{}\"\nproduct = \"{}\"\n\
                 confirmed = true\nreviewed = 2026-11-20\n{phases}{}",
                w("data"),
                w("period"),
                w("action"),
                w("vendor"),
                w("product"),
                four_lines(w)
            )
        }
        Kind::Threat => format!(
            "also_known_as = [\"{}\"]\nsigns = [\"{}\"]\nfirst = [\"{}\"]\n[[audience]]\nslug = \"finance\"\n\
             likelihood = \"very-likely\"\nlikelihood_reason = \"{}\"\nimpact = \"serious\"\nimpact_reason = \"{}\"\n\
             cites = []\nlooks_like = \"{}\"\nmeans = \"{}\"\ntoday = \"{}\"\nit = \"{}\"\nask = \"{}\"\n\
             first_response = \"{}\"\nstops = \"{}\"\n",
            w("alias"),
            w("sign"),
            w("first"),
            w("likelihood"),
            w("impact"),
            w("looks"),
            w("means"),
            w("today"),
            w("it"),
            w("ask"),
            w("response"),
            w("stops")
        ),
        Kind::FirstHour => format!(
            "order = 9\nquestion = \"{}\"\nhint = \"{}\"\ndo_not = [\"{}\"]\nwrite_down = [\"{}\"]\n[[steps]]\n\
             do = \"{}\"\nmore = \"{}\"\n[[ring]]\nfact = \"service-desk\"\nwords = \"{}\"\nwhen = \"{}\"\n\
             [[audience]]\nslug = \"finance\"\nnote = \"{}\"\n",
            w("question"),
            w("hint"),
            w("not"),
            w("write"),
            w("deed"),
            w("more"),
            w("ring"),
            w("when"),
            w("note")
        ),
        Kind::Guidance => "stage = \"prevent\"\nminutes = 5\n".to_owned(),
        Kind::Resource => format!(
            "publisher = \"{}\"\naddress = \"https://example.org/{}\"\nformat = \"{}\"\ncost = \"{}\"\nstage = \"prepare\"\n",
            w("publisher"),
            w("place").replace(' ', "-"),
            w("format"),
            w("cost")
        ),
        Kind::Opportunity => format!(
            "publisher = \"{}\"\ntype = \"funding\"\ncloses = 2026-12-01\nwho = \"{}\"\n",
            w("publisher"),
            w("who")
        ),
        Kind::CaseStudy => format!(
            "type = \"incident\"\ndate = 2026-11-01\nwhen = \"{}\"\nwhere = \"{}\"\nline = \"{}\"\nstopped = [\"{}\"]\n\
             cost = \"£1 {}\"\nrecovery = \"{}\"\ndifferently = \"{}\"\n[[audience]]\nslug = \"finance\"\n\
             takeaway = \"{}\"\n",
            w("when"),
            w("where"),
            w("line"),
            w("stopped"),
            w("cost"),
            w("recovery"),
            w("differently"),
            w("takeaway")
        ),
        Kind::Question => "order = 9\n".to_owned(),
        // A word that open pages say: they must not link it for those who may not see what it means.
        Kind::Glossary => format!(
            "also_known_as = [\"{}\", \"turnip\"]\nplain = [\"{}\"]\n",
            w("alias"),
            w("plain")
        ),
        Kind::Event => format!(
            "where = \"{}\"\nregister_at = \"https://example.org/{}\"\nbanner = true\n[[occasions]]\n\
             starts = 2026-12-05\ntime = \"{}\"\n",
            w("where"),
            w("register").replace(' ', "-"),
            w("time")
        ),
        Kind::Contact => format!(
            "order = 9\ngroup = \"first-calls\"\nnumber = \"01632 960001\"\nhours = \"{}\"\nfor = \"{}\"\ndoes = [\"{}\"]\n\
             does_not = [\"{}\"]\n",
            w("hours"),
            w("for"),
            w("does"),
            w("doesnot")
        ),
        Kind::Alert => format!(
            "decision = \"act-today\"\npublished = 2026-11-23\nexpires = 2026-12-23\nreasons = [\"{}\"]\n{}",
            w("reason"),
            four_lines(w)
        ),
    }
}
