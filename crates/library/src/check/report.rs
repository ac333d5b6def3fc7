//! What the check tells.

use std::fmt;

use super::stock::Stock;
use crate::{
    item::{Fault, Kind},
    threat::{Impact, Likelihood},
};
use text::reading_age::Count;

/// What the check tells.
#[derive(Debug, Clone)]
pub struct Report {
    /// Everything that is wrong, by file and line.
    pub faults: Vec<Fault>,
    /// What each threat is for each group.
    pub matrix: Matrix,
    /// The Flesch-Kincaid grade of all prose of a kind together, and of how many items.
    pub grades: Vec<(Kind, f64, usize)>,
    /// How many items there are of each kind.
    pub counts: Vec<(Kind, usize)>,
}

/// How likely a threat is for a group, and how bad; `None` when the threat does not say.
pub type Cell = Option<(Likelihood, Impact)>;

/// What each threat is for each group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// The groups, in the order of their doors.
    pub audiences: Vec<String>,
    /// The threats, each with a cell for every group.
    pub threats: Vec<(String, Vec<Cell>)>,
}

impl Report {
    pub(super) fn new(faults: Vec<Fault>, stock: &Stock<'_>) -> Self {
        let mut grades = Vec::new();
        let mut counts = Vec::new();
        for kind in Kind::ALL {
            let mut items = 0;
            let mut total = Count::default();
            for entry in stock.all(kind) {
                total += entry.count;
                items += 1;
            }
            counts.push((kind, items));
            grades.extend(total.grade().map(|grade| (kind, grade, items)));
        }
        Self {
            faults,
            matrix: Matrix::of(stock),
            grades,
            counts,
        }
    }

    /// Whether nothing is wrong.
    pub fn is_good(&self) -> bool {
        self.faults.is_empty()
    }
}

impl Matrix {
    fn of(stock: &Stock<'_>) -> Self {
        let audiences: Vec<String> = stock.audiences().iter().map(|entry| entry.item.slug.clone()).collect();
        let threats = stock.all(Kind::Threat).filter_map(|entry| {
            let threat = entry.item.threat()?;
            let cell = |audience| {
                threat
                    .exposure(audience)
                    .map(|exposure| (exposure.likelihood, exposure.impact))
            };
            Some((
                entry.item.slug.clone(),
                audiences.iter().map(|audience| cell(audience)).collect(),
            ))
        });
        Self {
            threats: threats.collect(),
            audiences,
        }
    }
}

fn likelihood(likelihood: Likelihood) -> &'static str {
    match likelihood {
        Likelihood::Rare => "R",
        Likelihood::Possible => "P",
        Likelihood::Likely => "L",
        Likelihood::VeryLikely => "VL",
    }
}

fn impact(impact: Impact) -> &'static str {
    match impact {
        Impact::Minor => "mi",
        Impact::Moderate => "mo",
        Impact::Serious => "se",
        Impact::Severe => "SV",
    }
}

/// A cell that no threat's file answers.
const EMPTY: &str = "EMPTY";

impl fmt::Display for Matrix {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            formatter,
            "Threats by group: R rare, P possible, L likely, VL very likely / mi minor, mo moderate, se serious, SV severe"
        )?;
        let first = self.threats.iter().map(|(slug, _)| slug.len()).max().unwrap_or(0);
        let widths: Vec<usize> = self.audiences.iter().map(|slug| slug.len().max(EMPTY.len())).collect();
        write!(formatter, "{:first$}", "")?;
        for (slug, width) in self.audiences.iter().zip(&widths) {
            write!(formatter, "  {slug:width$}")?;
        }
        writeln!(formatter)?;
        for (slug, cells) in &self.threats {
            write!(formatter, "{slug:first$}")?;
            for (cell, width) in cells.iter().zip(&widths) {
                let words = match cell {
                    Some((likely, bad)) => format!("{}/{}", likelihood(*likely), impact(*bad)),
                    None => EMPTY.to_owned(),
                };
                write!(formatter, "  {words:width$}")?;
            }
            writeln!(formatter)?;
        }
        Ok(())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in &self.faults {
            writeln!(formatter, "{fault}")?;
        }
        if !self.faults.is_empty() {
            writeln!(formatter)?;
        }
        writeln!(formatter, "{}", self.matrix)?;
        writeln!(formatter, "{:<16}{:>6}{:>8}", "Kind", "Items", "Grade")?;
        for (kind, count) in &self.counts {
            let grade = self.grades.iter().find(|(graded, ..)| graded == kind);
            let grade = grade.map_or_else(|| "-".to_owned(), |(_, grade, _)| format!("{grade:.1}"));
            writeln!(formatter, "{:<16}{count:>6}{grade:>8}", kind.folder())?;
        }
        let items: usize = self.counts.iter().map(|(_, count)| count).sum();
        match self.faults.len() {
            0 => write!(formatter, "\n{items} items, no faults."),
            1 => write!(formatter, "\n{items} items, 1 fault."),
            faults => write!(formatter, "\n{items} items, {faults} faults."),
        }
    }
}
