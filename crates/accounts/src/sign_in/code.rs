//! The second half of signing in by password: a code from the app, or a recovery code.

use askama::Template;
use axum::response::Response;
use db::Tx;
use http::{HeaderMap, StatusCode};
use ui::{
    Markup,
    form::{Errors, Field},
};
use web::{Form, Read, Result, see_other};

use super::{
    next::{Next, with_next},
    pages::{attempt_of, wait_in_words},
    pending::{self, Pending, Step},
    store,
};
use crate::{
    Settings,
    attempt::{self, Verdict},
    audit::{self, Act},
    code_app::{self, RecoveryCode, digits_of},
    form::{page_with, refused, shell, with_cookies},
    session::Method,
    single_sign_on,
};

const WRONG: &str = "That code is not right, or was used already. Enter the one that your app shows now";
const HELP: &str = "<p class=\"govuk-body\">Enter one of the recovery codes that you were given when you set up \
                    the app. Each works once.</p><p class=\"govuk-body\">If you have neither, ask whoever \
                    keeps this hub to let you begin anew: by phone, since they must know that it is you.</p>";

#[derive(Template)]
#[template(path = "sign_in/code.html")]
struct CodePage {
    shell: ui::Shell,
    errors: Errors,
    code: Field,
    next: Option<Next>,
    help: Markup,
}

fn page(read: &Read, code: Field, next: Option<Next>, status: StatusCode) -> Result<Response> {
    let shell = shell(read, "Enter the code from your app");
    let errors = Errors::of([&code]);
    let page = CodePage {
        shell: if errors.is_empty() { shell } else { refused(shell) },
        errors,
        code,
        next,
        help: Markup::trusted(HELP),
    };
    page_with(&page, status)
}

/// Where somebody goes who is not half way, or no longer.
pub(super) fn begin_again(next: Option<&Next>) -> Response {
    match next {
        None => see_other("/sign-in?after=time"),
        Some(_) => see_other(&with_next("/sign-in", next)),
    }
}

pub(super) async fn show(headers: HeaderMap, read: Read) -> Result<Response> {
    let next = Next::asked(&read);
    let settings = read.shared.get::<Settings>();
    let mut tx = read.tx().await?;
    match pending::find(&mut tx, settings, &headers, Step::Code, read.now).await? {
        Some(_) => page(&read, Field::empty("code"), next, StatusCode::OK),
        None => Ok(begin_again(next.as_ref())),
    }
}

pub(super) async fn send(headers: HeaderMap, form: Form) -> Result<Response> {
    let (next, typed) = (Next::of(form.field("next")), form.field("code").to_owned());
    let change = form.change().await?;
    let (read, mut tx) = (change.read, change.tx);
    let settings = read.shared.get::<Settings>();
    let Some(pending) = pending::find(&mut tx, settings, &headers, Step::Code, read.now).await? else {
        return Ok(begin_again(next.as_ref()));
    };
    let mut code = Field::empty("code");
    if typed.is_empty() {
        code.refuse("Enter the code that your app shows");
        return page(&read, code, next, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let candidate = store::candidate(&mut tx, &pending.email).await?;
    let attempt = attempt_of(settings, &headers, &read, &pending.email, candidate.as_ref());
    if let Verdict::Wait(until) = attempt::reserve(&mut tx, &attempt, read.now).await? {
        tx.commit().await?;
        code.refuse(wait_in_words(until, read.now));
        return page(&read, code, next, StatusCode::TOO_MANY_REQUESTS);
    }
    if !take(&mut tx, &read, &pending, &typed).await? {
        pending::add_try(&mut tx, &pending).await?;
        tx.commit().await?;
        code.refuse(WRONG);
        return page(&read, code, next, StatusCode::UNPROCESSABLE_ENTITY);
    }
    attempt::forget(&mut tx, &attempt).await?;
    if let Some(refusal) = single_sign_on::only_way(&mut tx, &read, pending.person_id).await? {
        tx.commit().await?;
        return Ok(refusal);
    }
    let cookies = pending::finish(&mut tx, &read, &pending, Method::Password).await?;
    tx.commit().await?;
    let next = next.as_ref().map_or("/", Next::as_str);
    Ok(with_cookies(see_other(next), cookies))
}

/// Takes what was typed as a code of the app or as a recovery code.
async fn take(tx: &mut Tx, read: &Read, pending: &Pending, typed: &str) -> Result<bool> {
    let (person, sealer) = (pending.person_id, &read.shared.get::<Settings>().sealer);
    if let Some(digits) = digits_of(typed) {
        return code_app::store::take(tx, person, &digits, sealer, read.now).await;
    }
    let Some(code) = RecoveryCode::typed(typed) else {
        return Ok(false);
    };
    if !code_app::store::take_recovery_code(tx, person, &code, sealer).await? {
        return Ok(false);
    }
    let act = Act::by(read, "recovery-code.used").actor(person).on("person", person);
    audit::record(tx, &act, read.now).await?;
    Ok(true)
}
