//! The table as it is kept: a word or a pair and a letter for each number, with `P` for nought.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;

use crate::examples::Lessons;

/// The most that a letter stands for, either way.
const MOST: f32 = 46.0;
/// So few of the numbers in ten thousand may be larger than the largest letter.
const CUT_OFF: usize = 5;

/// Writes the table, each vector weighed by how much its word tells.
pub fn write(file: &Path, lessons: &Lessons, vectors: &[Vec<f32>]) -> Result<(), Box<dyn Error>> {
    let weighed = vectors.iter().zip(&lessons.tells);
    let weighed: Vec<Vec<f32>> = weighed
        .map(|(row, tells)| row.iter().map(|number| number * tells).collect())
        .collect();
    let mut sizes: Vec<f32> = weighed.iter().flatten().map(|number| number.abs()).collect();
    sizes.sort_by(f32::total_cmp);
    let largest = sizes[sizes.len() - 1 - sizes.len() * CUT_OFF / 10_000];
    let mut lines: Vec<String> = Vec::new();
    for (name, row) in lessons.names.iter().zip(&weighed) {
        let mut line = format!("{name} ");
        for number in row {
            let letter = (number * MOST / largest).round().clamp(-MOST, MOST) as i32 + i32::from(b'P');
            write!(line, "{}", char::from(u8::try_from(letter)?))?;
        }
        lines.push(line);
    }
    lines.sort();
    lines.push(String::new());
    std::fs::write(file, lines.join("\n"))?;
    println!("{} words and pairs written", weighed.len());
    Ok(())
}
