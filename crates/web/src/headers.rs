//! The headers that every answer carries.

use http::{HeaderMap, HeaderName, HeaderValue, header};

/// No inline code, nothing from other hosts, no frames: <https://www.w3.org/TR/CSP3/>.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
     connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'";

/// Adds what is missing; a header that the handler set stays. `is_https` says whether the hub's public
/// address is an HTTPS one, so that browsers may be told to insist on it.
pub(crate) fn add(headers: &mut HeaderMap, is_https: bool) {
    const ALWAYS: [(HeaderName, &str); 7] = [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        ),
    ];
    for (name, value) in ALWAYS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-cache"));
    if is_https {
        // Without its subdomains: a hub may stand at a council's own domain, below which are others' machines.
        headers
            .entry(header::STRICT_TRANSPORT_SECURITY)
            .or_insert(HeaderValue::from_static("max-age=31536000"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_told_to_insist_on_https_for_this_host_alone() {
        let said = |is_https| {
            let mut headers = HeaderMap::new();
            add(&mut headers, is_https);
            headers.remove(header::STRICT_TRANSPORT_SECURITY)
        };
        assert_eq!(said(true).unwrap(), "max-age=31536000");
        assert_eq!(said(false), None);
    }
}
