//! What somebody typed and sent in vain: too late, when their session was over or they must prove once more who
//! they are, or when their network had sent too much.
//!
//! It is kept nowhere. The answer shows it to whoever has just sent it, and to nobody else: on a page that no
//! cache keeps, without passwords and codes, and only when a page of this hub sent it. They sign in in another
//! tab, come back to this one and send it again, as themselves, with all the checks of a first time.

use askama::Template;
use axum::{
    body::{Body, to_bytes},
    response::{Html, IntoResponse as _, Response},
};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header, request::Parts};
use url::form_urlencoded;

use crate::{Read, request::is_form, router::LONGEST_FORM};

/// Parts of the names of fields whose value is never shown again.
const SECRET: [&str; 6] = ["password", "secret", "code", "credential", "token", "key"];
/// Fields that pages fill in for themselves: they are sent again, and say nothing to a reader.
const OF_PAGES: [&str; 6] = ["version", "from_version", "into_version", "was", "page", "next"];

/// The fields of a late form.
#[derive(Debug, Default)]
struct Typed {
    /// All that may be sent again, in order.
    again: Vec<(String, String)>,
    /// Whether a secret was among them, which must be typed again.
    had_secret: bool,
}

impl Typed {
    fn of(form: &[u8]) -> Self {
        let mut typed = Self::default();
        for (name, value) in form_urlencoded::parse(form).into_owned() {
            if SECRET.iter().any(|part| name.to_lowercase().contains(part)) {
                typed.had_secret |= !value.is_empty();
            } else {
                typed.again.push((name, value));
            }
        }
        typed
    }

    /// What a reader would miss: label and value.
    fn shown(&self) -> Vec<(String, &str)> {
        let missed = self
            .again
            .iter()
            .filter(|(name, value)| !value.trim().is_empty() && !OF_PAGES.contains(&name.as_str()));
        let label = |name: &str| text::words::capital(&name.replace(['-', '_'], " "));
        missed.map(|(name, value)| (label(name), value.as_str())).collect()
    }
}

/// Why it was sent in vain.
#[derive(Debug)]
pub(crate) enum Reason {
    /// It is not known any more who they are: where they sign in.
    Over(String),
    /// They must show once more who they are: where they do.
    Again(String),
    /// Their network has sent too much.
    TooMany,
}

impl Reason {
    fn title(&self) -> &'static str {
        match self {
            Self::Over(_) => "You are no longer signed in",
            Self::Again(_) => "Show once more that it is you",
            Self::TooMany => "Too many at once",
        }
    }

    /// What they do after that.
    fn then(&self, had_secret: &bool) -> &'static str {
        match (self, had_secret) {
            (Self::TooMany, false) => "Send it again from this page.",
            (Self::TooMany, true) => {
                "Go back to the form, and send it again. Passwords and codes are left out below: type them again."
            }
            (_, false) => "Come back to this tab, and send it again.",
            (_, true) => {
                "Copy what you need from below into the form there. Passwords and codes are left out: type them again."
            }
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Over(_) | Self::Again(_) => StatusCode::FORBIDDEN,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
        }
    }
}

#[derive(Template)]
#[template(path = "late.html")]
struct LatePage<'t> {
    shell: ui::Shell,
    title: &'static str,
    reason: Reason,
    /// The address that it was sent to.
    address: String,
    typed: &'t Typed,
}

/// The page with what was typed, when there is something to lose and a page of this hub sent it.
pub(crate) async fn page(reason: Reason, read: &Read, parts: &Parts, body: Body) -> Option<Response> {
    if parts.method != Method::POST || !is_form(&parts.headers) || !is_from_here(&parts.headers) {
        return None;
    }
    let form = to_bytes(body, LONGEST_FORM).await.ok()?;
    let typed = Typed::of(&form);
    if typed.shown().is_empty() {
        return None;
    }
    let title = reason.title();
    let status = reason.status();
    let mut shell = read.shell(title);
    shell.canonical = None;
    let page = LatePage {
        shell,
        title,
        reason,
        address: parts.uri.path_and_query().map(ToString::to_string)?,
        typed: &typed,
    };
    let mut response = (status, Html(page.render().ok()?)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Some(response)
}

/// Whether the browser says that a page of this hub sent it. What says nothing of where it comes from, which the
/// defence against other sites' forms lets in, is not shown again.
fn is_from_here(headers: &HeaderMap) -> bool {
    let said = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (said("sec-fetch-site"), said("origin"), said("host")) {
        (Some(site), ..) => site == "same-origin",
        (None, Some(origin), Some(host)) => {
            let origin: Option<Uri> = origin.parse().ok();
            origin.is_some_and(|origin| origin.authority().is_some_and(|authority| authority.as_str() == host))
        }
        (None, ..) => false,
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn said(lines: &[(&'static str, &str)]) -> HeaderMap {
        let line = |(name, value): &(&'static str, &str)| {
            let name = http::HeaderName::from_static(name);
            (name, HeaderValue::from_str(value).unwrap())
        };
        lines.iter().map(line).collect()
    }

    #[test]
    fn only_what_a_page_of_this_hub_sent_is_shown_again() {
        let host = ("host", "hub.example:8080");
        for fine in [
            &[("sec-fetch-site", "same-origin")][..],
            &[host, ("origin", "http://hub.example:8080")],
        ] {
            assert!(is_from_here(&said(fine)), "{fine:?}");
        }
        for foreign in [
            &[("sec-fetch-site", "cross-site")][..],
            &[("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "none")],
            &[
                ("sec-fetch-site", "cross-site"),
                host,
                ("origin", "http://hub.example:8080"),
            ],
            &[host, ("origin", "http://hub.example")],
            &[host, ("origin", "http://evil.example")],
            &[host, ("origin", "null")],
            &[host],
            &[],
        ] {
            assert!(!is_from_here(&said(foreign)), "{foreign:?}");
        }
    }

    #[test]
    fn secrets_are_left_out_and_what_pages_fill_in_is_not_shown() {
        let typed = Typed::of(b"version=3&service-desk_name=Sam+%26+Co&Client_Secret=xyzzy&new-password=abc&empty=");
        assert_eq!(typed.shown(), [("Service desk name".to_owned(), "Sam & Co")]);
        assert!(typed.had_secret);
        let names: Vec<&str> = typed.again.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["version", "service-desk_name", "empty"]);
        assert!(!Typed::of(b"password=&a=b").had_secret);
    }

    fn files(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                files(&path, found);
            } else if path.extension().is_some_and(|end| end == "rs" || end == "html") {
                found.push(std::fs::read_to_string(path).unwrap());
            }
        }
    }

    /// The names of fields that hold a secret: those read to the letter, and those that a page hides or that a
    /// browser fills in from an app.
    fn secrets(text: &str) -> Vec<&str> {
        let read = text.split(".secret(\"").skip(1).map(|rest| rest.split('"').next());
        let hidden = text
            .lines()
            .filter(|line| line.contains("kind(\"password\")") || line.contains("one-time-code"))
            .filter_map(|line| line.split_once("Input::new(\""))
            .map(|(_, rest)| {
                rest.split([',', ')'])
                    .nth(1)
                    .and_then(|field| field.trim().split('.').next_back())
            });
        read.chain(hidden).flatten().collect()
    }

    #[test]
    fn every_field_that_holds_a_secret_is_known_by_its_name() {
        let mut all = Vec::new();
        files(Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap(), &mut all);
        let names: Vec<&str> = all.iter().flat_map(|text| secrets(text)).collect();
        for name in &names {
            assert!(SECRET.iter().any(|part| name.contains(part)), "{name} is shown again");
        }
        for known in ["password", "code", "client_secret"] {
            assert!(names.contains(&known), "{known}: {names:?}");
        }
    }
}
