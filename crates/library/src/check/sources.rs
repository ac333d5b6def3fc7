//! What is checked: the starter library, and a folder laid over it.

use std::{io, path::Path};

use crate::{
    item::{Fault, File},
    shelf,
};

/// What is checked.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The files of the starter library.
    pub built_in: Vec<File>,
    /// The files of the folder laid over it, when one is given.
    pub folder: Option<Vec<File>>,
    /// What is wrong with files of the folder that are no text.
    pub unreadable: Vec<Fault>,
}

impl Sources {
    /// The starter library alone.
    pub fn built_in() -> Self {
        Self {
            built_in: shelf::built_in(),
            ..Self::default()
        }
    }

    /// The starter library with `folder` laid over it.
    ///
    /// # Errors
    /// When the folder itself cannot be read.
    pub fn with_folder(folder: &Path) -> io::Result<Self> {
        let (files, unreadable) = shelf::of_folder(folder)?;
        Ok(Self {
            built_in: shelf::built_in(),
            folder: Some(files),
            unreadable,
        })
    }
}
