//! 負担区分: which payers share a record.

use crate::codes::Coded;
use core::fmt;

/// 負担者: a payer of a receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Payer {
    /// 医療保険 (医保, 国保, 退職, 後期).
    Insurance,
    /// 第１公費.
    Public1,
    /// 第２公費.
    Public2,
    /// 第３公費.
    Public3,
    /// 第４公費.
    Public4,
}

/// 負担区分: the set of payers that share a record.
#[doc(alias = "負担区分")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Burden {
    code: &'static str,
    payers: u8,
}

impl Payer {
    /// Every payer, in the order of the specification.
    pub const ALL: [Self; 5] =
        [Self::Insurance, Self::Public1, Self::Public2, Self::Public3, Self::Public4];

    /// 第n公費, from 1.
    pub const fn public(number: usize) -> Option<Self> {
        match number {
            1 => Some(Self::Public1),
            2 => Some(Self::Public2),
            3 => Some(Self::Public3),
            4 => Some(Self::Public4),
            _ => None,
        }
    }

    const fn bit(self) -> u8 {
        match self {
            Self::Insurance => 0b1_0000,
            Self::Public1 => 0b0_1000,
            Self::Public2 => 0b0_0100,
            Self::Public3 => 0b0_0010,
            Self::Public4 => 0b0_0001,
        }
    }
}

/// Code, payers (医保, then 公費 1 to 4), name.
const TABLE: [(&str, u8, &str); 31] = [
    ("1", 0b1_0000, "医保"),
    ("5", 0b0_1000, "公費①"),
    ("6", 0b0_0100, "公費②"),
    ("B", 0b0_0010, "公費③"),
    ("C", 0b0_0001, "公費④"),
    ("2", 0b1_1000, "医保・公費①"),
    ("3", 0b1_0100, "医保・公費②"),
    ("E", 0b1_0010, "医保・公費③"),
    ("G", 0b1_0001, "医保・公費④"),
    ("7", 0b0_1100, "公費①・公費②"),
    ("H", 0b0_1010, "公費①・公費③"),
    ("I", 0b0_1001, "公費①・公費④"),
    ("J", 0b0_0110, "公費②・公費③"),
    ("K", 0b0_0101, "公費②・公費④"),
    ("L", 0b0_0011, "公費③・公費④"),
    ("4", 0b1_1100, "医保・公費①・公費②"),
    ("M", 0b1_1010, "医保・公費①・公費③"),
    ("N", 0b1_1001, "医保・公費①・公費④"),
    ("O", 0b1_0110, "医保・公費②・公費③"),
    ("P", 0b1_0101, "医保・公費②・公費④"),
    ("Q", 0b1_0011, "医保・公費③・公費④"),
    ("R", 0b0_1110, "公費①・公費②・公費③"),
    ("S", 0b0_1101, "公費①・公費②・公費④"),
    ("T", 0b0_1011, "公費①・公費③・公費④"),
    ("U", 0b0_0111, "公費②・公費③・公費④"),
    ("V", 0b1_1110, "医保・公費①・公費②・公費③"),
    ("W", 0b1_1101, "医保・公費①・公費②・公費④"),
    ("X", 0b1_1011, "医保・公費①・公費③・公費④"),
    ("Y", 0b1_0111, "医保・公費②・公費③・公費④"),
    ("Z", 0b0_1111, "公費①・公費②・公費③・公費④"),
    ("9", 0b1_1111, "医保・公費①・公費②・公費③・公費④"),
];

impl Burden {
    /// Whether the payer shares the record.
    pub const fn covers(self, payer: Payer) -> bool {
        self.payers & payer.bit() != 0
    }

    /// The payers, in the order of the specification.
    pub fn payers(self) -> impl Iterator<Item = Payer> {
        Payer::ALL.into_iter().filter(move |payer| self.covers(*payer))
    }

    /// The burden that these payers share; `None` for no payer.
    pub fn of(payers: &[Payer]) -> Option<Self> {
        let wanted = payers.iter().fold(0, |set, payer| set | payer.bit());
        TABLE
            .iter()
            .find(|(_, set, _)| *set == wanted)
            .map(|&(code, payers, _)| Self { code, payers })
    }
}

impl Coded for Burden {
    const TABLE: &'static str = "別表21 負担区分コード";

    fn from_code(code: &str) -> Option<Self> {
        TABLE
            .iter()
            .find(|(known, _, _)| *known == code)
            .map(|&(code, payers, _)| Self { code, payers })
    }

    fn code(self) -> &'static str {
        self.code
    }

    fn name_ja(self) -> &'static str {
        TABLE.iter().find(|(known, _, _)| *known == self.code).map_or("", |(_, _, name)| name)
    }
}

impl fmt::Debug for Burden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Burden({})", self.code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_of_payers_has_one_code() {
        for set in 1..32_u8 {
            let found: Vec<_> = TABLE.iter().filter(|(_, payers, _)| *payers == set).collect();
            assert_eq!(found.len(), 1, "{set:05b}");
        }
    }

    #[test]
    fn the_names_say_the_payers() {
        let names = ["医保", "公費①", "公費②", "公費③", "公費④"];
        for (code, _, name) in TABLE {
            let burden = Burden::from_code(code).unwrap();
            let said: Vec<_> = Payer::ALL
                .iter()
                .zip(names)
                .filter(|(payer, _)| burden.covers(**payer))
                .map(|(_, name)| name)
                .collect();
            assert_eq!(said.join("・"), name);
        }
    }
}
