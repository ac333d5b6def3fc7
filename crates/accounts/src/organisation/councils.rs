//! The councils of the United Kingdom, to pick an organisation from.
//!
//! The table beside this file says where its facts come from.

use super::model::OrganisationKind;

const TABLE: &str = include_str!("councils.txt");

/// The words of the table for kinds of councils, as people say them.
const KINDS: [(&str, &str); 8] = [
    ("district", "District or borough council"),
    ("unitary", "Unitary council"),
    ("metropolitan", "Metropolitan borough council"),
    ("london", "London borough council"),
    ("county", "County council"),
    ("city", "City corporation"),
    ("regional", "Regional authority"),
    ("combined", "Combined authority"),
];

/// One council of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Council {
    /// The official code of its area (GSS).
    pub code: &'static str,
    /// Its official name.
    pub name: &'static str,
    /// Its name without "Council", as in addresses.
    pub short: &'static str,
    /// What kind of council it is, in words.
    pub kind_name: &'static str,
    /// The slug of its nation.
    pub nation: &'static str,
}

impl Council {
    /// What kind of organisation it is.
    pub fn kind(self) -> OrganisationKind {
        match self.kind_name {
            "Combined authority" => OrganisationKind::CombinedAuthority,
            _ => OrganisationKind::Council,
        }
    }
}

/// Every council, by name.
pub fn all() -> impl Iterator<Item = Council> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(read)
}

/// The council with this code.
pub fn find(code: &str) -> Option<Council> {
    all().find(|council| council.code == code)
}

/// The councils whose name has all of these words in it, or parts of them, in any order: first those that
/// begin with them, then by name.
pub fn search(words: &str) -> Vec<Council> {
    let wanted = plain_words(words);
    if wanted.is_empty() {
        return Vec::new();
    }
    let has_all = |council: &Council| {
        let words = plain_words(&format!("{} {}", council.name, council.short));
        wanted
            .iter()
            .all(|wanted| words.iter().any(|word| word.contains(wanted)))
    };
    let begins = |council: &Council| {
        plain_words(council.name)
            .first()
            .is_some_and(|word| word.starts_with(&wanted[0]))
    };
    let mut found: Vec<Council> = all().filter(has_all).collect();
    found.sort_by_key(|council| !begins(council));
    found
}

/// Words in lower case, and "&" as people say it.
fn plain_words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase().replace('&', " and ").replace(['\'', '’', '.'], "");
    let words = lower.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn read(line: &'static str) -> Option<Council> {
    let mut parts = line.split('|');
    let (code, kind, nation, name) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let short = parts.next().filter(|short| !short.is_empty()).unwrap_or(name);
    let kind_name = KINDS.iter().find(|(word, _)| *word == kind)?.1;
    Some(Council {
        code,
        name,
        short,
        kind_name,
        nation,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::organisation::NATIONS;

    #[test]
    fn every_line_of_the_table_is_a_council_with_a_code_and_an_address_of_its_own() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#')).count();
        let councils: Vec<Council> = all().collect();
        assert_eq!(councils.len(), lines);
        assert!(lines > 390, "{lines}");
        let (mut codes, mut slugs) = (HashSet::new(), HashSet::new());
        for council in councils {
            assert!(codes.insert(council.code), "{council:?}");
            assert!(slugs.insert(text::slug::of(council.short)), "{council:?}");
            assert!(text::slug::is_slug(&text::slug::of(council.short)), "{council:?}");
            assert!(NATIONS.iter().any(|(slug, _)| *slug == council.nation), "{council:?}");
            assert_eq!(find(council.code), Some(council));
        }
    }

    #[test]
    fn a_council_is_found_by_part_of_its_name_however_it_is_written() {
        let found = |words: &str| search(words).iter().map(|council| council.name).collect::<Vec<_>>();
        assert_eq!(found("telford"), ["Telford & Wrekin Council"]);
        assert_eq!(found("Telford and Wrekin"), ["Telford & Wrekin Council"]);
        assert!(found("newcastle").len() == 2 && found("st helens").contains(&"St Helens Council"));
        assert!(found("shire").contains(&"Wiltshire Council"));
        assert_eq!(found("derby")[0], "Derby City Council");
        assert!(found("eilean siar").contains(&"Comhairle nan Eilean Siar"));
        assert!(found("").is_empty() && found("nowhere at all").is_empty());
    }
}
