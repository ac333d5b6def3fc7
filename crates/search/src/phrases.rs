//! Phrases: the files that say how people ask for pages.

use std::collections::HashMap;

/// The phrases of a file, a line each, by the name of the page above them. A line that is set in is a phrase,
/// another names a page, and one that begins with `#` is for whoever reads the file.
pub fn phrases(text: &str) -> HashMap<&str, String> {
    let mut phrases: HashMap<&str, String> = HashMap::new();
    let mut page = "";
    for line in text.lines() {
        let said = line.trim();
        if said.is_empty() || said.starts_with('#') {
            continue;
        }
        if line.starts_with(char::is_whitespace) {
            phrases.entry(page).or_default().extend([said, "\n"]);
        } else {
            page = said;
        }
    }
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_belongs_to_the_page_above_it() {
        let found = phrases("# For search alone.\n\npayroll\n  pay day is gone\n  no wages\n\nhousing\n\trepairs");
        assert_eq!(found["payroll"], "pay day is gone\nno wages\n");
        assert_eq!(found["housing"], "repairs\n");
        assert_eq!(found.len(), 2);
    }
}
