//! Gathering: which documents of one side have the words that a question asks about, and how well.
//!
//! Concept by concept, the postings of every way of saying it are read in every field. A concept counts
//! once a document, by its best field; a little is added for others, so that a long body that says a word
//! often never outweighs a title that says it once. Records are gathered apart, after the library, and
//! only those that cover most of the question: so the words that very many of them have are not read
//! from end to end.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::InvertedIndexReader;
use tantivy::schema::Field;
use tantivy::{DocAddress, SegmentReader};

use crate::error::Result;
use crate::limits::Limits;
use crate::matches::Matches;
use crate::snapshot::Side;
use crate::tally::Tally;
use crate::understand::{Concept, Way};

/// Ways less sure than this are not looked for among the records.
const SURE_ENOUGH_FOR_RECORDS: f32 = 0.92;
/// A record is found when it covers this much of the question.
const RECORD_COVERS: f32 = 0.6;

/// Of more documents than this, each is not looked up: the postings are read through instead.
const MOST_LOOKED_UP: usize = 10_000;

/// A document that has some of what was asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    pub address: DocAddress,
    /// How well its fields say it, from 0 to about 2.
    pub said: f32,
    /// How much of the question it covers, from 0 to 1, words that tell more counting more.
    pub covered: f32,
}

impl Candidate {
    /// A document that has none of the words.
    pub(crate) fn unsaid(address: DocAddress) -> Candidate {
        Candidate {
            address,
            said: 0.0,
            covered: 0.0,
        }
    }
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
    /// Of each segment.
    readers: Vec<(Arc<InvertedIndexReader>, FieldNormReader)>,
}

impl Weighed {
    /// How well a field of so many words says a word that it has so many times: often counts for more
    /// than once, but ever less so, and long fields must say it oftener.
    fn says(&self, times: f32, words: u32) -> f32 {
        let long = 1.0 - self.length + self.length * words as f32 / self.average;
        self.counts * 2.2 * times / (times + 1.2 * long)
    }
}

/// Which documents a concept may mark.
enum Reach {
    /// All.
    All,
    /// Those found before.
    Found,
    /// Those found before, listed by segment, since they are few.
    Few(Vec<Vec<u32>>),
}

/// The gathering of one side.
pub(crate) struct Gathering<'a> {
    side: &'a Side,
    /// The side on which words are counted.
    counted: &'a Side,
    /// Where each segment's documents begin in the tally.
    starts: Vec<usize>,
    tally: Tally<'a>,
}

impl<'a> Gathering<'a> {
    pub(crate) fn new(side: &'a Side, counted: &'a Side) -> Gathering<'a> {
        let mut starts = Vec::new();
        let mut documents = 0;
        for segment in side.searcher.segment_readers() {
            starts.push(documents);
            documents += segment.max_doc() as usize;
        }
        Gathering {
            side,
            counted,
            starts,
            tally: Tally::new(&side.marks, documents),
        }
    }

    /// Looks for every concept in the library. Each tells as much as `worths` says or, without, as it
    /// is found to tell; returns how much that is.
    pub(crate) fn library(&mut self, concepts: &[Concept], worths: Option<&[f32]>) -> Result<Vec<f32>> {
        let fields = self.side.fields;
        let fields = [
            self.weighed(fields.title, 1.6, 0.25, 1.0)?,
            self.weighed(fields.asked_as, 1.5, 0.25, 0.75)?,
            self.weighed(fields.aliases, 1.5, 0.3, 0.85)?,
            self.weighed(fields.summary, 1.2, 0.3, 0.75)?,
            self.weighed(fields.body, 1.0, 0.45, 0.65)?,
        ];
        let mut told = Vec::new();
        self.tally.add_at_once(None);
        for (number, concept) in concepts.iter().enumerate() {
            self.read(&fields, &concept.ways.iter().collect::<Vec<_>>(), &Reach::All)?;
            told.push(match worths {
                Some(worths) => worths[number],
                None => concept.counts * self.worth(concept)?,
            });
            self.tally.fold(told[number]);
        }
        Ok(told)
    }

    /// Looks for every concept among the records, each telling so much.
    pub(crate) fn records(&mut self, concepts: &[Concept], worths: &[f32]) -> Result<()> {
        if self.side.records == 0 {
            return Ok(());
        }
        let field = [self.weighed(self.side.fields.record, 1.0, 0.5, 1.0)?];
        let mut order = Vec::new();
        for (number, concept) in concepts.iter().enumerate() {
            order.push((self.side.record_frequency(&concept.ways[0].stems[0])?, number));
        }
        order.sort_unstable();
        // What is common and together too little only supports what the rarer words found.
        let all: f32 = worths.iter().sum();
        let mut little = 0.0;
        let mut telling = order.len();
        while telling > 1 && little + worths[order[telling - 1].1] < RECORD_COVERS * all {
            telling -= 1;
            little += worths[order[telling].1];
        }
        let mut reach = Reach::All;
        for (turn, &(_, number)) in order.iter().enumerate() {
            if turn == telling {
                reach = self.found_before();
            }
            let sure = concepts[number]
                .ways
                .iter()
                .filter(|way| way.strength >= SURE_ENOUGH_FOR_RECORDS);
            let sure: Vec<&Way> = sure.collect();
            // One way in one field is never weighed against another: its marks need no second look.
            self.tally.add_at_once((sure.len() == 1).then_some(worths[number]));
            self.read(&field, &sure, &reach)?;
            self.tally.fold(worths[number]);
        }
        Ok(())
    }

    /// The documents found since the last time, those outside the limits left out.
    pub(crate) fn take(&mut self, limits: &Limits, worths: &[f32], covers: f32) -> Vec<Candidate> {
        let all: f32 = worths.iter().sum::<f32>().max(f32::EPSILON);
        let starts = &self.starts;
        let address = |place: usize| {
            let segment = starts.partition_point(|&start| start <= place) - 1;
            DocAddress::new(segment as u32, (place - starts[segment]) as u32)
        };
        let found = self.tally.take().filter(|&(_, _, covered)| covered / all >= covers);
        let found = found.map(|(place, said, covered)| Candidate {
            address: address(place),
            said: said / all,
            covered: covered / all,
        });
        found.filter(|candidate| limits.allow(candidate.address)).collect()
    }

    /// The records found, those outside the limits left out.
    pub(crate) fn take_records(&mut self, limits: &Limits, worths: &[f32]) -> Vec<Candidate> {
        self.take(limits, worths, RECORD_COVERS)
    }

    fn weighed(&self, field: Field, counts: f32, length: f32, covers: f32) -> Result<Weighed> {
        let mut readers = Vec::new();
        for segment in self.side.searcher.segment_readers() {
            readers.push((segment.inverted_index(field)?, segment.get_fieldnorms_reader(field)?));
        }
        Ok(Weighed {
            field,
            counts,
            length,
            covers,
            average: self.counted.average_length(field)?,
            readers,
        })
    }

    /// How much a concept tells, by how many documents of the library say it in any way.
    fn worth(&self, concept: &Concept) -> Result<f32> {
        let stems = &concept.ways[0].stems;
        let exact = stems.iter().map(|stem| self.counted.frequency(stem)).min().unwrap_or(0);
        let any_way = self.tally.weight_of_fresh();
        if exact > 0 {
            return Ok(0.5 * (self.counted.worth(exact as f32) + self.counted.worth(any_way)));
        }
        let among_records = self.side.record_frequency(&stems[0])?;
        if any_way < 0.4 && among_records > 0 {
            let rare = (self.side.records as f32 / among_records as f32).ln();
            return Ok(rare.clamp(1.0, self.counted.worth(0.0)));
        }
        Ok(self.counted.worth(any_way))
    }

    fn found_before(&self) -> Reach {
        if self.tally.count() > MOST_LOOKED_UP {
            return Reach::Found;
        }
        let segments = self.side.searcher.segment_readers().iter().zip(&self.starts);
        let places = |(segment, &start): (&SegmentReader, &usize)| {
            let within = self.tally.found_within(start..start + segment.max_doc() as usize);
            within.into_iter().map(|place| (place - start) as u32).collect()
        };
        Reach::Few(segments.map(places).collect())
    }

    /// Reads the postings of these ways into the tally.
    fn read(&mut self, fields: &[Weighed], ways: &[&Way], reach: &Reach) -> Result<()> {
        for (ord, segment) in self.side.searcher.segment_readers().iter().enumerate() {
            let start = self.starts[ord];
            for weighed in fields {
                let (index, norms) = &weighed.readers[ord];
                for way in ways {
                    let Some(mut matches) = Matches::of(index, weighed.field, &way.stems)? else {
                        continue;
                    };
                    let tally = &mut self.tally;
                    let mut mark = |doc: u32, times: f32| {
                        let place = start + doc as usize;
                        let may = match reach {
                            Reach::All => !segment.is_deleted(doc),
                            Reach::Found | Reach::Few(_) => tally.has(place),
                        };
                        if may {
                            let said = way.strength * weighed.says(times, norms.fieldnorm(doc));
                            tally.mark(place, said, way.strength * weighed.covers);
                        }
                    };
                    if let Reach::Few(few) = reach {
                        few[ord].iter().for_each(|&doc| {
                            if let Some(times) = matches.at(doc) {
                                mark(doc, times);
                            }
                        });
                    } else {
                        while let Some((doc, times)) = matches.next() {
                            mark(doc, times);
                        }
                    }
                }
            }
        }
        Ok(())
    }
}
