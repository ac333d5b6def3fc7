//! Browsers that have signed in to an account before: each holds a signed token, so that what strangers do
//! at the account does not slow it. The token opens nothing.

use data_encoding::BASE64URL_NOPAD;
use db::Time;
use http::HeaderMap;
use ring::hmac;
use web::PersonId;

use crate::{Settings, cookie::Cookie, sealed::Sealer, secret};

/// How long a browser is known after it signed in, in seconds.
const KNOWN_FOR: i64 = 180 * 24 * 3600;
/// A person, an instant, and 64 random bits that tell browsers apart.
const SAID: usize = 16 + 8 + 8;

const KNOWN: Cookie = Cookie {
    safe_name: "__Host-watchward-known",
    plain_name: "watchward-known",
    held_for: Some(KNOWN_FOR),
};

/// The `Set-Cookie` line that makes a browser known for a person. Empty when the system has no randomness:
/// a browser that is not known may sign in all the same.
pub(crate) fn given(settings: &Settings, person: PersonId, now: Time) -> String {
    let mut token = person.uuid().as_bytes().to_vec();
    token.extend_from_slice(&now.timestamp().as_microsecond().to_be_bytes());
    token.extend_from_slice(&secret::random::<8>().unwrap_or_default());
    token.extend_from_slice(hmac::sign(&key(&settings.sealer), &token).as_ref());
    KNOWN.given(&BASE64URL_NOPAD.encode(&token), settings.is_https())
}

/// What tells this browser apart, when it is known for the person and their password is older than that.
pub(crate) fn shown(
    settings: &Settings,
    headers: &HeaderMap,
    person: PersonId,
    password_changed_at: Option<Time>,
    now: Time,
) -> Option<String> {
    let text = KNOWN.shown(headers, settings.is_https())?;
    let token = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
    let (said, signature) = token.split_at_checked(SAID)?;
    hmac::verify(&key(&settings.sealer), said, signature).ok()?;
    let since: [u8; 8] = said.get(16..24)?.try_into().ok()?;
    let since: Time = jiff::Timestamp::from_microsecond(i64::from_be_bytes(since))
        .ok()?
        .into();
    let is_young = since.plus_seconds(KNOWN_FOR) > now;
    let is_newer = password_changed_at.is_none_or(|changed_at| since >= changed_at);
    (said.starts_with(person.uuid().as_bytes()) && is_young && is_newer).then(|| text.to_owned())
}

fn key(sealer: &Sealer) -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA256, &sealer.derive("known-browser"))
}

#[cfg(test)]
mod tests {
    use http::header;

    use super::*;
    use crate::{password::Passwords, session::Lifetimes};

    fn settings(key: u8) -> Settings {
        Settings {
            hub_name: "Watchward".into(),
            public_url: None,
            lifetimes: Lifetimes::default(),
            sealer: Sealer::new([key; 32]),
            passwords: Passwords::default(),
            allow_private_issuers: false,
        }
    }

    fn held(line: &str) -> HeaderMap {
        let pair = line.split(';').next().unwrap();
        [(header::COOKIE, pair.parse().unwrap())].into_iter().collect()
    }

    #[test]
    fn a_browser_is_known_for_its_person_while_the_password_is_the_same() {
        let noon: Time = "2026-11-24T12:00:00Z".parse::<jiff::Timestamp>().unwrap().into();
        let sam = PersonId::new();
        let line = given(&settings(7), sam, noon);
        let headers = held(&line);
        let is_known =
            |settings: &Settings, person, changed_at, now| shown(settings, &headers, person, changed_at, now).is_some();
        assert!(is_known(&settings(7), sam, Some(noon), noon));
        assert!(!is_known(&settings(7), PersonId::new(), Some(noon), noon));
        assert!(!is_known(&settings(8), sam, Some(noon), noon));
        assert!(!is_known(&settings(7), sam, Some(noon.plus_seconds(1)), noon));
        assert!(!is_known(&settings(7), sam, None, noon.plus_seconds(KNOWN_FOR)));
        assert!(shown(&settings(7), &held("watchward-known=x"), sam, None, noon).is_none());
    }
}
