//! Chance that can be repeated: the seed is printed, and `WATCHWARD_TEST_SEED` sets it.

use std::time::Duration;

/// A row of numbers that follows from its seed (xorshift64*, Vigna 2016).
#[derive(Debug)]
pub struct Seed(u64);

impl Seed {
    /// The seed of `WATCHWARD_TEST_SEED`, or a new one. It is printed, and shown when the test fails.
    pub fn new() -> Self {
        let given = std::env::var("WATCHWARD_TEST_SEED")
            .ok()
            .and_then(|seed| seed.parse().ok());
        let seed = given.unwrap_or_else(|| db::new_uuid().as_u64_pair().1 | 1);
        println!("WATCHWARD_TEST_SEED={seed}");
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// Some time between the two, in milliseconds.
    pub fn between(&mut self, least: u64, most: u64) -> Duration {
        Duration::from_millis(least + self.next() % (most - least))
    }
}
