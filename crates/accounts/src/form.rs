//! What the pages of this crate share: the shell, refused forms, cookies on an answer.

use axum::response::{IntoResponse as _, Response};
use http::{HeaderValue, StatusCode, header};
use ui::form::{Errors, Field};
use web::{Page, Read, Result};

/// The shell of a page one step below the first page.
pub(crate) fn shell(read: &Read, title: &str) -> ui::Shell {
    below(read, title, &[])
}

/// The shell of a page below others: words and address of each, the home page left out.
pub(crate) fn below(read: &Read, title: &str, above: &[(&str, &str)]) -> ui::Shell {
    let mut shell = read.shell(title);
    let home = std::iter::once(("Home", "/"));
    shell.breadcrumbs = home
        .chain(above.iter().copied())
        .map(|(words, address)| (words.to_owned(), address.to_owned()))
        .collect();
    shell.canonical = None;
    shell
}

/// The title of a page that shows a form again.
pub(crate) fn refused(mut shell: ui::Shell) -> ui::Shell {
    shell.page_title = format!("Error: {}", shell.page_title);
    shell
}

/// The shell and the status of a page with a form, by what is wrong with it.
pub(crate) fn judged(shell: ui::Shell, errors: &Errors) -> (ui::Shell, StatusCode) {
    if errors.is_empty() {
        (shell, StatusCode::OK)
    } else {
        (refused(shell), StatusCode::UNPROCESSABLE_ENTITY)
    }
}

/// An answer that gives the browser cookies, each a `Set-Cookie` line, and that no cache keeps.
pub(crate) fn with_cookies(mut response: Response, lines: impl IntoIterator<Item = String>) -> Response {
    for line in lines {
        if let Ok(value) = HeaderValue::from_str(&line) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    private(response)
}

/// An answer that no cache keeps.
pub(crate) fn private(mut response: Response) -> Response {
    let value = HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, value);
    response
}

/// The longest name or address that is taken, in characters.
const LONGEST: usize = 200;

/// A line that must be filled in.
pub(crate) fn required(name: &str, typed: &str, missing: &str) -> Field {
    let mut field = Field::new(name, one_line(typed));
    if field.value().is_empty() {
        field.refuse(missing);
    } else if field.value().chars().count() > LONGEST {
        field.refuse(format!("Make this shorter: {LONGEST} characters at most"));
    }
    field
}

/// An e-mail address that must be filled in.
pub(crate) fn email(name: &str, typed: &str) -> Field {
    let mut field = required(name, typed, "Enter an e-mail address");
    if field.is_fine()
        && typed
            .parse::<mail::Address>()
            .map_or(true, |address| address.email() != typed)
    {
        field.refuse("Enter an e-mail address in the right form, like name@example.gov.uk");
    }
    field
}

/// Without what would break a line or steer a terminal.
fn one_line(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_control())
        .collect::<String>()
        .trim()
        .to_owned()
}

/// The address at which a browser reaches this hub: the public one, else the one that it asked.
pub(crate) fn base(public_url: Option<&str>, headers: &http::HeaderMap) -> String {
    match public_url {
        Some(url) => url.to_owned(),
        None => {
            let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
            host.map(|host| format!("http://{host}")).unwrap_or_default()
        }
    }
}

/// A moment, in words, by London's clocks: "24 November 2026, 12:00".
pub(crate) fn moment(time: db::Time) -> String {
    text::date::moment_in_words(time.timestamp())
}

/// The page that a template makes, with a status.
pub(crate) fn page_with(template: &impl askama::Template, status: StatusCode) -> Result<Response> {
    Ok(private(Page::of(template)?.with_status(status).into_response()))
}
