//! What can fail: the disk, or another process that is writing.

/// Why the index could not be opened, written or read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder could not be made, read or written.
    #[error("the search folder could not be used")]
    Folder(#[source] std::io::Error),
    /// Another writer holds the index: try again shortly.
    #[error("the search index is being written by another process")]
    Busy,
    /// The index itself failed.
    #[error("the search index failed")]
    Store(#[source] tantivy::TantivyError),
    /// A document could not be written down or read back.
    #[error("a document in the search index could not be read")]
    Document(#[from] serde_json::Error),
}

/// Either what was asked for, or why not.
pub type Result<T> = std::result::Result<T, Error>;

impl From<tantivy::TantivyError> for Error {
    fn from(error: tantivy::TantivyError) -> Error {
        match error {
            tantivy::TantivyError::LockFailure(..) => Error::Busy,
            other => Error::Store(other),
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Error {
        Error::Store(error.into())
    }
}
