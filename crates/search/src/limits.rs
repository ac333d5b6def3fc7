//! Limits: which documents of one side a question may find at all. They are part of the question:
//! nothing outside them is scored, counted or suggested.

use std::collections::HashSet;

use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocSet, SegmentReader, TERMINATED, Term};

use crate::document::Scope;
use crate::error::Result;
use crate::fields::ALL;
use crate::found::Query;
use crate::snapshot::Side;

/// Which documents may be found.
pub(crate) struct Limits {
    /// For each segment, the documents allowed; none when all are.
    allowed: Vec<Option<Vec<u64>>>,
    hidden: HashSet<DocAddress>,
}

impl Limits {
    /// The limits of a question on one side. `scopes` are those that may be seen there; nothing when the
    /// side is for everybody.
    pub(crate) fn of(side: &Side, query: &Query, scopes: Option<&[Scope]>) -> Result<Limits> {
        let fields = side.fields;
        let with_all = |value: &String| vec![value.clone(), ALL.to_owned()];
        let mut wanted: Vec<(Field, Vec<String>)> = Vec::new();
        wanted.extend(scopes.map(|scopes| (fields.scope, scopes.iter().map(Scope::key).collect())));
        wanted.extend(
            query
                .audience
                .as_ref()
                .map(|audience| (fields.audience, with_all(audience))),
        );
        wanted.extend(query.nation.as_ref().map(|nation| (fields.nation, with_all(nation))));
        let mut allowed = Vec::new();
        for segment in side.searcher.segment_readers() {
            let mut all: Option<Vec<u64>> = None;
            for (field, values) in &wanted {
                let these = with_any(segment, *field, values)?;
                all = Some(match all {
                    Some(before) => before.iter().zip(&these).map(|(one, other)| one & other).collect(),
                    None => these,
                });
            }
            allowed.push(all);
        }
        Ok(Limits {
            allowed,
            hidden: HashSet::new(),
        })
    }

    /// Leaves these out too.
    pub(crate) fn hide(&mut self, addresses: impl Iterator<Item = DocAddress>) {
        self.hidden.extend(addresses);
    }

    pub(crate) fn allow(&self, address: DocAddress) -> bool {
        let bits = self.allowed.get(address.segment_ord as usize).and_then(Option::as_ref);
        let is_within = bits.is_none_or(|bits| bits[address.doc_id as usize / 64] >> (address.doc_id % 64) & 1 == 1);
        is_within && !self.hidden.contains(&address)
    }
}

/// The documents of a segment that have any of these values.
fn with_any(segment: &SegmentReader, field: Field, values: &[String]) -> Result<Vec<u64>> {
    let mut bits = vec![0_u64; segment.max_doc() as usize / 64 + 1];
    let index = segment.inverted_index(field)?;
    for value in values {
        let Some(mut postings) = index.read_postings(&Term::from_field_text(field, value), IndexRecordOption::Basic)?
        else {
            continue;
        };
        while postings.doc() != TERMINATED {
            bits[postings.doc() as usize / 64] |= 1 << (postings.doc() % 64);
            postings.advance();
        }
    }
    Ok(bits)
}
