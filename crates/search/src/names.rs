//! Names that stand for one another: the glossary's meanings and the built-in everyday words.

use std::collections::HashMap;

use crate::document::Meaning;
use crate::words::{everyday, is_stopword, stems};

/// How far one kind of name may stand for another.
const ALSO_KNOWN: f32 = 0.95;
const PLAIN: f32 = 0.8;

/// Every name, findable by its first word.
pub(crate) struct Names {
    groups: Vec<Group>,
    /// The first stem of a name, to the group and the name in it.
    starts: HashMap<String, Vec<(usize, usize)>>,
}

struct Group {
    names: Vec<Name>,
    /// Which meaning it is, when it is one of the glossary's.
    meaning: Option<usize>,
}

struct Name {
    /// Every word of it: how it must be typed.
    stems: Vec<String>,
    /// The words of it that have content: what must be in a document.
    content: Vec<String>,
    strength: f32,
}

/// A name found in a question.
pub(crate) struct Spotted {
    /// How many words of the question it takes.
    pub length: usize,
    /// Other names, with how far each may stand for it.
    pub others: Vec<(Vec<String>, f32)>,
    /// The meaning, when it is one of the glossary's.
    pub meaning: Option<usize>,
    /// Whether it is an exact name rather than an everyday word for it.
    pub is_exact: bool,
}

impl Names {
    pub(crate) fn of(meanings: &[Meaning]) -> Names {
        let mut names = Names {
            groups: Vec::new(),
            starts: HashMap::new(),
        };
        for (number, meaning) in meanings.iter().enumerate() {
            let exact = std::iter::once(&meaning.term).chain(&meaning.also_known_as);
            let exact = exact.map(|name| (stems(name), 1.0));
            let plain = meaning.plain.iter().map(|name| (stems(name), PLAIN / ALSO_KNOWN));
            names.add(exact.chain(plain).collect(), Some(number));
        }
        for group in everyday() {
            // Two names of one group stand for each other as nearly as the group says.
            let strength = (group.nearness / ALSO_KNOWN).sqrt();
            names.add(group.names.iter().map(|name| (name.clone(), strength)).collect(), None);
        }
        names
    }

    fn add(&mut self, named: Vec<(Vec<String>, f32)>, meaning: Option<usize>) {
        let mut names: Vec<Name> = Vec::new();
        for (stems, strength) in named {
            let content: Vec<_> = stems.iter().filter(|stem| !is_stopword(stem)).cloned().collect();
            if !content.is_empty() && names.iter().all(|name| name.stems != stems) {
                names.push(Name {
                    stems,
                    content,
                    strength,
                });
            }
        }
        for (number, name) in names.iter().enumerate() {
            let start = self.starts.entry(name.stems[0].clone()).or_default();
            start.push((self.groups.len(), number));
        }
        self.groups.push(Group { names, meaning });
    }

    /// Every name that begins at this word of the question.
    pub(crate) fn spot(&self, words: &[String]) -> Vec<Spotted> {
        let starts = words.first().and_then(|word| self.starts.get(word));
        let mut spotted = Vec::new();
        for &(group, number) in starts.into_iter().flatten() {
            let group = &self.groups[group];
            let name = &group.names[number];
            if words.starts_with(&name.stems) {
                let others = group.names.iter().filter(|other| other.content != name.content);
                spotted.push(Spotted {
                    length: name.stems.len(),
                    others: others
                        .map(|other| (other.content.clone(), stands(name, other)))
                        .collect(),
                    meaning: group.meaning,
                    is_exact: name.strength >= 1.0,
                });
            }
        }
        spotted
    }

    /// Whether any name has this word.
    pub(crate) fn knows(&self, stem: &str) -> bool {
        self.starts.contains_key(stem)
    }
}

fn stands(name: &Name, other: &Name) -> f32 {
    // A name that lost words such as "out" of "locked out" says less.
    let whole = if other.content.len() < other.stems.len() {
        0.85
    } else {
        1.0
    };
    ALSO_KNOWN * name.strength * other.strength * whole
}
