//! The kinds of one side's records, which have no card to tell it.

use std::borrow::Cow;

use tantivy::columnar::StrColumn;
use tantivy::{DocAddress, Searcher, Term};

use crate::document::RECORDS;
use crate::error::Result;
use crate::fields::Fields;

/// The kinds of the records of each segment.
pub(crate) struct Kinds {
    segments: Vec<Kind>,
}

enum Kind {
    /// All of its records are of one kind.
    One(&'static str),
    Several(StrColumn),
    None,
}

impl Kinds {
    pub(crate) fn read(searcher: &Searcher, fields: Fields) -> Result<Kinds> {
        let mut segments = Vec::new();
        for segment in searcher.segment_readers() {
            let index = segment.inverted_index(fields.kind)?;
            let mut present = Vec::new();
            for kind in RECORDS {
                if index.doc_freq(&Term::from_field_text(fields.kind, kind))? > 0 {
                    present.push(kind);
                }
            }
            segments.push(match (present.as_slice(), segment.fast_fields().str("kind")?) {
                ([only], _) => Kind::One(only),
                ([_, ..], Some(column)) => Kind::Several(column),
                _ => Kind::None,
            });
        }
        Ok(Kinds { segments })
    }

    /// The kind of a record.
    pub(crate) fn of(&self, record: DocAddress) -> Result<Cow<'static, str>> {
        match self.segments.get(record.segment_ord as usize) {
            Some(Kind::One(kind)) => Ok(Cow::Borrowed(kind)),
            Some(Kind::Several(column)) => {
                let mut name = String::new();
                if let Some(ord) = column.term_ords(record.doc_id).next() {
                    column.ord_to_str(ord, &mut name)?;
                }
                Ok(Cow::Owned(name))
            }
            _ => Ok(Cow::Borrowed("")),
        }
    }
}
