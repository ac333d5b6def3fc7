//! Why a question to the API has no answer.

use axum::response::{IntoResponse, Response};
use http::StatusCode;

/// Why a question to the API has no answer, in words for whoever writes the program.
#[derive(Debug)]
pub(super) enum Refusal {
    /// It could not be understood.
    NotUnderstood(String),
    /// There is no such thing for this viewer.
    NoSuch(&'static str),
    /// Anything else, as on pages.
    Other(web::Error),
}

impl From<web::Error> for Refusal {
    fn from(error: web::Error) -> Self {
        Self::Other(error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, message) = match self {
            Self::NotUnderstood(words) => (StatusCode::BAD_REQUEST, words),
            Self::NoSuch(noun) => (StatusCode::NOT_FOUND, format!("There is no such {noun}.")),
            Self::Other(error) => return error.into_response(),
        };
        (
            status,
            axum::Json(serde_json::json!({ "error": { "message": message } })),
        )
            .into_response()
    }
}
