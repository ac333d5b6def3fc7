//! A page: a template that the compiler checked, and how long its bytes may be kept.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};

use crate::{Result, kept::Keep};

/// A page to answer with.
#[derive(Debug)]
pub struct Page {
    html: String,
    status: StatusCode,
    keep: bool,
}

impl Page {
    /// Renders `template`.
    ///
    /// # Errors
    /// When the template fails, which none of ours does.
    pub fn of(template: &impl Template) -> Result<Self> {
        Ok(Self { html: template.render()?, status: StatusCode::OK, keep: false })
    }

    /// Lets the bytes be kept until the content changes: the page is the same for every stranger.
    #[must_use]
    pub fn kept(mut self) -> Self {
        self.keep = true;
        self
    }

    /// Answers with another status than 200.
    #[must_use]
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let mut response = (self.status, Html(self.html)).into_response();
        if self.keep && self.status == StatusCode::OK {
            response.extensions_mut().insert(Keep);
        }
        response
    }
}

/// Leads on for good.
pub fn redirect(address: &str) -> Response {
    lead(StatusCode::PERMANENT_REDIRECT, address)
}

/// Leads on after a post.
pub fn see_other(address: &str) -> Response {
    lead(StatusCode::SEE_OTHER, address)
}

fn lead(status: StatusCode, address: &str) -> Response {
    match HeaderValue::from_str(address) {
        Ok(location) => (status, [(header::LOCATION, location)]).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
