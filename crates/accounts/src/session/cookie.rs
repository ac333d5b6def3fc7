//! The cookie that holds a session's token. It is set only when somebody signs in.

use http::{HeaderMap, header};

use crate::secret::Token;

/// Its name where the hub is reached by HTTPS: browsers then tie it to the host (RFC 6265bis, `__Host-`).
const SAFE_NAME: &str = "__Host-watchward";
/// Its name on a machine of one's own.
const PLAIN_NAME: &str = "watchward";

/// The token that a request shows, if it shows one of ours.
pub fn cookie_of(headers: &HeaderMap, is_https: bool) -> Option<Token> {
    let wanted = name(is_https);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == wanted)
        .and_then(|(_, value)| Token::shown(value))
}

/// The `Set-Cookie` line that gives a browser its token. It goes when the browser is closed.
pub fn set_cookie(token: &Token, is_https: bool) -> String {
    format!("{}={}; {}", name(is_https), token.reveal(), attributes(is_https))
}

/// The `Set-Cookie` line that takes it away.
pub fn clear_cookie(is_https: bool) -> String {
    format!("{}=; {}; Max-Age=0", name(is_https), attributes(is_https))
}

fn name(is_https: bool) -> &'static str {
    if is_https { SAFE_NAME } else { PLAIN_NAME }
}

fn attributes(is_https: bool) -> &'static str {
    if is_https {
        "Path=/; HttpOnly; SameSite=Lax; Secure"
    } else {
        "Path=/; HttpOnly; SameSite=Lax"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_back_from_among_other_cookies() {
        let token = Token::new().unwrap();
        for is_https in [false, true] {
            let line = set_cookie(&token, is_https);
            let pair = line.split(';').next().unwrap();
            let mut headers = HeaderMap::new();
            headers.insert(header::COOKIE, format!("a=b; {pair}; c=d").parse().unwrap());
            assert_eq!(cookie_of(&headers, is_https), Some(token.clone()));
            assert_eq!(cookie_of(&headers, !is_https), None);
        }
    }
}
