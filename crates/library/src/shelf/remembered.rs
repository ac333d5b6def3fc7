//! What the database remembers of what readers see: the items that editors keep, and the organisations.

use std::sync::Arc;

use accounts::directory::{self, Directory};
use db::{Result, Tx};

use crate::item::store::{self, KeptItem};

/// What the database remembers of what readers see.
#[derive(Debug, Clone, Default)]
pub struct Remembered {
    /// The items that editors keep.
    pub items: Vec<KeptItem>,
    /// The organisations, with their local facts.
    pub directory: Arc<Directory>,
}

impl Remembered {
    /// Reads all of it as it stands at one moment.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read(tx: &mut Tx) -> Result<Self> {
        Ok(Self {
            items: store::list(tx).await?,
            directory: Arc::new(directory::load(tx).await?),
        })
    }
}

impl From<Vec<KeptItem>> for Remembered {
    fn from(items: Vec<KeptItem>) -> Self {
        Self {
            items,
            ..Self::default()
        }
    }
}
