//! Trusted HTML: the one way round escaping, and a visible one.

use std::fmt;

use askama::FastWritable;
use askama::filters::HtmlSafe;

/// HTML that somebody vouches for. Everything else is escaped when it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Markup(String);

/// The older name of [`Markup`], for HTML that came out of a renderer.
pub type RenderedHtml = Markup;

impl Markup {
    /// Vouches for `html`: it was written by us, or cleaned.
    pub fn trusted(html: impl Into<String>) -> Self {
        Self(html.into())
    }

    /// Text made safe by escaping.
    pub fn text(text: impl AsRef<str>) -> Self {
        let mut escaped = String::with_capacity(text.as_ref().len());
        for letter in text.as_ref().chars() {
            match letter {
                '&' => escaped.push_str("&amp;"),
                '<' => escaped.push_str("&lt;"),
                '>' => escaped.push_str("&gt;"),
                '"' => escaped.push_str("&quot;"),
                '\'' => escaped.push_str("&#39;"),
                other => escaped.push(other),
            }
        }
        Self(escaped)
    }

    /// Text in which a long name of a machine, a domain or an address may go on in the next line at its dots
    /// and before its @, and not in the middle of a word.
    pub fn breakable(text: impl AsRef<str>) -> Self {
        let is_word = |letter: Option<&char>| letter.is_some_and(|letter| letter.is_alphanumeric());
        let letters: Vec<char> = text.as_ref().chars().collect();
        let mut html = String::with_capacity(text.as_ref().len());
        let mut begun = 0;
        for (at, letter) in letters.iter().enumerate().skip(1) {
            let stands_in_a_name = is_word(letters.get(at - 1)) && is_word(letters.get(at + 1));
            let breaks_at = match letter {
                '.' if stands_in_a_name => at + 1,
                '@' if stands_in_a_name => at,
                _ => continue,
            };
            let part: String = letters[begun..breaks_at].iter().collect();
            html.push_str(Self::text(part).as_str());
            html.push_str("<wbr>");
            begun = breaks_at;
        }
        let rest: String = letters[begun..].iter().collect();
        html.push_str(Self::text(rest).as_str());
        Self(html)
    }

    /// The HTML itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// True when there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }
}

impl fmt::Display for Markup {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl AsRef<Markup> for Markup {
    fn as_ref(&self) -> &Markup {
        self
    }
}

impl FastWritable for Markup {
    fn write_into(&self, out: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        out.write_str(&self.0)?;
        Ok(())
    }
}

impl HtmlSafe for Markup {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_trusted_html_is_not() {
        assert_eq!(Markup::text("<b> & \"'").as_str(), "&lt;b&gt; &amp; &quot;&#39;");
        assert_eq!(Markup::trusted("<b>x</b>").to_string(), "<b>x</b>");
    }

    #[test]
    fn a_long_name_breaks_at_its_dots_and_nowhere_else() {
        for (text, html) in [
            ("cyber.northvale.gov.uk", "cyber.<wbr>northvale.<wbr>gov.<wbr>uk"),
            ("sam@northvale.gov.uk", "sam<wbr>@northvale.<wbr>gov.<wbr>uk"),
            ("Not verified. It ends here.", "Not verified. It ends here."),
            ("<b>.a.b & @", "&lt;b&gt;.a.<wbr>b &amp; @"),
            (".", "."),
            ("", ""),
        ] {
            assert_eq!(Markup::breakable(text).as_str(), html);
        }
    }
}
