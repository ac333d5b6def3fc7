//! What is round every page, as a reader meets it.

use askama::Template;
use ui::gallery::Gallery;
use ui::{Banner, Markup, Nation, Shell};

fn page(shell: Shell) -> String {
    Gallery { shell }.render().expect("the gallery renders")
}

fn for_finance() -> Shell {
    let sample = Shell::sample();
    Shell {
        group: sample.groups.get(3).cloned(),
        change_group_base: "/threats".into(),
        ..sample
    }
}

#[test]
fn the_way_to_help_is_on_every_page_but_those_it_leads_to() {
    assert!(page(Shell::sample()).contains("Something is wrong right now"));
    let crisis = Shell {
        is_crisis: true,
        ..Shell::sample()
    };
    assert!(!page(crisis).contains("Something is wrong right now"));
}

#[test]
fn a_chosen_group_is_named_kept_by_search_and_can_be_changed() {
    let page = page(for_finance());
    assert!(page.contains(r#"<span class="ww-tools__group-name">Finance</span>"#));
    assert!(page.contains(r#"<input type="hidden" name="for" value="finance">"#));
    assert!(page.contains(r#"<a href="/threats?for=procurement">Procurement</a>"#));
    assert!(page.contains(r#"<a href="/threats">Everyone</a>"#));
    assert!(page.contains(r#"<a href="/guidance?for=finance">Guidance</a>"#));
}

#[test]
fn without_a_group_the_reader_is_asked_and_nothing_is_kept() {
    let page = page(Shell::sample());
    assert!(page.contains("Choose your group"));
    assert!(!page.contains(r#"name="for""#));
    assert!(!page.contains("Everyone"));
}

#[test]
fn nations_are_offered_only_where_there_are_several() {
    assert!(!page(for_finance()).contains("In which nation?"));
    let nation = |slug: &str, name: &str| Nation {
        slug: slug.into(),
        name: name.into(),
    };
    let nations = [nation("wales", "Wales"), nation("scotland", "Scotland")].into();
    let page = page(Shell {
        nations,
        ..for_finance()
    });
    assert!(page.contains(r#"<a href="/threats?for=finance&#38;nation=wales">Wales</a>"#));
}

#[test]
fn a_banner_and_a_notice_appear_only_when_there_is_one() {
    let quiet = page(Shell::sample());
    assert!(!quiet.contains("ww-banner") && !quiet.contains("ww-notice"));
    let banner = Some(Banner {
        text: "Cyber week".into(),
        link: Some("/events/week".into()),
    });
    let notice = Some("This hub is read-only for now.".to_owned());
    let loud = page(Shell {
        banner,
        notice,
        ..Shell::sample()
    });
    assert!(loud.contains(r#"<a href="/events/week">Cyber week</a>"#));
    assert!(loud.contains("This hub is read-only for now."));
}

#[test]
fn names_are_escaped_and_slots_are_trusted() {
    let shell = Shell {
        hub_name: "<b>Hub</b>".into(),
        page_foot: vec![Markup::trusted("<p id=\"foot\">Is this page useful?</p>")],
        ..Shell::sample()
    };
    let page = page(shell);
    assert!(!page.contains("<b>Hub</b>"));
    assert!(page.contains("<p id=\"foot\">Is this page useful?</p>"));
}

#[test]
fn the_head_says_what_the_page_is() {
    let shell = Shell {
        page_title: "Ransomware".into(),
        canonical: Some("https://hub.example/threats/ransomware".into()),
        feed: Some(("Alerts".into(), "/alerts.atom".into())),
        ..Shell::sample()
    };
    let page = page(shell);
    assert!(page.contains("<title>Ransomware – Watchward</title>"));
    assert!(page.contains(r#"<link rel="canonical" href="https://hub.example/threats/ransomware">"#));
    assert!(page.contains(r#"title="Alerts" href="/alerts.atom""#));
    assert!(page.contains(ui::assets::asset_url("main.css")));
}
