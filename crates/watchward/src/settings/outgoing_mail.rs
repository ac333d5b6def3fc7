//! How mail leaves the hub.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow};
use mail::Mailer;

use super::Secret;

/// How mail leaves: the mail server's address with the password of the file in it, or a folder.
pub(super) fn setting(
    smtp: Option<Secret>,
    password_file: Option<&PathBuf>,
    folder: Option<&PathBuf>,
) -> anyhow::Result<Option<Secret>> {
    match (smtp, password_file, folder) {
        (Some(_), _, Some(_)) => Err(anyhow!("smtp and mail_folder are both given: keep one")),
        (Some(address), None, None) => Ok(Some(address)),
        (Some(address), Some(file), None) => with_password(&address, file).map(Some),
        (None, Some(_), _) => Err(anyhow!(
            "smtp_password_file is given, and smtp is not: say which server it is for"
        )),
        (None, None, folder) => Ok(folder.map(|folder| Secret::new(format!("folder:{}", folder.display())))),
    }
}

fn with_password(address: &Secret, file: &Path) -> anyhow::Result<Secret> {
    let wrong = || anyhow!("smtp_password_file needs smtp to be an address with a user and without a password");
    let mut url = url::Url::parse(address.reveal()).map_err(|_| wrong())?;
    if url.username().is_empty() || url.password().is_some() {
        return Err(wrong());
    }
    let password = Secret::of_file(file).context("smtp_password_file")?;
    url.set_password(Some(password.reveal())).map_err(|()| wrong())?;
    Ok(Secret::new(url.to_string()))
}

/// What sends mail, when there is such a setting.
pub(super) fn mailer(setting: Option<Secret>, from: Option<mail::Address>) -> anyhow::Result<Option<Mailer>> {
    let Some(setting) = setting else { return Ok(None) };
    let from = from.ok_or_else(|| anyhow!("mail can be sent, and nobody says from whom: set mail_from"))?;
    Mailer::open(setting.reveal(), from).context("smtp").map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_from_a_file_goes_into_the_mail_servers_address_and_is_not_shown() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("password");
        std::fs::write(&file, "s3cret/word\n").unwrap();
        let address = Secret::new("smtp://hub@mail.example:587");
        let address = setting(Some(address), Some(&file), None).unwrap().unwrap();
        assert_eq!(address.reveal(), "smtp://hub:s3cret%2Fword@mail.example:587");
        let mailer = mailer(Some(address), Some("hub@example.gov.uk".parse().unwrap())).unwrap();
        assert!(!format!("{mailer:?}").contains("s3cret"));
    }
}
