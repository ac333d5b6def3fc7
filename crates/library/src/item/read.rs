//! Reading one content file: from text to an item, or to everything that is wrong with its shape.

use serde::de::DeserializeOwned;
use strsim::damerau_levenshtein as distance;
use text::front_matter;
use toml::Table;
use web::Tlp;

use super::{
    Detail, Fault, File, Head, Item, Kind,
    fields::{self, Wrong, names},
};

/// A file that is no item.
#[derive(Debug, Clone)]
pub struct Broken {
    /// Everything that keeps it from being one, of which there is something.
    pub faults: Vec<Fault>,
    /// What it would be, with stand-ins for what is wrong: for further rules to judge, and never to be served.
    pub(crate) rest: Option<Box<Item>>,
}

impl From<Fault> for Broken {
    fn from(fault: Fault) -> Self {
        Self {
            faults: vec![fault],
            rest: None,
        }
    }
}

/// Reads a file as an item.
///
/// # Errors
/// Everything that keeps it from being one.
pub fn read(file: &File) -> Result<Item, Broken> {
    let (kind, slug) = name(file)?;
    let parts = front_matter::split(&file.source).map_err(|error| {
        file.fault(
            1,
            error.to_string(),
            "Begin the file with a line of +++, the front matter, and a second line of +++",
        )
    })?;
    let mut table: Table = parts.front.parse().map_err(|error: toml::de::Error| {
        let line = error
            .span()
            .map_or(1, |span| front_matter::line_of(parts.front, span.start));
        file.fault(
            line + parts.front_line - 1,
            format!("the front matter is not TOML: {}", first_line(error.message())),
            "Mend this line; text stands in quotation marks, dates do not",
        )
    })?;
    let mut head = Table::new();
    for key in names::<Head>() {
        // A kind has no key of its own with one of these names.
        if let Some(value) = table.remove(*key) {
            head.insert((*key).to_owned(), value);
        }
    }
    let mut wrong = Vec::new();
    let head: Option<Head> = fill(head, &mut wrong);
    let detail = detail(kind, table, &mut wrong);
    let mut faults: Vec<Fault> = wrong.into_iter().map(|wrong| told(file, wrong)).collect();
    faults.extend(head.iter().flat_map(|head| empty(file, head)));
    let tlp = match head
        .as_ref()
        .and_then(|head| head.tlp.as_ref())
        .map(|label| label.parse())
    {
        None => Tlp::Clear,
        Some(Ok(label)) => label,
        Some(Err(error)) => {
            let error: web::NotALabel = error;
            let remedy = "Write one of the five, in capital letters";
            faults.push(file.fault(file.line_of_key("tlp"), error.to_string(), remedy));
            Tlp::Clear
        }
    };
    let item = head.zip(detail).map(|(head, detail)| Item {
        kind,
        slug,
        head,
        tlp,
        organisation: None,
        body: parts.body.trim().to_owned(),
        detail,
    });
    faults.sort();
    match item {
        Some(item) if faults.is_empty() => Ok(item),
        rest => Err(Broken {
            faults,
            rest: rest.map(Box::new),
        }),
    }
}

fn detail(kind: Kind, table: Table, wrong: &mut Vec<Wrong>) -> Option<Detail> {
    Some(match kind {
        Kind::Audience => Detail::Audience(fill(table, wrong)?),
        Kind::Service => Detail::Service(fill(table, wrong)?),
        Kind::Threat => Detail::Threat(fill(table, wrong)?),
        Kind::FirstHour => Detail::FirstHour(fill(table, wrong)?),
        Kind::Guidance => Detail::Guidance(fill(table, wrong)?),
        Kind::Resource => Detail::Resource(fill(table, wrong)?),
        Kind::Opportunity => Detail::Opportunity(fill(table, wrong)?),
        Kind::CaseStudy => Detail::CaseStudy(fill(table, wrong)?),
        Kind::Question => Detail::Question(fill(table, wrong)?),
        Kind::Glossary => Detail::Glossary(fill(table, wrong)?),
        Kind::Event => Detail::Event(fill(table, wrong)?),
        Kind::Contact => Detail::Contact(fill(table, wrong)?),
        Kind::Alert => Detail::Alert(fill(table, wrong)?),
    })
}

fn fill<T: DeserializeOwned>(table: Table, wrong: &mut Vec<Wrong>) -> Option<T> {
    let read = fields::read(table);
    wrong.extend(read.wrong);
    read.thing
}

/// Without a title there is nothing to press in a list, and without a summary nothing to choose by.
fn empty<'f>(file: &'f File, head: &'f Head) -> impl Iterator<Item = Fault> + 'f {
    let words = [("title", &head.title), ("summary", &head.summary)];
    let empty = words
        .into_iter()
        .filter(|(_, value)| text::markdown::to_plain(value).trim().is_empty());
    empty.map(|(key, _)| {
        let what = format!("`{key}` is empty");
        file.fault(file.line_of_key(key), what, "Write it: docs/content.md says what it is")
    })
}

fn name(file: &File) -> Result<(Kind, String), Fault> {
    let place = "Put it at KIND/SLUG.md, such as guidance/verify-bank-details.md";
    let (folder, name) = file
        .path
        .split_once('/')
        .ok_or_else(|| file.fault(1, "the file does not stand in the folder of a kind", place))?;
    let kind = folder
        .parse()
        .map_err(|error: super::NotAKind| file.fault(1, error.to_string(), place))?;
    let slug = name.strip_suffix(".md").unwrap_or(name);
    if !text::slug::is_slug(slug) {
        return Err(file.fault(
            1,
            format!("'{slug}' cannot be an address"),
            "Use small letters, digits and single hyphens for the file's name",
        ));
    }
    Ok((kind, slug.to_owned()))
}

fn told(file: &File, wrong: Wrong) -> Fault {
    match wrong {
        Wrong::Missing(key) => file.fault(
            1,
            format!("missing field `{key}`"),
            "Add it to the front matter: docs/content.md says what it is",
        ),
        Wrong::Unknown(key, own) => {
            let known: Vec<&str> = names::<Head>().iter().chain(own).copied().collect();
            let nearest = known.iter().min_by_key(|name| distance(name, &key));
            let remedy = match nearest.filter(|name| distance(name, &key) <= (key.len() / 3).max(1)) {
                Some(name) => format!("Write `{name}`, if that is meant; docs/content.md lists the keys of each kind"),
                None => "Take it out, or mend its name: docs/content.md lists the keys of each kind".into(),
            };
            let list: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
            let what = format!("unknown field `{key}`, expected one of {}", list.join(", "));
            file.fault(file.line_of_key(&key), what, remedy)
        }
        Wrong::Value(key, message) => {
            let line = file.line_at(&place_of(&key, &message)).unwrap_or(1);
            let remedy = if message.contains("unknown field") {
                "Take it out, or mend its name: docs/content.md lists the keys of each kind"
            } else if message.contains("missing field") {
                "Add it to this part: docs/content.md says what it is"
            } else {
                "docs/content.md says what this key takes"
            };
            file.fault(line, first_line(&message), remedy)
        }
    }
}

/// Where within a value it is wrong: the TOML reader says the keys on the way to it, but not which of a list.
fn place_of(key: &str, message: &str) -> String {
    let way = message
        .lines()
        .find_map(|line| line.strip_prefix("in `")?.strip_suffix('`'));
    let below = way.and_then(|way| way.split_once('.')).map(|(_, below)| below);
    let wrong = message.split('`').nth(1).filter(|_| message.contains("unknown field"));
    let steps = std::iter::once(key).chain(below).chain(wrong);
    steps.collect::<Vec<_>>().join(".")
}

fn first_line(message: &str) -> String {
    message
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(2)
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "+++\ntitle = \"T\"\nsummary = \"S\"\nowner = \"O\"\nreviewed = 2026-11-24\nreview_by = 2027-05-24\nstage = \"prevent\"\n+++\nBody\n";

    fn read_as(path: &str, source: &str) -> Result<Item, Broken> {
        read(&File {
            path: path.into(),
            source: source.to_owned().into(),
        })
    }

    fn faults(path: &str, source: &str) -> Vec<Fault> {
        read_as(path, source).unwrap_err().faults
    }

    /// The one fault of a guidance.
    fn fault(path: &str, source: &str) -> Fault {
        let mut faults = faults(path, source);
        assert_eq!(faults.len(), 1, "{faults:#?}");
        faults.remove(0)
    }

    #[test]
    fn a_good_file_is_an_item() {
        let item = read_as("guidance/x.md", GOOD).unwrap();
        assert_eq!(
            (item.kind, item.slug.as_str(), item.body.as_str()),
            (Kind::Guidance, "x", "Body")
        );
        assert_eq!(item.head.reviewed, jiff::civil::date(2026, 11, 24));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let both = faults("guidance/x.md", &GOOD.replace("stage = ", "stag = "));
        let told: Vec<_> = both.iter().map(|fault| (fault.line, fault.what.as_str())).collect();
        assert_eq!(told[0], (1, "missing field `stage`"));
        assert!(told[1].0 == 7 && told[1].1.contains("unknown field `stag`"), "{told:?}");

        for (from, to, line) in [
            ("owner = \"O\"\n", "", 1),
            ("\"S\"", "\"S", 3),
            ("\"prevent\"", "\"never\"", 7),
            ("2026-11-24", "2026-02-30", 5),
        ] {
            let fault = fault("guidance/x.md", &GOOD.replace(from, to));
            assert_eq!(fault.line, line, "{fault}");
        }

        assert!(fault("guidance/X y.md", GOOD).what.contains("address"));
        assert!(fault("recipes/x.md", GOOD).what.contains("recipes"));
        assert!(fault("guidance/x.md", "hello").what.contains("+++"));
        let label = fault("guidance/x.md", &GOOD.replace("stage", "tlp = \"WHITE\"\nstage"));
        assert!(label.what.contains("WHITE") && label.line == 7, "{label}");
    }

    #[test]
    fn all_that_is_wrong_with_a_file_is_told_at_once() {
        let source = GOOD
            .replace("owner = \"O\"\n", "ownr = \"O\"\n")
            .replace("2027-05-24", "\"soon\"")
            .replace(
                "stage = \"prevent\"\n",
                "stage = \"never\"\ntlp = \"PURPLE\"\nnations = [\"wales\", \"france\"]\nthreats = \"x\"\n\
                 [[sources]]\ntitle = \"T\"\npublisher = \"P\"\ndate = \"2026\"\n\
                 [[sources]]\ntitle = \"T\"\npublisher = \"P\"\n\
                 [[sources]]\ntitle = \"T\"\npublisher = \"P\"\ndate = \"2026\"\nurl = \"x\"\n",
            );
        let told = faults("guidance/x.md", &source);
        let told: Vec<(usize, String)> = told
            .into_iter()
            .map(|fault| (fault.line, format!("{}. {}", fault.what, fault.remedy)))
            .collect();
        let expected = [
            (1, "missing field `owner`"),
            (4, "unknown field `ownr`, expected one of `title`"),
            (6, "'soon' is not a date"),
            (7, "unknown variant `never`"),
            (8, "PURPLE"),
            (9, "unknown variant `france`"),
            (10, "invalid type"),
            (15, "missing field `date`"),
            (22, "unknown field `url`"),
        ];
        assert_eq!(told.len(), expected.len(), "{told:#?}");
        for ((line, words), (at, what)) in told.iter().zip(expected) {
            assert!(*line == at && words.contains(what), "{line}: {words}, not {at}: {what}");
        }
        assert!(
            told[1].1.contains("`owner`, ") && told[1].1.contains("`stage`"),
            "{told:#?}"
        );
        assert!(told[1].1.contains("Write `owner`, if that is meant"), "{told:#?}");
    }

    #[test]
    fn every_kind_can_be_stood_in_for() {
        for kind in Kind::ALL {
            let broken = read_as(&format!("{}/x.md", kind.folder()), "+++\ntitle = \"T\"\n+++\n").unwrap_err();
            assert!(broken.faults.len() > 3, "{kind}: {:#?}", broken.faults);
            assert!(
                broken
                    .faults
                    .iter()
                    .all(|fault| fault.what.starts_with("missing field")),
                "{kind}"
            );
            assert!(broken.rest.is_some(), "{kind}");
        }
    }

    #[test]
    fn an_item_has_a_title_and_a_summary() {
        for (from, key, line) in [("\"T\"", "title", 2), ("\"S\"", "summary", 3)] {
            for to in ["\"\"", "\" \""] {
                let fault = fault("guidance/x.md", &GOOD.replace(from, to));
                assert_eq!((fault.line, fault.what), (line, format!("`{key}` is empty")));
            }
        }
    }
}
