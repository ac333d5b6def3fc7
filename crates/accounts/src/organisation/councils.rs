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
    /// Its name in Welsh, when that differs; else empty.
    pub welsh: &'static str,
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

/// The councils whose name, in English or in Welsh, has all of these words in it, or parts of them, in any order:
/// first those that begin with them, then by name. An official code finds its council.
pub fn search(words: &str) -> Vec<Council> {
    if let Some(council) = find(&words.trim().to_uppercase()) {
        return vec![council];
    }
    let wanted = plain_words(words);
    if wanted.is_empty() {
        return Vec::new();
    }
    let has_all = |council: &Council| {
        let words = plain_words(&format!("{} {} {}", council.name, council.short, council.welsh));
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

/// Words as names are compared, and without the marks above letters, which few keyboards have.
fn plain_words(text: &str) -> Vec<String> {
    let folded = text::words::folded(text);
    let plain: String = folded.chars().map(without_mark).collect();
    plain
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A letter without its mark, of those that Welsh and Gaelic write.
fn without_mark(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ŵ' | 'ẁ' | 'ẃ' | 'ẅ' => 'w',
        'ŷ' | 'ỳ' | 'ý' | 'ÿ' => 'y',
        other => other,
    }
}

fn read(line: &'static str) -> Option<Council> {
    let mut parts = line.split('|');
    let (code, kind, nation, name) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let short = parts.next().filter(|short| !short.is_empty()).unwrap_or(name);
    let welsh = parts.next().unwrap_or_default();
    let kind_name = KINDS.iter().find(|(word, _)| *word == kind)?.1;
    Some(Council {
        code,
        name,
        short,
        welsh,
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
        for anglesey in ["Ynys Mon", "ynys môn", "Sir Ynys Môn", "anglesey", "w06000001"] {
            assert_eq!(found(anglesey), ["Isle of Anglesey County Council"], "{anglesey}");
        }
        assert_eq!(found("Sir y Fflint"), ["Flintshire County Council"]);
        assert_eq!(found("pen-y-bont"), ["Bridgend County Borough Council"]);
        assert_eq!(found(" E06000023 "), ["Bristol City Council"]);
        assert!(found("").is_empty() && found("nowhere at all").is_empty());
    }
}
