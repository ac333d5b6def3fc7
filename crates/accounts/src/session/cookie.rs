//! The cookie that holds a session's token. It is set only when somebody signs in.

use http::HeaderMap;

use crate::{cookie::Cookie, secret::Token};

/// It goes when the browser is closed.
const SESSION: Cookie = Cookie {
    safe_name: "__Host-watchward",
    plain_name: "watchward",
    held_for: None,
};

/// The token that a request shows, if it shows one of ours.
pub fn cookie_of(headers: &HeaderMap, is_https: bool) -> Option<Token> {
    SESSION.shown(headers, is_https).and_then(Token::shown)
}

/// The `Set-Cookie` line that gives a browser its token. It goes when the browser is closed.
pub fn set_cookie(token: &Token, is_https: bool) -> String {
    SESSION.given(token.reveal(), is_https)
}

/// The `Set-Cookie` line that takes it away.
pub fn clear_cookie(is_https: bool) -> String {
    SESSION.taken(is_https)
}

#[cfg(test)]
mod tests {
    use http::header;

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
