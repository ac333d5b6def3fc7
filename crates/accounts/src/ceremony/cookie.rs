//! The cookie that holds the token of a ceremony until its end.

use http::HeaderMap;

use super::store::{Kind, PATIENCE};
use crate::{cookie::Cookie, secret::Token};

/// The token of a ceremony of this kind that a request shows.
pub(crate) fn cookie_of(headers: &HeaderMap, kind: Kind, is_https: bool) -> Option<Token> {
    cookie(kind).shown(headers, is_https).and_then(Token::shown)
}

/// The `Set-Cookie` line that gives a browser its token.
pub(crate) fn set_cookie(token: &Token, kind: Kind, is_https: bool) -> String {
    cookie(kind).given(token.reveal(), is_https)
}

/// The `Set-Cookie` line that takes it away.
pub(crate) fn clear_cookie(kind: Kind, is_https: bool) -> String {
    cookie(kind).taken(is_https)
}

fn cookie(kind: Kind) -> Cookie {
    let (safe_name, plain_name) = match kind {
        Kind::AddPasskey => ("__Host-watchward-add-passkey", "watchward-add-passkey"),
        Kind::Passkey => ("__Host-watchward-passkey", "watchward-passkey"),
        Kind::SingleSignOn => ("__Host-watchward-single-sign-on", "watchward-single-sign-on"),
    };
    Cookie {
        safe_name,
        plain_name,
        held_for: Some(PATIENCE),
    }
}
