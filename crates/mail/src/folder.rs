//! A folder in place of a server: each message becomes a numbered file, and none is written over.

use std::{io, path::Path};

use tokio::{fs, io::AsyncWriteExt as _};

pub(crate) async fn write(folder: &Path, message: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder).await?;
    let mut number = count(folder).await? + 1;
    let mut file = loop {
        let path = folder.join(format!("{number:06}.eml"));
        match fs::File::create_new(path).await {
            Ok(file) => break file,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err(error),
        }
    };
    file.write_all(message).await?;
    file.sync_all().await
}

async fn count(folder: &Path) -> io::Result<usize> {
    let mut entries = fs::read_dir(folder).await?;
    let mut count = 0;
    while entries.next_entry().await?.is_some() {
        count += 1;
    }
    Ok(count)
}
