//! Spelling: what was typed, with slips mended, words run together parted and parted words joined.

use crate::lexicon::Lexicon;
use crate::names::Names;
use crate::understand::Way;
use crate::words::{self, Word, is_stopword};

/// No question needs more; the rest of a longer text is not read.
const MOST_WORDS: usize = 300;
/// No more words than this are looked at for slips: a text with more is not English, or not a question.
const MOST_TRIED: usize = 8;

/// Reads questions by what is known to be a word.
pub(crate) struct Speller<'a> {
    /// What these eyes may read.
    pub lexicons: Vec<&'a Lexicon>,
    pub names: &'a Names,
    /// Whether a stem occurs anywhere that these eyes may read.
    pub is_known: &'a dyn Fn(&str) -> bool,
}

/// A question as it was typed, word by word.
pub(crate) struct Typed {
    pub words: Vec<TypedWord>,
}

/// One word of it.
pub(crate) struct TypedWord {
    /// The stem it was read as.
    pub stem: String,
    pub from: usize,
    pub to: usize,
    /// What it was mended to.
    mended: Option<String>,
    /// The same, written in more words or fewer.
    also: Option<Vec<String>>,
}

impl Speller<'_> {
    pub(crate) fn read(&self, text: &str) -> Typed {
        let mut typed: Vec<TypedWord> = Vec::new();
        let mut joined: Vec<Word> = Vec::new();
        for word in words::words(text).into_iter().take(MOST_WORDS) {
            if word.is_joined {
                joined.push(word);
            } else {
                let Word { stem, from, to, .. } = word;
                typed.push(TypedWord {
                    stem,
                    from,
                    to,
                    mended: None,
                    also: None,
                });
            }
        }
        for word in joined.iter().filter(|word| (self.is_known)(&word.stem)) {
            for part in typed
                .iter_mut()
                .filter(|part| part.from >= word.from && part.to <= word.to)
            {
                part.also = Some(vec![word.stem.clone()]);
            }
        }
        self.join(&mut typed, text);
        self.mend(&mut typed, text);
        Typed { words: typed }
    }

    /// "pay roll": two words that are known as one.
    fn join(&self, typed: &mut [TypedWord], text: &str) {
        for at in 1..typed.len() {
            let (from, to) = (typed[at - 1].from, typed[at].to);
            let plain = words::spellings(&text[from..to]).concat();
            let are_known = typed[at - 1..=at].iter().all(|part| self.knows(&part.stem));
            let enough = if are_known { 2 } else { 1 };
            if self.documents(&plain) < enough || is_stopword(&plain) {
                continue;
            }
            let whole = words::stems(&plain);
            for part in &mut typed[at - 1..=at] {
                part.also = Some(whole.clone());
            }
        }
    }

    /// Words that nobody uses are read as the nearest that somebody does.
    fn mend(&self, typed: &mut [TypedWord], text: &str) {
        let mut tried = 0;
        for word in typed {
            let Some(spelling) = words::spellings(&text[word.from..word.to]).pop() else {
                continue;
            };
            let is_spelt = self.documents(&spelling) > 0;
            if tried >= MOST_TRIED || word.also.is_some() || is_spelt || is_odd(&word.stem) {
                continue;
            }
            tried += 1;
            if self.knows(&word.stem) {
                // "payrol" is found as it stands; it is only said how it is spelt.
                word.mended = self.nearest(&spelling).filter(|near| is_doubled(&spelling, near));
            } else if let Some(near) = self.nearest(&spelling) {
                word.stem = words::stems(&near).pop().unwrap_or_default();
                word.mended = Some(near);
            } else if let Some(parts) = self.parts(&spelling) {
                word.also = Some(parts);
            }
        }
    }

    fn knows(&self, stem: &str) -> bool {
        is_odd(stem) || (self.is_known)(stem) || self.names.knows(stem)
    }

    fn documents(&self, spelling: &str) -> u32 {
        self.lexicons.iter().map(|lexicon| lexicon.documents(spelling)).sum()
    }

    /// "payrollchange": one word that is two known ones.
    fn parts(&self, spelling: &str) -> Option<Vec<String>> {
        let splits = (3..spelling.len().saturating_sub(2)).filter(|&at| spelling.is_char_boundary(at));
        let common = |at: &usize| {
            let (one, other) = spelling.split_at(*at);
            self.documents(one).min(self.documents(other))
        };
        let best = splits.max_by_key(common).filter(|at| common(at) >= 3)?;
        let (one, other) = spelling.split_at(best);
        Some(words::stems(&format!("{one} {other}")))
    }

    fn nearest(&self, spelling: &str) -> Option<String> {
        // "malwear": further off by its letters than by its sound.
        let by_sound = spelling.strip_suffix("wear").map(|start| format!("{start}ware"));
        if let Some(word) = by_sound.filter(|word| self.documents(word) > 0) {
            return Some(word);
        }
        let near = self.lexicons.iter().filter_map(|lexicon| lexicon.nearest(spelling));
        near.min_by(|one, other| one.cost.total_cmp(&other.cost))
            .map(|near| near.word)
    }
}

impl Typed {
    /// The whole question as it was read, when a spelling was mended.
    pub(crate) fn mended(&self, text: &str) -> Option<String> {
        let mut meant = String::new();
        let mut from = 0;
        for word in &self.words {
            if let Some(mended) = &word.mended {
                meant.push_str(&text[from..word.from]);
                meant.push_str(mended);
                from = word.to;
            }
        }
        if from == 0 {
            return None;
        }
        meant.push_str(&text[from..]);
        Some(meant.trim().to_owned())
    }

    /// The words of the question as they were read, those at some places left out.
    pub(crate) fn without(&self, text: &str, is_out: impl Fn(usize) -> bool) -> String {
        let words = self.words.iter().enumerate().filter(|(place, _)| !is_out(*place));
        let read = words.map(|(_, word)| word.mended.as_deref().unwrap_or(&text[word.from..word.to]));
        read.collect::<Vec<_>>().join(" ")
    }
}

impl TypedWord {
    /// The ways of saying it that its spelling gives.
    pub(crate) fn ways(&self) -> Vec<Way> {
        let also = self.also.iter().map(|stems| Way {
            stems: stems.clone(),
            strength: 1.0,
        });
        [Way {
            stems: vec![self.stem.clone()],
            strength: 1.0,
        }]
        .into_iter()
        .chain(also)
        .collect()
    }
}

/// Whether a word is none that could be misspelt: without content, with digits, or of another script.
fn is_odd(stem: &str) -> bool {
    is_stopword(stem) || stem.chars().any(|c| !c.is_ascii_lowercase())
}

/// Whether two spellings differ in doubled letters alone.
fn is_doubled(one: &str, other: &str) -> bool {
    let single = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.dedup();
        letters
    };
    single(one) == single(other)
}
