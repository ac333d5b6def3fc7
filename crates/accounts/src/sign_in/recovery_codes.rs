//! The page that shows recovery codes, once.

use askama::Template;
use axum::response::Response;
use http::StatusCode;
use web::{Read, Result};

use crate::{
    code_app::RecoveryCode,
    form::{page_with, shell},
};

#[derive(Template)]
#[template(path = "sign_in/recovery_codes.html")]
struct RecoveryCodesPage {
    shell: ui::Shell,
    codes: Vec<String>,
    goes_on: String,
}

/// The page with these codes, from which `goes_on` leads on.
pub(crate) fn page(read: &Read, codes: &[RecoveryCode], goes_on: &str) -> Result<Response> {
    let page = RecoveryCodesPage {
        shell: shell(read, "Keep these recovery codes"),
        codes: codes.iter().map(RecoveryCode::in_words).collect(),
        goes_on: goes_on.to_owned(),
    };
    page_with(&page, StatusCode::OK)
}
