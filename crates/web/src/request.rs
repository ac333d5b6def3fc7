//! The unit of work: a [`Read`] for a `GET`, a [`Change`] for a `POST`.

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Request},
};
use db::{Db, Time, Tx};
use http::{HeaderMap, header, request::Parts};
use jiff::civil::Date;
use url::form_urlencoded;

use crate::{
    Access, Choice, ClientAddress, Clock, Doorkeeper, Error, Hub, MergePart, Result, Shared, Viewer,
    router::{Feet, Frame, MergeParts},
};

/// What a `GET` is given. It changes nothing.
#[derive(Debug)]
pub struct Read {
    /// Who asks.
    pub viewer: Viewer,
    /// The group, nation and organisation in the address.
    pub choice: Choice,
    /// The path that was asked for.
    pub path: String,
    /// The query that was asked for, without its question mark.
    pub query: String,
    /// The address that it came from, where it is known.
    pub client: Option<ClientAddress>,
    /// What the browser calls itself, cut to a length that can be kept.
    pub agent: String,
    /// The present instant.
    pub now: Time,
    /// Today's date in London.
    pub today: Date,
    /// What the process shares.
    pub shared: Shared,
}

impl Read {
    /// A transaction that sees one state of the database. Readers' pages need none.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn tx(&self) -> Result<Tx> {
        Ok(self.shared.get::<Db>().read().await?)
    }

    /// The values of `key` in the query, in order.
    pub fn asked(&self, key: &str) -> Vec<String> {
        form_urlencoded::parse(self.query.as_bytes())
            .filter(|(name, _)| name == key)
            .map(|(_, value)| value.into_owned())
            .collect()
    }

    /// The shell around a page of this request.
    pub fn shell(&self, title: impl Into<String>) -> ui::Shell {
        let mut shell = shell_for(&self.shared, &self.viewer, &self.choice, &self.path);
        shell.page_title = title.into();
        shell
    }

    /// The shell around a page of content, with what features add below it.
    pub fn content_shell(&self, title: impl Into<String>) -> ui::Shell {
        let mut shell = self.shell(title);
        let feet = &self.shared.get::<Feet>().0;
        let address = format!("{}{}", self.path, self.choice.query());
        shell.page_foot = feet.iter().map(|foot| ui::Markup::trusted(foot(&address))).collect();
        shell
    }

    /// What each feature does when one organisation merges into another.
    pub fn merge_parts(&self) -> &[MergePart] {
        &self.shared.get::<MergeParts>().0
    }

    pub(crate) fn of(parts: &Parts, hub: &Hub) -> Self {
        let query = parts.uri.query().unwrap_or_default().to_owned();
        let clock = hub.shared.get::<Clock>();
        let now = clock.now();
        Self {
            viewer: parts.extensions.get::<Viewer>().cloned().unwrap_or_default(),
            choice: Choice::of_request(&**hub.shared.get::<Box<dyn Frame>>(), &parts.uri, &parts.headers),
            path: parts.uri.path().to_owned(),
            query,
            client: parts.extensions.get::<ClientAddress>().copied(),
            agent: agent_of(parts),
            now,
            today: text::date::london_date(now.timestamp()),
            shared: hub.shared.clone(),
        }
    }
}

/// The shell of the content, with who is signed in. For strangers it is the same for all.
pub(crate) fn shell_for(shared: &Shared, viewer: &Viewer, choice: &Choice, path: &str) -> ui::Shell {
    let mut shell = shared.get::<Box<dyn Frame>>().shell(viewer, choice, path);
    if shared.find::<Box<dyn Doorkeeper>>().is_none() {
        return shell;
    }
    if viewer.is_stranger() {
        shell.sign_in = Some("/sign-in".to_owned());
        return shell;
    }
    let duties = DUTIES.iter().filter(|(access, ..)| access.allows(viewer));
    shell.signed_in = Some(ui::SignedIn {
        name: viewer.name.clone(),
        organisation: viewer.organisation.map(|_| viewer.organisation_name.clone()),
        duties: duties.map(|(_, words, address)| (*words, *address)).collect(),
    });
    shell
}

/// What the bar offers to those who look after something: who, words and address.
const DUTIES: [(Access, &str, &str); 4] = [
    (Access::Administrator, "People", "/organisation/people"),
    (Access::HubAdministrator, "People of this hub", "/hub/people"),
    (Access::HubAdministrator, "Organisations", "/hub/organisations"),
    (Access::HubAdministrator, "Audit trail of this hub", "/hub/audit"),
];

/// The most of a browser's name for itself that is kept, in characters.
const LONGEST_AGENT: usize = 300;

fn agent_of(parts: &Parts) -> String {
    let agent = parts.headers.get(header::USER_AGENT);
    let agent = agent.map(|value| String::from_utf8_lossy(value.as_bytes()));
    agent.unwrap_or_default().chars().take(LONGEST_AGENT).collect()
}

impl FromRequestParts<Hub> for Read {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, hub: &Hub) -> Result<Self> {
        Ok(Self::of(parts, hub))
    }
}

/// What a `POST` is given: all of a [`Read`], and a transaction that is kept only by [`Change::commit`].
#[derive(Debug)]
pub struct Change {
    /// Who asks, when, and what the process shares.
    pub read: Read,
    /// The open transaction.
    pub tx: Tx,
}

impl Change {
    /// Keeps what was written. When this returns it is on the disk.
    ///
    /// # Errors
    /// When the database could not keep it: then nothing was kept.
    pub async fn commit(self) -> Result<()> {
        Ok(self.tx.commit().await?)
    }
}

/// The fields of a posted form, in order, before a [`Change`] is opened.
pub struct Form {
    /// Who asks, when, and what the process shares.
    pub read: Read,
    fields: Vec<(String, String)>,
}

impl Form {
    /// What was typed into `name`, without white space at its ends; empty when there is no such field.
    pub fn field(&self, name: &str) -> &str {
        self.secret(name).trim()
    }

    /// What was typed into `name`, to the letter: a password may begin with a space.
    pub fn secret(&self, name: &str) -> &str {
        self.fields
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value.as_str())
    }

    /// Opens the transaction of a valid form.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn change(self) -> Result<Change> {
        let tx = self.read.shared.get::<Db>().write().await?;
        Ok(Change { read: self.read, tx })
    }
}

impl std::fmt::Debug for Form {
    /// Without what was typed: there may be a password in it.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: Vec<&str> = self.fields.iter().map(|(name, _)| name.as_str()).collect();
        write!(formatter, "Form({names:?})")
    }
}

/// Whether what was sent is the form of a page.
pub(crate) fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"))
}

impl FromRequest<Hub> for Form {
    type Rejection = Error;

    async fn from_request(request: Request, hub: &Hub) -> Result<Self> {
        if !is_form(request.headers()) {
            return Err(Error::BadRequest(
                "This address takes a form from a page of this hub.".into(),
            ));
        }
        let (parts, body) = request.into_parts();
        let read = Read::of(&parts, hub);
        let bytes = Bytes::from_request(Request::from_parts(parts, body), hub)
            .await
            .map_err(|_| {
                Error::BadRequest("What you sent is too long. Send us a shorter text, or a link to it.".into())
            })?;
        let fields = form_urlencoded::parse(&bytes).into_owned().collect();
        Ok(Self { read, fields })
    }
}
