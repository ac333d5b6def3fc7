//! The corpus: real and hostile files that are too large to keep beside the code.

use std::path::PathBuf;

/// The folder that `WATCHWARD_CORPUS` names. Unset, there is none and a line says so: the test goes on
/// with a small sample of ours.
///
/// # Panics
/// When the variable is set and the folder cannot be read: a test never skips in silence.
pub fn corpus() -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("WATCHWARD_CORPUS").map(PathBuf::from) else {
        println!("WATCHWARD_CORPUS is not set: this test runs on a small sample of ours");
        return None;
    };
    match std::fs::read_dir(&folder) {
        Ok(_) => Some(folder),
        Err(error) => panic!(
            "WATCHWARD_CORPUS names {}, which cannot be read: {error}",
            folder.display()
        ),
    }
}
