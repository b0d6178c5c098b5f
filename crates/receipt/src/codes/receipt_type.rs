//! レセプト種別: scheme, number of payers, patient, in or out, in one code of four digits.

use core::fmt;

/// 制度: the scheme that a receipt claims from first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scheme {
    /// 医保・国保.
    Insurance,
    /// 公費のみ.
    PublicOnly,
    /// 後期高齢者医療.
    LateElderly,
    /// 退職者医療.
    Retired,
}

/// 本人・家族等: what the patient is to the insurance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Patient {
    /// 本人・世帯主.
    Insured,
    /// 未就学者.
    Preschool,
    /// 家族・その他.
    Family,
    /// 高齢受給者・後期高齢者、一般・低所得者.
    Elderly,
    /// 高齢受給者・後期高齢者、７割 (現役並み).
    ElderlyActive,
    /// 公費のみ: the code says nothing of the patient.
    Unsaid,
}

/// レセプト種別: what the four digits of 別表5 say.
#[doc(alias = "レセプト種別")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReceiptType {
    /// 制度.
    pub scheme: Scheme,
    /// 単独 or 併用: how many payers stand on the receipt.
    pub payers: u8,
    /// 本人・家族等.
    pub patient: Patient,
    /// 入院.
    pub inpatient: bool,
}

impl ReceiptType {
    /// The table.
    pub const TABLE: &'static str = "別表5 レセプト種別コード";

    /// The value of a code of 医科.
    pub fn from_code(code: &str) -> Option<Self> {
        let [b'1', scheme, payers, patient] = *code.as_bytes() else { return None };
        let scheme = match scheme {
            b'1' => Scheme::Insurance,
            b'2' => Scheme::PublicOnly,
            b'3' => Scheme::LateElderly,
            b'4' => Scheme::Retired,
            _ => return None,
        };
        let payers = match payers {
            b'1'..=b'5' => payers.saturating_sub(b'0'),
            _ => return None,
        };
        let (patient, inpatient) = match (scheme, patient) {
            (Scheme::PublicOnly, b'1') => (Patient::Unsaid, true),
            (Scheme::PublicOnly, b'2') => (Patient::Unsaid, false),
            (Scheme::Insurance | Scheme::Retired, b'1') => (Patient::Insured, true),
            (Scheme::Insurance | Scheme::Retired, b'2') => (Patient::Insured, false),
            (Scheme::Insurance | Scheme::Retired, b'3') => (Patient::Preschool, true),
            (Scheme::Insurance | Scheme::Retired, b'4') => (Patient::Preschool, false),
            (Scheme::Insurance | Scheme::Retired, b'5') => (Patient::Family, true),
            (Scheme::Insurance | Scheme::Retired, b'6') => (Patient::Family, false),
            (Scheme::Insurance | Scheme::LateElderly, b'7') => (Patient::Elderly, true),
            (Scheme::Insurance | Scheme::LateElderly, b'8') => (Patient::Elderly, false),
            (Scheme::Insurance | Scheme::LateElderly, b'9') => (Patient::ElderlyActive, true),
            (Scheme::Insurance | Scheme::LateElderly, b'0') => (Patient::ElderlyActive, false),
            _ => return None,
        };
        (scheme != Scheme::PublicOnly || payers <= 4).then_some(Self {
            scheme,
            payers,
            patient,
            inpatient,
        })
    }
}

/// The four digits.
impl fmt::Display for ReceiptType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = match self.scheme {
            Scheme::Insurance => 1,
            Scheme::PublicOnly => 2,
            Scheme::LateElderly => 3,
            Scheme::Retired => 4,
        };
        let patient = match (self.patient, self.inpatient) {
            (Patient::Insured | Patient::Unsaid, true) => 1,
            (Patient::Insured | Patient::Unsaid, false) => 2,
            (Patient::Preschool, true) => 3,
            (Patient::Preschool, false) => 4,
            (Patient::Family, true) => 5,
            (Patient::Family, false) => 6,
            (Patient::Elderly, true) => 7,
            (Patient::Elderly, false) => 8,
            (Patient::ElderlyActive, true) => 9,
            (Patient::ElderlyActive, false) => 0,
        };
        write!(f, "1{scheme}{}{patient}", self.payers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_comes_back() {
        let codes: Vec<String> = (0..10_000).map(|code| format!("{code:04}")).collect();
        let known: Vec<_> =
            codes.iter().filter_map(|code| Some((code, ReceiptType::from_code(code)?))).collect();
        assert!(known.iter().all(|(code, value)| **code == value.to_string()));
        // 医保・国保 5 × 10, 公費 4 × 2, 後期 5 × 4, 退職 5 × 6.
        assert_eq!(known.len(), 50 + 8 + 20 + 30);
    }
}
