//! What a handler answers with: a page, which is a template that the compiler checked, or a document for
//! machines; and whether its bytes may be kept.

use askama::Template;
use axum::{
    body::Body,
    extract::Request,
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use bytes::Bytes;
use http::{HeaderValue, StatusCode, header};
use http_body_util::BodyExt as _;
use serde::Serialize;

use crate::{
    Error, Result, Tlp,
    kept::{self, Keep},
};

/// A page to answer with.
#[derive(Debug)]
pub struct Page {
    html: String,
    status: StatusCode,
    keep: bool,
    is_private: bool,
}

impl Page {
    /// Renders `template`.
    ///
    /// # Errors
    /// When the template fails, which none of ours does.
    pub fn of(template: &impl Template) -> Result<Self> {
        Ok(Self {
            html: template.render()?,
            status: StatusCode::OK,
            keep: false,
            is_private: false,
        })
    }

    /// Lets the bytes be kept until the content changes: the page is the same for every stranger.
    #[must_use]
    pub fn kept(mut self) -> Self {
        self.keep = true;
        self
    }

    /// Lets the bytes be kept when anybody may see what is on the page; by no cache at all when not.
    #[must_use]
    pub fn labelled(mut self, tlp: Tlp) -> Self {
        self.keep = tlp.is_clear();
        self.is_private = !tlp.is_clear();
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
        private_when(self.is_private, response)
    }
}

/// An answer that is not a page: a feed, a calendar, a list for robots, data.
#[derive(Debug)]
pub struct Document {
    media_type: &'static str,
    body: Bytes,
    keep: bool,
    is_private: bool,
}

impl Document {
    /// A document of this media type.
    pub fn new(media_type: &'static str, body: impl Into<Bytes>) -> Self {
        Self {
            media_type,
            body: body.into(),
            keep: false,
            is_private: false,
        }
    }

    /// A value as JSON.
    ///
    /// # Errors
    /// When it has no form in JSON, which all of ours have.
    pub fn json(value: &impl Serialize) -> Result<Self> {
        Ok(Self::new(
            "application/json",
            serde_json::to_vec(value).map_err(Error::failed)?,
        ))
    }

    /// Lets the bytes be kept until the content changes, when they are the same for every stranger.
    #[must_use]
    pub fn kept_when(mut self, is_same_for_all: bool) -> Self {
        self.keep = is_same_for_all;
        self
    }

    /// Lets no cache keep it when not everybody may see what is in it.
    #[must_use]
    pub fn labelled(mut self, tlp: Tlp) -> Self {
        self.keep &= tlp.is_clear();
        self.is_private = !tlp.is_clear();
        self
    }
}

impl IntoResponse for Document {
    fn into_response(self) -> Response {
        let mut response = ([(header::CONTENT_TYPE, self.media_type)], self.body).into_response();
        if self.keep {
            response.extensions_mut().insert(Keep);
        }
        private_when(self.is_private, response)
    }
}

/// An answer that no cache keeps, when it is private.
fn private_when(is_private: bool, mut response: Response) -> Response {
    if is_private {
        response
            .headers_mut()
            .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// A layer for answers that are asked for again and again: tags the bytes, and sends them to nobody who has
/// them already. What is kept is tagged once more when it is kept, in the same way.
pub async fn tagged(request: Request, next: Next) -> Response {
    let asked = request.headers().clone();
    let response = next.run(request).await;
    if response.status() != StatusCode::OK {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let body = match body.collect().await {
        Ok(body) => body.to_bytes(),
        Err(error) => return Error::failed(error).into_response(),
    };
    let tag = kept::etag(&body);
    let is_known = kept::is_unchanged(&asked, &tag);
    parts.headers.insert(header::ETAG, tag);
    if is_known {
        parts.status = StatusCode::NOT_MODIFIED;
        // Nothing is sent, and nothing is no page to keep.
        parts.extensions.remove::<Keep>();
        parts.headers.remove(header::CONTENT_LENGTH);
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(body))
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
