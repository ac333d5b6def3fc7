//! Phrases: the files that say how people ask for pages.

/// The phrases of a file, each with the name of the page above it. A line that is set in is a phrase, another
/// names a page, and one that begins with `#` is for whoever reads the file.
pub fn phrases(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut page = "";
    text.lines().filter_map(move |line| {
        let said = line.trim();
        if said.is_empty() || said.starts_with('#') {
            return None;
        }
        if line.starts_with(char::is_whitespace) {
            return Some((page, said));
        }
        page = said;
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_belongs_to_the_page_above_it() {
        let text = "# For search alone.\n\npayroll\n  pay day is gone\n  no wages\n\nhousing\n\trepairs";
        let found: Vec<_> = phrases(text).collect();
        let payroll = [("payroll", "pay day is gone"), ("payroll", "no wages")];
        assert_eq!(found[..2], payroll);
        assert_eq!(found[2..], [("housing", "repairs")]);
    }
}
