//! Gathering: which documents of one side have the words that a question asks about, and how well.
//!
//! Concept by concept, the postings of every way of saying it are read in every field. A concept counts
//! once a document, by its best field; a little is added for others, so that a long body that says a word
//! often never outweighs a title that says it once.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocSet, SegmentReader, TERMINATED, Term};

use crate::error::Result;use crate::tune::p;
use crate::limits::Limits;
use crate::snapshot::Side;
use crate::tally::Tally;
use crate::understand::{Concept, Way};

/// Ways less sure than this are not looked for among the records.
const SURE_ENOUGH_FOR_RECORDS: f32 = 0.9;
/// Words that more than this share of the records have only support what rarer words have found.
const COMMON_AMONG_RECORDS: f32 = 0.1;

/// A document that has some of what was asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    pub address: DocAddress,
    /// How well its fields say it, from 0 to about 2.
    pub said: f32,
    /// How much of the question it covers, from 0 to 1, words that tell more counting more.
    pub covered: f32,
}

/// A field, and how a word in it counts.
struct Weighed {
    field: Field,
    counts: f32,
    /// How much of it the length of the field takes away.
    length: f32,
    /// What a word found here alone covers.
    covers: f32,
    average: f32,
}

/// The gathering of one side.
pub(crate) struct Gathering<'a> {
    side: &'a Side,
    /// The side on which words are counted.
    counted: &'a Side,
    library: Vec<Weighed>,
    records: Vec<Weighed>,
    /// Where each segment's documents begin in the tally.
    starts: Vec<usize>,
    tally: Tally,
}

impl<'a> Gathering<'a> {
    pub(crate) fn new(side: &'a Side, counted: &'a Side) -> Result<Gathering<'a>> {
        let mut starts = Vec::new();
        let mut documents = 0;
        for segment in side.searcher.segment_readers() {
            starts.push(documents);
            documents += segment.max_doc() as usize;
        }
        let fields = side.fields;
        let weighed = |field, counts, length, covers| -> Result<Weighed> {
            Ok(Weighed { field, counts, length, covers, average: counted.average_length(field)? })
        };
        Ok(Gathering {
            side,
            counted,
            library: vec![
                weighed(fields.title, p("WTITLE", 1.6), p("BTITLE", 0.3), p("CTITLE", 1.0))?,
                weighed(fields.asked_as, p("WASKED", 1.5), p("BASKED", 0.3), p("CASKED", 1.0))?,
                weighed(fields.aliases, p("WALIAS", 1.5), p("BALIAS", 0.3), p("CALIAS", 1.0))?,
                weighed(fields.summary, p("WSUMMARY", 1.2), p("BSUMMARY", 0.3), p("CSUMMARY", 1.0))?,
                weighed(fields.body, p("WBODY", 1.0), p("BBODY", 0.6), p("CBODY", 0.85))?,
            ],
            records: vec![
                weighed(fields.record_title, 1.4, 0.3, 1.0)?,
                weighed(fields.record_body, 1.0, 0.6, 1.0)?,
            ],
            starts,
            tally: Tally::new(documents),
        })
    }

    /// Looks for every concept, each telling as much as `worths` says, or as it is found to tell.
    /// Returns how much each tells.
    pub(crate) fn look(&mut self, concepts: &[Concept], worths: Option<&[f32]>) -> Result<Vec<f32>> {
        let mut among_records = Vec::new();
        for concept in concepts {
            among_records.push(self.side.record_frequency(&concept.ways[0].stems[0])?);
        }
        // The rarest first: what is common among the records only supports what was found before.
        let mut order: Vec<usize> = (0..concepts.len()).collect();
        order.sort_by_key(|&number| among_records[number]);
        let mut told = vec![0.0; concepts.len()];
        for (turn, number) in order.into_iter().enumerate() {
            let concept = &concepts[number];
            self.read(&self.library_ways(concept), false)?;
            told[number] = match worths {
                Some(worths) => worths[number],
                None => self.worth(concept, among_records[number]),
            };
            if self.side.records > 0 {
                let common = among_records[number] as f32 > COMMON_AMONG_RECORDS * self.side.records as f32;
                self.read(&self.record_ways(concept), common && turn > 0)?;
            }
            self.tally.fold(told[number]);
        }
        Ok(told)
    }

    /// The documents found, those outside the limits left out.
    pub(crate) fn candidates(&self, limits: &Limits, worths: &[f32]) -> Vec<Candidate> {
        let all: f32 = worths.iter().sum::<f32>().max(f32::EPSILON);
        let address = |place: usize| {
            let segment = self.starts.partition_point(|&start| start <= place) - 1;
            DocAddress::new(segment as u32, (place - self.starts[segment]) as u32)
        };
        let found = self.tally.found().map(|(place, said, covered)| Candidate {
            address: address(place),
            said: said / all,
            covered: covered / all,
        });
        found.filter(|candidate| limits.allow(candidate.address)).collect()
    }

    /// How much a concept tells, by how many documents of the library say it in any way.
    fn worth(&self, concept: &Concept, among_records: u64) -> f32 {
        let exact = concept.ways[0].stems.iter().map(|stem| self.counted.frequency(stem)).min().unwrap_or(0);
        let any_way = self.tally.weight_of_fresh();
        match (exact, any_way > 0.4) {
            (0, false) if among_records > 0 => (self.side.records as f32 / among_records as f32).ln().clamp(1.0, 8.0),
            (0, _) => self.counted.worth(any_way),
            (exact, _) => 0.5 * (self.counted.worth(exact as f32) + self.counted.worth(any_way)),
        }
    }

    fn library_ways<'w>(&self, concept: &'w Concept) -> Vec<(usize, bool, &'w Way)> {
        let fields = 0..self.library.len();
        fields.flat_map(|field| concept.ways.iter().map(move |way| (field, false, way))).collect()
    }

    fn record_ways<'w>(&self, concept: &'w Concept) -> Vec<(usize, bool, &'w Way)> {
        let sure = concept.ways.iter().filter(|way| way.strength >= SURE_ENOUGH_FOR_RECORDS);
        sure.flat_map(|way| (0..self.records.len()).map(move |field| (field, true, way))).collect()
    }

    /// Reads the postings of these ways into the tally.
    fn read(&mut self, ways: &[(usize, bool, &Way)], only_support: bool) -> Result<()> {
        for (ord, segment) in self.side.searcher.segment_readers().iter().enumerate() {
            let start = self.starts[ord];
            let supported = match only_support {
                true => Some(self.tally.found_within(start..start + segment.max_doc() as usize)),
                false => None,
            };
            for &(field, is_record, way) in ways {
                let weighed = if is_record { &self.records[field] } else { &self.library[field] };
                let Some(mut matches) = Matches::of(segment, weighed.field, way)? else { continue };
                let norms = segment.get_fieldnorms_reader(weighed.field)?;
                let tally = &mut self.tally;
                let mut mark = |doc: u32, times: f32| {
                    let long = 1.0 - weighed.length + weighed.length * norms.fieldnorm(doc) as f32 / weighed.average;
                    let said = way.strength * weighed.counts * 2.2 * times / (times + 1.2 * long);
                    tally.mark(start + doc as usize, said, way.strength * weighed.covers);
                };
                if let Some(supported) = &supported {
                    for doc in supported.iter().map(|place| (place - start) as u32) {
                        if let Some(times) = matches.at(doc) {
                            mark(doc, times);
                        }
                    }
                    continue;
                }
                while let Some((doc, times)) = matches.next() {
                    if !segment.is_deleted(doc) {
                        mark(doc, times);
                    }
                }
            }
        }
        Ok(())
    }
}

/// The documents of a segment that have all words of a way in one field.
struct Matches {
    rarest: SegmentPostings,
    others: Vec<SegmentPostings>,
}

impl Matches {
    fn of(segment: &SegmentReader, field: Field, way: &Way) -> Result<Option<Matches>> {
        let index = segment.inverted_index(field)?;
        let mut all = Vec::new();
        for stem in &way.stems {
            let term = Term::from_field_text(field, stem);
            match index.read_postings(&term, IndexRecordOption::WithFreqs)? {
                Some(postings) => all.push(postings),
                None => return Ok(None),
            }
        }
        all.sort_by_key(SegmentPostings::doc_freq);
        let mut all = all.into_iter();
        Ok(all.next().map(|rarest| Matches { rarest, others: all.collect() }))
    }

    /// The next document, and how often it has the way.
    fn next(&mut self) -> Option<(u32, f32)> {
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
    fn at(&mut self, doc: u32) -> Option<f32> {
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
    if postings.doc() < doc { postings.seek(doc) } else { postings.doc() }
}
