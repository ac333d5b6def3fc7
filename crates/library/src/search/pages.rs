//! What was found: the best answer first, and larger when it is sure.

use askama::Template;
use search::{Found, Hit, Query, Span, Understood};
use web::{Error, Page, Result};

use crate::{
    Library, home,
    item::{Detail, Item, Kind},
    reader::Reader,
    row as list_row,
};

/// How many results a page has.
const RESULTS: usize = 20;
/// The last page that can be asked for: nobody reads further.
const LAST: usize = 50;

#[derive(Template)]
#[template(path = "search/page.html")]
struct SearchPage {
    shell: ui::Shell,
    asked: String,
    examples: Vec<(&'static str, String)>,
    understood: Option<Said>,
    answer: Option<Answer>,
    rows: Vec<ui::Row>,
    said: String,
    filters: Option<ui::Filters>,
    suggestions: Vec<(String, String)>,
    pages: Option<ui::Pagination>,
}

/// What the search understood, to be said aloud.
struct Said {
    before: &'static str,
    meant: String,
    after: String,
}

/// The answer itself, in place.
struct Answer {
    kind: &'static str,
    title: String,
    href: String,
    words: ui::Markup,
    number: Option<String>,
    sharing: Option<ui::Sharing>,
}

/// What was found for the words in the address.
pub async fn show(reader: Reader) -> Result<Page> {
    let asked = reader.read.asked("q").into_iter().next().unwrap_or_default();
    let asked: String = asked.trim().chars().take(300).collect();
    let title = if asked.is_empty() {
        "Search".to_owned()
    } else {
        format!("{asked}: search")
    };
    let mut shell = reader.read.shell(title);
    shell.search_text.clone_from(&asked);
    shell.canonical = None;
    let mut kinds = reader.read.asked("kind");
    kinds.retain(|kind| kind.parse::<Kind>().is_ok());
    shell.change_group_base = path(&asked, &kinds);
    let page: usize = reader
        .read
        .asked("page")
        .first()
        .and_then(|page| page.parse().ok())
        .unwrap_or(1);
    let mut page = page.clamp(1, LAST);

    let mut query = Query {
        kinds: kinds.clone(),
        // The group that was chosen orders pages; it hides nothing from a question.
        audience: None,
        nation: reader.nation_slug(),
        limit: RESULTS,
        offset: (page - 1) * RESULTS,
        sight: super::sight(&reader.read.viewer),
        ..Query::new(&asked)
    };
    let library = reader.read.shared.get::<std::sync::Arc<Library>>();
    let index = library.whole_index().await;
    let mut found = index.search(&query).map_err(Error::failed)?;
    let last = last_page(found.total);
    if page > last {
        page = last;
        query.offset = (page - 1) * RESULTS;
        found = index.search(&query).map_err(Error::failed)?;
    }
    let answer = if page == 1 {
        answer(&reader, &shell, &found)
    } else {
        None
    };
    let skip = usize::from(answer.is_some());
    let template = SearchPage {
        examples: examples(&shell),
        understood: found.understood.as_ref().map(|understood| said(understood, &asked)),
        rows: found
            .hits
            .iter()
            .skip(skip)
            .map(|hit| row(&reader, &shell, hit))
            .collect(),
        said: count(found.total, &asked),
        filters: filters(&shell, &asked, &kinds, &found),
        suggestions: found
            .suggestions
            .iter()
            .map(|words| (words.clone(), address(&shell, words, &[])))
            .collect(),
        pages: pages(&shell, &asked, &kinds, page, found.total),
        answer,
        asked,
        shell,
    };
    Page::of(&template)
}

fn examples(shell: &ui::Shell) -> Vec<(&'static str, String)> {
    home::EXAMPLES
        .iter()
        .map(|words| (*words, address(shell, words, &[])))
        .collect()
}

fn address(shell: &ui::Shell, words: &str, kinds: &[String]) -> String {
    shell.link(path(words, kinds))
}

/// The address of a search, whoever reads it.
fn path(words: &str, kinds: &[String]) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("q", words);
    for kind in kinds {
        query.append_pair("kind", kind);
    }
    format!("/search?{}", query.finish())
}

fn count(total: usize, asked: &str) -> String {
    match total {
        0 => String::new(),
        1 => format!("1 result for “{asked}”."),
        total => format!("{total} results for “{asked}”, best first."),
    }
}

fn said(understood: &Understood, asked: &str) -> Said {
    match understood {
        Understood::Meaning { typed, meant, .. } => Said {
            before: "Showing results for",
            meant: meant.clone(),
            after: format!(", which {typed} stands for."),
        },
        Understood::Spelling { meant, .. } => Said {
            before: "Showing results for",
            meant: meant.clone(),
            after: format!(". You typed: {asked}"),
        },
    }
}

fn row(reader: &Reader, shell: &ui::Shell, hit: &Hit) -> ui::Row {
    let noun = hit.kind.parse::<Kind>().map_or("", Kind::noun);
    let line = if hit.extract.is_empty() {
        ui::Markup::text(&hit.summary)
    } else {
        marked(&hit.extract)
    };
    let row = ui::Row::html(marked_or(&hit.title_spans, &hit.title), shell.link(&hit.path))
        .line_html(line)
        .fact(noun);
    let item = item_of(reader, hit);
    item.and_then(|item| list_row::sharing(item.tlp))
        .iter()
        .fold(row, ui::Row::sharing)
}

/// The item that was found.
pub(crate) fn item_of<'r>(reader: &'r Reader, hit: &Hit) -> Option<&'r Item> {
    let (folder, slug) = hit.path.trim_start_matches('/').split_once('/')?;
    let kind = Kind::ALL
        .into_iter()
        .find(|kind| kind.address().trim_start_matches('/') == folder)?;
    reader.shelf.find(kind, slug).map(|item| &**item)
}

fn marked_or(spans: &[Span], otherwise: &str) -> ui::Markup {
    if spans.is_empty() {
        ui::Markup::text(otherwise)
    } else {
        marked(spans)
    }
}

fn marked(spans: &[Span]) -> ui::Markup {
    let html: String = spans
        .iter()
        .map(|span| {
            let text = ui::Markup::text(&span.text);
            if span.is_match {
                format!("<mark>{text}</mark>")
            } else {
                text.to_string()
            }
        })
        .collect();
    ui::Markup::trusted(html)
}

/// The first hit as an answer in place, when the search is sure of it and its summary can be one: that of a
/// service, of a group's page or of a publication says what it is, and answers nothing.
fn answer(reader: &Reader, shell: &ui::Shell, found: &Found) -> Option<Answer> {
    if !found.sure {
        return None;
    }
    let hit = found.hits.first()?;
    let item = item_of(reader, hit)?;
    if matches!(item.kind, Kind::Service | Kind::Audience | Kind::Resource) {
        return None;
    }
    let number = match &item.detail {
        Detail::Contact(contact) => contact.number.clone(),
        _ => None,
    };
    let mut reading = reader.reading(shell, &item.address()).without_terms();
    Some(Answer {
        kind: item.kind.noun(),
        title: item.head.title.clone(),
        href: shell.link(&hit.path),
        words: reading.line(&item.head.summary),
        sharing: list_row::sharing(item.tlp),
        number,
    })
}

fn filters(shell: &ui::Shell, asked: &str, kinds: &[String], found: &Found) -> Option<ui::Filters> {
    if found.counts.len() < 2 && kinds.is_empty() {
        return None;
    }
    let choices: Vec<ui::Choice> = found
        .counts
        .iter()
        .filter_map(|(folder, count)| {
            let kind: Kind = folder.parse().ok()?;
            Some(ui::Choice::new(folder, kind.plural()).count(count))
        })
        .collect();
    let field = ui::form::Field::many("kind", kinds.to_vec());
    let boxes = ui::Checkboxes::new("What kind", field).small().choices(choices);
    Some(
        ui::Filters::new("/search", shell)
            .keep("q", asked)
            .part(boxes)
            .chosen(!kinds.is_empty()),
    )
}

/// The number of the last page of this many results.
fn last_page(total: usize) -> usize {
    total.div_ceil(RESULTS).clamp(1, LAST)
}

fn pages(shell: &ui::Shell, asked: &str, kinds: &[String], page: usize, total: usize) -> Option<ui::Pagination> {
    let last = last_page(total);
    (last > 1).then(|| ui::Pagination::numbered(page, last, format!("{}&page=", address(shell, asked, kinds))))
}
