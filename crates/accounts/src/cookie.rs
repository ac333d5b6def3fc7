//! Cookies: what a browser is given to hold. Nothing is set for whoever only reads.

use http::{HeaderMap, header};

/// One cookie of ours.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cookie {
    /// Its name where the hub is reached by HTTPS: browsers then tie it to the host (RFC 6265bis, `__Host-`).
    pub(crate) safe_name: &'static str,
    /// Its name on a machine of one's own.
    pub(crate) plain_name: &'static str,
    /// For how many seconds it is held; without it, until the browser is closed.
    pub(crate) held_for: Option<i64>,
}

impl Cookie {
    /// Its value in a request, if the request has it.
    pub(crate) fn shown(self, headers: &HeaderMap, is_https: bool) -> Option<&str> {
        let wanted = self.name(is_https);
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, _)| *name == wanted)
            .map(|(_, value)| value)
    }

    /// The `Set-Cookie` line that gives it to a browser.
    pub(crate) fn given(self, value: &str, is_https: bool) -> String {
        let held_for = self.held_for.map(|seconds| format!("; Max-Age={seconds}"));
        let (name, held_for) = (self.name(is_https), held_for.unwrap_or_default());
        format!("{name}={value}; {}{held_for}", attributes(is_https))
    }

    /// The `Set-Cookie` line that takes it away.
    pub(crate) fn taken(self, is_https: bool) -> String {
        format!("{}=; {}; Max-Age=0", self.name(is_https), attributes(is_https))
    }

    fn name(self, is_https: bool) -> &'static str {
        if is_https { self.safe_name } else { self.plain_name }
    }
}

fn attributes(is_https: bool) -> &'static str {
    if is_https {
        "Path=/; HttpOnly; SameSite=Lax; Secure"
    } else {
        "Path=/; HttpOnly; SameSite=Lax"
    }
}
