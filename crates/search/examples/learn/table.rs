//! The table as it is kept: a piece and a letter for each number, with `P` for nought.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;

/// How many numbers a sense has, as in `src/words/sense.rs`.
pub const SIZE: usize = 128;
/// The most that a letter stands for, either way.
const MOST: f32 = 46.0;
/// So few of the numbers in ten thousand may be larger than the largest letter.
const CUT_OFF: usize = 5;

pub type Row = [f32; SIZE];

/// The senses that English gives, in the order of their pieces.
pub fn general() -> Vec<(&'static str, Row)> {
    let lines = include_str!("general.txt").lines();
    lines
        .filter_map(|line| line.split_once(' '))
        .map(|(piece, letters)| {
            let mut row = [0.0; SIZE];
            for (number, letter) in row.iter_mut().zip(letters.bytes()) {
                *number = f32::from(letter) - f32::from(b'P');
            }
            (piece, row)
        })
        .collect()
}

/// Writes the table.
pub fn write(file: &Path, table: &[(&str, Row)]) -> Result<(), Box<dyn Error>> {
    let mut sizes: Vec<f32> = table
        .iter()
        .flat_map(|(_, row)| row)
        .map(|number| number.abs())
        .collect();
    sizes.sort_by(f32::total_cmp);
    let largest = sizes[sizes.len() - 1 - sizes.len() * CUT_OFF / 10_000];
    let mut text = String::new();
    for (piece, row) in table {
        write!(text, "{piece} ")?;
        for number in row {
            let letter = (number * MOST / largest).round().clamp(-MOST, MOST) as i32 + i32::from(b'P');
            text.push(char::from(u8::try_from(letter)?));
        }
        text.push('\n');
    }
    std::fs::write(file, text)?;
    println!("{} pieces written", table.len());
    Ok(())
}
