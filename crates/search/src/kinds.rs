//! The kinds of one side's records, which have no card to tell it.

use tantivy::DocAddress;
use tantivy::columnar::StrColumn;

use crate::error::Result;
use crate::found::Query;
use crate::snapshot::Side;
use crate::view::is_wanted;

/// The column of kinds of each segment.
pub(crate) struct Kinds {
    columns: Vec<Option<StrColumn>>,
}

impl Side {
    pub(crate) fn kinds(&self) -> Result<Kinds> {
        let mut columns = Vec::new();
        for segment in self.searcher.segment_readers() {
            columns.push(segment.fast_fields().str("kind")?);
        }
        Ok(Kinds { columns })
    }
}

impl Kinds {
    /// The number of a document's kind in its segment.
    pub(crate) fn of(&self, address: DocAddress) -> Option<u64> {
        let column = self.columns.get(address.segment_ord as usize)?.as_ref()?;
        column.term_ords(address.doc_id).next()
    }

    /// Whether the question wants the document's kind.
    pub(crate) fn is_wanted(&self, query: &Query, address: DocAddress) -> Result<bool> {
        if query.kinds.is_empty() {
            return Ok(true);
        }
        let Some(kind) = self.of(address) else { return Ok(false) };
        Ok(is_wanted(query, &self.name(address.segment_ord, kind)?))
    }

    /// The name of a kind of a segment.
    pub(crate) fn name(&self, segment: u32, kind: u64) -> Result<String> {
        let mut name = String::new();
        if let Some(Some(column)) = self.columns.get(segment as usize) {
            column.ord_to_str(kind, &mut name)?;
        }
        Ok(name)
    }
}
