//! Cutting a text into words.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::tables::regular;

/// Longer runs of letters are not words that anybody types; their beginning will do.
const LONGEST: usize = 40;

/// Cuts, joins hyphenated words and makes irregular forms regular.
#[derive(Clone)]
pub(super) struct Cutter;

/// Cuts only: each spelling as it stands.
#[derive(Clone)]
pub(super) struct Plain;

/// The words of one text, cut beforehand.
pub(super) struct Cut {
    tokens: std::vec::IntoIter<Token>,
    current: Token,
}

impl Tokenizer for Cutter {
    type TokenStream<'a> = Cut;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Cut {
        let mut tokens = Vec::new();
        for compound in compounds(text) {
            let first = tokens.len();
            let place = tokens.last().map_or(0, next_place);
            for (index, &(from, to)) in compound.iter().enumerate() {
                tokens.push(token(regular(lower(&text[from..to])), from, to, place + index, 1));
            }
            if let [(from, _), .., (_, to)] = compound[..] {
                let joined: String = compound.iter().map(|&(a, b)| lower(&text[a..b])).collect();
                if compound[0].1 - from == 1 && compound.len() == 2 {
                    // "e-mail", "x-ray": the parts mean nothing by themselves.
                    tokens.truncate(first);
                    tokens.push(token(joined, from, to, place, 1));
                } else if joined.chars().count() <= LONGEST {
                    tokens.push(token(joined, from, to, place, compound.len()));
                }
            }
        }
        Cut {
            tokens: tokens.into_iter(),
            current: Token::default(),
        }
    }
}

impl Tokenizer for Plain {
    type TokenStream<'a> = Cut;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Cut {
        let parts = compounds(text).into_iter().flatten();
        let tokens: Vec<_> = parts
            .enumerate()
            .map(|(place, (from, to))| token(lower(&text[from..to]), from, to, place, 1))
            .collect();
        Cut {
            tokens: tokens.into_iter(),
            current: Token::default(),
        }
    }
}

impl TokenStream for Cut {
    fn advance(&mut self) -> bool {
        let Some(token) = self.tokens.next() else { return false };
        self.current = token;
        true
    }

    fn token(&self) -> &Token {
        &self.current
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.current
    }
}

fn token(text: String, from: usize, to: usize, position: usize, length: usize) -> Token {
    Token {
        offset_from: from,
        offset_to: to,
        position,
        text,
        position_length: length,
    }
}

/// A joined word stands in its first part's place and is as long as all of them.
fn next_place(last: &Token) -> usize {
    last.position + last.position_length
}

/// Words with the hyphens between their parts kept together: the byte ranges of the parts of each.
fn compounds(text: &str) -> Vec<Vec<(usize, usize)>> {
    let mut compounds: Vec<Vec<(usize, usize)>> = Vec::new();
    let mut from = None;
    let mut glued = false;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let inside = from.is_some() && next.is_some_and(char::is_alphanumeric);
        if c.is_alphanumeric() {
            from.get_or_insert(at);
        } else if inside && (is_apostrophe(c) || is_thousands(text, at, c, next)) {
            continue;
        } else if let Some(start) = from.take() {
            push(&mut compounds, (start, at), glued);
            glued = inside && matches!(c, '-' | '\u{2010}' | '\u{2011}');
        }
    }
    if let Some(start) = from {
        push(&mut compounds, (start, text.len()), glued);
    }
    compounds
}

fn push(compounds: &mut Vec<Vec<(usize, usize)>>, part: (usize, usize), glued: bool) {
    match compounds.last_mut() {
        Some(compound) if glued && compound.len() < 4 => compound.push(part),
        _ => compounds.push(vec![part]),
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}')
}

fn is_thousands(text: &str, at: usize, c: char, next: Option<char>) -> bool {
    c == ','
        && next.is_some_and(|next| next.is_ascii_digit())
        && text[..at].ends_with(|before: char| before.is_ascii_digit())
}

/// Lower case without apostrophes, a possessive ending or a tail beyond what anybody types.
fn lower(part: &str) -> String {
    let lower: String = part
        .chars()
        .take(LONGEST)
        .flat_map(char::to_lowercase)
        .filter(|&c| c != ',')
        .collect();
    let bare = lower
        .strip_suffix("'s")
        .or_else(|| lower.strip_suffix("\u{2019}s"))
        .unwrap_or(&lower);
    bare.chars().filter(|&c| !is_apostrophe(c)).collect()
}
