//! The documents of a segment that have all the words of one way of saying something, in one field.

use tantivy::index::InvertedIndexReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, TERMINATED, Term};

use crate::error::Result;

/// The matches of one way in one field of one segment, in the order of documents.
pub(crate) struct Matches {
    rarest: SegmentPostings,
    others: Vec<SegmentPostings>,
}

impl Matches {
    pub(crate) fn of(index: &InvertedIndexReader, field: Field, stems: &[String]) -> Result<Option<Matches>> {
        let mut all = Vec::new();
        for stem in stems {
            let term = Term::from_field_text(field, stem);
            match index.read_postings(&term, IndexRecordOption::WithFreqs)? {
                Some(postings) => all.push(postings),
                None => return Ok(None),
            }
        }
        all.sort_by_key(SegmentPostings::doc_freq);
        let mut all = all.into_iter();
        Ok(all.next().map(|rarest| Matches {
            rarest,
            others: all.collect(),
        }))
    }

    /// The next document, and how often it has the way.
    pub(crate) fn next(&mut self) -> Option<(u32, f32)> {
        while self.rarest.doc() != TERMINATED {
            let doc = self.rarest.doc();
            let times = self.times(doc);
            self.rarest.advance();
            if let Some(times) = times {
                return Some((doc, times));
            }
        }
        None
    }

    /// How often this document has it; documents must be asked for in rising order.
    pub(crate) fn at(&mut self, doc: u32) -> Option<f32> {
        (reach(&mut self.rarest, doc) == doc).then(|| self.times(doc)).flatten()
    }

    fn times(&mut self, doc: u32) -> Option<f32> {
        let mut times = self.rarest.term_freq();
        for other in &mut self.others {
            if reach(other, doc) != doc {
                return None;
            }
            times = times.min(other.term_freq());
        }
        Some(times as f32)
    }
}

fn reach(postings: &mut SegmentPostings, doc: u32) -> u32 {
    if postings.doc() < doc {
        postings.seek(doc)
    } else {
        postings.doc()
    }
}
