//! 記録: receipts as UKE records: cp932, CRLF, no quotation marks.

use super::set::Set;
use super::source::{Facility, Receipt, Source};
use encoding_rs::SHIFT_JIS;

/// How many days a record has room for.
const DAYS: u8 = 31;

/// The bytes of a file.
pub(crate) fn bytes(source: &Source) -> Result<Vec<u8>, String> {
    let mut records = Vec::new();
    for facility in &source.facility {
        write_facility(facility, &mut records)?;
    }
    let text = records.join("\r\n") + "\r\n";
    let (encoded, _, has_unmappable) = SHIFT_JIS.encode(&text);
    if has_unmappable {
        return Err("a character cannot be written in cp932".to_owned());
    }
    Ok(encoded.into_owned())
}

fn write_facility(facility: &Facility, records: &mut Vec<String>) -> Result<(), String> {
    let Facility { agency, prefecture, code, name, month, phone, .. } = facility;
    records.push(format!("IR,{agency},{prefecture},1,{code},,{name},{month},00,{phone}"));
    let (mut claims, mut points) = (0_usize, 0_u32);
    for (index, receipt) in facility.receipt.iter().enumerate() {
        write_receipt(receipt, index.saturating_add(1), records)
            .map_err(|message| format!("{}: {message}", receipt.name))?;
        claims = claims.saturating_add(receipt.public.len()).saturating_add(1);
        points = points.saturating_add(recorded(receipt));
    }
    records.push(format!("GO,{claims},{points},99"));
    Ok(())
}

fn recorded(receipt: &Receipt) -> u32 {
    receipt.recorded_total.unwrap_or(receipt.total)
}

fn write_receipt(
    receipt: &Receipt,
    number: usize,
    records: &mut Vec<String>,
) -> Result<(), String> {
    let sets = receipt.sets.iter().map(|line| Set::parse(line)).collect::<Result<Vec<_>, _>>()?;
    let sum: u32 = sets.iter().map(Set::total).sum();
    if sum != receipt.total {
        return Err(format!("the sets add up to {sum}, not {}", receipt.total));
    }
    let Receipt { kind, month, name, kana, sex, birth, rate, admitted, notes, beds, .. } = receipt;
    let (department, spare) = (&receipt.department, ",".repeat(13));
    records.push(format!(
        "RE,{number},{kind},{month},{name},{sex},{birth},{rate},{admitted},,,{notes},{beds},{number:05},,,,,,,,{department},{spare},{kana},"
    ));
    let (days, total) = (receipt.days.len(), recorded(receipt));
    let meals = receipt.meals.map_or(",".to_owned(), |[times, yen]| format!("{times},{yen}"));
    records.push(format!(
        "HO,{:>8},{},{},{days},{total},,{meals},,,,,,",
        receipt.insurer, receipt.symbol, receipt.number
    ));
    for [payer, person] in &receipt.public {
        records.push(format!("KO,{payer},{person},,{days},{total},,,,,,"));
    }
    let came: Vec<_> = receipt.days.iter().map(|day| (*day, 1)).collect();
    records.push(format!("JD,1,{}", days_of(&came)));
    for disease in &receipt.diseases {
        records.push(self::disease(disease)?);
    }
    for set in &sets {
        write_set(set, records);
    }
    records.extend(receipt.raw.iter().cloned());
    Ok(())
}

/// `コード 開始日 [main] [修飾語…]`.
fn disease(text: &str) -> Result<String, String> {
    let mut words = text.split_whitespace();
    let (name, start) = words.next().zip(words.next()).ok_or(format!("`{text}` is no disease"))?;
    let (mut main, mut modifiers) = ("", String::new());
    for word in words {
        match word {
            "main" => main = "01",
            modifier => modifiers.push_str(modifier),
        }
    }
    let coded = name.len() == 7 && name.bytes().all(|byte| byte.is_ascii_digit());
    Ok(if coded {
        format!("SY,{name},{start},1,{modifiers},,{main},")
    } else {
        format!("SY,0000999,{start},1,,{name},{main},")
    })
}

fn write_set(set: &Set, records: &mut Vec<String>) {
    let (burden, last) = (&set.burden, set.items.len());
    for (index, item) in set.items.iter().enumerate() {
        let section = if index == 0 { set.section.as_str() } else { "" };
        if item.code.starts_with('8') {
            records.push(format!("CO,{section},{burden},{},{}", item.code, item.text));
            continue;
        }
        let is_last = index.saturating_add(1) == last;
        let points = if is_last { set.points.to_string() } else { String::new() };
        let texts = (0..3).map(|at| item.comments.get(at).map_or("", String::as_str));
        let comments = texts.flat_map(|code| [code, ",,"]).collect::<String>();
        let (code, quantity, count) = (&item.code, &item.quantity, set.count);
        let (kind, detail) = match code.chars().next() {
            Some('6') => ("IY", ""),
            Some('7') => ("TO", ",,,,"),
            _ => ("SI", ""),
        };
        records.push(format!(
            "{kind},{section},{burden},{code},{quantity},{points},{count},{detail}{comments}{}",
            days_of(&set.days)
        ));
    }
}

/// 算定日情報: the count on each of 31 days.
fn days_of(days: &[(u8, u32)]) -> String {
    let count = |day: u8| {
        let on = days.iter().find(|(other, _)| *other == day);
        on.map_or(String::new(), |(_, count)| count.to_string())
    };
    (1..=DAYS).map(count).collect::<Vec<_>>().join(",")
}
