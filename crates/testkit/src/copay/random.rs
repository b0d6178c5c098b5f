//! 乱数: a small seeded generator (`SplitMix64`), the same on every machine.

/// A stream of pseudo-random numbers.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The stream of `seed`.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub const fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A whole number from `least` to `most`, both included; `least` when the span is empty.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        let span = most.abs_diff(least);
        if most <= least {
            return least;
        }
        let offset = self.bits().checked_rem(span.saturating_add(1)).unwrap_or(0);
        least.saturating_add_unsigned(offset)
    }

    /// True `hundredths` times in a hundred.
    pub fn percent(&mut self, hundredths: i64) -> bool {
        self.between(1, 100) <= hundredths
    }

    /// One of `choices`; `None` when there is none.
    pub fn pick<T: Clone>(&mut self, choices: &[T]) -> Option<T> {
        let last = i64::try_from(choices.len()).ok()?.checked_sub(1)?;
        let place = usize::try_from(self.between(0, last)).ok()?;
        choices.get(place).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_one_stream_within_its_bounds() {
        let mut first = Random::new(7);
        let mut second = Random::new(7);
        for _ in 0..1_000 {
            let number = first.between(-3, 12);
            assert!((-3..=12).contains(&number));
            assert_eq!(number, second.between(-3, 12));
        }
        assert_eq!(first.pick::<u8>(&[]), None);
        assert_eq!(first.between(5, 5), 5);
    }
}
