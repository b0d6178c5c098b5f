//! 日付の検査: days of a request that cannot be: a visit before birth, a history before birth or after the last visit.

use super::Request;
use super::error::RequestError;

pub(super) fn check(request: &Request) -> Result<(), RequestError> {
    let birth = request.patient.birth_date;
    let wrong = |path: String, found: chrono::NaiveDate, expected: &str| {
        RequestError::new(path, found.to_string(), expected)
    };
    for (place, visit) in request.visits.iter().enumerate() {
        if visit.date < birth {
            let path = format!("visits[{place}].date");
            return Err(wrong(path, visit.date, "a day on or after the birth date"));
        }
        if request.patient.death_date.is_some_and(|death| visit.date > death) {
            let path = format!("visits[{place}].date");
            return Err(wrong(path, visit.date, "a day not after the death date"));
        }
    }
    if let Some(death) = request.patient.death_date.filter(|death| *death < birth) {
        let path = "patient.death_date".to_owned();
        return Err(wrong(path, death, "a day on or after the birth date"));
    }
    let last = request.visits.iter().map(|visit| visit.date).max();
    for (place, past) in request.history.iter().enumerate() {
        let path = || format!("history[{place}].date");
        if past.date < birth {
            return Err(wrong(path(), past.date, "a day on or after the birth date"));
        }
        if last.is_some_and(|last| past.date > last) {
            return Err(wrong(path(), past.date, "a day not after the last visit"));
        }
    }
    Ok(())
}
