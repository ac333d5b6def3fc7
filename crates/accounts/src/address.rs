//! The hub's own address, as passkeys and identity providers must know it.

use http::{HeaderMap, header};
use url::Url;
use web::ClientAddress;

use crate::Settings;

/// The hub's own address: its public one, or where there is none, the one that a browser on this very
/// machine asked for. Nobody elsewhere can choose it by what they send.
pub(crate) fn own_address(settings: &Settings, headers: &HeaderMap, client: Option<ClientAddress>) -> Option<Url> {
    if let Some(public) = &settings.public_url {
        return Url::parse(public).ok();
    }
    if !client.is_some_and(|client| client.0.is_loopback()) {
        return None;
    }
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let address = Url::parse(&format!("http://{host}")).ok()?;
    let is_here = is_loopback(&address) && address.path() == "/" && address.username().is_empty();
    is_here.then_some(address)
}

/// Whether an address is of the machine itself.
pub(crate) fn is_loopback(address: &Url) -> bool {
    match address.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{password::Passwords, sealed::Sealer, session::Lifetimes};

    fn settings(public_url: Option<&str>) -> Settings {
        Settings {
            hub_name: "Hub".into(),
            public_url: public_url.map(str::to_owned),
            lifetimes: Lifetimes::default(),
            sealer: Sealer::new([1; 32]),
            passwords: Passwords::default(),
            allow_private_issuers: false,
        }
    }

    fn address(public_url: Option<&str>, host: &str, client: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().unwrap());
        let client = Some(ClientAddress(client.parse().unwrap()));
        own_address(&settings(public_url), &headers, client).map(|url| url.to_string())
    }

    #[test]
    fn the_public_address_stands_whatever_a_browser_asks_for() {
        let public = Some("https://hub.example.gov.uk");
        assert_eq!(
            address(public, "evil.example", "203.0.113.9").as_deref(),
            Some("https://hub.example.gov.uk/")
        );
    }

    #[test]
    fn without_one_only_this_machine_is_believed() {
        let here = address(None, "localhost:8080", "127.0.0.1");
        assert_eq!(here.as_deref(), Some("http://localhost:8080/"));
        assert_eq!(address(None, "localhost:8080", "203.0.113.9"), None);
        assert_eq!(address(None, "evil.example", "127.0.0.1"), None);
        assert_eq!(address(None, "localhost@evil.example", "127.0.0.1"), None);
    }
}
