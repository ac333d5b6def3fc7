//! What a request can end in besides its answer.
//!
//! A *refusal* is part of the rules and its words are shown. A *failure* is ours: it is logged once with
//! its causes under a reference, and the person sees the reference and a way on, never the causes.

use axum::response::{IntoResponse, Response};
use http::StatusCode;

/// The result of answering a request.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What somebody is told who asks for a page that is not for everybody while nobody can be recognised.
pub(crate) const AWAY: &str = "This page is for people who are signed in, and nobody can be recognised just now. \
     You can go on reading what is open to all. Try again in a few minutes.";

/// Why a request has no ordinary answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing here.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// It has moved for good.
    #[error("it has moved to {0}")]
    Moved(String),
    /// The request could not be understood; the words say what to do.
    #[error("{0}")]
    BadRequest(String),
    /// Not for this viewer.
    #[error("this is not for you")]
    Forbidden,
    /// More posts from one address than people send.
    #[error("too many at once")]
    TooMany,
    /// The database is away, so that nobody can be recognised.
    #[error("{}", AWAY)]
    Away,
    /// The database failed, or is away.
    #[error("the database failed")]
    Database(#[from] db::Error),
    /// Anything else of ours.
    #[error("something failed")]
    Failed(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// A failure of ours with its cause.
    pub fn failed(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Failed(cause.into())
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::Moved(_) => StatusCode::PERMANENT_REDIRECT,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Away => StatusCode::SERVICE_UNAVAILABLE,
            Self::Database(error) if error.is_unavailable() => StatusCode::SERVICE_UNAVAILABLE,
            Self::Database(_) | Self::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Self::failed(error)
    }
}

/// What the outer layer needs to make a page of an error, in the shell of the hub.
#[derive(Debug, Clone)]
pub(crate) struct Trouble {
    pub(crate) status: StatusCode,
    pub(crate) words: String,
    pub(crate) reference: Option<String>,
    /// Whether it was refused because another site may have sent it.
    pub(crate) is_foreign: bool,
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        if let Self::Moved(address) = &self {
            return crate::redirect(address);
        }
        let status = self.status();
        let reference = status.is_server_error().then(|| {
            let reference = reference();
            let causes = causes(&self);
            tracing::error!(reference, causes, "request failed: {self}");
            reference
        });
        let mut response = status.into_response();
        response.extensions_mut().insert(Trouble {
            status,
            words: self.to_string(),
            reference,
            is_foreign: false,
        });
        response
    }
}

/// A short name by which a failure can be found in the log: the random end of a new UUID.
pub(crate) fn reference() -> String {
    let uuid = db::new_uuid().simple().to_string();
    uuid[uuid.len() - 8..].to_owned()
}

fn causes(error: &dyn std::error::Error) -> String {
    let mut causes = String::new();
    let mut next = error.source();
    while let Some(cause) = next {
        if !causes.is_empty() {
            causes.push_str(": ");
        }
        causes.push_str(&cause.to_string());
        next = cause.source();
    }
    causes
}

/// Turns "nothing was found" into a page that says so.
pub trait Found<T> {
    /// The thing, or [`Error::NotFound`] with its noun.
    ///
    /// # Errors
    /// When there is none.
    fn found(self, noun: &'static str) -> Result<T>;
}

impl<T> Found<T> for Option<T> {
    fn found(self, noun: &'static str) -> Result<T> {
        self.ok_or(Error::NotFound(noun))
    }
}
