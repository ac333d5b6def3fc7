//! The address of an issuer.

use url::Url;

use crate::address::is_loopback;

/// Why an address cannot be an issuer's, in words for the person who typed it.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotAnIssuer {
    #[error("Enter the issuer's address in full, like https://login.example.gov.uk")]
    NotAnAddress,
    #[error("The issuer's address must begin with https")]
    NotSafe,
    #[error(
        "Use the address of your own tenant, with its identifier in place of “{0}”: otherwise anybody with a \
         Microsoft account could come in"
    )]
    ManyTenants(String),
    #[error("The issuer's address must end before any ? or #")]
    TooMuch,
}

/// The address of an issuer: HTTPS, or plain HTTP on this very machine where `allows_private` says so.
pub(crate) fn issuer(typed: &str, allows_private: bool) -> Result<Url, NotAnIssuer> {
    let address = Url::parse(typed).map_err(|_| NotAnIssuer::NotAnAddress)?;
    if !address.has_host() || !address.username().is_empty() || address.password().is_some() {
        return Err(NotAnIssuer::NotAnAddress);
    }
    let is_plain_here = address.scheme() == "http" && allows_private && is_loopback(&address);
    if address.scheme() != "https" && !is_plain_here {
        return Err(NotAnIssuer::NotSafe);
    }
    if address.query().is_some() || address.fragment().is_some() {
        return Err(NotAnIssuer::TooMuch);
    }
    if is_entra(&address) {
        let tenant = tenant_of(&address).unwrap_or_default();
        if matches!(tenant, "" | "common" | "organizations" | "consumers" | "{tenantid}") {
            return Err(NotAnIssuer::ManyTenants(tenant.to_owned()));
        }
    }
    Ok(address)
}

/// Whether two addresses are of the same issuer, however they are written: what one tells, the other may hear.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    let plain = |text: &str| {
        let address = Url::parse(text.trim()).ok()?;
        Some(address.as_str().trim_end_matches('/').to_owned())
    };
    plain(one).is_some_and(|one| plain(other) == Some(one))
}

/// Whether an issuer is Microsoft Entra ID, of any of its clouds.
pub(crate) fn is_entra(issuer: &Url) -> bool {
    const HOSTS: [&str; 4] = [
        "login.microsoftonline.com",
        "login.microsoftonline.us",
        "login.partner.microsoftonline.cn",
        "sts.windows.net",
    ];
    issuer.domain().is_some_and(|host| HOSTS.contains(&host))
}

/// The tenant in the path of an Entra issuer.
pub(crate) fn tenant_of(issuer: &Url) -> Option<&str> {
    issuer.path_segments()?.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issuer_has_a_safe_address_of_one_tenant() {
        let fine = |typed| issuer(typed, false).is_ok();
        assert!(fine("https://login.example.gov.uk"));
        assert!(fine(
            "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0"
        ));
        for wrong in [
            "login.example.gov.uk",
            "http://login.example.gov.uk",
            "http://localhost:9000",
            "https://user:word@login.example.gov.uk",
            "https://login.example.gov.uk?x=1",
            "https://login.example.gov.uk#x",
            "https://login.microsoftonline.com/common/v2.0",
            "https://login.microsoftonline.com/organizations/v2.0",
            "https://login.microsoftonline.com",
            "file:///etc/passwd",
        ] {
            assert!(!fine(wrong), "{wrong}");
        }
    }

    #[test]
    fn the_same_issuer_is_known_however_it_is_written_and_no_other_is() {
        let ours = "https://login.example.gov.uk/a";
        for same in [
            "https://login.example.gov.uk/a/",
            " HTTPS://Login.Example.gov.uk:443/a",
            "https://login.example.gov.uk/b/../a",
        ] {
            assert!(is_same(ours, same), "{same}");
        }
        for other in [
            "https://login.example.gov.uk",
            "https://login.example.gov.uk/A",
            "https://login.example.gov.uk:8443/a",
            "http://login.example.gov.uk/a",
            "https://login.example.gov.uk.evil.example/a",
            "",
        ] {
            assert!(!is_same(ours, other), "{other}");
        }
        assert!(!is_same("", ""));
    }

    #[test]
    fn a_plain_address_is_taken_on_this_machine_alone_and_only_when_that_was_set() {
        assert!(issuer("http://localhost:9000", true).is_ok());
        assert!(issuer("http://127.0.0.1:9000/x", true).is_ok());
        assert_eq!(issuer("http://10.0.0.1", true), Err(NotAnIssuer::NotSafe));
    }
}
