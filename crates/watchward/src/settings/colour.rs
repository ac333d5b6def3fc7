//! The accent colour: white words stand on it, so it must be dark enough.

use std::{fmt, str::FromStr};

/// The least contrast of words of ordinary size (WCAG 2.2, success criterion 1.4.3).
const LEAST_CONTRAST: f64 = 4.5;

/// A colour on which white words can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// Why a text is not a colour that can be used.
#[derive(Debug, thiserror::Error)]
pub enum NotUsable {
    /// It is not written as we read it.
    #[error("'{0}' is not a colour like #0b525b")]
    NotAColour(String),
    /// White words on it could not be read.
    #[error("'{0}' is too light: white words on it have a contrast of {1:.1} to 1, and need {LEAST_CONTRAST} to 1")]
    TooLight(String, f64),
}

impl FromStr for Colour {
    type Err = NotUsable;

    fn from_str(text: &str) -> Result<Self, NotUsable> {
        let colour = read(text).ok_or_else(|| NotUsable::NotAColour(text.to_owned()))?;
        let contrast = colour.contrast_with_white();
        if contrast < LEAST_CONTRAST {
            return Err(NotUsable::TooLight(text.to_owned(), contrast));
        }
        Ok(colour)
    }
}

fn read(text: &str) -> Option<Colour> {
    let digits = text
        .strip_prefix('#')
        .filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some(Colour([part(0)?, part(2)?, part(4)?]))
}

impl Colour {
    /// As WCAG 2.2 defines it.
    fn contrast_with_white(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(formatter, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dark_colour_is_taken_and_a_light_one_refused() {
        assert_eq!("#0B525B".parse::<Colour>().unwrap().to_string(), "#0b525b");
        assert!("#767676".parse::<Colour>().is_ok(), "4.54 to 1");
        let refusal = "#777777".parse::<Colour>().unwrap_err().to_string();
        assert!(
            refusal.contains("too light") && refusal.contains("4.5 to 1"),
            "{refusal}"
        );
    }

    #[test]
    fn a_text_that_is_no_colour_is_named() {
        for text in ["teal", "#fff", "0b525b", "#0b525g", "#0b525bb", "#é1234"] {
            assert!(text.parse::<Colour>().unwrap_err().to_string().contains(text));
        }
    }
}
