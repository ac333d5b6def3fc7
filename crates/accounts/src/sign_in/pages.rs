//! The page on which people sign in: an e-mail address and a password, and other ways in.
//!
//! Whether or not there is an account, the same is asked of the database, one hash is compared, and the
//! same is answered.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use db::{Db, Time};
use http::{HeaderMap, StatusCode};
use ui::form::{Errors, Field};
use web::{Form, PersonId, Read, Result, see_other};

use super::{
    known_browser,
    next::{Next, with_next},
    pending::{self, Step},
    store::{self, Candidate},
    way::{Door, Way, ways},
};
use crate::{
    Settings,
    attempt::{self, Attempt, Verdict},
    audit::{self, Act},
    form::{self, page_with, refused, shell, with_cookies},
    password::{self, Matches},
    single_sign_on, ways_in,
};

const WRONG: &str = "The e-mail address or the password is not right. Check both and try again";

#[derive(Template)]
#[template(path = "sign_in/page.html")]
struct SignInPage {
    shell: ui::Shell,
    errors: Errors,
    said: Option<&'static str>,
    email: Field,
    password: Field,
    next: Option<Next>,
    ways: Vec<Way>,
    rare: Vec<Way>,
}

/// What was typed.
struct Typed {
    email: Field,
    password: Field,
    errors: Errors,
    next: Option<Next>,
}

impl Typed {
    fn blank(next: Option<Next>) -> Self {
        Self {
            email: Field::empty("email"),
            password: Field::empty("password"),
            errors: Errors::default(),
            next,
        }
    }

    fn of(form: &Form) -> Self {
        let mut typed = Self {
            email: form::required("email", form.field("email"), "Enter your e-mail address"),
            ..Self::blank(Next::of(form.field("next")))
        };
        if form.secret("password").is_empty() {
            typed.password.refuse("Enter your password");
        }
        typed.errors = Errors::of([&typed.email, &typed.password]);
        typed
    }

    fn refuse(mut self, words: &str) -> Self {
        self.email.refuse(words);
        self.errors = Errors::of([&self.email]);
        self
    }

    async fn page(self, read: &Read, status: StatusCode) -> Result<Response> {
        let mut tx = read.tx().await?;
        let mut ways = ways(&mut tx, Door::SignIn, read).await?;
        for way in &mut ways {
            way.address = with_next(&way.address, self.next.as_ref());
        }
        let (rare, ways) = ways.into_iter().partition(|way| way.is_rare);
        let shell = shell(read, "Sign in");
        let said = match read.asked("after").first().map(String::as_str) {
            Some("invitation") => Some("You have joined. Sign in as you always do to see it."),
            Some("other") => Some("You have set up another way to sign in. Use that one."),
            Some("lost") => {
                Some("You were no longer signed in, so what you sent was not kept. Sign in, and send it again.")
            }
            Some("time") => Some("That took too long, or was wrong too often. Begin again."),
            _ => None,
        };
        let page = SignInPage {
            shell: if self.errors.is_empty() { shell } else { refused(shell) },
            errors: self.errors,
            said,
            email: self.email,
            password: self.password,
            next: self.next,
            ways,
            rare,
        };
        page_with(&page, status)
    }
}

pub(super) async fn show(read: Read) -> Result<Response> {
    let next = Next::asked(&read);
    if !read.viewer.is_stranger() {
        return Ok(see_other(next.as_ref().map_or("/account", Next::as_str)));
    }
    Typed::blank(next).page(&read, StatusCode::OK).await
}

pub(super) async fn send(headers: HeaderMap, form: Form) -> Result<Response> {
    let typed = Typed::of(&form);
    if !typed.errors.is_empty() {
        return typed.page(&form.read, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let password = form.secret("password").to_owned();
    let change = form.change().await?;
    let (read, mut tx) = (change.read, change.tx);
    let settings = read.shared.get::<Settings>();
    let candidate = store::candidate(&mut tx, typed.email.value()).await?;
    let attempt = attempt_of(settings, &headers, &read, typed.email.value(), candidate.as_ref());
    let verdict = attempt::reserve(&mut tx, &attempt, read.now).await?;
    if let Verdict::Go { is_last_free: true } = verdict {
        note_slowing(&mut tx, &read, candidate.as_ref()).await?;
    }
    tx.commit().await?;
    if let Verdict::Wait(until) = verdict {
        let status = StatusCode::TOO_MANY_REQUESTS;
        return typed.refuse(&wait_in_words(until, read.now)).page(&read, status).await;
    }
    let candidate = candidate.filter(|candidate| !candidate.is_disabled);
    let hash = candidate.as_ref().and_then(|candidate| candidate.hash.clone());
    let matches = settings.passwords.matches(&password, hash).await?;
    let (Some(candidate), Matches::Yes | Matches::YesAtOldCost) = (candidate, matches) else {
        return typed.refuse(WRONG).page(&read, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let new_hash = match matches {
        Matches::YesAtOldCost => Some(settings.passwords.hash(&password).await?),
        Matches::Yes | Matches::No => None,
    };
    go_on(&read, &candidate, &attempt, new_hash, typed.next.as_ref()).await
}

/// The password was right: leads to the other half.
async fn go_on(
    read: &Read,
    candidate: &Candidate,
    attempt: &Attempt,
    new_hash: Option<String>,
    next: Option<&Next>,
) -> Result<Response> {
    let (settings, now) = (read.shared.get::<Settings>(), read.now);
    let mut tx = read.shared.get::<Db>().write().await?;
    attempt::take_back(&mut tx, attempt).await?;
    if let Some(refusal) = single_sign_on::only_way(&mut tx, read, candidate.id).await? {
        tx.commit().await?;
        return Ok(refusal);
    }
    if let (Some(new), Some(old)) = (new_hash, &candidate.hash) {
        password::store::rehash(&mut tx, candidate.id, old, &new).await?;
    }
    let (step, address) = match candidate.app_added_at {
        Some(_) => (Step::Code, "/sign-in/code"),
        // A password alone sets nothing up for an account that has a stronger way in already.
        None if ways_in::count(&mut tx, candidate.id).await? > 1 => {
            tx.commit().await?;
            return Ok(see_other("/sign-in?after=other"));
        }
        None => (Step::SetUp, "/sign-in/app"),
    };
    let cookie = pending::begin(&mut tx, settings, candidate.id, step, now).await?;
    tx.commit().await?;
    Ok(with_cookies(
        see_other(&with_next(address, next)).into_response(),
        [cookie],
    ))
}

/// What the attempt is counted under: the browser alone when it is known, else the account and the network.
pub(super) fn attempt_of(
    settings: &Settings,
    headers: &HeaderMap,
    read: &Read,
    email: &str,
    candidate: Option<&Candidate>,
) -> Attempt {
    let known = candidate.and_then(|candidate| {
        known_browser::shown(settings, headers, candidate.id, candidate.changed_at, read.now)
            .map(|browser| Attempt::of_known_browser(&settings.sealer, candidate.id, &browser))
    });
    known.unwrap_or_else(|| Attempt::of_stranger(&settings.sealer, email, read.client))
}

/// Writes down that somebody has failed so often that they now wait: for an account, or for nobody's. Nobody is
/// listed under an identifier too, so that both cost the same and the trail is whole.
async fn note_slowing(tx: &mut db::Tx, read: &Read, candidate: Option<&Candidate>) -> Result<()> {
    let act = Act::by(read, "sign-in.slowed");
    let act = match candidate {
        Some(candidate) => act.on("person", candidate.id),
        None => act.on("person", "").about(PersonId::from(uuid::Uuid::nil())),
    };
    audit::record(tx, &act, read.now).await
}

/// How long somebody waits, in words.
pub(super) fn wait_in_words(until: Time, now: Time) -> String {
    let seconds = until.timestamp().duration_since(now.timestamp()).as_secs();
    let minutes = (seconds + 59) / 60;
    let how_long = match minutes {
        ..=1 => "a minute".to_owned(),
        2..=90 => format!("{minutes} minutes"),
        _ => format!("{} hours", (minutes + 59) / 60),
    };
    format!("That was wrong too often. Wait {how_long} and try again, or choose a new password by e-mail")
}
