//! How an organisation's people sign in: its providers and its rule.

use askama::Template;
use http::HeaderMap;
use web::{Error, OrganisationId, Page, Read, Result};

use super::{model::IdentityProvider, store};
use crate::{Settings, address::own_address, joining, words};

const TITLE: &str = "How your people sign in";

#[derive(Template)]
#[template(path = "identity_provider/list.html")]
struct ListPage {
    shell: ui::Shell,
    done: Option<&'static str>,
    rows: Vec<Row>,
    is_single_only: bool,
    /// Whether the rule rests, as no provider is in use.
    is_at_rest: bool,
    domains: Vec<String>,
    callback: Option<String>,
}

struct Row {
    name: String,
    issuer: String,
    state: String,
    address: String,
}

/// The organisation that the viewer acts for.
pub(super) fn organisation_of(read: &Read) -> Result<OrganisationId> {
    read.viewer.organisation.ok_or(Error::Forbidden)
}

/// Where a provider sends people back to.
pub(super) fn callback_of(read: &Read, headers: &HeaderMap) -> Option<String> {
    let own = own_address(read.shared.get::<Settings>(), headers, read.client)?;
    own.join("/sign-in/single/callback").ok().map(Into::into)
}

/// Shows it.
pub(super) async fn show(headers: HeaderMap, read: Read) -> Result<Page> {
    let organisation = organisation_of(&read)?;
    let mut tx = read.tx().await?;
    let providers = store::list(&mut tx, organisation).await?;
    let is_single_only = store::is_single_only(&mut tx, organisation).await?;
    let domains = joining::domains(&mut tx, organisation).await?;
    let done = match read.asked("done").first().map(String::as_str) {
        Some("saved") => Some("The identity provider was saved. Try it now, so that your people can use it."),
        Some("changed") => Some("The identity provider was saved."),
        Some("removed") => Some("The identity provider was removed."),
        Some("removed-last") => Some(
            "The identity provider was removed, and with it the rule that your members come in by single sign-on only.",
        ),
        Some("rule") => Some("The rule was saved."),
        Some("rule-same") => Some("The rule is like that already. Nothing was changed."),
        _ => None,
    };
    let is_at_rest = is_single_only && !providers.iter().any(IdentityProvider::is_offered);
    Page::of(&ListPage {
        shell: words::shell_of_organisation(&read, TITLE),
        done,
        rows: providers
            .into_iter()
            .map(|provider| Row {
                state: match provider.tried_at {
                    Some(at) => format!("In use. Tried {}", words::day(at)),
                    None => "Not in use: nobody has tried it yet".to_owned(),
                },
                address: format!("/organisation/sign-in/provider/{}", provider.id),
                name: provider.name,
                issuer: provider.issuer,
            })
            .collect(),
        is_single_only,
        is_at_rest,
        domains,
        callback: callback_of(&read, &headers),
    })
}
