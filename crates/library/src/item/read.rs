//! Reading one content file: from text to an item, or to what is wrong with it.

use serde::de::DeserializeOwned;
use text::front_matter;
use web::Tlp;

use super::{Detail, Head, Item, Kind, head::HEAD_KEYS};

/// Something wrong in a content file, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file, as `kind/slug.md`.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub remedy: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}:{}: {}. {}", self.file, self.line, self.what, self.remedy)
    }
}

/// A content file that has been read but not yet judged.
#[derive(Debug, Clone)]
pub struct File {
    /// Its path below the folder, as `kind/slug.md`.
    pub path: String,
    /// Everything in it.
    pub source: String,
}

impl File {
    /// The line of the first place where `key` is set, or of the front matter's beginning.
    pub fn line_of_key(&self, key: &str) -> usize {
        self.source
            .lines()
            .position(|line| {
                let line = line.trim_start().trim_start_matches('[');
                line.strip_prefix(key).is_some_and(|rest| {
                    let rest = rest.trim_start();
                    rest.starts_with('=') || rest.starts_with(']') || rest.starts_with('.')
                })
            })
            .map_or(1, |index| index + 1)
    }

    /// The line of the first place where `words` stand, or 1.
    pub fn line_of_words(&self, words: &str) -> usize {
        self.source
            .find(words)
            .map_or(1, |offset| front_matter::line_of(&self.source, offset))
    }

    pub(crate) fn fault(&self, line: usize, what: impl Into<String>, remedy: impl Into<String>) -> Fault {
        Fault {
            file: self.path.clone(),
            line,
            what: what.into(),
            remedy: remedy.into(),
        }
    }
}

/// Reads a file as an item.
///
/// # Errors
/// The first thing that keeps it from being one.
pub fn read(file: &File) -> Result<Item, Fault> {
    let (kind, slug) = name(file)?;
    let parts = front_matter::split(&file.source).map_err(|error| {
        file.fault(
            1,
            error.to_string(),
            "Begin the file with a line of +++, the front matter, and a second line of +++",
        )
    })?;
    let mut detail: toml::Table = parts.front.parse().map_err(|error: toml::de::Error| {
        let line = error
            .span()
            .map_or(1, |span| front_matter::line_of(parts.front, span.start));
        file.fault(
            line + parts.front_line - 1,
            format!("the front matter is not TOML: {}", first_line(error.message())),
            "Mend this line; text stands in quotation marks, dates do not",
        )
    })?;
    let mut head = toml::Table::new();
    for key in HEAD_KEYS {
        if let Some(value) = detail.remove(key) {
            head.insert(key.to_owned(), value);
        }
    }
    // The glossary has no group of its own for these names, and other kinds may not have them.
    let head: Head = fill(file, head)?;
    let tlp = match &head.tlp {
        None => Tlp::Clear,
        Some(label) => label.parse().map_err(|error: web::NotALabel| {
            file.fault(
                file.line_of_key("tlp"),
                error.to_string(),
                "Write one of the five, in capital letters",
            )
        })?,
    };
    let detail = match kind {
        Kind::Audience => Detail::Audience(fill(file, detail)?),
        Kind::Service => Detail::Service(fill(file, detail)?),
        Kind::Threat => Detail::Threat(fill(file, detail)?),
        Kind::FirstHour => Detail::FirstHour(fill(file, detail)?),
        Kind::Guidance => Detail::Guidance(fill(file, detail)?),
        Kind::Resource => Detail::Resource(fill(file, detail)?),
        Kind::Opportunity => Detail::Opportunity(fill(file, detail)?),
        Kind::CaseStudy => Detail::CaseStudy(fill(file, detail)?),
        Kind::Question => Detail::Question(fill(file, detail)?),
        Kind::Glossary => Detail::Glossary(fill(file, detail)?),
        Kind::Event => Detail::Event(fill(file, detail)?),
        Kind::Contact => Detail::Contact(fill(file, detail)?),
        Kind::Alert => Detail::Alert(fill(file, detail)?),
    };
    Ok(Item {
        kind,
        slug,
        head,
        tlp,
        organisation: None,
        body: parts.body.trim().to_owned(),
        detail,
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

fn fill<T: DeserializeOwned>(file: &File, table: toml::Table) -> Result<T, Fault> {
    table.try_into().map_err(|error: toml::de::Error| {
        let message = error.to_string();
        let line = named_in(&message)
            .iter()
            .map(|key| file.line_of_key(key))
            .find(|line| *line > 1)
            .unwrap_or(1);
        let remedy = if message.contains("unknown field") {
            "Take it out, or mend its name: docs/content.md lists the keys of each kind"
        } else if message.contains("missing field") {
            "Add it to the front matter: docs/content.md says what it is"
        } else {
            "docs/content.md says what this key takes"
        };
        file.fault(line, first_line(&message), remedy)
    })
}

/// The words in backticks in an error of the TOML reader.
fn named_in(message: &str) -> Vec<&str> {
    message
        .split('`')
        .skip(1)
        .step_by(2)
        .flat_map(|path| path.split('.'))
        .collect()
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

    fn read_as(path: &str, source: &str) -> Result<Item, Fault> {
        read(&File {
            path: path.into(),
            source: source.into(),
        })
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
        let fault = read_as("guidance/x.md", &GOOD.replace("stage = ", "stag = ")).unwrap_err();
        assert!(fault.what.contains("stag"), "{fault}");
        assert_eq!(fault.line, 7, "{fault}");

        let fault = read_as("guidance/x.md", &GOOD.replace("owner = \"O\"\n", "")).unwrap_err();
        assert!(fault.what.contains("owner"), "{fault}");

        let fault = read_as("guidance/x.md", &GOOD.replace("\"S\"", "\"S")).unwrap_err();
        assert_eq!(fault.line, 3, "{fault}");

        let fault = read_as("guidance/x.md", &GOOD.replace("\"prevent\"", "\"never\"")).unwrap_err();
        assert_eq!(fault.line, 7, "{fault}");

        let fault = read_as("guidance/x.md", &GOOD.replace("2026-11-24", "2026-02-30")).unwrap_err();
        assert_eq!(fault.line, 5, "{fault}");

        assert!(read_as("guidance/X y.md", GOOD).unwrap_err().what.contains("address"));
        assert!(read_as("recipes/x.md", GOOD).unwrap_err().what.contains("recipes"));
        assert!(read_as("guidance/x.md", "hello").unwrap_err().what.contains("+++"));
        assert!(
            read_as("guidance/x.md", &GOOD.replace("stage", "tlp = \"WHITE\"\nstage"))
                .unwrap_err()
                .what
                .contains("WHITE")
        );
    }
}
