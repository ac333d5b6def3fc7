//! Learns the senses of words from a content folder, and writes `src/words/senses.txt`.
//!
//! `cargo run --release -p search --example learn -- ../../content src/words/senses.txt`
//!
//! Every piece of a word begins with the vector that English gives it (`learn/general.txt`, of
//! `tools/senses/general.py`). They are moved until the phrases of one page, and the passages of its
//! text, point nearer to that page than to any other. Run it again when much has been written; the
//! same content gives the same table. `--without FOLD` leaves out every fifth
//! phrase, for `try --held-out FOLD` to ask.

#[path = "try/content.rs"]
mod content;
#[path = "learn/examples.rs"]
mod examples;
#[path = "try/folds.rs"]
mod folds;
#[path = "learn/moving.rs"]
mod moving;
#[path = "learn/table.rs"]
mod table;

use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (folder, table, without) = match arguments.as_slice() {
        [folder, table] => (folder, table, None),
        [folder, table, flag, fold] if flag == "--without" => (folder, table, Some(fold.parse()?)),
        _ => return Err("usage: learn FOLDER TABLE [--without FOLD]".into()),
    };
    let (mut documents, _) = content::read(Path::new(folder))?;
    if let Some(fold) = without {
        folds::take_out(&mut documents, fold);
    }
    let lessons = examples::Lessons::of(&documents);
    println!(
        "{} pages, {} pieces, {} phrases and passages",
        lessons.pages,
        lessons.names.len(),
        lessons.examples.len()
    );
    table::write(Path::new(table), &moving::learn(&lessons))
}
