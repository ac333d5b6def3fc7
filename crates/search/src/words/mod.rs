//! Words: how text is cut into them, and which of them are the same word.
//!
//! The same cutting serves what is indexed, what is asked and what is highlighted. A *stem* is what
//! is compared: lower case, without accents, irregular forms made regular (`rang` is `ring`), then
//! stemmed as English. A hyphenated word gives its parts and, in the same place, the parts joined, so
//! that `multi-factor`, `multi factor` and `multifactor` find each other.

mod cut;
mod sense;
mod tables;

use tantivy::tokenizer::{AsciiFoldingFilter, Language, Stemmer, TokenFilter, TokenStream, Tokenizer};

pub(crate) use sense::Sense;
pub use sense::{passages, pieces};
pub(crate) use tables::{TABLES, everyday, is_stopword};

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// What is compared.
    pub stem: String,
    /// The bytes of the text that it stands for.
    pub from: usize,
    /// The end of those bytes.
    pub to: usize,
    /// Its place, counted in words.
    pub place: usize,
    /// Whether it is a hyphenated word joined, in the place of its first part.
    pub is_joined: bool,
}

/// The words of a text, in order.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut chain = Stemmer::new(Language::English).transform(AsciiFoldingFilter.transform(cut::Cutter));
    let mut stream = chain.token_stream(text);
    let mut words = Vec::new();
    while stream.advance() {
        let token = stream.token();
        words.push(Word {
            stem: token.text.clone(),
            from: token.offset_from,
            to: token.offset_to,
            place: token.position,
            is_joined: token.position_length > 1,
        });
    }
    words
}

/// The stems of a text without the joined forms: a name as it would be typed.
pub fn stems(text: &str) -> Vec<String> {
    words(text)
        .into_iter()
        .filter(|word| !word.is_joined)
        .map(|word| word.stem)
        .collect()
}

/// Lower case, without accents, cut but not stemmed: the spelling of each word.
pub(crate) fn spellings(text: &str) -> Vec<String> {
    let mut chain = AsciiFoldingFilter.transform(cut::Plain);
    let mut stream = chain.token_stream(text);
    let mut spellings = Vec::new();
    while stream.advance() {
        spellings.push(stream.token().text.clone());
    }
    spellings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_the_same_have_one_stem() {
        for (one, other) in [
            ("e-mails", "Email"),
            ("rang", "ringing"),
            ("payments", "Payment"),
            ("council’s", "council's"),
            ("stolen", "steal"),
            ("naïve", "naive"),
        ] {
            let joined = |text: &str| words(text).last().map(|word| word.stem.clone());
            assert_eq!(joined(one), joined(other), "{one} {other}");
        }
    }

    #[test]
    fn a_hyphenated_word_is_its_parts_and_the_whole() {
        let found = words("Multi-factor sign-in");
        let stems: Vec<_> = found.iter().map(|word| (word.stem.as_str(), word.place)).collect();
        assert_eq!(
            stems,
            [
                ("multi", 0),
                ("factor", 1),
                ("multifactor", 0),
                ("sign", 2),
                ("in", 3),
                ("signin", 2)
            ]
        );
    }

    #[test]
    fn offsets_point_into_the_text() {
        let text = "Don’t pay £22,000 — “ring” 😀 back";
        for word in words(text) {
            assert!(text.get(word.from..word.to).is_some(), "{word:?}");
        }
    }
}
