//! Which addresses there are, and where each stands.

use std::collections::BTreeMap;

use super::{
    super::{entry::Entry, outside},
    report::Standing,
};
use crate::item::{self, File};

/// All outside addresses in `files`, each once, with every place that has it.
pub(super) fn addresses(files: &[File]) -> BTreeMap<String, Vec<Standing>> {
    let mut addresses: BTreeMap<String, Vec<Standing>> = BTreeMap::new();
    for file in files {
        let Ok(item) = item::read(file) else { continue };
        let entry = Entry::new(item, file);
        for found in outside::addresses(&entry) {
            // The place on a page is the browser's affair, and the server never hears of it.
            let address = outside::without_fragment(&found.address).to_owned();
            let standing = Standing {
                file: file.path.clone(),
                line: entry.line_of(&found.place),
            };
            addresses.entry(address).or_default().push(standing);
        }
    }
    for standing in addresses.values_mut() {
        standing.sort();
        standing.dedup();
    }
    addresses
}
