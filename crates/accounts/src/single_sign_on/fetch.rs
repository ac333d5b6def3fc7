//! Asking an identity provider: briefly, not much, nowhere private, and never where it points on to.

use std::{future::Future, pin::Pin, time::Duration};

use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use reqwest::redirect::Policy;
use url::{Host, Url};

use super::guard::{GuardedNames, IsPrivate, addresses_of, is_public};
use crate::address::is_loopback;

/// How long one answer may take, all in all.
const PATIENCE: Duration = Duration::from_secs(4);
/// How long connecting may take.
const CONNECTING: Duration = Duration::from_secs(2);
/// The longest answer that is read, in bytes.
const LONGEST: usize = 512 << 10;

/// Why there is no answer, in words for administrators.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotFetched {
    /// The address is not one that the hub asks.
    #[error("its address does not begin with https")]
    NotSafe,
    /// It stands at a private address.
    #[error(transparent)]
    Private(#[from] IsPrivate),
    /// It did not answer in time.
    #[error("it did not answer in time")]
    TooSlow,
    /// It sent too much.
    #[error("it sent more than an identity provider should")]
    TooLong,
    /// Anything else on the way.
    #[error("it could not be reached")]
    Unreached(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// What asks identity providers.
#[derive(Debug, Clone)]
pub(super) struct Fetcher {
    client: reqwest::Client,
    allows_private: bool,
}

impl Fetcher {
    /// One that asks public addresses only, unless `allows_private`.
    pub(super) fn new(allows_private: bool) -> Result<Self, NotFetched> {
        // Whoever sets the process up has done so already; tests have not.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = reqwest::Client::builder()
            .redirect(Policy::none())
            .no_proxy()
            .timeout(PATIENCE)
            .connect_timeout(CONNECTING)
            .pool_max_idle_per_host(0)
            .https_only(!allows_private);
        if !allows_private {
            builder = builder.dns_resolver(GuardedNames);
        }
        let client = builder.build().map_err(|error| NotFetched::Unreached(error.into()))?;
        Ok(Self { client, allows_private })
    }

    /// Whether an address may be asked, or people be sent there: by HTTPS, and nowhere private.
    pub(super) async fn check(&self, address: &Url) -> Result<(), NotFetched> {
        let is_plain_here = address.scheme() == "http" && self.allows_private && is_loopback(address);
        if address.scheme() != "https" && !is_plain_here {
            return Err(NotFetched::NotSafe);
        }
        if self.allows_private {
            return Ok(());
        }
        match address.host() {
            Some(Host::Ipv4(ip)) if is_public(ip.into()) => Ok(()),
            Some(Host::Ipv6(ip)) if is_public(ip.into()) => Ok(()),
            Some(Host::Ipv4(_) | Host::Ipv6(_)) => Err(IsPrivate.into()),
            Some(Host::Domain(name)) => {
                let looking = addresses_of(name, address.port_or_known_default().unwrap_or(443));
                let found = tokio::time::timeout(CONNECTING, looking)
                    .await
                    .map_err(|_| NotFetched::TooSlow)?;
                found.map(drop).map_err(unreached)
            }
            None => Err(NotFetched::NotSafe),
        }
    }

    async fn fetch(&self, request: HttpRequest) -> Result<HttpResponse, NotFetched> {
        let address = Url::parse(&request.uri().to_string()).map_err(|_| NotFetched::NotSafe)?;
        self.check(&address).await?;
        let (parts, body) = request.into_parts();
        let asked = self
            .client
            .request(parts.method, address)
            .headers(parts.headers)
            .body(body);
        let mut answer = asked.send().await.map_err(failed)?;
        let mut read = Vec::new();
        while let Some(bytes) = answer.chunk().await.map_err(failed)? {
            if read.len() + bytes.len() > LONGEST {
                return Err(NotFetched::TooLong);
            }
            read.extend_from_slice(&bytes);
        }
        let mut response = http::Response::new(read);
        *response.status_mut() = answer.status();
        *response.headers_mut() = answer.headers().clone();
        Ok(response)
    }
}

impl<'c> AsyncHttpClient<'c> for Fetcher {
    type Error = NotFetched;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, NotFetched>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.fetch(request))
    }
}

fn failed(error: reqwest::Error) -> NotFetched {
    if error.is_timeout() {
        return NotFetched::TooSlow;
    }
    let mut cause = std::error::Error::source(&error);
    while let Some(error) = cause {
        if error.is::<IsPrivate>() {
            return NotFetched::Private(IsPrivate);
        }
        cause = error.source();
    }
    NotFetched::Unreached(error.into())
}

fn unreached(error: Box<dyn std::error::Error + Send + Sync>) -> NotFetched {
    match error.downcast::<IsPrivate>() {
        Ok(private) => NotFetched::Private(*private),
        Err(error) => NotFetched::Unreached(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn nothing_private_is_asked_however_it_is_written() {
        let fetcher = Fetcher::new(false).unwrap();
        for address in [
            "https://127.0.0.1/",
            "https://localhost/",
            "https://[::1]/",
            "https://10.0.0.1:8443/",
            "https://0x7f000001/",
            "https://2130706433/",
            "https://169.254.169.254/latest/meta-data/",
        ] {
            let refused = fetcher.check(&Url::parse(address).unwrap()).await.unwrap_err();
            assert!(matches!(refused, NotFetched::Private(_)), "{address}: {refused}");
        }
        let plain = fetcher.check(&Url::parse("http://example.org/").unwrap()).await;
        assert!(matches!(plain, Err(NotFetched::NotSafe)));
    }

    #[tokio::test]
    async fn a_plain_address_is_asked_on_this_machine_alone() {
        let fetcher = Fetcher::new(true).unwrap();
        assert!(
            fetcher
                .check(&Url::parse("http://127.0.0.1:9000/").unwrap())
                .await
                .is_ok()
        );
        let elsewhere = fetcher.check(&Url::parse("http://10.0.0.1/").unwrap()).await;
        assert!(matches!(elsewhere, Err(NotFetched::NotSafe)));
        let script = fetcher.check(&Url::parse("javascript:alert(1)").unwrap()).await;
        assert!(matches!(script, Err(NotFetched::NotSafe)));
    }
}
