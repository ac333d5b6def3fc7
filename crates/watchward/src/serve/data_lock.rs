//! One `serve` for each data folder: two would write one search index.

use std::{
    fs::{File, TryLockError},
    path::Path,
};

use anyhow::{Context as _, bail};

/// Holds a data folder for as long as it lives. The system lets go of it when the process dies.
#[derive(Debug)]
pub(super) struct DataLock(#[expect(dead_code, reason = "held, never read")] File);

impl DataLock {
    /// Takes the folder.
    pub(super) fn take(folder: &Path) -> anyhow::Result<Self> {
        let path = folder.join("lock");
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .with_context(|| format!("the data folder {} cannot be written to", folder.display()))?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => bail!(
                "another watchward serves from the data folder {} already: stop it, or give this one a folder of its own with --data",
                folder.display()
            ),
            Err(TryLockError::Error(error)) => {
                Err(error).with_context(|| format!("the file {} cannot be locked", path.display()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_taken_once_and_free_again_afterwards() {
        let folder = tempfile::tempdir().unwrap();
        let first = DataLock::take(folder.path()).unwrap();
        let refusal = DataLock::take(folder.path()).unwrap_err().to_string();
        assert!(refusal.contains("--data"), "{refusal}");
        drop(first);
        DataLock::take(folder.path()).unwrap();
    }
}
