//! Get involved: the three ways to help, what happens next, what is kept.

use askama::Template;
use web::{Page, Read, Result};

use super::form::shell;
use crate::Promise;

#[derive(Template)]
#[template(path = "submission/overview.html")]
struct OverviewPage {
    shell: ui::Shell,
    ways: Vec<ui::Row>,
    promise: Promise,
}

pub(super) async fn show(read: Read) -> Result<Page> {
    let shell = shell(&read, "Get involved");
    let ways = vec![
        ui::Row::new(
            "Tell us something about this site",
            shell.link("/get-involved/feedback"),
        )
        .line("What is wrong, missing, hard to understand, or worth keeping."),
        ui::Row::new(
            "Share what happened or worked at your council",
            shell.link("/get-involved/case-study"),
        )
        .line("A near miss teaches as much as a disaster. You need not name your council."),
        ui::Row::new("Suggest a resource", shell.link("/get-involved/resource"))
            .line("A guide, a course, a template or a tool that helped you and would help others."),
    ];
    let promise = read.shared.get::<Promise>().clone();
    Ok(Page::of(&OverviewPage { shell, ways, promise })?.kept())
}
