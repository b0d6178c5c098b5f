//! 専用項目による加算: the acts that the act master ties to others by a column of their own, and not by 注加算コード (別紙7-6).
//!
//! One entry a column: which acts ask for another act beside them, and which acts answer. The same list serves the calculation and
//! the audit of a receipt. The values are those of the layout (マスターファイル仕様説明書, 項番20, 23, 53–55, 64, 67, 82, 83, 114–116,
//! 118–123, 126, 130); the articles are the 通則 and 注 that the 項目名 repeats (Ｋ９３０–Ｋ９３９, Ｄ 内視鏡検査 通則, Ｌ００８ 注,
//! Ｌ００９ 注, Ｎ００６ 注, Ａ４００, Ｏ１０１).

use crate::masters::act::Act;

/// 紐付け: what an act needs beside it, by one column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tie {
    /// 項番.
    pub(crate) column: u8,
    /// How far the other act may lie away.
    pub(crate) reach: Reach,
    asks: fn(&Act) -> bool,
    answers: fn(asking: &Act, other: &Act) -> bool,
}

/// How far the other act may lie away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// On the same day.
    Day,
    /// On the day or earlier: a specimen is examined after the operation that took it.
    Earlier,
}

impl Tie {
    /// Whether `act` asks for another act by this column.
    pub(crate) fn asks(&self, act: &Act) -> bool {
        (self.asks)(act)
    }

    /// Whether `other` is such an act.
    pub(crate) fn answers(&self, asking: &Act, other: &Act) -> bool {
        (self.answers)(asking, other)
    }
}

/// 告示等識別区分（１）: 7 加算項目, 9 通則加算項目.
pub(crate) const fn is_addition(act: &Act) -> bool {
    matches!(act.notice_kind, '7' | '9')
}

macro_rules! ties {
    ($($column:literal $reach:ident |$asking:ident, $other:ident| $asks:expr => $answers:expr;)*) => {
        /// 紐付け, by 項番.
        pub(crate) const TIES: &[Tie] = &[$(Tie {
            column: $column,
            reach: Reach::$reach,
            asks: |$asking| $asks,
            answers: |$asking, $other| {
                let _ = $asking;
                $answers
            },
        },)*];
    };
}

/// An addition with a value, and a base with the same value.
macro_rules! same {
    ($asking:ident, $other:ident, $field:ident) => {
        !is_addition($other) && $other.$field == $asking.$field
    };
}

#[rustfmt::skip]
ties! {
    // 画像等手術支援加算: 1 ナビゲーション, 2 実物大臓器立体モデル, 4 手術支援ガイド, 6 心臓３Ｄモデル; a base may bear two of them.
    20 Day |act, base| is_addition(act) && act.imaging_support != 0 => !is_addition(base)
        && matches!((act.imaging_support, base.imaging_support),
            (1, 1 | 3 | 5) | (2, 2 | 3 | 6) | (4, 4..=6) | (6, 7));
    // 麻酔識別区分: 1–5 閉鎖循環式全身麻酔１–５, 6–9 its additions.
    23 Day |act, base| (6..=9).contains(&act.anesthesia) => (1..=5).contains(&base.anesthesia);
    53 Day |act, base| is_addition(act) && act.evoked_potential != 0 => same!(act, base, evoked_potential);
    54 Day |act, base| is_addition(act) && act.neck_dissection != 0 => same!(act, base, neck_dissection);
    // 自動縫合器加算: 1 itself, 3 左心耳閉塞用クリップ, 4 = a base that may bear either.
    55 Day |act, base| is_addition(act) && act.stapler != 0 => !is_addition(base)
        && (base.stapler == act.stapler || base.stapler == 4);
    64 Day |act, base| is_addition(act) && act.endoscopic_ultrasound != 0 => same!(act, base, endoscopic_ultrasound);
    67 Day |act, base| is_addition(act) && act.anastomosis != 0 => same!(act, base, anastomosis);
    82 Day |act, base| is_addition(act) && act.coagulation != 0 => same!(act, base, coagulation);
    // 短期滞在手術等基本料１ (1) goes with one of the operations or tests marked 3.
    83 Day |act, base| act.short_stay == 1 => base.short_stay == 3;
    114 Day |act, base| is_addition(act) && act.sinus_endoscope == '1' => same!(act, base, sinus_endoscope);
    115 Day |act, base| is_addition(act) && act.sinus_shaver == '1' => same!(act, base, sinus_shaver);
    // 長時間麻酔管理加算: a 麻酔管理料 (1), and one of the operations marked 2.
    116 Day |act, base| is_addition(act) && act.long_anesthesia == '1' => same!(act, base, long_anesthesia);
    116 Day |act, base| is_addition(act) && act.long_anesthesia == '1' => base.long_anesthesia == '2';
    // 非侵襲的血行動態モニタリング加算 (1): the anaesthesia marked 1, and one of the operations marked 2. 3 = 術中脳灌流 asks for none.
    118 Day |act, base| is_addition(act) && act.monitoring == '1' => same!(act, base, monitoring);
    118 Day |act, base| is_addition(act) && act.monitoring == '1' => base.monitoring == '2';
    119 Day |act, base| is_addition(act) && act.frozen_tissue == '1' => same!(act, base, frozen_tissue);
    // 悪性腫瘍病理組織標本加算: the specimen was taken at one of the operations or tests marked 1.
    120 Earlier |act, base| is_addition(act) && act.tumour_pathology == '1' => same!(act, base, tumour_pathology);
    121 Day |act, base| is_addition(act) && act.external_fixator == 1 => same!(act, base, external_fixator);
    122 Day |act, base| is_addition(act) && act.ultrasonic_cutter == 1 => same!(act, base, ultrasonic_cutter);
    // 左心耳閉鎖術: 1 開胸 with an act marked 2, 3 胸腔鏡下 with an act marked 4.
    123 Day |act, base| matches!(act.appendage_closure, 1 | 3) =>
        matches!((act.appendage_closure, base.appendage_closure), (1, 2) | (3, 4));
    126 Day |act, base| is_addition(act) && act.ent_antibiotic == 1 => same!(act, base, ent_antibiotic);
    // 外来・在宅ベースアップ評価料（２） 1 初診・訪問診療, 2 再診: with （１） of the same kind (項番129: 2, 4, 6, 8 = （１） itself).
    130 Day |act, base| matches!(act.base_up_2, '1' | '2') =>
        matches!((act.base_up_2, base.base_up_1), ('1', '2' | '6' | '8') | ('2', '4'));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::masters::columns::Columns;
    use crate::masters::text::TextPool;

    fn act(cells: &[(usize, &str)]) -> Act {
        let mut all = vec!["0"; 150];
        all[2] = "000000001";
        for (number, cell) in cells {
            all[number - 1] = cell;
        }
        Act::read(&all, &mut TextPool::default()).unwrap()
    }

    fn ties_of(act: &Act) -> Vec<&'static Tie> {
        TIES.iter().filter(|tie| tie.asks(act)).collect()
    }

    /// 項番, the addition's value, its 告示等識別区分, and which values of a base answer.
    type Case =
        (usize, &'static str, &'static str, &'static [&'static str], &'static [&'static str]);

    const CASES: &[Case] = &[
        (20, "1", "7", &["1", "3", "5"], &["0", "2", "4", "6", "7"]),
        (20, "2", "7", &["2", "3", "6"], &["0", "1", "4", "5", "7"]),
        (20, "4", "7", &["4", "5", "6"], &["0", "1", "2", "3", "7"]),
        (20, "6", "7", &["7"], &["0", "1", "2", "3", "4", "5", "6"]),
        (23, "9", "7", &["1", "2", "3", "4", "5"], &["0", "6", "9"]),
        (53, "2", "7", &["2"], &["0", "1"]),
        (54, "1", "9", &["1"], &["0"]),
        (55, "1", "7", &["1", "4"], &["0", "3"]),
        (55, "3", "7", &["3", "4"], &["0", "1"]),
        (64, "1", "9", &["1"], &["0"]),
        (67, "2", "7", &["2"], &["0"]),
        (82, "1", "7", &["1"], &["0"]),
        (83, "1", "1", &["3"], &["0", "1"]),
        (114, "1", "7", &["1"], &["0"]),
        (115, "1", "7", &["1"], &["0"]),
        (119, "1", "7", &["1"], &["0"]),
        (120, "1", "7", &["1"], &["0"]),
        (121, "1", "7", &["1"], &["0"]),
        (122, "1", "7", &["1"], &["0"]),
        (123, "1", "1", &["2"], &["0", "1", "3", "4"]),
        (123, "3", "1", &["4"], &["0", "1", "2", "3"]),
        (126, "1", "9", &["1"], &["0"]),
    ];

    #[test]
    fn a_column_ties_an_addition_to_the_bases_the_layout_names() {
        for (column, value, kind, right, wrong) in CASES {
            let asking = act(&[(*column, value), (68, kind)]);
            let ties = ties_of(&asking);
            assert_eq!(ties.len(), 1, "{column} {value}");
            for (answer, values) in [(true, right), (false, wrong)] {
                for base in *values {
                    let base_act = act(&[(*column, base), (68, "1")]);
                    let found = ties.iter().any(|tie| tie.answers(&asking, &base_act));
                    assert_eq!(found, answer, "{column} {value} with {base}");
                }
            }
        }
    }

    #[test]
    fn a_base_asks_for_nothing() {
        let columns = [20, 53, 54, 55, 64, 67, 82, 114, 115, 116, 118, 119, 120, 121, 122, 126];
        for column in columns {
            assert!(ties_of(&act(&[(column, "1"), (68, "1")])).is_empty(), "{column}");
        }
    }

    #[test]
    fn two_acts_are_asked_for_where_the_layout_has_two_marks() {
        for column in [116, 118] {
            let asking = act(&[(column, "1"), (68, "7")]);
            let ties = ties_of(&asking);
            assert_eq!(ties.len(), 2, "{column}");
            let (fee, operation) =
                (act(&[(column, "1"), (68, "1")]), act(&[(column, "2"), (68, "1")]));
            let answered = |acts: &[&Act]| {
                ties.iter().all(|tie| acts.iter().any(|other| tie.answers(&asking, other)))
            };
            assert!(answered(&[&fee, &operation]));
            assert!(!answered(&[&fee]) && !answered(&[&operation]));
        }
        assert!(ties_of(&act(&[(118, "3"), (68, "7")])).is_empty());
    }

    #[test]
    fn base_up_two_goes_with_base_up_one_of_its_kind() {
        for (value, right, wrong) in [("1", ["2", "6", "8"], "4"), ("2", ["4", "4", "4"], "2")] {
            let asking = act(&[(130, value), (68, "1")]);
            let ties = ties_of(&asking);
            let with = |mark: &str| {
                let other = act(&[(129, mark), (68, "1")]);
                ties.iter().any(|tie| tie.answers(&asking, &other))
            };
            assert!(right.iter().all(|mark| with(mark)) && !with(wrong) && !with("1"));
        }
    }
}
