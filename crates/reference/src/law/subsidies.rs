//! 公費負担医療: what kind of 給付 each 法別番号 is, and what it leaves to the patient.

use crate::input::Period;
use crate::number::Refusal;

/// How 令41条 treats a 療養 that the subsidy covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// 特定給付対象療養 (令41条1項2号, 健保則98条).
    Specific,
    /// 特定疾病給付対象療養 (令41条7項).
    SpecificDisease,
    /// 生活保護 (令41条8項).
    Livelihood,
    /// None of them: the limits of the class.
    Other,
    /// 地方単独事業: pays last, of what the patient still owes.
    Local,
}

/// What the patient owes under the subsidy, before the cap of the certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Leaves {
    /// So many hundredths of the 医療費.
    Hundredths(i64),
    /// Nothing, or the sum on the certificate.
    Certificate,
}

/// The kind of `act`.
///
/// # Errors
///
/// [`Refusal`] for a number that is no 法別番号 of the lists, or one whose act was not yet in force.
pub(crate) fn kind(act: &str, month: Period) -> Result<Kind, Refusal> {
    match act {
        // 難病法 and the new 小児慢性特定疾病医療費 (児童福祉法19条の2), 平成27年1月1日施行.
        "54" | "52" if month < Period::new(2015, 1) => {
            Err(Refusal::NoText(format!("act {act} before 2015-01")))
        }
        // 7項: 難病 (則98条9号の5), 小児慢性 (1号), 特定疾患治療研究 (11号).
        "54" | "52" | "51" => Ok(Kind::SpecificDisease),
        // 令41条1項2号 names 原爆一般疾病医療費 (19); 則98条: 1号 17, 79; 3号 15, 16, 21, 24; 4号 20; 6号 22;
        // 7号 23; 9号 10, 11, 28, 29; 9号の2 66; 9号の4 62; 11号 38, 53, 86 (国公費マスター, item 18-2).
        "19" | "17" | "79" | "15" | "16" | "21" | "24" | "20" | "22" | "23" | "10" | "11"
        | "28" | "29" | "66" | "62" | "38" | "53" | "86" => Ok(Kind::Specific),
        // 生活保護法; 中国残留邦人等支援法14条4項 (生活保護法の例による).
        "12" | "25" => Ok(Kind::Livelihood),
        "13" | "14" | "18" | "30" => Ok(Kind::Other),
        local if is_local(local) => Ok(Kind::Local),
        unknown => Err(Refusal::Meaningless(format!("act `{unknown}`"))),
    }
}

/// 41から49まで and 80から99まで, except 86 (被爆体験者).
fn is_local(act: &str) -> bool {
    act.len() == 2 && act != "86" && matches!(act.parse::<u32>(), Ok(41..=49 | 80..=99))
}

/// What `act` leaves to the patient.
pub(crate) fn leaves(act: &str) -> Leaves {
    match act {
        "10" => Leaves::Hundredths(5), // 感染症法37条の2: 100分の95 of the 医療費 are covered.
        // 障害者総合支援法58条3項 (15, 16, 21), 70条 (24), 児童福祉法24条の20 (79): 100分の10.
        "15" | "16" | "21" | "24" | "79" => Leaves::Hundredths(10),
        "52" | "54" => Leaves::Hundredths(20), // 児童福祉法19条の2第2項, 難病法5条2項: 100分の20.
        _ => Leaves::Certificate,
    }
}
