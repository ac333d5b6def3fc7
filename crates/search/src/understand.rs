//! Understanding: from what was typed to what it asks about.

use crate::found::Understood;
use crate::group;
use crate::intent::Intent;
use crate::nation;
use crate::snapshot::Snapshot;
use crate::spelling::{self, Typed};
use crate::words::{Sense, is_stopword};

/// The most things that one question can ask about; of more, those that tell most are kept.
const MOST_CONCEPTS: usize = 20;
/// The most other ways of saying one thing.
const MOST_WAYS: usize = 14;

/// What a question asks about.
pub(crate) struct Understanding {
    /// In the order in which they were typed.
    pub concepts: Vec<Concept>,
    /// Where the whole of it points.
    pub sense: Sense,
    pub intent: Intent,
    /// The nations that it names.
    pub nations: Vec<&'static str>,
    pub understood: Option<Understood>,
}

/// One thing that a question asks about: a word, and what may stand for it.
pub(crate) struct Concept {
    /// Ways of saying it, the typed one first.
    pub ways: Vec<Way>,
    /// How much it counts beside the others, from 0 to 1.
    pub counts: f32,
}

/// A way of saying it: all its words together.
pub(crate) struct Way {
    pub stems: Vec<String>,
    /// How surely it is the same, from 0 to 1.
    pub strength: f32,
}

/// Understands a question by what these lexicons and names know.
pub(crate) fn understand(text: &str, snapshot: &Snapshot, speller: &spelling::Speller<'_>) -> Understanding {
    let typed = speller.read(text);
    let stems: Vec<String> = typed.words.iter().map(|word| word.stem.clone()).collect();
    let content = stems.iter().filter(|stem| !is_stopword(stem)).count();
    let intent = Intent::of(&stems, content);
    let all_stop = stems.iter().all(|stem| is_stopword(stem));
    let (nations, mut for_whom): (Vec<_>, Vec<_>) = nation::named(&stems).into_iter().unzip();
    for_whom.extend(group::named(&stems));
    let is_for_whom = |place: usize| for_whom.iter().any(|words| words.contains(&place));
    let mut concepts: Vec<(usize, Concept)> = Vec::new();
    let mut at_word = vec![None; stems.len()];
    for (place, word) in typed.words.iter().enumerate() {
        if all_stop || !is_stopword(&word.stem) {
            at_word[place] = Some(concepts.len());
            let concept = Concept {
                ways: word.ways(),
                counts: if is_for_whom(place) { group::COUNTS } else { 1.0 },
            };
            concepts.push((place, concept));
        }
    }
    let mut meaning: Option<(usize, usize, usize)> = None;
    for start in 0..stems.len() {
        for spotted in snapshot.names.spot(&stems[start..]) {
            let end = start + spotted.length;
            if let Some(number) = spotted.meaning.filter(|_| spotted.is_exact)
                && meaning.is_none_or(|(_, from, to)| spotted.length > to - from)
            {
                meaning = Some((number, start, end));
            }
            for concept in at_word[start..end].iter().flatten() {
                concepts[*concept].1.add(&spotted.others);
            }
        }
    }
    let mended = typed.mended(text);
    let mut sense = Sense::of(mended.as_deref().unwrap_or(text));
    if !for_whom.is_empty() {
        sense.add(&Sense::of(&typed.without(text, is_for_whom)), 1.0);
        sense = sense.shortened();
    }
    let spelling = mended.map(|meant| Understood::Spelling {
        typed: text.trim().to_owned(),
        meant,
    });
    Understanding {
        sense,
        intent,
        nations,
        concepts: keep_telling(concepts, snapshot),
        understood: spelling.or_else(|| meaning.and_then(|spot| stands_for(&typed, text, spot, snapshot))),
    }
}

impl Concept {
    fn add(&mut self, others: &[(Vec<String>, f32)]) {
        for (stems, strength) in others {
            match self.ways.iter_mut().find(|way| way.stems == *stems) {
                Some(way) => way.strength = way.strength.max(*strength),
                None => self.ways.push(Way {
                    stems: stems.clone(),
                    strength: *strength,
                }),
            }
        }
        if let [_, others @ ..] = self.ways.as_mut_slice() {
            others.sort_by(|one, other| other.strength.total_cmp(&one.strength));
        }
        self.ways.truncate(MOST_WAYS);
    }
}

/// The same word typed twice asks once; of too many words, those that tell most are kept.
fn keep_telling(mut concepts: Vec<(usize, Concept)>, snapshot: &Snapshot) -> Vec<Concept> {
    let mut seen = std::collections::HashSet::new();
    concepts.retain(|(_, concept)| seen.insert(concept.ways[0].stems.clone()));
    if concepts.len() > MOST_CONCEPTS {
        let mut scored: Vec<(f32, (usize, Concept))> = concepts
            .into_iter()
            .map(|one| {
                let frequency = one.1.ways[0]
                    .stems
                    .first()
                    .map_or(0, |stem| snapshot.clear.frequency(stem));
                // A word that nothing has cannot lead anywhere.
                (
                    if frequency == 0 {
                        0.0
                    } else {
                        snapshot.clear.worth(frequency as f32)
                    },
                    one,
                )
            })
            .collect();
        scored.sort_by(|one, other| other.0.total_cmp(&one.0));
        scored.truncate(MOST_CONCEPTS);
        concepts = scored.into_iter().map(|(_, one)| one).collect();
        concepts.sort_by_key(|(place, _)| *place);
    }
    concepts.into_iter().map(|(_, concept)| concept).collect()
}

/// "mfa" stands for the term, unless it is the term itself that was typed.
fn stands_for(
    typed: &Typed,
    text: &str,
    (number, from, to): (usize, usize, usize),
    snapshot: &Snapshot,
) -> Option<Understood> {
    let meaning = snapshot.meanings.get(number)?;
    let name: Vec<String> = typed.words[from..to].iter().map(|word| word.stem.clone()).collect();
    if crate::words::stems(&meaning.term) == name {
        return None;
    }
    let words = text.get(typed.words[from].from..typed.words[to - 1].to)?;
    Some(Understood::Meaning {
        typed: words.to_owned(),
        meant: meaning.term.clone(),
        path: meaning.path.clone(),
    })
}
