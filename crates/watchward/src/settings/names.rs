//! The names of settings, and what to say when somebody writes another.

use anyhow::bail;
use clap::Args as _;
use library::{item::Kind, shelf::Names};
use strsim::damerau_levenshtein as distance;

use super::{HubOptions, PlaceOptions};

/// The key of the one setting that only the file can have.
pub(super) const LOCAL_FACTS: &str = "local_facts";
/// Variables that begin like settings and belong to the tests.
const OF_TESTS: [&str; 2] = ["WATCHWARD_CORPUS", "WATCHWARD_TEST_"];

/// Every setting's key, in the order of the help.
fn keys() -> Vec<String> {
    let command = HubOptions::augment_args(PlaceOptions::augment_args(clap::Command::new("watchward")));
    command
        .get_arguments()
        .map(|argument| argument.get_id().to_string())
        .collect()
}

/// Refuses a variable that begins with `WATCHWARD_` and is no setting: it is one with a slip in it.
///
/// # Errors
/// The first such variable.
pub fn refuse_unknown_variables<'v>(variables: impl IntoIterator<Item = &'v str>) -> anyhow::Result<()> {
    let known: Vec<String> = keys().iter().map(|key| variable(key)).collect();
    for name in variables {
        let is_ours = name.starts_with("WATCHWARD_") && !OF_TESTS.iter().any(|prefix| name.starts_with(prefix));
        if is_ours && !known.iter().any(|variable| variable == name) {
            bail!(
                "the variable {name} is no setting. Did you mean {}?",
                nearest(name, &known)
            );
        }
    }
    Ok(())
}

/// The variable of a setting.
fn variable(key: &str) -> String {
    format!("WATCHWARD_{}", key.to_ascii_uppercase())
}

/// Refuses a key of the file that is no setting.
pub(super) fn refuse_unknown_keys<'k>(found: impl IntoIterator<Item = &'k String>) -> anyhow::Result<()> {
    let mut known = keys();
    // A file cannot say where it is.
    known.retain(|key| key != "config");
    known.push(LOCAL_FACTS.to_owned());
    for key in found {
        if !known.contains(key) {
            bail!("'{key}' is no setting. Did you mean '{}'?", nearest(key, &known));
        }
    }
    Ok(())
}

/// Refuses a group or a hidden service that is in neither the starter library, the hub's folder nor its database.
///
/// # Errors
/// The first such name.
pub fn refuse_unknown_items(settings: &library::Settings, names: &Names) -> anyhow::Result<()> {
    for (setting, kind, slugs) in [
        ("audiences", Kind::Audience, &settings.audiences),
        ("hidden_services", Kind::Service, &settings.hidden_services),
    ] {
        let known = names.of(kind);
        if let Some(unknown) = slugs.iter().find(|slug| !known.contains(slug)) {
            bail!(
                "{setting}: '{unknown}' is no {} of this hub. Did you mean '{}'?",
                kind.noun().to_lowercase(),
                nearest(unknown, &known)
            );
        }
    }
    Ok(())
}

/// What to say of a local fact that is not known.
pub(super) fn unknown_fact(name: &str) -> anyhow::Error {
    let known: Vec<String> = library::local_fact::NAMES
        .iter()
        .map(|(known, _)| (*known).to_owned())
        .collect();
    anyhow::anyhow!(
        "{LOCAL_FACTS}: '{name}' is no local fact. Did you mean '{}'?",
        nearest(name, &known)
    )
}

fn nearest<'k>(name: &str, known: &'k [String]) -> &'k str {
    known
        .iter()
        .min_by_key(|key| distance(name, key))
        .map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_with_a_slip_is_named_with_the_nearest_setting() {
        let refusal = refuse_unknown_variables(["WATCHWARD_HUBNAME"]).unwrap_err().to_string();
        assert!(
            refusal.contains("WATCHWARD_HUBNAME") && refusal.contains("WATCHWARD_HUB_NAME?"),
            "{refusal}"
        );
    }

    #[test]
    fn settings_and_the_tests_own_variables_are_let_through() {
        let fine = [
            "WATCHWARD_DATA",
            "WATCHWARD_CORPUS",
            "WATCHWARD_TEST_POSTGRES",
            "PATH",
            "WATCHWARD_KEEP_DAYS",
        ];
        refuse_unknown_variables(fine).unwrap();
    }

    #[test]
    fn a_key_with_a_slip_is_named_with_the_nearest_setting() {
        let refusal = refuse_unknown_keys([&"trusted_proxy".to_owned()])
            .unwrap_err()
            .to_string();
        assert!(
            refusal.contains("'trusted_proxy'") && refusal.contains("'trusted_proxies'"),
            "{refusal}"
        );
    }

    #[test]
    fn a_group_or_service_with_a_slip_is_named_with_the_nearest() {
        let names = Names::of_files(&library::shelf::built_in());
        let refusal = |settings: library::Settings| refuse_unknown_items(&settings, &names).unwrap_err().to_string();
        let group = refusal(library::Settings {
            audiences: vec!["all-staff".into(), "finence".into()],
            ..library::Settings::default()
        });
        assert_eq!(
            group,
            "audiences: 'finence' is no group of this hub. Did you mean 'finance'?"
        );
        let service = refusal(library::Settings {
            hidden_services: vec!["pay-roll".into()],
            ..library::Settings::default()
        });
        assert_eq!(
            service,
            "hidden_services: 'pay-roll' is no service of this hub. Did you mean 'payroll'?"
        );
        let good = library::Settings {
            audiences: vec!["finance".into()],
            hidden_services: vec!["payroll".into()],
            ..library::Settings::default()
        };
        refuse_unknown_items(&good, &names).unwrap();
    }
}
