//! A value that is never shown.

use std::{convert::Infallible, fmt, path::Path, str::FromStr};

use anyhow::Context as _;

/// A password, a token, or an address that may have one in it.
#[derive(Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Keeps `text` from being shown.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The first line of a file.
    ///
    /// # Errors
    /// When the file cannot be read, or its first line is empty.
    pub fn of_file(path: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
        match text.lines().next().map(str::trim) {
            Some(line) if !line.is_empty() => Ok(Self::new(line)),
            _ => anyhow::bail!("the first line of {} is empty", path.display()),
        }
    }

    /// The value, for its one use.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The value as an address without its password, which may be shown.
    pub fn without_password(&self) -> String {
        match url::Url::parse(&self.0) {
            Ok(mut url) if url.password().is_some() => {
                let _ = url.set_password(Some("…"));
                url.to_string().replace("%E2%80%A6", "…")
            }
            _ => self.0.clone(),
        }
    }
}

impl FromStr for Secret {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self::new(text))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("(a secret)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_its_password() {
        let address = Secret::new("postgres://ada:word@db.example/hub");
        assert_eq!(address.without_password(), "postgres://ada:…@db.example/hub");
        assert_eq!(format!("{address:?}"), "(a secret)");
        assert_eq!(Secret::new("sqlite:/x").without_password(), "sqlite:/x");
    }
}
