//! Setting up a code app: a key that the app and the hub share from now on, proved by a first code.
//!
//! Between the two requests the browser holds the key, sealed for its person; a page that is only looked
//! at changes nothing.

use askama::Template;
use axum::response::Response;
use data_encoding::BASE64URL_NOPAD;
use db::Tx;
use http::HeaderMap;
use ui::{
    Markup,
    form::{Errors, Field},
};
use web::{Form, PersonId, Read, Result, see_other};

use super::{
    code::begin_again,
    next::Next,
    pending::{self, Pending, Step},
    recovery_codes,
};
use crate::{
    Settings,
    audit::{self, Act},
    code_app::{self, Key, RecoveryCode, digits_of},
    form::{judged, page_with, with_cookies},
    password,
    session::Method,
    single_sign_on,
};

/// The page on which an app is set up.
#[derive(Template)]
#[template(path = "sign_in/new_app.html")]
struct NewAppPage {
    shell: ui::Shell,
    title: &'static str,
    errors: Errors,
    action: &'static str,
    picture: Markup,
    /// What opens an app on the same phone.
    address: String,
    key: String,
    sealed: String,
    code: Field,
    next: Option<Next>,
}

/// An app that is being set up.
pub(crate) struct NewApp {
    key: Key,
    person: PersonId,
    email: String,
}

/// Where an app is being set up.
pub(crate) struct Place {
    pub(crate) shell: ui::Shell,
    pub(crate) title: &'static str,
    pub(crate) action: &'static str,
    pub(crate) next: Option<Next>,
}

impl NewApp {
    /// One with a new key.
    pub(crate) fn new(person: PersonId, email: &str) -> Result<Self> {
        let (key, email) = (Key::new()?, email.to_owned());
        Ok(Self { key, person, email })
    }

    /// The one whose key the browser has held; one with a new key when it holds none of ours.
    pub(crate) fn held(form: &Form, settings: &Settings, person: PersonId, email: &str) -> Result<Self> {
        let sealed = BASE64URL_NOPAD.decode(form.field("key").as_bytes()).unwrap_or_default();
        match Key::opened(&sealed, &settings.sealer, person) {
            Ok(key) => {
                let email = email.to_owned();
                Ok(Self { key, person, email })
            }
            Err(_) => Self::new(person, email),
        }
    }

    /// The page that shows it, with what is wrong with the code.
    pub(crate) fn page(&self, settings: &Settings, place: Place, fault: Option<&str>) -> Result<Response> {
        let mut code = Field::empty("code");
        if let Some(words) = fault {
            code.refuse(words);
        }
        let errors = Errors::of([&code]);
        let (shell, status) = judged(place.shell, &errors);
        let page = NewAppPage {
            shell,
            title: place.title,
            errors,
            action: place.action,
            picture: Markup::trusted(self.key.picture(&settings.hub_name, &self.email)?),
            address: self.key.address(&settings.hub_name, &self.email)?,
            key: self.key.in_words(),
            sealed: BASE64URL_NOPAD.encode(&self.key.sealed(&settings.sealer, self.person)?),
            code,
            next: place.next,
        };
        page_with(&page, status)
    }

    /// The step of the code that was typed; words about what is wrong when it is none of this key's.
    pub(crate) fn proved(&self, form: &Form) -> Result<std::result::Result<i64, &'static str>> {
        let Some(digits) = digits_of(form.field("code")) else {
            return Ok(Err("Enter the six digits that your app shows"));
        };
        let step = self.key.step_of(&digits, form.read.now)?;
        Ok(step.ok_or(
            "That code is not right. Check that your phone shows the right time, and enter the code that it shows now",
        ))
    }

    /// Keeps it in place of any other, with new recovery codes, which are to be shown once.
    pub(crate) async fn keep(&self, tx: &mut Tx, read: &Read, step: i64) -> Result<Vec<RecoveryCode>> {
        let sealer = &read.shared.get::<Settings>().sealer;
        let sealed = self.key.sealed(sealer, self.person)?;
        code_app::store::save(tx, self.person, &sealed, step, read.now).await?;
        let codes = RecoveryCode::set()?;
        code_app::store::save_recovery_codes(tx, self.person, &codes, sealer, read.now).await?;
        let act = Act::by(read, "code-app.added")
            .actor(self.person)
            .on("person", self.person);
        audit::record(tx, &act, read.now).await?;
        Ok(codes)
    }
}

fn place(read: &Read, next: Option<Next>) -> Place {
    const TITLE: &str = "Set up the app that gives you codes";
    Place {
        shell: crate::form::shell(read, TITLE),
        title: TITLE,
        action: "/sign-in/app",
        next,
    }
}

/// Whoever is setting up and has chosen a password; else where they go.
async fn whoever(tx: &mut Tx, read: &Read, headers: &HeaderMap) -> Result<std::result::Result<Pending, Response>> {
    let settings = read.shared.get::<Settings>();
    let Some(pending) = pending::find(tx, settings, headers, Step::SetUp, read.now).await? else {
        return Ok(Err(begin_again(None)));
    };
    let has_password = password::store::changed_at(tx, pending.person_id).await?.is_some();
    let has_app = code_app::store::added_at(tx, pending.person_id).await?.is_some();
    Ok(match (has_password, has_app) {
        (false, _) => Err(see_other("/sign-in/password")),
        // It was set up in another window: from here on it takes a code.
        (true, true) => Err(see_other("/sign-in")),
        (true, false) => Ok(pending),
    })
}

pub(super) async fn show(headers: HeaderMap, read: Read) -> Result<Response> {
    let mut tx = read.tx().await?;
    match whoever(&mut tx, &read, &headers).await? {
        Ok(pending) => {
            let app = NewApp::new(pending.person_id, &pending.email)?;
            app.page(read.shared.get::<Settings>(), place(&read, Next::asked(&read)), None)
        }
        Err(elsewhere) => Ok(elsewhere),
    }
}

pub(super) async fn send(headers: HeaderMap, form: Form) -> Result<Response> {
    let (settings, next) = (form.read.shared.get::<Settings>().clone(), Next::of(form.field("next")));
    let mut tx = form.read.tx().await?;
    let pending = match whoever(&mut tx, &form.read, &headers).await? {
        Ok(pending) => pending,
        Err(elsewhere) => return Ok(elsewhere),
    };
    drop(tx);
    let app = NewApp::held(&form, &settings, pending.person_id, &pending.email)?;
    let step = match app.proved(&form)? {
        Ok(step) => step,
        Err(words) => return app.page(&settings, place(&form.read, next), Some(words)),
    };
    let change = form.change().await?;
    let (read, mut tx) = (change.read, change.tx);
    // Asked again where nobody else writes: two windows do not both finish.
    if let Err(elsewhere) = whoever(&mut tx, &read, &headers).await? {
        return Ok(elsewhere);
    }
    if let Some(refusal) = single_sign_on::only_way(&mut tx, &read, pending.person_id).await? {
        return Ok(refusal);
    }
    let codes = app.keep(&mut tx, &read, step).await?;
    let cookies = pending::finish(&mut tx, &read, &pending, Method::Password).await?;
    tx.commit().await?;
    let goes_on = next.as_ref().map_or("/", Next::as_str);
    Ok(with_cookies(recovery_codes::page(&read, &codes, goes_on)?, cookies))
}
