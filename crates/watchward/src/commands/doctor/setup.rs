//! What the settings say, and what they leave out.

use library::local_fact;
use text::words::counted;

use super::findings::Findings;
use crate::settings::Settings;

/// Tells what is set, without a secret, and what is not.
pub(super) fn examine(settings: &Settings, findings: &mut Findings) {
    let (place, library) = (&settings.place, &settings.library);
    match &place.file {
        Some(file) => findings.configured(format_args!("Settings: {}", file.display())),
        None => findings.configured("Settings: no watchward.toml; flags, variables and defaults alone"),
    }
    findings.configured(format_args!("Data: {}", place.data.display()));
    findings.configured(format_args!("Listens on: {}", settings.listen));
    let council = library
        .council_name
        .as_ref()
        .map(|name| format!(", for {name}"))
        .unwrap_or_default();
    findings.configured(format_args!(
        "Hub: {}{council}, kept by {}",
        library.hub_name, library.kept_by
    ));
    let nations: Vec<&str> = library.nations.iter().map(|nation| nation.name()).collect();
    findings.configured(format_args!("Nations: {}", nations.join(", ")));
    findings.configured(format_args!(
        "What readers send is kept for {}",
        counted(library.keep_days, "day", "days")
    ));
    let kept = &settings.retention;
    findings.configured(format_args!(
        "Kept: unused accounts {}, words of the audit trail {}, its entries {}",
        counted(kept.unused_accounts, "day", "days"),
        kept.audit_words,
        kept.audit_entries
    ));
    let lifetimes = settings.lifetimes;
    findings.configured(format_args!(
        "People are signed out after {} without use, and after {}",
        counted(lifetimes.idle / 60, "minute", "minutes"),
        counted(lifetimes.absolute / 3600, "hour", "hours")
    ));
    address(settings, findings);
    editors(settings, findings);
    local_facts(settings, findings);
}

fn address(settings: &Settings, findings: &mut Findings) {
    match &settings.library.public_url {
        Some(url) => findings.configured(format_args!("Public address: {url}")),
        None => findings.missing(
            "public_url is not set, so feeds and the site map give whatever address they were asked by",
            "Set it to the address by which the world reaches the hub",
        ),
    }
    if settings.mailer.is_some() && settings.library.public_url.is_none() {
        findings.missing(
            "Mail can be sent and public_url is not set, so invitations and forgotten passwords go without mail",
            "Set public_url",
        );
    }
    if settings.operator_token.is_some() {
        findings.configured("Operator's token: set");
    }
}

fn editors(settings: &Settings, findings: &mut Findings) {
    match &settings.library.contact_email {
        Some(contact) => findings.configured(format_args!("Contact: {contact}")),
        None => findings.missing(
            "contact_email is not set, so pages name nobody to write to",
            "Set it to an address that somebody reads",
        ),
    }
    match (&settings.editors, &settings.mailer) {
        (Some(editors), Some(_)) => {
            findings.configured(format_args!("What readers send is mailed to {}", editors.email()));
        }
        (Some(_), None) => findings.missing(
            "editors_email is set and nothing can send mail",
            "Set smtp to the mail server, or read what readers send with `watchward inbox`",
        ),
        (None, Some(_)) => {
            findings.missing(
                "Mail can be sent and editors_email is not set",
                "Set editors_email, or leave smtp out",
            );
        }
        (None, None) => findings.missing(
            "Nobody is told when a reader sends something",
            "Set editors_email and smtp, or look with `watchward inbox` once a week",
        ),
    }
}

fn local_facts(settings: &Settings, findings: &mut Findings) {
    let is_missing = |name: &str| settings.library.facts.find(name).is_none();
    let missing: Vec<&str> = local_fact::NAMES
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| is_missing(name))
        .collect();
    let known = local_fact::NAMES.len() - missing.len();
    findings.configured(format_args!("Local facts: {known} of {}", local_fact::NAMES.len()));
    if !missing.is_empty() {
        findings.missing(
            format_args!(
                "Local facts not given, so pages use general words: {}",
                missing.join(", ")
            ),
            "Give them in watchward.toml under [local_facts]",
        );
    }
}
