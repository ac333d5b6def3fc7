//! What happened? Which group? And then the card. Never a login, never a form first.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse as _, Response},
};
use web::{Found as _, Page, Result};

use super::{FirstHour, Ring, Step};
use crate::{
    contact::tel,
    glossary::Reading,
    item::{Item, Kind, Nation},
    item_page,
    reader::Reader,
    row,
};

#[derive(Template)]
#[template(path = "first_hour/troubles.html")]
struct TroublesPage {
    shell: ui::Shell,
    doors: Vec<ui::Door>,
    offline: String,
}

/// What happened?
pub async fn troubles(reader: Reader) -> Result<Page> {
    let mut shell = reader.read.shell("Something is wrong right now");
    shell.breadcrumbs = vec![("Home".into(), "/".into())];
    shell.description = "Say what happened, and get the first steps and the numbers to ring.".into();
    let mut cards: Vec<(&Arc<Item>, &FirstHour)> = reader
        .shelf
        .all(Kind::FirstHour)
        .filter_map(|item| Some((item, item.first_hour()?)))
        .collect();
    cards.sort_by_key(|(item, card)| (card.order, item.slug.clone()));
    let doors = cards
        .iter()
        .map(|(item, card)| ui::Door::new(&card.question, shell.link(address(&reader, item))).promise(&card.hint))
        .collect();
    let offline = cards
        .iter()
        .map(|(item, _)| shell.link(address(&reader, item)))
        .collect::<Vec<_>>()
        .join(" ");
    Ok(Page::of(&TroublesPage { shell, doors, offline })?.kept())
}

/// Where a trouble leads: to the card when the group is known, else to the question of group.
fn address(reader: &Reader, item: &Item) -> String {
    match reader.group_slug() {
        Some(group) => format!("{}/{group}", item.address()),
        None => item.address(),
    }
}

#[derive(Template)]
#[template(path = "first_hour/card.html")]
struct CardPage {
    shell: ui::Shell,
    title: String,
    summary: ui::Markup,
    sharing: Option<ui::Sharing>,
    is_hurt: bool,
    first_call: Option<Call>,
    ring: Vec<Call>,
    steps: Vec<ui::Step>,
    note: Option<ui::Markup>,
    do_not: Vec<ui::Markup>,
    write_down: Vec<ui::Markup>,
    /// The other groups, when this page asks which one the reader is in.
    groups: Vec<ui::Door>,
    group: Option<String>,
    nations: Vec<(String, String)>,
    review: ui::Review,
    sources: ui::Sources,
}

#[derive(Clone)]
struct Call {
    name: String,
    number: Option<String>,
    tel: Option<String>,
    when: ui::Markup,
    hours: Option<String>,
    href: Option<String>,
}

/// One trouble: what everybody does first, and the question of group. With a group, its card at once.
pub async fn trouble(Path(trouble): Path<String>, reader: Reader) -> Result<Response> {
    let item = item_page::find(&reader, Kind::FirstHour, &trouble).await?;
    if let Some(group) = reader.group_slug() {
        return Ok(web::see_other(&format!(
            "{}/{group}{}",
            item.address(),
            reader.read.choice.query()
        )));
    }
    let page = make(&reader, &item, None)?;
    Ok(page.into_response())
}

/// The card of a trouble for one group.
pub async fn card(Path((trouble, group)): Path<(String, String)>, mut reader: Reader) -> Result<Page> {
    let item = item_page::find(&reader, Kind::FirstHour, &trouble).await?;
    let group = item_page::find(&reader, Kind::Audience, &group).await?;
    reader.read_as(&group);
    make(&reader, &item, Some(&group))
}

fn make(reader: &Reader, item: &Arc<Item>, group: Option<&Arc<Item>>) -> Result<Page> {
    let card = item.first_hour().found("card")?;
    let mut shell = reader.read.shell(&item.head.title);
    shell.description = text::markdown::to_plain(&item.head.summary);
    shell.breadcrumbs = vec![("Something is wrong".into(), "/something-is-wrong".into())];
    if let Some(group) = group {
        shell.breadcrumbs.push((group.head.title.clone(), group.address()));
        shell.group_in_path = Some(ui::GroupInPath {
            before: format!("{}/", item.address()),
            after: String::new(),
            everybody: item.address(),
        });
    }
    let mut reading = reader.reading(&shell, &item.address()).without_terms();
    let audience = group.map(|group| group.slug.as_str());
    let steps = card
        .steps_for(audience, &reader.nations)
        .into_iter()
        .map(|step| {
            let made = ui::Step::html(reading.line(&step.deed));
            let made = step
                .more
                .iter()
                .fold(made, |made, more| made.more_html(reading.line(more)));
            match who(step, &reader.nations) {
                Some(who) => made.who(who),
                None => made,
            }
        })
        .collect();
    let note = audience
        .and_then(|audience| card.note_for(audience))
        .map(|note| reading.line(note));
    let calls: Vec<Call> = card
        .ring_for(audience, &reader.nations)
        .into_iter()
        .filter_map(|ring| call(reader, &shell, &mut reading, ring))
        .collect();
    let page = CardPage {
        title: item.head.title.clone(),
        summary: reading.line(&item.head.summary),
        sharing: row::sharing_note(item),
        is_hurt: card.hurt,
        first_call: calls.first().cloned(),
        ring: calls,
        steps,
        note,
        do_not: card.do_not.iter().map(|line| reading.line(line)).collect(),
        write_down: card.write_down.iter().map(|line| reading.line(line)).collect(),
        groups: if group.is_none() {
            groups(reader, &shell, item)
        } else {
            Vec::new()
        },
        group: group.map(|group| group.head.title.clone()),
        nations: nations(reader, &shell),
        review: row::review(item, reader.read.today),
        sources: row::sources(item),
        shell,
    };
    // A group that not everybody may see is on the page too.
    let tlp = group.map_or(item.tlp, |group| group.tlp.max(item.tlp));
    Ok(Page::of(&page)?.labelled(tlp))
}

/// Who does a step, when it is not the reader, and where, when it is not everywhere that this page is for.
fn who(step: &Step, reader: &[Nation]) -> Option<String> {
    let who = step
        .who
        .as_deref()
        .filter(|who| *who != "you")
        .map(text::words::capital);
    let is_partial = !step.nations.is_empty() && reader.iter().any(|nation| !step.nations.contains(nation));
    let place = is_partial.then(|| {
        let names: Vec<&str> = step.nations.iter().map(|nation| nation.name()).collect();
        format!("In {}", text::words::join(&names))
    });
    match (who, place) {
        (Some(who), Some(place)) => Some(format!("{who}. {place}")),
        (who, place) => who.or(place),
    }
}

/// Where to read the same card for one nation, when the hub serves several and none was chosen.
fn nations(reader: &Reader, shell: &ui::Shell) -> Vec<(String, String)> {
    if reader.nations.len() < 2 {
        return Vec::new();
    }
    let path = &reader.read.path;
    reader
        .nations
        .iter()
        .map(|nation| {
            let address = format!("{path}?nation={}", nation.slug());
            (nation.name().to_owned(), shell.link(address))
        })
        .collect()
}

fn groups(reader: &Reader, shell: &ui::Shell, item: &Item) -> Vec<ui::Door> {
    reader
        .shelf
        .audiences()
        .into_iter()
        .map(|group| {
            ui::Door::new(
                &group.head.title,
                shell.link(format!("{}/{}", item.address(), group.slug)),
            )
        })
        .collect()
}

fn call(reader: &Reader, shell: &ui::Shell, reading: &mut Reading, ring: &Ring) -> Option<Call> {
    let when = reading.line(&ring.when);
    if let Some(slug) = &ring.contact {
        let item = reader
            .shelf
            .find(Kind::Contact, slug)
            .filter(|item| item.head.holds_in(&reader.nations))?;
        let contact = item.contact()?;
        return Some(Call {
            name: ring
                .words
                .as_deref()
                .map_or_else(|| item.head.title.clone(), text::words::capital),
            number: contact.number.clone(),
            tel: contact.tel(),
            when,
            hours: contact.hours.clone(),
            href: Some(shell.link(item.address())),
        });
    }
    let name = ring.fact.as_deref()?;
    let fact = reader.facts.find(name).map(str::to_owned);
    let is_number = |fact: &str| fact.chars().filter(char::is_ascii_digit).count() >= 3;
    Some(Call {
        name: reader
            .facts
            .name(name, ring.words.as_deref().unwrap_or(crate::local_fact::words(name))),
        tel: fact.as_deref().filter(|fact| is_number(fact)).map(tel),
        number: fact,
        when,
        hours: None,
        href: None,
    })
}
