//! From a setting to a client of a mail server.

use std::{net::IpAddr, time::Duration};

use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    transport::smtp::{
        AsyncSmtpTransportBuilder,
        client::{Certificate, Tls, TlsParameters},
    },
};
use url::Url;

use crate::{BadSetting, Error};

type Client = AsyncSmtpTransport<Tokio1Executor>;

/// How long connecting may take.
const CONNECTING: Duration = Duration::from_secs(20);
/// How long the whole conversation may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// The ports for sending in (RFC 8314): with STARTTLS, with TLS from the first byte, and the plain one.
const STARTTLS_PORT: u16 = 587;
const TLS_PORT: u16 = 465;
const PLAIN_PORT: u16 = 25;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Safety {
    TlsFromTheFirstByte,
    StartTls,
    None,
}

/// A mail server, and how it is spoken to. Each message has a connection of its own: there are few of them,
/// and a connection that was kept may have died in the meantime.
#[derive(Clone)]
pub(crate) struct Server {
    pub(crate) host: String,
    builder: AsyncSmtpTransportBuilder,
}

impl Server {
    pub(crate) async fn send(&self, message: Message) -> Result<(), Error> {
        let client: Client = self.builder.clone().build();
        let conversation = async {
            let outcome = client.send(message).await;
            client.shutdown().await;
            outcome
        };
        match tokio::time::timeout(PATIENCE, conversation).await {
            Ok(outcome) => outcome.map(drop).map_err(Error::from),
            Err(cause) => Err(Error::Later {
                status: None,
                cause: Box::new(cause),
            }),
        }
    }
}

/// The server that `setting` names.
pub(crate) fn server(setting: &str) -> Result<Server, BadSetting> {
    let url = Url::parse(setting).map_err(|_| BadSetting::Unknown)?;
    // The library cannot connect to an IPv6 address in brackets; a name does.
    let is_name = |host: &&str| !host.is_empty() && !host.starts_with('[');
    let host = url.host_str().filter(is_name).ok_or(BadSetting::Unknown)?.to_owned();
    let options = Options::of(&url)?;
    let safety = safety(&url, &host, options.tls)?;

    // The library reads user and password out of an address; the rest is decided here.
    let mut plain = url.clone();
    plain.set_query(None);
    plain.set_path("");
    plain.set_scheme("smtp").map_err(|()| BadSetting::Unknown)?;
    let mut builder = match Client::from_url(plain.as_str()) {
        Ok(builder) => builder.timeout(Some(CONNECTING)),
        Err(_) => return Err(BadSetting::Unknown),
    };
    builder = match safety {
        Safety::None => builder.tls(Tls::None).port(url.port().unwrap_or(PLAIN_PORT)),
        Safety::StartTls => builder
            .tls(Tls::Required(options.parameters(&host)?))
            .port(url.port().unwrap_or(STARTTLS_PORT)),
        Safety::TlsFromTheFirstByte => builder
            .tls(Tls::Wrapper(options.parameters(&host)?))
            .port(url.port().unwrap_or(TLS_PORT)),
    };
    Ok(Server { host, builder })
}

fn safety(url: &Url, host: &str, tls: Option<bool>) -> Result<Safety, BadSetting> {
    let is_here = is_this_machine(host);
    match (url.scheme(), tls) {
        ("smtps", None | Some(true)) => Ok(Safety::TlsFromTheFirstByte),
        ("smtp", Some(true)) => Ok(Safety::StartTls),
        ("smtp", None) if !is_here => Ok(Safety::StartTls),
        ("smtp", _) if !is_here && url.password().is_some() => Err(BadSetting::PasswordInTheClear),
        ("smtp", _) => Ok(Safety::None),
        ("smtps", _) => Err(BadSetting::Option),
        _ => Err(BadSetting::Unknown),
    }
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// What stands after the question mark.
#[derive(Default)]
struct Options {
    tls: Option<bool>,
    authority: Option<Certificate>,
}

impl Options {
    fn of(url: &Url) -> Result<Self, BadSetting> {
        let mut options = Self::default();
        for (name, value) in url.query_pairs() {
            match (name.as_ref(), value.as_ref()) {
                ("tls", "none") => options.tls = Some(false),
                ("tls", "required") => options.tls = Some(true),
                ("ca", path) => options.authority = Some(authority(path)?),
                _ => return Err(BadSetting::Option),
            }
        }
        Ok(options)
    }

    fn parameters(&self, host: &str) -> Result<TlsParameters, BadSetting> {
        let mut parameters = TlsParameters::builder(host.to_owned());
        if let Some(authority) = &self.authority {
            parameters = parameters.add_root_certificate(authority.clone());
        }
        parameters.build().map_err(|cause| BadSetting::Smtp(Box::new(cause)))
    }
}

fn authority(path: &str) -> Result<Certificate, BadSetting> {
    let failed = |cause| BadSetting::Authority {
        path: path.to_owned(),
        cause,
    };
    let pem = std::fs::read(path).map_err(|cause| failed(Box::new(cause)))?;
    Certificate::from_pem(&pem).map_err(|cause| failed(Box::new(cause)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn safety_of(setting: &str) -> Result<Safety, BadSetting> {
        let url = Url::parse(setting).unwrap();
        safety(&url, url.host_str().unwrap(), Options::of(&url)?.tls)
    }

    #[test]
    fn another_machine_is_written_to_over_tls_unless_told_otherwise() {
        assert_eq!(safety_of("smtp://mail.example").unwrap(), Safety::StartTls);
        assert_eq!(safety_of("smtps://mail.example").unwrap(), Safety::TlsFromTheFirstByte);
        assert_eq!(safety_of("smtp://mail.example?tls=none").unwrap(), Safety::None);
    }

    #[test]
    fn this_machine_is_written_to_plainly_unless_told_otherwise() {
        for host in ["localhost", "127.0.0.1", "127.1.2.3"] {
            assert_eq!(safety_of(&format!("smtp://{host}:25")).unwrap(), Safety::None, "{host}");
        }
        assert_eq!(safety_of("smtp://localhost?tls=required").unwrap(), Safety::StartTls);
        assert_eq!(safety_of("smtp://localhost.example").unwrap(), Safety::StartTls);
    }

    #[test]
    fn a_password_does_not_cross_the_network_in_the_clear() {
        assert!(matches!(
            safety_of("smtp://a:b@mail.example?tls=none"),
            Err(BadSetting::PasswordInTheClear)
        ));
        assert_eq!(safety_of("smtp://a:b@localhost").unwrap(), Safety::None);
    }

    #[test]
    fn an_option_that_is_not_known_is_not_passed_over() {
        for setting in [
            "smtp://mail.example?tls=yes",
            "smtp://mail.example?Tls=none",
            "smtps://mail.example?tls=none",
        ] {
            assert!(matches!(safety_of(setting), Err(BadSetting::Option)), "{setting}");
        }
    }
}
