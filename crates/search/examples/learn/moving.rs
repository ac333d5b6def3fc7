//! The learning itself: vectors moved, by Adam (Kingma and Ba, 2015), down the cross-entropy of which
//! page an example belongs to, told by the cosine of the example and each page.

use std::collections::HashMap;

use crate::examples::{Example, Lessons};
use crate::table::{Row, SIZE, general};

/// Learnt so many times, each in another order of chance: what they agree on outweighs what each makes up.
const TIMES: u64 = 4;
const ROUNDS: usize = 8;
const BATCH: usize = 256;
const STEP: f32 = 0.003;
/// Steps grow ever smaller, to this share: what is learnt last is not left to chance.
const LAST_STEP: f32 = 0.02;
/// So much steeper than a cosine is how sure one is of a page.
const STEEP: f32 = 15.0;
/// So much of the certainty is spread over all pages, so that none is learnt by heart (Szegedy and others, 2016).
const SPREAD: f32 = 0.05;
/// Each piece of an example is overlooked as often as this, so that none carries it alone.
const OVERLOOKED: f32 = 0.3;
/// A piece that this share of examples lacks one of counts half: what is said everywhere tells little
/// (Arora and others, "A simple but tough-to-beat baseline", 2017).
const COMMON: f32 = 200.0;

/// All pieces with their senses: those that the lessons use moved, the others as English has them.
pub fn learn(lessons: &Lessons) -> Vec<(&'static str, Row)> {
    let mut table = general();
    let mean = table.iter().map(|(_, row)| length(row)).sum::<f32>() / table.len() as f32;
    let places: HashMap<&str, usize> = table.iter().enumerate().map(|(at, (piece, _))| (*piece, at)).collect();
    let places: Vec<usize> = lessons.names.iter().map(|name| places[name]).collect();
    for (_, row) in &mut table {
        *row = scaled(row, 1.0 / mean);
    }
    let said = lessons.examples.len() as f32;
    let weighed = places.iter().zip(&lessons.having).map(|(&place, &having)| {
        let tells = 1.0 / (1.0 + COMMON * having as f32 / said);
        scaled(&table[place].1, tells)
    });
    let begun: Vec<Row> = weighed.collect();
    let mut pieces = vec![[0.0; SIZE]; begun.len()];
    for time in 0..TIMES {
        println!("{} of {TIMES}", time + 1);
        for (piece, row) in pieces.iter_mut().zip(moved(lessons, begun.clone(), Chance(time))) {
            add(piece, &row, 1.0 / TIMES as f32);
        }
    }
    for (&place, row) in places.iter().zip(pieces) {
        table[place].1 = row;
    }
    table
}

fn moved(lessons: &Lessons, rows: Vec<Row>, mut chance: Chance) -> Vec<Row> {
    let mut pages = vec![[0.0; SIZE]; lessons.pages];
    for example in lessons.examples.iter().filter(|example| example.counts >= 1.0) {
        let sum = sum(&example.pieces, &rows);
        add(&mut pages[example.page], &sum, 1.0 / length(&sum));
    }
    let mut pages = Moved::new(pages.iter().map(|page| scaled(page, 1.0 / length(page))).collect());
    let mut pieces = Moved::new(rows);
    let mut order: Vec<usize> = (0..lessons.examples.len()).collect();
    let mut steps = 0;
    let all_steps = (ROUNDS * order.len().div_ceil(BATCH)) as f32;
    for round in 0..ROUNDS {
        chance.shuffle(&mut order);
        let mut loss = 0.0;
        for batch in order.chunks(BATCH) {
            let batch: Vec<Example> = batch
                .iter()
                .map(|&number| chance.overlook(&lessons.examples[number]))
                .collect();
            let directions: Vec<Row> = pages.rows.iter().map(|row| scaled(row, 1.0 / length(row))).collect();
            let halves: Vec<Slopes> = std::thread::scope(|scope| {
                let halves: Vec<_> = batch
                    .chunks(batch.len().div_ceil(2))
                    .map(|half| scope.spawn(|| Slopes::of(half, batch.len(), &pieces.rows, &pages.rows, &directions)))
                    .collect();
                halves.into_iter().filter_map(|half| half.join().ok()).collect()
            });
            loss += halves.iter().map(|half| half.loss).sum::<f32>();
            for half in &halves {
                for (piece, slope) in &half.pieces {
                    add(&mut pieces.slopes[*piece], slope, 1.0);
                }
                for (page, slope) in half.pages.iter().enumerate() {
                    add(&mut pages.slopes[page], slope, 1.0);
                }
            }
            let step = STEP * (1.0 - steps as f32 / all_steps).max(LAST_STEP);
            steps += 1;
            pieces.step(steps, step);
            pages.step(steps, step);
        }
        let batches = order.len().div_ceil(BATCH) as f32;
        println!("round {} of {ROUNDS}: {:.3}", round + 1, loss / batches);
    }
    pieces.rows
}

/// Where the pieces of an example point together.
fn sum(pieces: &[usize], rows: &[Row]) -> Row {
    let mut sum = [0.0; SIZE];
    pieces.iter().for_each(|&piece| add(&mut sum, &rows[piece], 1.0));
    sum
}

/// How the loss of some examples changes with each vector.
struct Slopes {
    pieces: Vec<(usize, Row)>,
    pages: Vec<Row>,
    loss: f32,
}

impl Slopes {
    fn of(half: &[Example], batch: usize, rows: &[Row], pages: &[Row], directions: &[Row]) -> Slopes {
        let mut slopes = Slopes {
            pieces: Vec::new(),
            pages: vec![[0.0; SIZE]; pages.len()],
            loss: 0.0,
        };
        for example in half {
            let sum = sum(&example.pieces, rows);
            let long = length(&sum);
            let towards = scaled(&sum, 1.0 / long);
            let mut sure: Vec<f32> = directions.iter().map(|page| STEEP * dot(&towards, page)).collect();
            let most = sure.iter().copied().fold(f32::MIN, f32::max);
            sure.iter_mut().for_each(|sure| *sure = (*sure - most).exp());
            let all: f32 = sure.iter().sum();
            let spread = SPREAD / pages.len() as f32;
            slopes.loss -= example.counts * (sure[example.page] / all).ln() / batch as f32;
            let mut slope = [0.0; SIZE];
            for (page, sure) in sure.iter().enumerate() {
                let wanted = spread + if page == example.page { 1.0 - SPREAD } else { 0.0 };
                let off = (sure / all - wanted) * example.counts * STEEP / batch as f32;
                add(&mut slope, &directions[page], off);
                add(&mut slopes.pages[page], &towards, off);
            }
            across(&mut slope, &towards, long);
            slopes.pieces.extend(example.pieces.iter().map(|&piece| (piece, slope)));
        }
        for ((slope, direction), page) in slopes.pages.iter_mut().zip(directions).zip(pages) {
            across(slope, direction, length(page));
        }
        slopes
    }
}

/// What remains of a slope when only the direction counts.
fn across(slope: &mut Row, direction: &Row, long: f32) {
    let along = dot(slope, direction);
    add(slope, direction, -along);
    *slope = scaled(slope, 1.0 / long);
}

/// Vectors that move, with Adam's memory of their slopes.
struct Moved {
    rows: Vec<Row>,
    slopes: Vec<Row>,
    means: Vec<Row>,
    squares: Vec<Row>,
}

impl Moved {
    fn new(rows: Vec<Row>) -> Moved {
        let nought = vec![[0.0; SIZE]; rows.len()];
        Moved {
            rows,
            slopes: nought.clone(),
            means: nought.clone(),
            squares: nought,
        }
    }

    fn step(&mut self, steps: i32, step: f32) {
        let (mean_is, square_is) = (1.0 - 0.9_f32.powi(steps), 1.0 - 0.999_f32.powi(steps));
        for (((row, slope), mean), square) in self
            .rows
            .iter_mut()
            .zip(&mut self.slopes)
            .zip(&mut self.means)
            .zip(&mut self.squares)
        {
            for at in 0..SIZE {
                mean[at] = 0.9 * mean[at] + 0.1 * slope[at];
                square[at] = 0.999 * square[at] + 0.001 * slope[at] * slope[at];
                row[at] -= step * (mean[at] / mean_is) / ((square[at] / square_is).sqrt() + 1e-8);
            }
            *slope = [0.0; SIZE];
        }
    }
}

fn add(to: &mut Row, more: &Row, much: f32) {
    to.iter_mut().zip(more).for_each(|(to, more)| *to += much * more);
}

/// The product of two, summed in eight strands, which the compiler takes side by side.
fn dot(one: &Row, other: &Row) -> f32 {
    let mut strands = [0.0_f32; 8];
    for (one, other) in one.chunks_exact(8).zip(other.chunks_exact(8)) {
        for strand in 0..8 {
            strands[strand] += one[strand] * other[strand];
        }
    }
    strands.iter().sum()
}

fn length(row: &Row) -> f32 {
    dot(row, row).sqrt() + 1e-6
}

fn scaled(row: &Row, much: f32) -> Row {
    row.map(|number| number * much)
}

/// A row of numbers by chance, the same at each run (`SplitMix64`, Steele and others, 2014).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut number = self.0;
        number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        number ^ (number >> 31)
    }

    /// From 0 to 1.
    fn part(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u64 << 24) as f32
    }

    fn shuffle(&mut self, order: &mut [usize]) {
        for at in (1..order.len()).rev() {
            order.swap(at, (self.next() % (at as u64 + 1)) as usize);
        }
    }

    /// The example without some of its pieces, by chance; with all, when chance would leave none.
    fn overlook(&mut self, example: &Example) -> Example {
        let mut pieces = example.pieces.clone();
        pieces.retain(|_| self.part() >= OVERLOOKED);
        if pieces.is_empty() {
            pieces.clone_from(&example.pieces);
        }
        Example { pieces, ..*example }
    }
}
