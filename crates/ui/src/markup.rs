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
}
