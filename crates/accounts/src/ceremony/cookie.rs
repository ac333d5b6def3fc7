//! The cookie that holds the token of a ceremony until its end.

use http::{HeaderMap, header};

use super::store::{Kind, PATIENCE};
use crate::secret::Token;

/// The token of a ceremony of this kind that a request shows.
pub(crate) fn cookie_of(headers: &HeaderMap, kind: Kind, is_https: bool) -> Option<Token> {
    let wanted = name(kind, is_https);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == wanted)
        .and_then(|(_, value)| Token::shown(value))
}

/// The `Set-Cookie` line that gives a browser its token.
pub(crate) fn set_cookie(token: &Token, kind: Kind, is_https: bool) -> String {
    line(token.reveal(), kind, PATIENCE, is_https)
}

/// The `Set-Cookie` line that takes it away.
pub(crate) fn clear_cookie(kind: Kind, is_https: bool) -> String {
    line("", kind, 0, is_https)
}

fn line(value: &str, kind: Kind, seconds: i64, is_https: bool) -> String {
    let secure = if is_https { "; Secure" } else { "" };
    format!(
        "{}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}",
        name(kind, is_https)
    )
}

/// Where the hub is reached by HTTPS, browsers tie it to the host (RFC 6265bis, `__Host-`).
fn name(kind: Kind, is_https: bool) -> String {
    let host = if is_https { "__Host-" } else { "" };
    format!("{host}watchward-{}", kind.as_str())
}
