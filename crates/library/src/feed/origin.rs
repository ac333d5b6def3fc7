//! Where the world reaches the hub.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use http::{header, request::Parts, uri::Authority};
use web::{Error, Hub};

use crate::Library;

/// The scheme and host of the hub's addresses, without a slash at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Origin {
    base: String,
    /// Whether it is the hub's own setting, and so the same for everybody.
    pub(super) is_set: bool,
}

impl Origin {
    fn set(public_url: &str) -> Self {
        Self {
            base: public_url.to_owned(),
            is_set: true,
        }
    }

    /// The origin that a host from a request stands for, when it is a host at all.
    pub(super) fn of_host(host: &str) -> Option<Self> {
        let authority: Authority = host.parse().ok()?;
        let name = authority.host();
        let is_name = |name: &str| {
            name.chars()
                .all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-'))
        };
        let is_ipv6 = |name: &str| {
            let inside = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
            inside.is_some_and(|inside| inside.parse::<std::net::Ipv6Addr>().is_ok())
        };
        let is_host = !name.is_empty() && name.len() <= 253 && (is_name(name) || is_ipv6(name));
        let port = match authority.port() {
            Some(port) => format!(":{}", port.as_str().parse::<u16>().ok()?),
            None => String::new(),
        };
        // Whoever is named before an @ is no part of a host, and must not become part of an address.
        let is_whole = host.eq_ignore_ascii_case(&format!("{name}{port}"));
        (is_host && is_whole).then(|| Self {
            base: format!("http://{}{port}", name.to_ascii_lowercase()),
            is_set: false,
        })
    }

    /// The whole address of a path of the hub.
    pub(super) fn address(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// The scheme and host alone.
    pub(super) fn as_str(&self) -> &str {
        &self.base
    }
}

impl FromRequestParts<Hub> for Origin {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, hub: &Hub) -> Result<Self, Error> {
        if let Some(public_url) = &hub.shared.get::<Arc<Library>>().settings().public_url {
            return Ok(Self::set(public_url));
        }
        let of_header = parts.headers.get(header::HOST).and_then(|host| host.to_str().ok());
        // HTTP/2 names the host in the address of the request (RFC 9113, section 8.3.1).
        let host = of_header.or_else(|| parts.uri.authority().map(Authority::as_str));
        host.and_then(Self::of_host)
            .ok_or_else(|| Error::BadRequest("The request does not name the host that it is for.".into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_becomes_an_origin_and_anything_else_does_not() {
        let base = |host| Origin::of_host(host).map(|origin| origin.base);
        assert_eq!(base("127.0.0.1:8080").as_deref(), Some("http://127.0.0.1:8080"));
        assert_eq!(base("Hub.Example").as_deref(), Some("http://hub.example"));
        assert_eq!(base("[::1]:80").as_deref(), Some("http://[::1]:80"));
        for wrong in [
            "",
            "evil.example/x",
            "a b",
            "user@hub.example",
            "hub.example:99999",
            "hub.example:",
            "h\"><script>",
            "[::1",
            "a_b",
            "x?y",
        ] {
            assert_eq!(base(wrong), None, "{wrong}");
        }
    }
}
