//! What can be given, by flag, variable or file. The help of each is its description.

use std::{collections::BTreeMap, path::PathBuf};

use super::Secret;

/// How lines of the log are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// For programs: an object a line.
    Json,
}

/// Where things are.
#[derive(Debug, Clone, Default, clap::Args, serde::Deserialize)]
#[serde(default)]
#[command(next_help_heading = "Where things are")]
pub struct PlaceOptions {
    /// The file of settings [default: ./watchward.toml, else watchward.toml in the data folder]
    #[arg(long, env = "WATCHWARD_CONFIG", value_name = "FILE")]
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// The folder of the hub's own data; made when it is not there [default: ./data]
    #[arg(long, env = "WATCHWARD_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// The database, sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME [default: watchward.sqlite in the data folder]
    #[arg(long, env = "WATCHWARD_DATABASE", hide_env_values = true, value_name = "ADDRESS")]
    pub database: Option<Secret>,
    /// Which lines go to the log: error, warn, info, debug, or a filter like debug,hyper=info [default: info,sqlx=warn]
    #[arg(long, env = "WATCHWARD_LOG", value_name = "FILTER")]
    pub log: Option<String>,
    /// How the log is written, on standard error [default: text]
    #[arg(long, env = "WATCHWARD_LOG_FORMAT", value_name = "FORMAT")]
    pub log_format: Option<LogFormat>,
}

/// What the hub is and does.
#[derive(Debug, Clone, Default, clap::Args, serde::Deserialize)]
#[serde(default)]
pub struct HubOptions {
    /// The address or name, and the port, to listen on [default: 127.0.0.1:8080]
    #[arg(long, env = "WATCHWARD_LISTEN", value_name = "ADDR:PORT", help_heading = "The web")]
    pub listen: Option<String>,
    /// The address by which the world reaches the hub, such as `https://hub.example.gov.uk`
    #[arg(long, env = "WATCHWARD_PUBLIC_URL", value_name = "URL", help_heading = "The web")]
    pub public_url: Option<String>,
    /// Proxies whose X-Forwarded-For is believed: addresses or networks, with commas between
    #[arg(
        long,
        env = "WATCHWARD_TRUSTED_PROXIES",
        value_name = "ADDRESSES",
        value_delimiter = ',',
        help_heading = "The web"
    )]
    pub trusted_proxies: Option<Vec<String>>,
    /// What opens /metrics from elsewhere than this machine, as `Authorization: Bearer …`
    #[arg(
        long,
        env = "WATCHWARD_OPERATOR_TOKEN",
        hide_env_values = true,
        value_name = "TOKEN",
        help_heading = "The web"
    )]
    pub operator_token: Option<Secret>,
    /// A file whose first line is the operator's token
    #[arg(
        long,
        env = "WATCHWARD_OPERATOR_TOKEN_FILE",
        value_name = "FILE",
        help_heading = "The web"
    )]
    pub operator_token_file: Option<PathBuf>,
    /// The file with the key that seals secrets in the database; several processes share one [default: secret.key in the data folder]
    #[arg(
        long,
        env = "WATCHWARD_SECRET_KEY_FILE",
        value_name = "FILE",
        help_heading = "The web"
    )]
    pub secret_key_file: Option<PathBuf>,
    /// Lets identity providers stand at private addresses, such as the council's own network [default: false]
    #[arg(
        long,
        env = "WATCHWARD_ALLOW_PRIVATE_ISSUERS",
        value_name = "TRUE_OR_FALSE",
        help_heading = "The web"
    )]
    pub allow_private_issuers: Option<bool>,

    /// The hub's name [default: Watchward]
    #[arg(long, env = "WATCHWARD_HUB_NAME", value_name = "NAME", help_heading = "The hub")]
    pub hub_name: Option<String>,
    /// The council that the hub serves, when it serves one
    #[arg(long, env = "WATCHWARD_COUNCIL_NAME", value_name = "NAME", help_heading = "The hub")]
    pub council_name: Option<String>,
    /// Who keeps the hub, in words [default: this hub's editors]
    #[arg(long, env = "WATCHWARD_KEPT_BY", value_name = "WORDS", help_heading = "The hub")]
    pub kept_by: Option<String>,
    /// A picture beside the hub's name: an .svg, .png, .jpg or .webp file
    #[arg(long, env = "WATCHWARD_LOGO", value_name = "FILE", help_heading = "The hub")]
    pub logo: Option<PathBuf>,
    /// The accent colour, dark enough for white words; #0b525b when it is not set
    #[arg(long, env = "WATCHWARD_ACCENT", value_name = "#RRGGBB", help_heading = "The hub")]
    pub accent: Option<String>,
    /// Where people can write to those who keep the hub
    #[arg(
        long,
        env = "WATCHWARD_CONTACT_EMAIL",
        value_name = "ADDRESS",
        help_heading = "The hub"
    )]
    pub contact_email: Option<String>,
    /// The nations it serves: england, scotland, wales, northern-ireland, with commas between [default: all]
    #[arg(
        long,
        env = "WATCHWARD_NATIONS",
        value_name = "NATIONS",
        value_delimiter = ',',
        help_heading = "The hub"
    )]
    pub nations: Option<Vec<String>>,
    /// The groups it shows, by their names in addresses, with commas between [default: all]
    #[arg(
        long,
        env = "WATCHWARD_AUDIENCES",
        value_name = "GROUPS",
        value_delimiter = ',',
        help_heading = "The hub"
    )]
    pub audiences: Option<Vec<String>>,
    /// The services it does not show, by their names in addresses, with commas between
    #[arg(
        long,
        env = "WATCHWARD_HIDDEN_SERVICES",
        value_name = "SERVICES",
        value_delimiter = ',',
        help_heading = "The hub"
    )]
    pub hidden_services: Option<Vec<String>>,
    /// A folder of content that comes before the built-in library
    #[arg(long, env = "WATCHWARD_CONTENT", value_name = "DIR", help_heading = "The hub")]
    pub content: Option<PathBuf>,
    /// Local facts, such as the service desk's number. Only the file has them, as a table `[local_facts]`.
    #[arg(skip)]
    pub local_facts: BTreeMap<String, String>,

    /// For how many days what readers send is kept [default: 730]
    #[arg(
        long,
        env = "WATCHWARD_KEEP_DAYS",
        value_name = "DAYS",
        help_heading = "What readers send"
    )]
    pub keep_days: Option<u32>,
    /// After how many days an account that nobody has signed in to is forgotten [default: 730]
    #[arg(
        long,
        env = "WATCHWARD_UNUSED_ACCOUNT_DAYS",
        value_name = "DAYS",
        help_heading = "How long things are kept"
    )]
    pub unused_account_days: Option<u32>,
    /// How many days names, addresses and other words of the audit trail are kept [default: 730]
    #[arg(
        long,
        env = "WATCHWARD_AUDIT_WORDS_DAYS",
        value_name = "DAYS",
        help_heading = "How long things are kept"
    )]
    pub audit_words_days: Option<u32>,
    /// How many days the entries of the audit trail are kept, without names [default: 2190, which is six years]
    #[arg(
        long,
        env = "WATCHWARD_AUDIT_KEEP_DAYS",
        value_name = "DAYS",
        help_heading = "How long things are kept"
    )]
    pub audit_keep_days: Option<u32>,
    /// After how many minutes without use somebody is signed out [default: 60]
    #[arg(
        long,
        env = "WATCHWARD_SESSION_IDLE_MINUTES",
        value_name = "MINUTES",
        help_heading = "People"
    )]
    pub session_idle_minutes: Option<u32>,
    /// How many hours after signing in somebody is signed out in any case [default: 12]
    #[arg(long, env = "WATCHWARD_SESSION_HOURS", value_name = "HOURS", help_heading = "People")]
    pub session_hours: Option<u32>,
    /// Who is written to when a reader sends something
    #[arg(
        long,
        env = "WATCHWARD_EDITORS_EMAIL",
        value_name = "ADDRESS",
        help_heading = "What readers send"
    )]
    pub editors_email: Option<String>,
    /// Within how many working days the editors answer; without it, pages promise nothing
    #[arg(
        long,
        env = "WATCHWARD_EDITORS_ANSWER_DAYS",
        value_name = "DAYS",
        help_heading = "What readers send"
    )]
    pub editors_answer_days: Option<u32>,
    /// The mail server, smtp://USER@HOST:587 (STARTTLS) or smtps://USER@HOST:465
    #[arg(
        long,
        env = "WATCHWARD_SMTP",
        hide_env_values = true,
        value_name = "ADDRESS",
        help_heading = "What readers send"
    )]
    pub smtp: Option<Secret>,
    /// A file whose first line is the mail server's password
    #[arg(
        long,
        env = "WATCHWARD_SMTP_PASSWORD_FILE",
        value_name = "FILE",
        help_heading = "What readers send"
    )]
    pub smtp_password_file: Option<PathBuf>,
    /// Whom mail is from, like `Northvale hub <hub@example.gov.uk>` [default: the hub at contact_email]
    #[arg(
        long,
        env = "WATCHWARD_MAIL_FROM",
        value_name = "ADDRESS",
        help_heading = "What readers send"
    )]
    pub mail_from: Option<String>,
    /// A folder that mail is written to in place of being sent, to try a hub out
    #[arg(
        long,
        env = "WATCHWARD_MAIL_FOLDER",
        value_name = "DIR",
        help_heading = "What readers send"
    )]
    pub mail_folder: Option<PathBuf>,
}

impl PlaceOptions {
    /// These, and where they say nothing, `others`.
    pub(super) fn or(self, others: Self) -> Self {
        Self {
            config: self.config.or(others.config),
            data: self.data.or(others.data),
            database: self.database.or(others.database),
            log: self.log.or(others.log),
            log_format: self.log_format.or(others.log_format),
        }
    }
}

impl HubOptions {
    /// These, and where they say nothing, `others`.
    pub(super) fn or(self, others: Self) -> Self {
        let local_facts = if self.local_facts.is_empty() {
            others.local_facts
        } else {
            self.local_facts
        };
        Self {
            listen: self.listen.or(others.listen),
            public_url: self.public_url.or(others.public_url),
            trusted_proxies: self.trusted_proxies.or(others.trusted_proxies),
            operator_token: self.operator_token.or(others.operator_token),
            operator_token_file: self.operator_token_file.or(others.operator_token_file),
            secret_key_file: self.secret_key_file.or(others.secret_key_file),
            allow_private_issuers: self.allow_private_issuers.or(others.allow_private_issuers),
            hub_name: self.hub_name.or(others.hub_name),
            council_name: self.council_name.or(others.council_name),
            kept_by: self.kept_by.or(others.kept_by),
            logo: self.logo.or(others.logo),
            accent: self.accent.or(others.accent),
            contact_email: self.contact_email.or(others.contact_email),
            nations: self.nations.or(others.nations),
            audiences: self.audiences.or(others.audiences),
            hidden_services: self.hidden_services.or(others.hidden_services),
            content: self.content.or(others.content),
            local_facts,
            keep_days: self.keep_days.or(others.keep_days),
            unused_account_days: self.unused_account_days.or(others.unused_account_days),
            audit_words_days: self.audit_words_days.or(others.audit_words_days),
            audit_keep_days: self.audit_keep_days.or(others.audit_keep_days),
            session_idle_minutes: self.session_idle_minutes.or(others.session_idle_minutes),
            session_hours: self.session_hours.or(others.session_hours),
            editors_email: self.editors_email.or(others.editors_email),
            editors_answer_days: self.editors_answer_days.or(others.editors_answer_days),
            smtp: self.smtp.or(others.smtp),
            smtp_password_file: self.smtp_password_file.or(others.smtp_password_file),
            mail_from: self.mail_from.or(others.mail_from),
            mail_folder: self.mail_folder.or(others.mail_folder),
        }
    }
}
