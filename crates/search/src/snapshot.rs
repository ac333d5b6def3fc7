//! A snapshot: both shelves and the meanings as they stood after one sync. Searches read one snapshot
//! from beginning to end, so nobody sees a half state.

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocSet, Searcher, TERMINATED, Term};

use crate::card::{Card, Stems};
use crate::document::{Indexed, Meaning, Scope, Sight};
use crate::error::Result;
use crate::fields::{Fields, LIBRARY};
use crate::kinds::Kinds;
use crate::lexicon::Lexicon;
use crate::names::Names;
use crate::shelf::{Shelf, key};
use crate::tally::Marks;

/// Both shelves at one moment.
pub(crate) struct Snapshot {
    pub clear: Arc<Side>,
    pub restricted: Arc<Side>,
    pub meanings: Vec<Meaning>,
    pub names: Names,
}

/// One shelf at one moment, with its cards. Both sides of a snapshot count words on the CLEAR one.
pub(crate) struct Side {
    pub searcher: Searcher,
    pub fields: Fields,
    pub cards: HashMap<DocAddress, Card>,
    pub by_path: HashMap<(Scope, String), DocAddress>,
    pub stems: Stems,
    pub lexicons: HashMap<Scope, Lexicon>,
    /// How many documents of the library there are.
    pub documents: f32,
    /// How many records there are.
    pub records: u64,
    pub kinds: Kinds,
    pub marks: Marks,
}

impl Snapshot {
    /// Reads both shelves; what has not changed since `before` is kept.
    pub(crate) fn read(clear: &Shelf, restricted: &Shelf, before: Option<&Snapshot>) -> Result<Snapshot> {
        let meanings = clear.meanings()?;
        let (new_clear, new_restricted) = (clear.searcher()?, restricted.searcher()?);
        let kept = before.filter(|before| before.clear.is_of(&new_clear));
        let clear = match kept {
            Some(before) => before.clear.clone(),
            None => Arc::new(Side::read(new_clear, clear.fields, None)?),
        };
        // The restricted side rests on what is counted on the CLEAR one.
        let restricted = match kept.filter(|before| before.restricted.is_of(&new_restricted)) {
            Some(before) => before.restricted.clone(),
            None => Arc::new(Side::read(new_restricted, restricted.fields, Some(&clear))?),
        };
        Ok(Snapshot {
            names: Names::of(&meanings),
            clear,
            restricted,
            meanings,
        })
    }

    /// The spellings that these eyes may read.
    pub(crate) fn lexicons(&self, sight: &Sight) -> Vec<&Lexicon> {
        let restricted = sight.restricted();
        let restricted = restricted
            .iter()
            .filter_map(|scope| self.restricted.lexicons.get(scope));
        self.clear
            .lexicons
            .get(&Scope::Clear)
            .into_iter()
            .chain(restricted)
            .collect()
    }
}

impl Side {
    /// Reads a shelf. How much a word tells is counted on the CLEAR side, for both.
    fn read(searcher: Searcher, fields: Fields, clear: Option<&Side>) -> Result<Side> {
        let mut side = Side {
            kinds: Kinds::read(&searcher, fields)?,
            marks: Marks::default(),
            searcher,
            fields,
            cards: HashMap::new(),
            by_path: HashMap::new(),
            stems: Stems::default(),
            lexicons: HashMap::new(),
            documents: 0.0,
            records: 0,
        };
        let addresses = side.library()?;
        side.documents = addresses.len() as f32;
        side.records = side.searcher.num_docs().saturating_sub(addresses.len() as u64);
        let mut cards = HashMap::new();
        let mut stems = Stems::default();
        let counted = clear.unwrap_or(&side);
        for address in addresses {
            let document = side.given(address)?;
            let hash = fields.read_hash(&side.searcher, address)?;
            cards.insert(
                address,
                Card::of(&document, hash, &mut stems, &|stem| counted.tells(stem)),
            );
        }
        side.by_path = cards
            .iter()
            .map(|(&at, card)| ((card.scope, card.path.clone()), at))
            .collect();
        (side.cards, side.stems) = (cards, stems);
        side.lexicons = side.spellings()?;
        Ok(side)
    }

    /// Whether this is what the searcher sees.
    fn is_of(&self, searcher: &Searcher) -> bool {
        self.searcher.generation().segments() == searcher.generation().segments()
    }

    /// The key and hash of every document of the library.
    pub(crate) fn held(&self) -> HashMap<String, u64> {
        self.cards
            .values()
            .map(|card| (key(card.scope, &card.path), card.hash))
            .collect()
    }

    /// The document as it was given.
    pub(crate) fn given(&self, address: DocAddress) -> Result<Indexed> {
        self.fields.read_given(&self.searcher, address)
    }

    /// How much a word tells: the fewer documents of the library have it, the more.
    pub(crate) fn tells(&self, stem: &str) -> f32 {
        self.worth(self.frequency(stem) as f32)
    }

    /// How much a word tells that so many documents have.
    pub(crate) fn worth(&self, frequency: f32) -> f32 {
        let frequency = frequency.min(self.documents);
        (1.0 + (self.documents - frequency + 0.5) / (frequency + 0.5))
            .ln()
            .powf(0.7)
    }

    /// How many documents of the library have the word.
    pub(crate) fn frequency(&self, stem: &str) -> u64 {
        // A shelf that cannot be read says so in the search itself; here it only means "unknown".
        self.searcher
            .doc_freq(&Term::from_field_text(self.fields.any, stem))
            .unwrap_or_default()
    }

    /// How many records have the word.
    pub(crate) fn record_frequency(&self, stem: &str) -> Result<u64> {
        if self.records == 0 {
            return Ok(0);
        }
        Ok(self
            .searcher
            .doc_freq(&Term::from_field_text(self.fields.record, stem))?)
    }

    /// The average length of a field, in words.
    pub(crate) fn average_length(&self, field: Field) -> Result<f32> {
        let mut words = 0;
        for segment in self.searcher.segment_readers() {
            words += segment.inverted_index(field)?.total_num_tokens();
        }
        let documents = if field == self.fields.record {
            self.records as f32
        } else {
            self.documents
        };
        Ok((words as f32 / documents.max(1.0)).max(1.0))
    }

    fn library(&self) -> Result<Vec<DocAddress>> {
        let library = Term::from_field_text(self.fields.family, LIBRARY);
        let mut addresses = Vec::new();
        for (ord, segment) in self.searcher.segment_readers().iter().enumerate() {
            let index = segment.inverted_index(self.fields.family)?;
            let Some(mut postings) = index.read_postings(&library, IndexRecordOption::Basic)? else {
                continue;
            };
            while postings.doc() != TERMINATED {
                if !segment.is_deleted(postings.doc()) {
                    addresses.push(DocAddress::new(ord as u32, postings.doc()));
                }
                postings.advance();
            }
        }
        Ok(addresses)
    }

    /// The spellings of each scope, those of deleted documents left out.
    fn spellings(&self) -> Result<HashMap<Scope, Lexicon>> {
        let mut words: HashMap<Scope, HashMap<String, u32>> = HashMap::new();
        for (ord, segment) in self.searcher.segment_readers().iter().enumerate() {
            let index = segment.inverted_index(self.fields.spelling)?;
            let mut terms = index.terms().stream()?;
            while terms.advance() {
                let Ok(word) = std::str::from_utf8(terms.key()) else {
                    continue;
                };
                let mut counts: HashMap<Scope, u32> = HashMap::new();
                let mut postings = index.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
                while postings.doc() != TERMINATED {
                    if let Some(card) = self.cards.get(&DocAddress::new(ord as u32, postings.doc())) {
                        *counts.entry(card.scope).or_default() += 1;
                    }
                    postings.advance();
                }
                for (scope, count) in counts {
                    *words.entry(scope).or_default().entry(word.to_owned()).or_default() += count;
                }
            }
        }
        let lexicons = words.into_iter().map(|(scope, words)| (scope, Lexicon::of(words)));
        Ok(lexicons.collect())
    }
}
