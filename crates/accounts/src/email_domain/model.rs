//! What an e-mail domain is, and which ones can be an organisation's own.

use db::Time;

use crate::host_name::{NotAName, name_of};

/// One domain that an organisation says is its own.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct EmailDomain {
    /// The domain, in lower case.
    pub domain: String,
    /// When it was verified, if it was.
    pub verified_at: Option<Time>,
    /// How it was verified: `letter` or `hub`.
    pub verified_by: Option<String>,
    /// Until when the link that was last sent to its keeper holds.
    pub token_until: Option<Time>,
}

impl EmailDomain {
    /// How it stands with it at `now`, in words.
    pub(crate) fn state(&self, now: Time) -> String {
        let on = |time: Time| text::date::in_words(text::date::london_date(time.timestamp()));
        match (self.verified_at, self.verified_by.as_deref(), self.token_until) {
            (Some(at), Some("hub"), _) => format!("Confirmed by the hub's administrators on {}", on(at)),
            (Some(at), ..) => format!("Confirmed by the domain's keeper on {}", on(at)),
            (None, _, Some(until)) => {
                let holds = if until > now { "holds" } else { "held" };
                format!(
                    "Not verified. A link was sent to its keeper; it {holds} until {}",
                    on(until)
                )
            }
            (None, ..) => "Not verified".to_owned(),
        }
    }
}

impl EmailDomain {
    /// What follows when it is removed, in words.
    pub(super) fn without(&self) -> String {
        let domain = &self.domain;
        match (self.verified_at, self.token_until) {
            (Some(_), _) => format!(
                "Nobody new can join by an address at {domain} any more. People who have joined stay. It can be added \
                 again, and then counts once it is verified again."
            ),
            (None, Some(_)) => format!(
                "The link that was sent to the keeper of {domain} works no longer. Nobody can have joined by it yet. \
                 It can be added again."
            ),
            (None, None) => {
                format!("{domain} is not verified, so nobody can have joined by it. It can be added again.")
            }
        }
    }
}

/// For how long a link to a domain's keeper holds, in seconds.
pub(super) const LINK_HOLDS: i64 = 7 * 24 * 3600;

/// The mailboxes that every domain keeps for its keepers (RFC 2142, section 5).
pub(super) const KEEPERS: [&str; 2] = ["postmaster", "hostmaster"];

/// Why a domain cannot be an organisation's own.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotOurs {
    /// It is no domain.
    #[error("Enter a domain such as northvale.gov.uk: what stands after the @ of your addresses")]
    NotADomain,
    /// Anybody can have an address there.
    #[error("Anybody can have an address at {0}, so it cannot be one organisation's own")]
    Public(String),
    /// Many organisations have their domains or addresses under it.
    #[error("Many organisations share {0}. Enter your own part of it, such as northvale.gov.uk")]
    Shared(String),
}

/// Providers where anybody can have an address.
const PUBLIC: [&str; 56] = [
    "aol.co.uk",
    "aol.com",
    "btconnect.com",
    "btinternet.com",
    "btopenworld.com",
    "duck.com",
    "fastmail.com",
    "fastmail.fm",
    "freeserve.co.uk",
    "gmail.com",
    "gmx.co.uk",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hey.com",
    "hotmail.co.uk",
    "hotmail.com",
    "hushmail.com",
    "icloud.com",
    "inbox.com",
    "live.co.uk",
    "live.com",
    "mac.com",
    "mail.com",
    "mail.ru",
    "mailfence.com",
    "mailinator.com",
    "me.com",
    "msn.com",
    "ntlworld.com",
    "o2.co.uk",
    "orange.net",
    "outlook.co.uk",
    "outlook.com",
    "plus.com",
    "plus.net",
    "pm.me",
    "proton.me",
    "protonmail.ch",
    "protonmail.com",
    "qq.com",
    "rocketmail.com",
    "sky.com",
    "talktalk.co.uk",
    "talktalk.net",
    "tiscali.co.uk",
    "tuta.com",
    "tutanota.com",
    "virgin.net",
    "virginmedia.com",
    "yahoo.co.uk",
    "yahoo.com",
    "yandex.com",
    "ymail.com",
    "zoho.com",
];

/// Domains that many organisations share.
const SHARED: [&str; 16] = [
    "ac.uk",
    "co.uk",
    "gov.scot",
    "gov.uk",
    "gov.wales",
    "ltd.uk",
    "llyw.cymru",
    "me.uk",
    "mod.uk",
    "net.uk",
    "nhs.net",
    "nhs.uk",
    "onmicrosoft.com",
    "org.uk",
    "police.uk",
    "sch.uk",
];

/// The domain that was typed, if it can be one organisation's own.
///
/// # Errors
/// When it cannot.
pub(crate) fn domain_of(typed: &str) -> Result<String, NotOurs> {
    let domain = name_of(typed.trim().trim_start_matches('@')).map_err(|NotAName| NotOurs::NotADomain)?;
    let is_under = |known: &str| {
        let before = domain.strip_suffix(known);
        before.is_some_and(|before| before.is_empty() || before.ends_with('.'))
    };
    // Whatever stands under a provider's domain is the provider's too.
    if PUBLIC.iter().any(|known| is_under(known)) {
        return Err(NotOurs::Public(domain));
    }
    if SHARED.contains(&domain.as_str()) {
        return Err(NotOurs::Shared(domain));
    }
    Ok(domain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_holds_no_longer_is_said_to_have_held() {
        let domain = EmailDomain {
            domain: "northvale.gov.uk".into(),
            verified_at: None,
            verified_by: None,
            token_until: Some(Time::from("2026-12-01T12:00:00Z".parse::<jiff::Timestamp>().unwrap())),
        };
        let until = domain.token_until.unwrap();
        assert!(
            domain
                .state(until.plus_seconds(-1))
                .ends_with("it holds until 1 December 2026")
        );
        assert!(domain.state(until).ends_with("it held until 1 December 2026"));
    }

    #[test]
    fn an_organisations_own_domain_is_taken_and_anybodys_is_not() {
        for good in [
            "northvale.gov.uk",
            "@Northvale.gov.uk",
            "mail.northvale.gov.uk",
            "notgmail.com",
        ] {
            assert!(domain_of(good).is_ok(), "{good}");
        }
        assert_eq!(domain_of("@Northvale.gov.uk").unwrap(), "northvale.gov.uk");
        for public in ["gmail.com", "GMAIL.com", "x.gmail.com", "outlook.com", "btinternet.com"] {
            assert!(matches!(domain_of(public), Err(NotOurs::Public(_))), "{public}");
        }
        for shared in ["gov.uk", "nhs.net", "co.uk"] {
            assert!(matches!(domain_of(shared), Err(NotOurs::Shared(_))), "{shared}");
        }
        assert_eq!(domain_of("sam@northvale.gov.uk"), Err(NotOurs::NotADomain));
    }

    #[test]
    fn the_lists_are_in_order_and_have_nothing_twice() {
        assert!(PUBLIC.is_sorted_by(|a, b| a < b));
    }
}
