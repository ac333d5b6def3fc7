//! A group's page, and its week in one minute.

use askama::Template;
use axum::extract::Path;
use text::words::{capital, lower_first};
use web::{Found as _, Page, Result, Tlp};

use super::model::Audience;
use crate::{
    contact,
    guidance::Stage,
    item::{Item, Kind},
    item_page,
    reader::Reader,
    row,
    tailoring::{Entry, Tailored, tailor},
};

/// How many rows of guidance a stage shows before "all 14".
const FIRST_FEW: usize = 3;
const INCIDENTS: usize = 3;
const SEASONS: usize = 4;
const OFFERS: usize = 3;
const RESOURCES: usize = 4;
const QUESTIONS: usize = 4;

#[derive(Template)]
#[template(path = "audience/page.html")]
struct GroupPage {
    shell: ui::Shell,
    title: String,
    lead: String,
    /// Who does this group's work, where councils do not.
    elsewhere: Option<ui::Markup>,
    sharing: Option<ui::Sharing>,
    slug: String,
    name: String,
    actions: Vec<ui::Action>,
    alerts: Vec<ui::Row>,
    no_alerts: String,
    threats: Vec<ui::Row>,
    seasons: Vec<ui::Row>,
    incidents: Vec<ui::Row>,
    stages: Vec<StageRows>,
    guidance_count: usize,
    /// What is confirmed open, and what is not or not yet.
    offers: Vec<ui::Row>,
    unconfirmed: Vec<ui::Row>,
    resources: Vec<ui::Row>,
    resource_count: usize,
    questions: Vec<ui::Row>,
    more_questions: Vec<(String, String)>,
    words: Vec<(String, String)>,
    services: Vec<(String, String)>,
    contacts: Vec<contact::Card>,
    body: ui::Markup,
    one_minute: String,
    review: ui::Review,
    sources: ui::Sources,
}

struct StageRows {
    name: &'static str,
    slug: &'static str,
    rows: Vec<ui::Row>,
    count: usize,
}

/// The page of one group.
pub async fn show(Path(slug): Path<String>, mut reader: Reader) -> Result<Page> {
    let item = find(&reader, &slug).await?;
    reader.read_as(&item);
    let audience = item.audience().found("group")?;
    let shell = shell(&reader, &item, &audience.page_title, "");
    let tailored = tailor(&reader.shelf, &item, &reader.nations, reader.read.today);
    let rows = |entries: &[Entry<'_>], most: usize| -> Vec<ui::Row> {
        row::of_entries(&reader, &shell, entries.iter().take(most))
    };
    let today = reader.read.today;
    let is_open = |entry: &Entry<'_>| {
        let offer = entry.item.opportunity();
        offer.is_some_and(|offer| offer.standing(today).is_open())
    };
    let (open, others): (Vec<Entry<'_>>, Vec<Entry<'_>>) = tailored.opportunities.iter().cloned().partition(is_open);
    let mut reading = reader.reading(&shell, &item.address());
    let page = GroupPage {
        title: audience.page_title.clone(),
        lead: reading.plain(&audience.lead),
        elsewhere: tailored.elsewhere.map(|note| reading.line(note)),
        sharing: row::sharing_note(item.tlp),
        slug: tailored.audience.slug.clone(),
        name: lower_first(&tailored.audience.head.title),
        actions: tailored
            .actions
            .iter()
            .map(|deed| item_page::action(&reader, &mut reading, &shell, deed))
            .collect(),
        alerts: rows(&tailored.alerts, usize::MAX),
        no_alerts: no_alerts(&reader),
        threats: rows(&tailored.threats, usize::MAX),
        seasons: seasons(&reader, &shell, &tailored),
        incidents: rows(&tailored.incidents, INCIDENTS),
        stages: stages(&reader, &shell, &tailored),
        guidance_count: tailored.guidance.len(),
        offers: rows(&open, OFFERS),
        unconfirmed: rows(&others, OFFERS),
        resources: rows(&tailored.resources, RESOURCES),
        resource_count: tailored.resources.len(),
        questions: rows(&tailored.questions, QUESTIONS),
        more_questions: tailored
            .questions
            .iter()
            .skip(QUESTIONS)
            .filter(|entry| entry.item.head.names(&tailored.audience.slug))
            .map(|entry| link(&shell, entry.item))
            .collect(),
        words: tailored.words.iter().map(|item| link(&shell, item)).collect(),
        services: tailored.services.iter().map(|item| link(&shell, item)).collect(),
        contacts: tailored
            .contacts
            .iter()
            .filter_map(|item| contact::card(&shell, item))
            .collect(),
        body: reading.html(&item.body),
        one_minute: shell.link(format!("/for/{slug}/one-minute")),
        review: row::review(&item, reader.read.today),
        sources: row::sources(&item),
        shell,
    };
    Ok(Page::of(&page)?.labelled(item.tlp))
}

async fn find(reader: &Reader, slug: &str) -> Result<std::sync::Arc<Item>> {
    item_page::find(reader, Kind::Audience, slug).await
}

/// The shell of a page of one group, `below` its address.
fn shell(reader: &Reader, item: &Item, title: &str, below: &str) -> ui::Shell {
    let mut shell = item_page::shell(reader, item, title);
    shell.group_in_path = Some(ui::GroupInPath {
        before: format!("{}/", Kind::Audience.address()),
        after: below.to_owned(),
        everybody: "/".to_owned(),
    });
    shell.description.clone_from(&item.head.summary);
    shell.breadcrumbs = vec![("Home".into(), "/".into())];
    shell.feed = Some((
        format!("Alerts for {}", item.head.title),
        format!("/for/{}/feed.atom", item.slug),
    ));
    shell
}

/// The title and address of an item.
fn link(shell: &ui::Shell, item: &Item) -> (String, String) {
    (item.head.title.clone(), shell.link(item.address()))
}

/// What stands where alerts would: when the last one was.
fn no_alerts(reader: &Reader) -> String {
    let last = reader
        .shelf
        .all(Kind::Alert)
        .filter_map(|item| item.alert())
        .map(|alert| alert.published)
        .filter(|published| *published <= reader.read.today)
        .max();
    match last {
        Some(date) => format!(
            "No alert asks anything of you today. The hub's newest is of {}.",
            text::date::in_words(date)
        ),
        None => "No alert asks anything of you today.".to_owned(),
    }
}

fn seasons(reader: &Reader, shell: &ui::Shell, tailored: &Tailored<'_>) -> Vec<ui::Row> {
    tailored
        .seasons
        .iter()
        .take(SEASONS)
        .map(|season| {
            ui::Row::new(&season.period.name, shell.link(season.service.address()))
                .line(&season.period.action)
                .strong(capital(&season.when(reader.read.today)))
                .why(format!("You depend on {}.", season.service.head.said()))
        })
        .collect()
}

fn stages(reader: &Reader, shell: &ui::Shell, tailored: &Tailored<'_>) -> Vec<StageRows> {
    Stage::ALL
        .into_iter()
        .map(|stage| {
            let entries = tailored.of_stage(stage);
            StageRows {
                name: stage.words(),
                slug: stage.slug(),
                count: entries.len(),
                rows: row::of_entries(reader, shell, entries.iter().take(FIRST_FEW).copied()),
            }
        })
        .filter(|stage| stage.count > 0)
        .collect()
}

#[derive(Template)]
#[template(path = "audience/one_minute.html")]
struct OneMinutePage {
    shell: ui::Shell,
    name: String,
    sharing: Option<ui::Sharing>,
    text: String,
}

/// The week in one minute: plain words for a team meeting.
pub async fn one_minute(Path(slug): Path<String>, mut reader: Reader) -> Result<Page> {
    let item = find(&reader, &slug).await?;
    reader.read_as(&item);
    let audience = item.audience().found("group")?;
    let title = format!("The week in one minute: {}", item.head.title);
    let mut shell = shell(&reader, &item, &title, "/one-minute");
    shell.breadcrumbs.push((audience.page_title.clone(), item.address()));
    let tailored = tailor(&reader.shelf, &item, &reader.nations, reader.read.today);
    let mut reading = reader.reading(&shell, "").without_terms();
    let spoken_for = tailored.audience.audience().unwrap_or(audience);
    let tlp = label_of(&item, &tailored);
    let text = minute(&tailored, spoken_for, reader.read.today, &mut |line| {
        reading.plain(line)
    });
    Ok(Page::of(&OneMinutePage {
        shell,
        name: lower_first(&item.head.title),
        sharing: row::sharing_note(tlp),
        text: under_label(tlp, text),
    })?
    .labelled(tlp))
}

/// The label of what is read out: the strictest of what is in it.
fn label_of(item: &Item, tailored: &Tailored<'_>) -> Tlp {
    let actions = tailored.actions.iter().map(|deed| deed.tlp);
    let worst = tailored.threats.first().map(|entry| entry.item.tlp);
    actions.chain(worst).fold(item.tlp, Tlp::max)
}

/// A text that goes its own way carries its label in its first line (TLP 2.0, "in messaging").
fn under_label(tlp: Tlp, text: String) -> String {
    if tlp.is_clear() {
        text
    } else {
        format!("TLP:{}\n\n{text}", tlp.as_str())
    }
}

/// Fewer words than this can be read aloud in one minute.
const MOST_WORDS: usize = 150;

/// The words to read out: the date, the three actions, the threat that weighs most, whom to tell.
fn minute(
    tailored: &Tailored<'_>,
    audience: &Audience,
    today: jiff::civil::Date,
    plain: &mut dyn FnMut(&str) -> String,
) -> String {
    let mut lines = vec![format!("{}, {}.", audience.page_title, text::date::in_words(today))];
    let mut words = count_words(&lines[0]);
    let last = "If something looks wrong, say so at once. Nobody is blamed for reporting.";
    words += count_words(last);
    let mut add = |line: String, lines: &mut Vec<String>| {
        let more = count_words(&line);
        if words + more < MOST_WORDS {
            words += more;
            lines.push(line);
        }
    };
    if let Some(note) = tailored.elsewhere {
        add(plain(note), &mut lines);
    }
    add("Three things to do this week.".to_owned(), &mut lines);
    for (number, deed) in ["One", "Two", "Three"].into_iter().zip(&tailored.actions) {
        add(format!("{number}. {}", sentence(&plain(&deed.deed))), &mut lines);
    }
    let worst = tailored.threats.first().and_then(|entry| {
        let exposure = entry.item.threat()?.exposure(&tailored.audience.slug)?;
        Some((&entry.item.head.title, exposure))
    });
    if let Some((threat, exposure)) = worst {
        let line = format!(
            "What to look out for most: {}. {}",
            lower_first(threat),
            plain(&exposure.looks_like)
        );
        add(sentence(&line), &mut lines);
        add(
            sentence(&format!("What stops it: {}", lower_first(&plain(&exposure.stops)))),
            &mut lines,
        );
    }
    lines.push(last.to_owned());
    lines.join("\n\n")
}

fn count_words(line: &str) -> usize {
    line.split_whitespace().count()
}

fn sentence(line: &str) -> String {
    let line = line.trim();
    if line.ends_with(['.', '!', '?']) {
        line.to_owned()
    } else {
        format!("{line}.")
    }
}
