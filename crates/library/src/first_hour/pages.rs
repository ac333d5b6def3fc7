//! What happened? Which group? And then the card. Never a login, never a form first.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse as _, Response},
};
use web::{Found as _, Page, Result};

use super::{
    FirstHour, Step,
    call::{Call, calls},
};
use crate::{
    item::{Item, Kind, Nation},
    item_page,
    reader::{EVERYBODY, Reader},
    row,
};

/// A card with more steps or more people to ring than this is printed in smaller type, as one for all four
/// nations at once is.
const FULL_STEPS: usize = 10;
const FULL_CALLS: usize = 8;

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
    /// Whether there is so much on it that one sheet holds it in smaller type alone.
    is_full: bool,
    /// Who goes to people at risk at night.
    duty: &'static str,
    first_call: Option<Call>,
    ring: Vec<Call>,
    /// Whom only the council can give a number, in words.
    ours: Vec<String>,
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
    let elsewhere = group.and_then(|group| group.audience()?.done_elsewhere(&reader.nations));
    let audience = match elsewhere {
        Some(_) => Some(EVERYBODY),
        None => group.map(|group| group.slug.as_str()),
    };
    let steps: Vec<ui::Step> = card
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
    let note = elsewhere
        .or_else(|| card.note_for(audience?))
        .map(|note| reading.line(note));
    let rings = card.ring_for(audience, &reader.nations);
    let (ours, ring): (Vec<Call>, Vec<Call>) = calls(reader, &shell, &mut reading, &rings)
        .into_iter()
        .partition(Call::is_to_fill_in);
    let page = CardPage {
        title: item.head.title.clone(),
        summary: reading.line(&item.head.summary),
        sharing: row::sharing_note(item.tlp),
        is_hurt: card.hurt,
        is_full: steps.len() > FULL_STEPS || ring.len() > FULL_CALLS,
        duty: duty(&reader.nations),
        first_call: ring.first().cloned(),
        ring,
        ours: ours.into_iter().map(|call| call.name).collect(),
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

/// Who goes to people at risk at night. Councils in Northern Ireland run no social care.
fn duty(nations: &[Nation]) -> &'static str {
    match nations {
        [Nation::NorthernIreland] => "health trust",
        _ => "emergency duty team",
    }
}

/// Who does a step, when it is not the reader, and where, when it is not everywhere that this page is for.
fn who(step: &Step, reader: &[Nation]) -> Option<String> {
    let who = step
        .who
        .as_deref()
        .filter(|who| *who != "you")
        .map(text::words::capital);
    let place = Nation::place(&step.nations, reader).map(|place| format!("In {place}"));
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
