//! The page of a word, and all words from A to Z.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use web::{Found as _, Page, Result};

use crate::{
    item::Kind,
    item_page::{self, ItemPage},
    reader::Reader,
    row,
};

#[derive(Template)]
#[template(path = "glossary/list.html")]
struct ListPage {
    shell: ui::Shell,
    letters: Vec<(char, Vec<Word>)>,
    count: usize,
}

struct Word {
    term: String,
    href: String,
    also: String,
    meaning: String,
    sharing: Option<ui::Sharing>,
}

/// All words, from A to Z.
pub async fn list(reader: Reader) -> Result<Page> {
    let mut shell = reader.read.content_shell("Glossary");
    shell.breadcrumbs = vec![("Home".into(), "/".into())];
    shell.description = "The words of cyber security and of councils, in one sentence each.".into();
    let mut letters: BTreeMap<char, Vec<Word>> = BTreeMap::new();
    let mut count = 0;
    for item in reader
        .shelf
        .all(Kind::Glossary)
        .filter(|item| item.head.holds_in(&reader.nations))
    {
        let Some(term) = item.term() else { continue };
        let first = item.head.title.chars().next().unwrap_or('#').to_ascii_uppercase();
        let letter = if first.is_ascii_alphabetic() { first } else { '#' };
        count += 1;
        letters.entry(letter).or_default().push(Word {
            term: item.head.title.clone(),
            href: shell.link(item.address()),
            also: term.also_known_as.join(", "),
            meaning: text::markdown::to_plain(&item.head.summary),
            sharing: row::sharing(item.tlp),
        });
    }
    for words in letters.values_mut() {
        words.sort_by_key(|word| word.term.to_lowercase());
    }
    Ok(Page::of(&ListPage {
        shell,
        letters: letters.into_iter().collect(),
        count,
    })?
    .kept())
}

#[derive(Template)]
#[template(
    source = "{% if !also.is_empty() %}<p class=\"ww-why\">Also known as {{ also }}.</p>{% endif %}",
    ext = "html"
)]
struct Before {
    also: String,
}

/// One word.
pub async fn show(Path(slug): Path<String>, reader: Reader) -> Result<Page> {
    let item = item_page::find(&reader, Kind::Glossary, &slug).await?;
    let term = item.term().found("word")?;
    let mut page = ItemPage::new(&reader, &item);
    page.breadcrumb("Glossary", "/glossary");
    page.before(&Before {
        also: term.also_known_as.join(", "),
    })?;
    page.show()
}
