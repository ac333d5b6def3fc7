//! What is not done by councils everywhere, and who does it there.

use serde::Deserialize;

use super::Nation;

/// A nation in which something is done by others or on other days, and the words that say so.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Elsewhere {
    /// The nation.
    pub nation: Nation,
    /// Who does it there, or where its own dates stand.
    pub note: String,
}

impl Elsewhere {
    /// What to say to a reader in `nations`: nothing while one of them is not named here.
    pub fn note<'e>(all: &'e [Self], nations: &[Nation]) -> Option<&'e str> {
        let of = |nation: &Nation| all.iter().find(|elsewhere| elsewhere.nation == *nation);
        let first = of(nations.first()?)?;
        nations.iter().all(|nation| of(nation).is_some()).then_some(&first.note)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_of_a_nation_that_does_it_is_told_nothing() {
        let all = [Elsewhere {
            nation: Nation::NorthernIreland,
            note: "The trusts do.".into(),
        }];
        assert_eq!(
            Elsewhere::note(&all, &[Nation::NorthernIreland]),
            Some("The trusts do.")
        );
        assert_eq!(Elsewhere::note(&all, &[Nation::NorthernIreland, Nation::Wales]), None);
        assert_eq!(Elsewhere::note(&all, &Nation::ALL), None);
        assert_eq!(Elsewhere::note(&[], &[Nation::NorthernIreland]), None);
    }
}
