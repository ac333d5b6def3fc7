//! The fields of a shelf: how a document is written down and read back.

use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{DocAddress, Searcher, TantivyDocument};

use crate::document::Indexed;
use crate::error::Result;
use crate::words;

/// Raised when what is written changes: a shelf of another format is emptied and filled again.
const FORMAT: u64 = 2;

/// The word that stands for "all groups" or "all nations".
pub(crate) const ALL: &str = "*";
/// The family of the library's own documents.
pub(crate) const LIBRARY: &str = "library";

/// The fields of a shelf.
#[derive(Clone, Copy)]
pub(crate) struct Fields {
    /// Scope and path: one document has one.
    pub key: Field,
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
    /// All words of a record, those of its title twice.
    pub record: Field,
}

/// A document to be written.
pub(crate) struct Change<'a> {
    pub key: String,
    pub hash: u64,
    pub given: Vec<u8>,
    pub document: &'a Indexed,
}

impl Fields {
    /// The hash of all that was given.
    pub(crate) fn read_hash(&self, searcher: &Searcher, address: DocAddress) -> Result<u64> {
        let hashes = searcher.segment_reader(address.segment_ord).fast_fields().u64("hash")?;
        Ok(hashes.first(address.doc_id).unwrap_or_default())
    }

    /// The document as it was given.
    pub(crate) fn read_given(&self, searcher: &Searcher, address: DocAddress) -> Result<Indexed> {
        let stored: TantivyDocument = searcher.doc(address)?;
        let given = stored.get_first(self.given).and_then(|value| value.as_bytes());
        Ok(serde_json::from_slice(given.unwrap_or_default())?)
    }

    /// The document as it is written.
    pub(crate) fn written(&self, change: &Change<'_>) -> TantivyDocument {
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
            let Indexed {
                title,
                summary,
                body,
                aliases,
                ..
            } = document;
            let text = format!("{title}\n{title}\n{}\n{summary}\n{body}", aliases.join("\n"));
            written.add_text(self.family, "record");
            self.add(&mut written, self.record, &text, false);
            return written;
        }
        written.add_text(self.family, LIBRARY);
        self.add(&mut written, self.title, &document.title, true);
        self.add(&mut written, self.summary, &document.summary, true);
        self.add(&mut written, self.body, &document.body, true);
        self.add(&mut written, self.asked_as, &document.asked_as, true);
        for alias in &document.aliases {
            self.add(&mut written, self.aliases, alias, true);
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
    let tokens = words.into_iter().enumerate().map(|(position, text)| Token {
        position,
        text,
        ..Token::default()
    });
    PreTokenizedString {
        text: String::new(),
        tokens: tokens.collect(),
    }
}

/// All fields, and what is kept of each.
pub(crate) fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let counted = TextFieldIndexing::default().set_index_option(IndexRecordOption::WithFreqs);
    let text = TextOptions::default().set_indexing_options(counted);
    let present = TextFieldIndexing::default()
        .set_index_option(IndexRecordOption::Basic)
        .set_fieldnorms(false);
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
        record: schema.add_text_field("record", text),
    };
    (schema.build(), fields)
}

/// The format of what is written, the tables of words included.
pub(crate) fn format() -> u64 {
    fnv(words::TABLES.as_bytes()) ^ FORMAT
}

/// A hash that stays the same from build to build.
pub(crate) fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
