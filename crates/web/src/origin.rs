//! Where a request came from. A proxy is believed only when it was named.

use std::net::{IpAddr, SocketAddr};

use http::HeaderMap;
use ipnet::IpNet;

/// The address of the client, behind the proxies that we trust.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClientAddress(pub IpAddr);

/// The proxies whose `X-Forwarded-For` is believed.
#[derive(Debug, Clone, Default)]
pub struct TrustedProxies(Vec<IpNet>);

impl TrustedProxies {
    /// Reads addresses (`10.0.0.5`) and networks (`10.0.0.0/8`).
    ///
    /// # Errors
    /// The first text that is neither.
    pub fn parse<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Self, String> {
        texts
            .into_iter()
            .map(|text| {
                text.parse::<IpNet>()
                    .or_else(|_| text.parse::<IpAddr>().map(IpNet::from))
                    .map_err(|_| format!("'{text}' is not an address or a network"))
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address.to_canonical()))
    }

    /// The client's address: the last one in `X-Forwarded-For` that is not a proxy of ours, and only when
    /// the connection itself comes from one.
    pub fn client(&self, peer: SocketAddr, headers: &HeaderMap) -> ClientAddress {
        let mut client = peer.ip().to_canonical();
        if !self.trusts(client) {
            return ClientAddress(client);
        }
        let forwarded: Vec<&str> = headers
            .get_all("x-forwarded-for")
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(str::trim)
            .collect();
        for text in forwarded.iter().rev() {
            let Ok(address) = text.parse::<IpAddr>() else { break };
            client = address.to_canonical();
            if !self.trusts(client) {
                break;
            }
        }
        ClientAddress(client)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(proxies: &[&str], peer: &str, forwarded: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        let peer = SocketAddr::new(peer.parse().unwrap(), 1);
        TrustedProxies::parse(proxies.iter().copied())
            .unwrap()
            .client(peer, &headers)
            .0
            .to_string()
    }

    #[test]
    fn a_stranger_cannot_say_that_they_are_somebody_else() {
        assert_eq!(client(&[], "203.0.113.9", &["10.1.1.1"]), "203.0.113.9");
        assert_eq!(client(&["10.0.0.0/8"], "203.0.113.9", &["10.1.1.1"]), "203.0.113.9");
    }

    #[test]
    fn a_named_proxy_is_believed_about_the_last_hop_that_is_not_ours() {
        assert_eq!(client(&["10.0.0.0/8"], "10.0.0.2", &["198.51.100.7"]), "198.51.100.7");
        assert_eq!(
            client(&["10.0.0.0/8"], "10.0.0.2", &["1.2.3.4, 198.51.100.7, 10.0.0.3"]),
            "198.51.100.7"
        );
        assert_eq!(
            client(&["10.0.0.0/8"], "10.0.0.2", &["1.2.3.4", "198.51.100.7"]),
            "198.51.100.7"
        );
        assert_eq!(client(&["10.0.0.0/8"], "10.0.0.2", &["nonsense"]), "10.0.0.2");
        assert_eq!(
            client(&["10.0.0.2"], "::ffff:10.0.0.2", &["198.51.100.7"]),
            "198.51.100.7"
        );
    }

    #[test]
    fn a_proxy_that_is_no_address_is_named() {
        assert!(
            TrustedProxies::parse(["10.0.0.300"])
                .unwrap_err()
                .contains("10.0.0.300")
        );
    }
}
