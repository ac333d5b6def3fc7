//! The file `watchward.toml`.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

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
        bail!("{} is in the data folder and names another: leave 'data' out of it", path.display());
    }
    Ok((Some(path), place, hub))
}

fn of_text(text: &str, folder: &Path) -> anyhow::Result<(PlaceOptions, HubOptions)> {
    let table: toml::Table = toml::from_str(text).map_err(without_value)?;
    names::refuse_unknown_keys(table.keys())?;
    let mut place: PlaceOptions = toml::from_str(text).map_err(without_value)?;
    let mut hub: HubOptions = toml::from_str(text).map_err(without_value)?;
    // Whoever writes a path into a file means it from there.
    let paths = [
        &mut place.data,
        &mut hub.content,
        &mut hub.logo,
        &mut hub.smtp_password_file,
        &mut hub.operator_token_file,
        &mut hub.mail_folder,
    ];
    for path in paths.into_iter().flatten() {
        *path = folder.join(&path);
    }
    Ok((place, hub))
}

/// What the reader of TOML said and where, without the line itself, which may hold a secret.
fn without_value(error: toml::de::Error) -> anyhow::Error {
    anyhow::anyhow!("{}", error.message().lines().next().unwrap_or("it is not TOML"))
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
        let wrong = told("operator_token = 'hush'\nkeep_days = 'many'");
        assert!(wrong.contains("line 2") && !wrong.contains("hush"), "{wrong}");
    }
}
