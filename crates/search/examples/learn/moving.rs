//! The learning itself: vectors moved, by Adam (Kingma and Ba, 2015), down the cross-entropy of which
//! page an example belongs to, told by the cosine of the example and each page.

use crate::examples::{Example, Lessons};

/// A word is learnt so many times, each beginning by chance elsewhere: what they agree on outweighs what
/// each makes up.
const PARTS: usize = 8;
/// How many numbers each time gives a word.
const SIZE: usize = 64;

const ROUNDS: usize = 12;
const BATCH: usize = 256;
const STEP: f32 = 0.005;
/// So much steeper than a cosine is how sure one is of a page.
const STEEP: f32 = 8.0;
/// Each word of an example is overlooked as often as this, so that none carries it alone.
const OVERLOOKED: f32 = 0.35;

/// A vector of one time.
type Row = [f32; SIZE];

/// The vectors of all words and pairs, before they are weighed by how much each tells: `SIZE` numbers of
/// `src/words/sense.rs` for each.
pub fn learn(lessons: &Lessons) -> Vec<Vec<f32>> {
    let mut vectors = vec![Vec::new(); lessons.names.len()];
    for part in 0..PARTS {
        println!("{} of {PARTS}", part + 1);
        for (vector, row) in vectors.iter_mut().zip(learn_once(lessons, Chance(part as u64))) {
            vector.extend(row);
        }
    }
    vectors
}

fn learn_once(lessons: &Lessons, mut chance: Chance) -> Vec<Row> {
    let mut words = Moved::new(lessons.names.len(), &mut chance);
    let mut pages = Moved::new(lessons.pages, &mut chance);
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
                    .map(|half| scope.spawn(|| Slopes::of(half, batch.len(), &words.rows, &pages.rows, &directions)))
                    .collect();
                halves.into_iter().filter_map(|half| half.join().ok()).collect()
            });
            steps += 1;
            loss += halves.iter().map(|half| half.loss).sum::<f32>();
            for half in &halves {
                words.slope(&half.words);
                for (page, slope) in half.pages.iter().enumerate() {
                    add(&mut pages.slopes[page], slope, 1.0);
                }
            }
            // Ever smaller steps: what is learnt last is not left to chance.
            let step = STEP * (1.0 - steps as f32 / all_steps);
            words.step(steps, step);
            pages.step(steps, step);
        }
        let batches = order.len().div_ceil(BATCH) as f32;
        println!("round {} of {ROUNDS}: {:.3}", round + 1, loss / batches);
    }
    words.rows
}

/// How the loss of some examples changes with each vector.
struct Slopes {
    words: Vec<(usize, Row)>,
    pages: Vec<Row>,
    loss: f32,
}

impl Slopes {
    fn of(half: &[Example], batch: usize, words: &[Row], pages: &[Row], directions: &[Row]) -> Slopes {
        let mut slopes = Slopes {
            words: Vec::new(),
            pages: vec![[0.0; SIZE]; pages.len()],
            loss: 0.0,
        };
        for example in half {
            let mut sum = [0.0; SIZE];
            for &(word, much) in &example.words {
                add(&mut sum, &words[word], much);
            }
            let long = length(&sum);
            let towards = scaled(&sum, 1.0 / long);
            let mut sure: Vec<f32> = directions.iter().map(|page| STEEP * dot(&towards, page)).collect();
            let most = sure.iter().copied().fold(f32::MIN, f32::max);
            sure.iter_mut().for_each(|sure| *sure = (*sure - most).exp());
            let all: f32 = sure.iter().sum();
            slopes.loss -= example.counts * (sure[example.page] / all).ln() / batch as f32;
            let mut slope = [0.0; SIZE];
            for (page, sure) in sure.iter().enumerate() {
                let off = sure / all - if page == example.page { 1.0 } else { 0.0 };
                let off = off * example.counts * STEEP / batch as f32;
                add(&mut slope, &directions[page], off);
                add(&mut slopes.pages[page], &towards, off);
            }
            across(&mut slope, &towards, long);
            let each = example.words.iter().map(|&(word, much)| (word, scaled(&slope, much)));
            slopes.words.extend(each);
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
    fn new(count: usize, chance: &mut Chance) -> Moved {
        let row = |_| std::array::from_fn(|_| (chance.part() - 0.5) * 0.2);
        let nought = vec![[0.0; SIZE]; count];
        Moved {
            rows: (0..count).map(row).collect(),
            slopes: nought.clone(),
            means: nought.clone(),
            squares: nought,
        }
    }

    fn slope(&mut self, slopes: &[(usize, Row)]) {
        for (row, slope) in slopes {
            add(&mut self.slopes[*row], slope, 1.0);
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

    /// The example without a few of its words, by chance.
    fn overlook(&mut self, example: &Example) -> Example {
        let kept =
            |&(word, much): &(usize, f32)| (self.part() > OVERLOOKED).then_some((word, much / (1.0 - OVERLOOKED)));
        Example {
            words: example.words.iter().filter_map(kept).collect(),
            ..*example
        }
    }
}
