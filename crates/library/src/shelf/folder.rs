//! Where content files come from: built in, a folder, the database.

use std::{borrow::Cow, collections::BTreeMap, fs::DirEntry, io, path::Path};

use rust_embed::RustEmbed;
use web::{OrganisationId, Tlp};

use crate::item::{self, Fault, File, Item, store::KeptItem};

#[derive(RustEmbed)]
#[folder = "../../content"]
struct BuiltIn;

/// A file of the starter library that is no item, by its path below the content folder.
pub(crate) fn built_in_text(path: &str) -> Option<Cow<'static, str>> {
    BuiltIn::get(path).map(|file| text_of(file.data))
}

/// The starter library, as it was when the program was built.
pub fn built_in() -> Vec<File> {
    BuiltIn::iter()
        .filter(|path| path.ends_with(".md"))
        .filter_map(|path| {
            Some(File {
                source: text_of(BuiltIn::get(&path)?.data),
                path: path.into_owned(),
            })
        })
        .collect()
}

fn text_of(data: Cow<'static, [u8]>) -> Cow<'static, str> {
    match data {
        Cow::Borrowed(data) => String::from_utf8_lossy(data),
        Cow::Owned(data) => Cow::Owned(String::from_utf8_lossy(&data).into_owned()),
    }
}

/// The content files of a folder: those that end in `.md`, one level down, in order. A file that cannot be
/// read is a fault and no more.
///
/// # Errors
/// When the folder itself cannot be read.
pub fn of_folder(folder: &Path) -> io::Result<(Vec<File>, Vec<Fault>)> {
    /// What search reads beside the items.
    const ASKED: &str = "asked";
    /// An item is a page; a file larger than this is something else.
    const LARGEST: u64 = 1 << 20;
    let mut files = Vec::new();
    let mut faults = Vec::new();
    let mut kinds: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    kinds.sort_by_key(DirEntry::file_name);
    let is_of_items = |entry: &&DirEntry| entry.path().is_dir() && entry.file_name() != ASKED;
    for kind in kinds.iter().filter(is_of_items) {
        let mut entries: Vec<_> = std::fs::read_dir(kind.path())?.collect::<Result<_, _>>()?;
        entries.sort_by_key(DirEntry::file_name);
        for entry in entries {
            let path = entry.path();
            let name = format!(
                "{}/{}",
                kind.file_name().to_string_lossy(),
                entry.file_name().to_string_lossy()
            );
            if path.extension().is_none_or(|extension| extension != "md") {
                faults.extend(path.is_file().then(|| misnamed(name)).flatten());
                continue;
            }
            let is_too_large = entry.metadata().is_ok_and(|metadata| metadata.len() > LARGEST);
            match std::fs::read(&path).map(String::from_utf8) {
                _ if is_too_large => {
                    let remedy = "Shorten it, or make several items of it: an item is one page";
                    faults.push(unreadable(name, "it is larger than 1 MiB", remedy));
                }
                Ok(Ok(source)) => files.push(File {
                    path: name,
                    source: source.into(),
                }),
                Ok(Err(_)) => faults.push(unreadable(name, "it is not UTF-8 text", "Save it as UTF-8 text")),
                Err(error) => {
                    let remedy = "Let this program read it, or take it out";
                    faults.push(unreadable(name, &error.to_string(), remedy));
                }
            }
        }
    }
    Ok((files, faults))
}

/// A file that was meant to be an item, going by its name, and is passed over for it.
fn misnamed(file: String) -> Option<Fault> {
    /// How else the names of such files end.
    const ENDINGS: [&str; 6] = ["md", "markdown", "mdown", "mkd", "mdx", "txt"];
    let (name, ending) = file.rsplit_once('.')?;
    ENDINGS.contains(&ending.to_lowercase().as_str()).then(|| Fault {
        line: 1,
        what: format!("the file is not read: its name ends in .{ending}"),
        remedy: format!("Name it {name}.md, or take it out"),
        file: file.clone(),
    })
}

fn unreadable(file: String, why: &str, remedy: &str) -> Fault {
    Fault {
        file,
        line: 1,
        what: format!("the file cannot be read: {why}"),
        remedy: remedy.into(),
    }
}

/// Reads an item that editors keep. Its label and its owner are those of the table, whatever the source says.
///
/// # Errors
/// All that keeps it from being one.
pub fn of_kept(kept: &KeptItem) -> Result<Item, Vec<Fault>> {
    let file = File {
        path: format!("{}/{}.md", kept.kind, kept.slug),
        source: kept.source.clone().into(),
    };
    let tlp: Tlp = kept.tlp.parse().map_err(|error: web::NotALabel| {
        vec![file.fault(1, error.to_string(), "Save the item again with a TLP label")]
    })?;
    let item = item::read(&file).map_err(|broken| broken.faults)?;
    Ok(Item {
        tlp,
        organisation: kept.organisation_id,
        ..item
    })
}

/// All good items, each from the place that wins, and what is wrong with the rest.
#[derive(Debug, Default)]
pub struct Collected {
    /// The good items.
    pub items: Vec<Item>,
    /// What is wrong with the others.
    pub faults: Vec<Fault>,
}

/// Reads files in the order of who wins: an editor's version over the folder's over the built-in one.
///
/// A version that cannot be read hides nothing: the next one is served, and the fault is told.
pub fn collect(built_in: &[File], folder: &[File], kept: &[KeptItem]) -> Collected {
    let mut collected = Collected::default();
    let mut chosen: BTreeMap<(Option<OrganisationId>, String), Item> = BTreeMap::new();
    for file in built_in.iter().chain(folder) {
        match item::read(file) {
            Ok(item) => {
                chosen.insert((None, item.path()), item);
            }
            Err(broken) => collected.faults.extend(broken.faults),
        }
    }
    for kept in kept {
        match of_kept(kept) {
            Ok(item) => {
                chosen.insert((kept.organisation_id, item.path()), item);
            }
            Err(faults) => collected.faults.extend(faults),
        }
    }
    collected.items = chosen.into_values().collect();
    collected
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_passed_over_is_told_with_its_own_remedy() {
        let folder = tempfile::tempdir().unwrap();
        let guidance = folder.path().join("guidance");
        std::fs::create_dir(&guidance).unwrap();
        let big = vec![b'x'; (1 << 20) + 1];
        for (name, bytes) in [
            ("UPPER.MD", &b"+++"[..]),
            ("big.md", &big),
            ("good.md", b"+++"),
            ("latin.md", b"\xe9"),
            ("map.png", b"x"),
            ("r.markdown", b"+++"),
        ] {
            std::fs::write(guidance.join(name), bytes).unwrap();
        }
        let (files, faults) = of_folder(folder.path()).unwrap();
        assert_eq!(files.len(), 1);
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "guidance/UPPER.MD:1: the file is not read: its name ends in .MD. Name it guidance/UPPER.md, or take it out",
                "guidance/big.md:1: the file cannot be read: it is larger than 1 MiB. Shorten it, or make several items of it: an item is one page",
                "guidance/latin.md:1: the file cannot be read: it is not UTF-8 text. Save it as UTF-8 text",
                "guidance/r.markdown:1: the file is not read: its name ends in .markdown. Name it guidance/r.md, or take it out",
            ]
        );
    }
}
