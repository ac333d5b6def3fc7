//! The file `watchward.toml`.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use serde::de::DeserializeOwned;

use super::{HubOptions, PlaceOptions, names};

const NAME: &str = "watchward.toml";

/// Reads the file: the one that `given` names, else the one here, else the one in the data folder. There
/// need be none.
pub(super) fn read(given: &PlaceOptions) -> anyhow::Result<(Option<PathBuf>, PlaceOptions, HubOptions)> {
    let data = given.data.clone().unwrap_or_else(|| PathBuf::from("./data"));
    let (here, in_data) = (PathBuf::from(NAME), data.join(NAME));
    let path = match &given.config {
        Some(path) => path.clone(),
        None if here.is_file() => here,
        None if in_data.is_file() => in_data.clone(),
        None => return Ok((None, PlaceOptions::default(), HubOptions::default())),
    };
    let text = std::fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    let (place, hub) = of_text(&text, path.parent().unwrap_or(Path::new("")))
        .with_context(|| format!("{} has a fault", path.display()))?;
    if path == in_data && given.config.is_none() && place.data.is_some() {
        bail!(
            "{} is in the data folder and names another: leave 'data' out of it",
            path.display()
        );
    }
    Ok((Some(path), place, hub))
}

fn of_text(text: &str, folder: &Path) -> anyhow::Result<(PlaceOptions, HubOptions)> {
    let table: toml::Table = parsed(text)?;
    names::refuse_unknown_keys(table.keys())?;
    let mut place: PlaceOptions = parsed(text)?;
    let mut hub: HubOptions = parsed(text)?;
    // Whoever writes a path into a file means it from there.
    let paths = [
        &mut place.data,
        &mut hub.content,
        &mut hub.logo,
        &mut hub.smtp_password_file,
        &mut hub.operator_token_file,
        &mut hub.secret_key_file,
        &mut hub.mail_folder,
    ];
    for path in paths.into_iter().flatten() {
        *path = folder.join(&path);
    }
    Ok((place, hub))
}

/// What the text says; or what is wrong and where, without the line itself, which may hold a secret.
fn parsed<T: DeserializeOwned>(text: &str) -> anyhow::Result<T> {
    toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| text[..span.start].lines().count().max(1));
        let what = error.message().lines().next().unwrap_or("it is not TOML");
        anyhow::anyhow!("line {line}: {}", without_value(what))
    })
}

/// The words of the reader without the value that it repeats: `string "hush"`.
fn without_value(what: &str) -> String {
    match (what.find('"'), what.rfind('"')) {
        (Some(first), Some(last)) if first < last => format!("{}{}", what[..first].trim_end(), &what[last + 1..]),
        _ => what.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_setting_is_read() {
        let text = "hub_name = 'North Hub'\nkeep_days = 30\nnations = ['wales']\nlisten = '0.0.0.0:80'\n\
                    content = 'content'\n[local_facts]\nsiro = 'Ada'\n";
        let (_, hub) = of_text(text, Path::new("/etc/hub")).unwrap();
        assert_eq!(hub.hub_name.as_deref(), Some("North Hub"));
        assert_eq!(hub.keep_days, Some(30));
        assert_eq!(hub.content.as_deref(), Some(Path::new("/etc/hub/content")));
        assert_eq!(hub.local_facts.get("siro").map(String::as_str), Some("Ada"));
    }

    #[test]
    fn an_unknown_key_and_a_wrong_value_are_told_without_showing_values() {
        let told = |text| format!("{:#}", of_text(text, Path::new("")).unwrap_err());
        assert!(told("hubname = 'x'").contains("'hubname'"), "{}", told("hubname = 'x'"));
        let wrong = told("hub_name = 'x'\nkeep_days = 'hush'");
        assert!(wrong.contains("line 2") && !wrong.contains("hush"), "{wrong}");
        assert!(!told("operator_token = 'hush").contains("hush"));
    }
}
