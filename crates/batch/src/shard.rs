//! 分割: one of several runs over the same files; every receipt belongs to exactly one shard.

use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// 分割: shard `index` of `count`, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    index: u64,
    count: u64,
}

/// Text or numbers that name no shard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("expected i/n with 0 <= i < n, such as `0/8`")]
pub struct ShardError;

impl Shard {
    /// Shard `index` of `count`.
    ///
    /// # Errors
    ///
    /// [`ShardError`] unless `index < count`.
    pub const fn new(index: u64, count: u64) -> Result<Self, ShardError> {
        if index < count { Ok(Self { index, count }) } else { Err(ShardError) }
    }

    /// Whether the receipt that is `ordinal`-th in its file (from 0) belongs to the shard.
    pub fn holds(self, ordinal: u64) -> bool {
        ordinal.checked_rem(self.count) == Some(self.index)
    }
}

impl FromStr for Shard {
    type Err = ShardError;

    fn from_str(text: &str) -> Result<Self, ShardError> {
        let (index, count) = text.split_once('/').ok_or(ShardError)?;
        let number = |digits: &str| digits.parse().map_err(|_| ShardError);
        Self::new(number(index)?, number(count)?)
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_receipt_belongs_to_one_shard() {
        let shards: Vec<_> = (0..3).map(|index| Shard::new(index, 3).unwrap()).collect();
        for ordinal in 0..10 {
            assert_eq!(shards.iter().filter(|shard| shard.holds(ordinal)).count(), 1);
        }
        for bad in ["3/3", "1", "a/b", "0/0", "-1/3", ""] {
            assert_eq!(bad.parse::<Shard>(), Err(ShardError), "{bad}");
        }
        assert_eq!("2/3".parse::<Shard>().unwrap().to_string(), "2/3");
    }
}
