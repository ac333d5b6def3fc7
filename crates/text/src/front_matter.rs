//! A content file cut in two: TOML front matter between two lines of `+++`, then Markdown.

/// The two parts of a file, with the line (from 1) on which each begins.
#[derive(Debug, PartialEq, Eq)]
pub struct Parts<'a> {
    /// The TOML between the two `+++` lines.
    pub front: &'a str,
    /// The line on which the TOML begins.
    pub front_line: usize,
    /// The Markdown after the second `+++` line.
    pub body: &'a str,
    /// The line on which the Markdown begins.
    pub body_line: usize,
}

/// Why a file could not be cut in two.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoFrontMatter {
    /// The first line is not `+++`.
    #[error("the file does not begin with a line of +++")]
    NoBeginning,
    /// There is no second line of `+++`.
    #[error("the front matter is not closed by a second line of +++")]
    NoEnd,
}

/// Cuts `source` in two.
///
/// # Errors
/// When a line of `+++` is missing.
pub fn split(source: &str) -> Result<Parts<'_>, NoFrontMatter> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let mut lines = source.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if first.trim_end() != "+++" {
        return Err(NoFrontMatter::NoBeginning);
    }
    let start = first.len();
    let mut end = start;
    for (number, line) in lines.enumerate() {
        if line.trim_end() == "+++" {
            return Ok(Parts {
                front: &source[start..end],
                front_line: 2,
                body: &source[end + line.len()..],
                body_line: number + 3,
            });
        }
        end += line.len();
    }
    Err(NoFrontMatter::NoEnd)
}

/// The line (from 1) of the byte `offset` in `text`.
pub fn line_of(text: &str, offset: usize) -> usize {
    1 + text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_cut_in_two_and_lines_are_counted() {
        let parts = split("+++\na = 1\nb = 2\n+++\nHello\n").unwrap();
        assert_eq!(
            parts,
            Parts {
                front: "a = 1\nb = 2\n",
                front_line: 2,
                body: "Hello\n",
                body_line: 5
            }
        );
        assert_eq!(split("+++\r\na = 1\r\n+++\r\nHi").unwrap().body, "Hi");
        assert_eq!(split("+++\n+++").unwrap().body, "");
    }

    #[test]
    fn a_missing_line_is_named() {
        assert_eq!(split("# Hello"), Err(NoFrontMatter::NoBeginning));
        assert_eq!(split(""), Err(NoFrontMatter::NoBeginning));
        assert_eq!(split("+++\na = 1\n"), Err(NoFrontMatter::NoEnd));
    }

    #[test]
    fn the_line_of_an_offset_is_found() {
        assert_eq!(line_of("a\nb\nc", 0), 1);
        assert_eq!(line_of("a\nb\nc", 4), 3);
        assert_eq!(line_of("a", 99), 1);
    }
}
