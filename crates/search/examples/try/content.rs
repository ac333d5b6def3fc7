//! Reads a content folder, loosely: enough for search.

use std::error::Error;
use std::path::Path;

use search::{Indexed, Meaning, Scope};
use toml::{Table, Value};

/// Fields that are not prose a reader sees, or that have a place of their own.
const NOT_BODY: [&str; 26] = [
    "title",
    "summary",
    "asked_as",
    "also_known_as",
    "plain",
    "owner",
    "reviewed",
    "review_by",
    "sources",
    "audiences",
    "nations",
    "services",
    "threats",
    "see_also",
    "featured_for",
    "formerly",
    "tlp",
    "slug",
    "cites",
    "contact",
    "fact",
    "link",
    "first_hour",
    "case",
    "last_checked",
    "id",
];

/// Everything in the folder.
pub fn read(folder: &Path) -> Result<(Vec<Indexed>, Vec<Meaning>), Box<dyn Error>> {
    let mut documents = Vec::new();
    let mut meanings = Vec::new();
    let mut kinds: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    kinds.sort_by_key(|entry| entry.path());
    for kind in kinds.iter().filter(|entry| entry.path().is_dir()) {
        let mut files: Vec<_> = std::fs::read_dir(kind.path())?.collect::<Result<_, _>>()?;
        files.sort_by_key(|entry| entry.path());
        let kind = kind.file_name().to_string_lossy().into_owned();
        let asked = std::fs::read_to_string(folder.join(format!("asked/{kind}.txt"))).unwrap_or_default();
        let asked = search::phrases(&asked);
        for file in files
            .iter()
            .filter(|entry| entry.path().extension().is_some_and(|end| end == "md"))
        {
            let slug = file
                .path()
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let text = std::fs::read_to_string(file.path())?;
            match item(&kind, &slug, &text) {
                Some((mut document, meaning)) => {
                    if let Some(phrases) = asked.get(slug.as_str()) {
                        document.asked_as.extend(["\n", phrases]);
                    }
                    documents.push(document);
                    meanings.extend(meaning);
                }
                None => eprintln!("passed over {}", file.path().display()),
            }
        }
    }
    Ok((documents, meanings))
}

fn item(kind: &str, slug: &str, text: &str) -> Option<(Indexed, Option<Meaning>)> {
    let (front, markdown) = text.strip_prefix("+++\n")?.split_once("\n+++")?;
    let table: Table = front.parse().ok()?;
    let one = |key: &str| table.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let list = |key: &str| -> Vec<String> {
        let values = table.get(key).and_then(Value::as_array).into_iter().flatten();
        values.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let mut body = Vec::new();
    table
        .iter()
        .filter(|(key, _)| !NOT_BODY.contains(&key.as_str()))
        .for_each(|(_, value)| prose(value, &mut body));
    body.push(plain(markdown));
    let mut asked_as = list("asked_as");
    asked_as.extend(
        [one("question"), one("hint"), one("page_title")]
            .into_iter()
            .filter(|text| !text.is_empty()),
    );
    asked_as.extend(list("plain"));
    let path = format!("/{kind}/{slug}");
    let meaning = (kind == "glossary").then(|| Meaning {
        term: one("title"),
        path: path.clone(),
        also_known_as: list("also_known_as"),
        plain: list("plain"),
    });
    let document = Indexed {
        path,
        kind: kind.to_owned(),
        title: one("title"),
        summary: one("summary"),
        asked_as: asked_as.join("\n"),
        aliases: list("also_known_as"),
        body: body.join("\n\n"),
        audiences: list("audiences"),
        nations: list("nations"),
        scope: Scope::Clear,
        weight: 1.0,
    };
    Some((document, meaning))
}

fn prose(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(text) => into.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| prose(value, into)),
        Value::Table(table) => table
            .iter()
            .filter(|(key, _)| !NOT_BODY.contains(&key.as_str()))
            .for_each(|(_, value)| prose(value, into)),
        _ => {}
    }
}

/// Markdown without its marks: links and local facts as their words.
fn plain(markdown: &str) -> String {
    let mut text = String::new();
    let mut rest = markdown;
    while let Some(at) = rest.find('[') {
        text.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some((fact, after)) = rest.strip_prefix('[').and_then(|inner| inner.split_once("]]")) {
            text.push_str(fact.split_once('|').map_or(fact, |(_, words)| words));
            rest = after;
        } else if let Some((words, after)) = rest.split_once("](") {
            text.push_str(words);
            rest = after.split_once(')').map_or("", |(_, after)| after);
        }
    }
    text.push_str(rest);
    text.replace(['#', '*', '`'], "")
}
