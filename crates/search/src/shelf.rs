//! A shelf: one index on disk (or in memory), and what is written to it.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{
    DocAddress, DocSet, IndexReader, IndexWriter, ReloadPolicy, Searcher, TERMINATED,
    TantivyDocument, Term,
};

use crate::document::{Indexed, Meaning};
use crate::error::{Error, Result};
use crate::words;

/// Raised whenever what is written changes, the tables of words included: an older shelf is emptied
/// and filled again.
const FORMAT: u32 = 1;
const WRITER_BYTES: usize = 48_000_000;

/// One index.
pub(crate) struct Shelf {
    index: tantivy::Index,
    reader: IndexReader,
    pub fields: Fields,
}

/// The fields of a shelf.
#[derive(Clone, Copy)]
pub(crate) struct Fields {
    /// Scope and path: one document has one.
    key: Field,
    /// A hash of all that was given, to see what changed.
    hash: Field,
    /// The document as it was given.
    given: Field,
    pub kind: Field,
    pub audience: Field,
    pub nation: Field,
    pub scope: Field,
    /// `library` or `record`.
    pub family: Field,
    /// Every stem of a document of the library, wherever it stands.
    pub any: Field,
    /// Every spelling of a document of the library.
    pub spelling: Field,
    pub title: Field,
    pub asked_as: Field,
    pub aliases: Field,
    pub summary: Field,
    pub body: Field,
    pub record_title: Field,
    pub record_body: Field,
}

/// What is kept beside the documents, committed with them.
#[derive(Default, serde::Serialize, serde::Deserialize)]
struct Payload {
    format: u32,
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

/// The word that stands for "all groups" or "all nations".
pub(crate) const ALL: &str = "*";
/// The family of the library's own documents.
pub(crate) const LIBRARY: &str = "library";

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
            (Some(payload), _) if payload.format == FORMAT => {}
            (None, true) => {}
            _ => return Err("it is of another format".to_owned()),
        }
        Shelf::of(index).map_err(|error| error.to_string())
    }

    fn of(index: tantivy::Index) -> Result<Shelf> {
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Shelf { index, reader, fields: schema().1 })
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

    /// Makes the shelf hold these documents and no others, writing only what differs.
    pub(crate) fn sync(&self, documents: &[&Indexed], meanings: &[Meaning]) -> Result<Synced> {
        let searcher = self.searcher()?;
        let mut held = self.held(&searcher)?;
        let mut synced = Synced::default();
        let mut changes = Vec::new();
        let mut seen = HashSet::new();
        // The last of several with one key counts, so the latest is looked at first.
        for document in documents.iter().rev() {
            let key = key(document);
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
            changes.push(Change { key, hash, given, document });
        }
        synced.removed = held.len();
        if synced != Synced::default() || self.meanings()? != meanings {
            self.write(changes, held.into_keys(), meanings)?;
        }
        Ok(synced)
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
        let payload = Payload { format: FORMAT, meanings: meanings.to_vec() };
        let payload = serde_json::to_string(&payload)?;
        let mut commit = writer.prepare_commit()?;
        commit.set_payload(&payload);
        commit.commit()?;
        writer.wait_merging_threads()?;
        Ok(())
    }

    /// The key and hash of every document there is.
    fn held(&self, searcher: &Searcher) -> Result<HashMap<String, u64>> {
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

struct Change<'a> {
    key: String,
    hash: u64,
    given: Vec<u8>,
    document: &'a Indexed,
}

impl Fields {
    /// The document as it was given.
    pub(crate) fn read_given(&self, searcher: &Searcher, address: DocAddress) -> Result<Indexed> {
        let stored: TantivyDocument = searcher.doc(address)?;
        let given = stored.get_first(self.given).and_then(|value| value.as_bytes());
        Ok(serde_json::from_slice(given.unwrap_or_default())?)
    }

    fn written(&self, change: &Change<'_>) -> TantivyDocument {
        let document = change.document;
        let mut written = TantivyDocument::new();
        written.add_text(self.key, &change.key);
        written.add_u64(self.hash, change.hash);
        written.add_bytes(self.given, &change.given);
        written.add_text(self.kind, &document.kind);
        written.add_text(self.scope, document.scope.key());
        for (field, values) in [(self.audience, &document.audiences), (self.nation, &document.nations)] {
            if values.is_empty() {
                written.add_text(field, ALL);
            }
            for value in values {
                written.add_text(field, value);
            }
        }
        if document.is_record() {
            let text = format!("{}\n{}", document.summary, document.body);
            let aliases = document.aliases.join("\n");
            written.add_text(self.family, "record");
            self.add(&mut written, self.record_title, &format!("{}\n{aliases}", document.title), false);
            self.add(&mut written, self.record_body, &text, false);
            return written;
        }
        written.add_text(self.family, LIBRARY);
        self.add(&mut written, self.title, &document.title, true);
        self.add(&mut written, self.summary, &document.summary, true);
        self.add(&mut written, self.body, &document.body, true);
        for (field, phrases) in [(self.asked_as, &document.asked_as), (self.aliases, &document.aliases)] {
            for phrase in phrases {
                self.add(&mut written, field, phrase, true);
            }
        }
        written
    }

    /// Adds the words of a text, cut by us. The text itself is not kept a second time.
    fn add(&self, written: &mut TantivyDocument, field: Field, text: &str, is_library: bool) {
        let words = words::words(text).into_iter();
        let stems: Vec<String> = words
            .map(|word| word.stem)
            .filter(|stem| is_library || !words::is_stopword(stem))
            .collect();
        if is_library {
            written.add_pre_tokenized_text(self.any, tokens(stems.clone()));
            written.add_pre_tokenized_text(self.spelling, tokens(words::spellings(text)));
        }
        written.add_pre_tokenized_text(field, tokens(stems));
    }
}

fn tokens(words: Vec<String>) -> PreTokenizedString {
    let tokens = words.into_iter().enumerate().map(|(position, text)| Token { position, text, ..Token::default() });
    PreTokenizedString { text: String::new(), tokens: tokens.collect() }
}

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let counted = TextFieldIndexing::default().set_index_option(IndexRecordOption::WithFreqs);
    let text = TextOptions::default().set_indexing_options(counted);
    let present = TextFieldIndexing::default().set_index_option(IndexRecordOption::Basic).set_fieldnorms(false);
    let present = TextOptions::default().set_indexing_options(present);
    let fields = Fields {
        key: schema.add_text_field("key", STRING),
        hash: schema.add_u64_field("hash", FAST),
        given: schema.add_bytes_field("given", STORED),
        kind: schema.add_text_field("kind", STRING | FAST),
        audience: schema.add_text_field("audience", STRING),
        nation: schema.add_text_field("nation", STRING),
        scope: schema.add_text_field("scope", STRING),
        family: schema.add_text_field("family", STRING),
        any: schema.add_text_field("any", present.clone()),
        spelling: schema.add_text_field("spelling", present),
        title: schema.add_text_field("title", text.clone()),
        asked_as: schema.add_text_field("asked_as", text.clone()),
        aliases: schema.add_text_field("aliases", text.clone()),
        summary: schema.add_text_field("summary", text.clone()),
        body: schema.add_text_field("body", text.clone()),
        record_title: schema.add_text_field("record_title", text.clone()),
        record_body: schema.add_text_field("record_body", text),
    };
    (schema.build(), fields)
}

fn payload(text: Option<&str>) -> Option<Payload> {
    serde_json::from_str(text?).ok()
}

fn key(document: &Indexed) -> String {
    format!("{} {}", document.scope.key(), document.path)
}

/// A hash that stays the same from build to build.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
