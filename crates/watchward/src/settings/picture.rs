//! The council's own picture, beside the hub's name on every page.

use std::{
    hash::{DefaultHasher, Hash as _, Hasher as _},
    path::Path,
    sync::Arc,
};

use anyhow::{Context as _, bail};

/// Every reader is sent it, so it must be small.
const LARGEST: usize = 256 << 10;

/// A picture that was read from a file.
#[derive(Clone)]
pub struct Picture {
    address: String,
    mime: &'static str,
    bytes: Arc<[u8]>,
}

impl Picture {
    /// Reads the picture in a file.
    ///
    /// # Errors
    /// When the file cannot be read, is of another format or is too large.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let ending = path
            .extension()
            .and_then(|ending| ending.to_str())
            .unwrap_or_default()
            .to_ascii_lowercase();
        let mime = match ending.as_str() {
            "svg" => "image/svg+xml",
            "png" => "image/png",
            "jpg" | "jpeg" => "image/jpeg",
            "webp" => "image/webp",
            _ => bail!(
                "'{}' is not a picture: give an .svg, .png, .jpg or .webp file",
                path.display()
            ),
        };
        let bytes = std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
        if bytes.len() > LARGEST {
            bail!(
                "{} has {} KiB: make it smaller than {} KiB",
                path.display(),
                bytes.len() >> 10,
                LARGEST >> 10
            );
        }
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        Ok(Self {
            address: format!("/logo/{:016x}", hasher.finish()),
            mime,
            bytes: bytes.into(),
        })
    }

    /// Its address on the hub. Another picture has another, so that it may be kept for ever.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Its media type.
    pub fn mime(&self) -> &'static str {
        self.mime
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Picture({}, {} bytes)", self.mime, self.bytes.len())
    }
}
