//! A shelf: one index on disk (or in memory), and what is written to it.

use std::collections::{HashMap, HashSet};
use std::ops::Add;
use std::path::Path;

use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, IndexReader, IndexWriter, ReloadPolicy, Searcher, TERMINATED, Term};

use crate::document::{Indexed, Meaning, Scope};
use crate::error::{Error, Result};
use crate::fields::{Change, Fields, fnv, format, schema};

const WRITER_BYTES: usize = 48_000_000;
/// So many blocks of documents, of 16 KiB each, stay unpacked in memory: a page of what was found has fewer.
const BLOCKS_KEPT: usize = 10;

/// One index.
pub(crate) struct Shelf {
    index: tantivy::Index,
    reader: IndexReader,
    pub fields: Fields,
}

/// What is kept beside the documents, committed with them.
#[derive(Default, serde::Serialize, serde::Deserialize)]
struct Payload {
    format: u64,
    meanings: Vec<Meaning>,
}

/// How many documents a sync added, changed and removed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Synced {
    /// Not there before.
    pub added: usize,
    /// There before, and different now.
    pub changed: usize,
    /// There before, and no longer.
    pub removed: usize,
}

impl Add for Synced {
    type Output = Synced;

    fn add(self, other: Synced) -> Synced {
        Synced {
            added: self.added + other.added,
            changed: self.changed + other.changed,
            removed: self.removed + other.removed,
        }
    }
}

impl Shelf {
    pub(crate) fn in_memory() -> Result<Shelf> {
        Shelf::of(tantivy::Index::create_in_ram(schema().0))
    }

    /// Opens what is on disk. What is damaged or of another format is emptied, and the log says so.
    pub(crate) fn open(folder: &Path) -> Result<Shelf> {
        std::fs::create_dir_all(folder).map_err(Error::Folder)?;
        if std::fs::read_dir(folder).map_err(Error::Folder)?.next().is_none() {
            return Shelf::create(folder);
        }
        match Shelf::open_sound(folder) {
            Ok(shelf) => Ok(shelf),
            Err(reason) => {
                tracing::warn!(folder = %folder.display(), reason, "the search index is emptied, to be filled again");
                std::fs::remove_dir_all(folder).map_err(Error::Folder)?;
                std::fs::create_dir_all(folder).map_err(Error::Folder)?;
                Shelf::create(folder)
            }
        }
    }

    fn create(folder: &Path) -> Result<Shelf> {
        Shelf::of(tantivy::Index::create_in_dir(folder, schema().0)?)
    }

    fn open_sound(folder: &Path) -> std::result::Result<Shelf, String> {
        let index = tantivy::Index::open_in_dir(folder).map_err(|error| error.to_string())?;
        if index.schema() != schema().0 {
            return Err("its fields are of another format".to_owned());
        }
        let damaged = index.validate_checksum().map_err(|error| error.to_string())?;
        if !damaged.is_empty() {
            return Err(format!("{} of its files are damaged", damaged.len()));
        }
        let metas = index.load_metas().map_err(|error| error.to_string())?;
        match (payload(metas.payload.as_deref()), metas.segments.is_empty()) {
            (Some(payload), _) if payload.format == format() => {}
            (None, true) => {}
            _ => return Err("it is of another format".to_owned()),
        }
        Shelf::of(index).map_err(|error| error.to_string())
    }

    fn of(index: tantivy::Index) -> Result<Shelf> {
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual);
        let reader = reader.doc_store_cache_num_blocks(BLOCKS_KEPT).try_into()?;
        Ok(Shelf {
            index,
            reader,
            fields: schema().1,
        })
    }

    /// The newest committed state.
    pub(crate) fn searcher(&self) -> Result<Searcher> {
        self.reader.reload()?;
        Ok(self.reader.searcher())
    }

    /// The meanings committed with the documents.
    pub(crate) fn meanings(&self) -> Result<Vec<Meaning>> {
        let metas = self.index.load_metas()?;
        Ok(payload(metas.payload.as_deref()).unwrap_or_default().meanings)
    }

    /// Makes the shelf hold these documents in place of those `held` (key and hash), writing only what
    /// differs.
    pub(crate) fn sync(
        &self,
        documents: &[&Indexed],
        meanings: &[Meaning],
        mut held: HashMap<String, u64>,
    ) -> Result<Synced> {
        let mut synced = Synced::default();
        let mut changes = Vec::new();
        let mut seen = HashSet::new();
        // The last of several with one key counts, so the latest is looked at first.
        for document in documents.iter().rev() {
            let key = key(document.scope, &document.path);
            if !seen.insert(key.clone()) {
                continue;
            }
            let given = serde_json::to_vec(document)?;
            let hash = fnv(&given);
            match held.remove(&key) {
                Some(old) if old == hash => continue,
                Some(_) => synced.changed += 1,
                None => synced.added += 1,
            }
            changes.push(Change {
                key,
                hash,
                given,
                document,
            });
        }
        synced.removed = held.len();
        if synced != Synced::default() || self.meanings()? != meanings {
            self.write(changes, held.into_keys(), meanings)?;
        }
        Ok(synced)
    }

    /// Writes these documents and takes away those at these addresses.
    pub(crate) fn change(&self, documents: &[&Indexed], gone: &[&(Scope, String)]) -> Result<Synced> {
        let searcher = self.searcher()?;
        let mut held = HashMap::new();
        let given = documents.iter().map(|document| key(document.scope, &document.path));
        for key in given.chain(gone.iter().map(|(scope, path)| key(*scope, path))) {
            if let Some(hash) = self.find(&searcher, &key)? {
                held.insert(key, hash);
            }
        }
        self.sync(documents, &self.meanings()?, held)
    }

    /// The hash of the document with this key.
    fn find(&self, searcher: &Searcher, key: &str) -> Result<Option<u64>> {
        for segment in searcher.segment_readers() {
            let index = segment.inverted_index(self.fields.key)?;
            let term = Term::from_field_text(self.fields.key, key);
            let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic)? else {
                continue;
            };
            while postings.doc() != TERMINATED {
                if !segment.is_deleted(postings.doc()) {
                    return Ok(segment.fast_fields().u64("hash")?.first(postings.doc()));
                }
                postings.advance();
            }
        }
        Ok(None)
    }

    fn write(
        &self,
        changes: Vec<Change<'_>>,
        removed: impl Iterator<Item = String>,
        meanings: &[Meaning],
    ) -> Result<()> {
        let mut writer: IndexWriter = self.index.writer_with_num_threads(1, WRITER_BYTES)?;
        for key in removed {
            writer.delete_term(Term::from_field_text(self.fields.key, &key));
        }
        for change in changes {
            writer.delete_term(Term::from_field_text(self.fields.key, &change.key));
            writer.add_document(self.fields.written(&change))?;
        }
        let payload = Payload {
            format: format(),
            meanings: meanings.to_vec(),
        };
        let payload = serde_json::to_string(&payload)?;
        let mut commit = writer.prepare_commit()?;
        commit.set_payload(&payload);
        commit.commit()?;
        writer.wait_merging_threads()?;
        Ok(())
    }

    /// The key and hash of every document there is, records too.
    pub(crate) fn held(&self, searcher: &Searcher) -> Result<HashMap<String, u64>> {
        let mut held = HashMap::new();
        for segment in searcher.segment_readers() {
            let hashes = segment.fast_fields().u64("hash")?;
            let index = segment.inverted_index(self.fields.key)?;
            let mut terms = index.terms().stream()?;
            while terms.advance() {
                let info = terms.value();
                let mut postings = index.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
                while postings.doc() != TERMINATED {
                    let doc = postings.doc();
                    if !segment.is_deleted(doc) {
                        let key = String::from_utf8_lossy(terms.key()).into_owned();
                        held.insert(key, hashes.first(doc).unwrap_or_default());
                    }
                    postings.advance();
                }
            }
        }
        Ok(held)
    }
}

fn payload(text: Option<&str>) -> Option<Payload> {
    serde_json::from_str(text?).ok()
}

/// What a document is known by: its scope and path.
pub(crate) fn key(scope: Scope, path: &str) -> String {
    format!("{} {path}", scope.key())
}
