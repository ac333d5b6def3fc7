//! Settings: what those who run a hub decide.
//!
//! Each comes from a flag, a `WATCHWARD_*` variable or the file `watchward.toml`, and the first of these
//! that has it wins. [`PlaceOptions`] and [`HubOptions`] name them all, and their help is the
//! description of each; [`Settings`] is what they mean once judged.

mod colour;
mod file;
mod names;
mod options;
mod outgoing_mail;
mod picture;
mod secret;

use std::{
    net::{SocketAddr, ToSocketAddrs as _},
    path::PathBuf,
};

use accounts::{Retention, session::Lifetimes};
use anyhow::{Context as _, anyhow};
use library::{item::Nation, local_fact::LocalFacts};
use mail::Mailer;
use web::TrustedProxies;

pub use colour::Colour;
pub use names::{refuse_unknown_items, refuse_unknown_variables};
pub use options::{HubOptions, LogFormat, PlaceOptions};
pub use picture::Picture;
pub use secret::Secret;

/// Where things are: what every command needs.
#[derive(Debug, Clone)]
pub struct Place {
    /// The folder of the hub's own data.
    pub data: PathBuf,
    /// The address of the database.
    pub database: Secret,
    /// The file that settings were read from, if there was one.
    pub file: Option<PathBuf>,
    /// Which lines of the log are written.
    pub log: String,
    /// How they are written.
    pub log_format: LogFormat,
}

/// All settings of a hub, judged.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where things are.
    pub place: Place,
    /// The address that it listens on.
    pub listen: SocketAddr,
    /// The folder of content that comes before the built-in library.
    pub content: Option<PathBuf>,
    /// The proxies that are believed.
    pub trusted_proxies: TrustedProxies,
    /// What opens the operators' pages from elsewhere.
    pub operator_token: Option<Secret>,
    /// The accent colour.
    pub accent: Option<Colour>,
    /// The council's own picture.
    pub logo: Option<Picture>,
    /// What the library says of the hub.
    pub library: library::Settings,
    /// The file with the key that seals secrets in the database.
    pub secret_key_file: PathBuf,
    /// How long things are kept about people.
    pub retention: Retention,
    /// Whether identity providers may stand at private addresses.
    pub allow_private_issuers: bool,
    /// How long sessions live.
    pub lifetimes: Lifetimes,
    /// Who is written to when a reader sends something.
    pub editors: Option<mail::Address>,
    /// Within how many working days the editors answer.
    pub editors_answer_days: Option<u32>,
    /// What sends mail.
    pub mailer: Option<Mailer>,
}

/// What `given` and the file say about where things are, and all that the file has.
///
/// # Errors
/// When the file cannot be read or has a key that is not known.
pub fn place(given: PlaceOptions) -> anyhow::Result<(Place, HubOptions)> {
    let (path, in_file, hub) = file::read(&given)?;
    let given = given.or(in_file);
    let data = given.data.unwrap_or_else(|| PathBuf::from("./data"));
    let database = given
        .database
        .unwrap_or_else(|| Secret::new(format!("sqlite:{}", data.join("watchward.sqlite").display())));
    let place = Place {
        data,
        database,
        file: path,
        log: given.log.unwrap_or_else(|| "info,sqlx=warn".to_owned()),
        log_format: given.log_format.unwrap_or_default(),
    };
    Ok((place, hub))
}

impl Settings {
    /// Judges what was given on the command line and in variables, over what the file has.
    ///
    /// # Errors
    /// The first setting that cannot be used, by name.
    pub fn new(given: PlaceOptions, hub: HubOptions) -> anyhow::Result<Self> {
        let (place, in_file) = place(given)?;
        let hub = hub.or(in_file);
        let retention = retention(&hub)?;
        let trusted_proxies = hub.trusted_proxies.unwrap_or_default();
        let trusted_proxies = TrustedProxies::parse(trusted_proxies.iter().map(String::as_str))
            .map_err(|error| anyhow!("trusted_proxies: {error}"))?;
        let accent = hub
            .accent
            .as_deref()
            .map(str::parse::<Colour>)
            .transpose()
            .context("accent")?;
        let logo = hub.logo.as_deref().map(Picture::read).transpose().context("logo")?;
        let keep_days = hub.keep_days.unwrap_or(730);
        if keep_days == 0 {
            return Err(anyhow!(
                "keep_days is 0: what readers send must be kept for a day at least"
            ));
        }
        let lifetimes = lifetimes(hub.session_idle_minutes, hub.session_hours)?;
        let contact = address("contact_email", hub.contact_email.as_deref())?;
        let editors = address("editors_email", hub.editors_email.as_deref())?;
        let from = address("mail_from", hub.mail_from.as_deref())?;
        let library = library::Settings {
            hub_name: filled("hub_name", hub.hub_name)?.unwrap_or_else(|| "Watchward".into()),
            council_name: filled("council_name", hub.council_name)?,
            kept_by: filled("kept_by", hub.kept_by)?.unwrap_or_else(|| "this hub's editors".into()),
            logo: logo.as_ref().map(|logo| logo.address().to_owned()),
            accent: accent.as_ref().map(ToString::to_string),
            public_url: hub.public_url.as_deref().map(public_url).transpose()?,
            contact_email: contact.as_ref().map(|contact| contact.email().to_owned()),
            nations: nations(hub.nations)?,
            audiences: slugs("audiences", hub.audiences)?,
            hidden_services: slugs("hidden_services", hub.hidden_services)?,
            facts: LocalFacts::new(hub.local_facts).map_err(|name| names::unknown_fact(&name))?,
            keep_days,
        };
        let from = from.or_else(|| {
            contact
                .or_else(|| editors.clone())
                .map(|from| from.named(&library.hub_name))
        });
        let mail_setting = outgoing_mail::setting(hub.smtp, hub.smtp_password_file.as_ref(), hub.mail_folder.as_ref())?;
        Ok(Self {
            secret_key_file: hub.secret_key_file.unwrap_or_else(|| place.data.join("secret.key")),
            allow_private_issuers: hub.allow_private_issuers.unwrap_or_default(),
            listen: listen(hub.listen.as_deref().unwrap_or("127.0.0.1:8080"))?,
            content: hub.content,
            trusted_proxies,
            operator_token: secret("operator_token", hub.operator_token, hub.operator_token_file.as_ref())?,
            accent,
            logo,
            library,
            retention,
            lifetimes,
            editors,
            editors_answer_days: hub.editors_answer_days,
            mailer: outgoing_mail::mailer(mail_setting, from)?,
            place,
        })
    }

    /// Whether the world reaches the hub by HTTPS.
    pub fn is_https(&self) -> bool {
        self.library
            .public_url
            .as_deref()
            .is_some_and(|url| url.starts_with("https://"))
    }
}

/// The address and port that was given, or that this machine knows by the name that was given.
fn listen(given: &str) -> anyhow::Result<SocketAddr> {
    let known = given.to_socket_addrs().with_context(|| {
        format!(
            "listen: '{given}' is neither an address and a port, like 127.0.0.1:8080, nor a name that is known here"
        )
    })?;
    // A name may have addresses of both kinds, of which every program knows how to reach the older.
    known
        .min_by_key(SocketAddr::is_ipv6)
        .ok_or_else(|| anyhow!("listen: '{given}' is the name of nothing"))
}

fn retention(hub: &HubOptions) -> anyhow::Result<Retention> {
    let usual = Retention::default();
    let days = |name: &str, given: Option<u32>, usual: u32| match given.unwrap_or(usual) {
        0 => Err(anyhow!("{name} is 0: it must be a day at least")),
        days => Ok(days),
    };
    let retention = Retention {
        unused_accounts: days("unused_account_days", hub.unused_account_days, usual.unused_accounts)?,
        audit_words: days("audit_words_days", hub.audit_words_days, usual.audit_words)?,
        audit_entries: days("audit_keep_days", hub.audit_keep_days, usual.audit_entries)?,
    };
    if retention.audit_words > retention.audit_entries {
        return Err(anyhow!(
            "audit_words_days is more than audit_keep_days: words cannot outlive the entry that they stand beside"
        ));
    }
    Ok(retention)
}

/// How long sessions live, by what is set.
fn lifetimes(idle_minutes: Option<u32>, hours: Option<u32>) -> anyhow::Result<Lifetimes> {
    let usual = Lifetimes::default();
    let idle = idle_minutes.map_or(usual.idle, |minutes| i64::from(minutes) * 60);
    let absolute = hours.map_or(usual.absolute, |hours| i64::from(hours) * 3600);
    if idle == 0 || absolute == 0 {
        return Err(anyhow!(
            "session_idle_minutes and session_hours must be 1 at least, or nobody stays signed in"
        ));
    }
    Ok(Lifetimes { idle, absolute })
}

fn filled(name: &str, value: Option<String>) -> anyhow::Result<Option<String>> {
    match value.map(|value| value.trim().to_owned()) {
        Some(value) if value.is_empty() => Err(anyhow!("{name} is empty: fill it, or leave it out")),
        value => Ok(value),
    }
}

fn address(name: &str, value: Option<&str>) -> anyhow::Result<Option<mail::Address>> {
    value.map(str::parse).transpose().with_context(|| name.to_owned())
}

fn public_url(text: &str) -> anyhow::Result<String> {
    let wrong = || anyhow!("public_url '{text}' is not an address like https://hub.example.gov.uk");
    let url = url::Url::parse(text).map_err(|_| wrong())?;
    let is_plain = matches!(url.scheme(), "http" | "https") && url.path() == "/" && url.query().is_none();
    if !is_plain || url.fragment().is_some() || !url.username().is_empty() {
        return Err(wrong());
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

fn nations(slugs: Option<Vec<String>>) -> anyhow::Result<Vec<Nation>> {
    let Some(slugs) = slugs.filter(|slugs| !slugs.is_empty()) else {
        return Ok(Nation::ALL.to_vec());
    };
    slugs
        .iter()
        .map(|slug| {
            let known = || Nation::ALL.map(Nation::slug).join(", ");
            Nation::of(slug).ok_or_else(|| anyhow!("nations: '{slug}' is not one of {}", known()))
        })
        .collect()
}

fn slugs(name: &str, slugs: Option<Vec<String>>) -> anyhow::Result<Vec<String>> {
    let slugs = slugs.unwrap_or_default();
    match slugs.iter().find(|slug| !text::slug::is_slug(slug)) {
        Some(wrong) => Err(anyhow!(
            "{name}: '{wrong}' is not a name as it stands in addresses, like social-care"
        )),
        None => Ok(slugs),
    }
}

fn secret(name: &str, given: Option<Secret>, file: Option<&PathBuf>) -> anyhow::Result<Option<Secret>> {
    match (given, file) {
        (Some(_), Some(_)) => Err(anyhow!("{name} and {name}_file are both given: keep one")),
        (None, Some(file)) => Secret::of_file(file).with_context(|| format!("{name}_file")).map(Some),
        (given, None) => Ok(given),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(change: impl FnOnce(&mut HubOptions)) -> anyhow::Result<Settings> {
        let mut hub = HubOptions::default();
        change(&mut hub);
        let folder = tempfile::tempdir().unwrap();
        Settings::new(
            PlaceOptions {
                data: Some(folder.path().into()),
                ..PlaceOptions::default()
            },
            hub,
        )
    }

    fn refusal(change: impl FnOnce(&mut HubOptions)) -> String {
        format!("{:#}", given(change).unwrap_err())
    }

    #[test]
    fn nothing_has_to_be_set() {
        let settings = given(|_| {}).unwrap();
        assert_eq!(settings.listen.to_string(), "127.0.0.1:8080");
        assert!(settings.place.database.reveal().ends_with("/watchward.sqlite"));
        assert_eq!(settings.library.nations.len(), 4);
        assert!(!settings.is_https());
    }

    #[test]
    fn a_name_can_be_listened_on() {
        let settings = given(|hub| hub.listen = Some("localhost:8081".into())).unwrap();
        assert!(settings.listen.ip().is_loopback());
        assert_eq!(settings.listen.port(), 8081);
        let settings = given(|hub| hub.listen = Some("[::1]:8081".into())).unwrap();
        assert_eq!(settings.listen.to_string(), "[::1]:8081");
        for wrong in ["localhost", "8080", "no such host:8080", "127.0.0.1:99999"] {
            let refusal = refusal(|hub| hub.listen = Some(wrong.into()));
            assert!(refusal.contains("listen: ") && refusal.contains(wrong), "{refusal}");
        }
    }

    #[test]
    fn what_cannot_be_used_is_refused_by_name() {
        assert!(refusal(|hub| hub.nations = Some(vec!["cornwall".into()])).contains("cornwall"));
        assert!(refusal(|hub| hub.audiences = Some(vec!["Social Care".into()])).contains("Social Care"));
        assert!(refusal(|hub| hub.trusted_proxies = Some(vec!["proxy".into()])).contains("trusted_proxies"));
        assert!(refusal(|hub| hub.contact_email = Some("ada".into())).contains("contact_email"));
        assert!(refusal(|hub| hub.public_url = Some("hub.example".into())).contains("public_url"));
        assert!(refusal(|hub| hub.public_url = Some("https://hub.example/x".into())).contains("public_url"));
        assert!(refusal(|hub| hub.hub_name = Some(" ".into())).contains("hub_name"));
        assert!(refusal(|hub| hub.keep_days = Some(0)).contains("keep_days"));
        assert!(refusal(|hub| hub.unused_account_days = Some(0)).contains("unused_account_days"));
        assert!(refusal(|hub| hub.audit_keep_days = Some(0)).contains("audit_keep_days"));
        assert!(refusal(|hub| hub.audit_words_days = Some(0)).contains("audit_words_days"));
        assert!(refusal(|hub| hub.audit_words_days = Some(9_999)).contains("cannot outlive"));
        assert!(refusal(|hub| hub.session_hours = Some(0)).contains("session_hours"));
        let smtp = || Some(Secret::new("smtp://hub@mail.example:587"));
        assert!(refusal(|hub| hub.smtp = smtp()).contains("mail_from"));
        let both = refusal(|hub| (hub.smtp, hub.mail_folder) = (smtp(), Some("mail".into())));
        assert!(both.contains("keep one"), "{both}");
        let fact = ("service_desk".to_owned(), "01632 960100".to_owned());
        assert!(refusal(|hub| hub.local_facts = [fact].into()).contains("service-desk"));
    }

    #[test]
    fn sessions_live_as_long_as_is_set() {
        let settings = given(|hub| hub.session_idle_minutes = Some(15)).unwrap();
        assert_eq!((settings.lifetimes.idle, settings.lifetimes.absolute), (900, 12 * 3600));
    }

    #[test]
    fn the_public_address_has_no_slash_at_its_end() {
        let settings = given(|hub| hub.public_url = Some("https://hub.example.gov.uk/".into())).unwrap();
        assert_eq!(
            settings.library.public_url.as_deref(),
            Some("https://hub.example.gov.uk")
        );
        assert!(settings.is_https());
    }
}
