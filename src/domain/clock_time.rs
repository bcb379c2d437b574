//! Times of day as people type them.

use std::ops::RangeInclusive;

use chrono::NaiveTime;

use super::{Code, Error, Result};

/// Reads `20:00` or `20:00:00`.
pub(super) fn read_clock(text: &str) -> Result<NaiveTime> {
    let digits: Vec<Option<u32>> = text
        .split(':')
        .map(|part| {
            part.parse()
                .ok()
                .filter(|_| part.len() == 2 && !part.starts_with('+'))
        })
        .collect();
    let time = match digits.as_slice() {
        [Some(hour), Some(minute)] => NaiveTime::from_hms_opt(*hour, *minute, 0),
        [Some(hour), Some(minute), Some(second)] => {
            NaiveTime::from_hms_opt(*hour, *minute, *second)
        }
        _ => None,
    };
    time.ok_or_else(|| {
        let message = format!("`{text}` is not a time of day; expected one such as `20:00`");
        let error = Error::new(Code::InvalidValue, message);
        match read_clock_loosely(text) {
            Some(meant) => error.hint(format!("did you mean `{}`?", meant.format("%H:%M"))),
            None => error,
        }
    })
}

/// Reads a time of day in any form that has one meaning: `20:00`, `8:00`, `20.00`, `20h00`, `8 pm`, `8:00:00 PM`.
///
/// For files, which keep whatever form a spreadsheet gave them.
pub fn time_of_day(text: &str) -> Result<NaiveTime> {
    let lower = text.trim().to_lowercase();
    let is_marked = lower.contains([':', '.', 'h', 'm']);
    match read_clock_loosely(&lower).filter(|_| is_marked) {
        Some(time) => Ok(time),
        None => read_clock(text.trim()),
    }
}

/// The time of day meant by `8:00`, `20.00`, `20h00` or `8 pm`.
fn read_clock_loosely(text: &str) -> Option<NaiveTime> {
    let after_noon = text.strip_suffix("pm");
    let digits = after_noon
        .or_else(|| text.strip_suffix("am"))
        .unwrap_or(text)
        .trim();
    let mut parts = digits.split([':', '.', 'h']);
    let hour = number(parts.next()?, 1..=2)?;
    let minute = parts.next().map_or(Some(0), |part| number(part, 2..=2))?;
    let second = parts.next().map_or(Some(0), |part| number(part, 2..=2))?;
    if parts.next().is_some() {
        return None;
    }
    let has_half = digits.len() != text.len();
    if has_half && !(1..=12).contains(&hour) {
        return None;
    }
    let hour = match (has_half, after_noon.is_some()) {
        (true, true) => hour % 12 + 12,
        (true, false) => hour % 12,
        (false, _) => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, second)
}

fn number(digits: &str, length: RangeInclusive<usize>) -> Option<u32> {
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    digits
        .parse()
        .ok()
        .filter(|_| is_number && length.contains(&digits.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hints(text: &str) -> Vec<String> {
        read_clock(text).unwrap_err().hints
    }

    #[test]
    fn a_time_of_day_has_two_digits_for_each_part() {
        assert_eq!(
            read_clock("20:00"),
            Ok(NaiveTime::from_hms_opt(20, 0, 0).unwrap())
        );
        assert_eq!(
            read_clock("00:00:59"),
            Ok(NaiveTime::from_hms_opt(0, 0, 59).unwrap())
        );
    }

    #[test]
    fn another_form_is_refused_with_the_right_one() {
        for text in ["8pm", "8 pm", "8:00pm", "20.00", "20h00", "20"] {
            assert_eq!(hints(text), ["did you mean `20:00`?"], "{text}");
        }
        assert_eq!(hints("8:00"), ["did you mean `08:00`?"]);
        assert_eq!(hints("12am"), ["did you mean `00:00`?"]);
        assert_eq!(hints("12:30 pm"), ["did you mean `12:30`?"]);
    }

    #[test]
    fn a_file_may_have_any_form_with_one_meaning() {
        let at = |hour, minute| Ok(NaiveTime::from_hms_opt(hour, minute, 0).unwrap());
        for text in [
            "19:30",
            "19:30:00",
            "7:30PM",
            "7:30:00 pm",
            "19h30",
            "19.30",
            " 19:30 ",
        ] {
            assert_eq!(time_of_day(text), at(19, 30), "{text}");
        }
        assert_eq!(time_of_day("8 pm"), at(20, 0));
        assert_eq!(time_of_day("9:05"), at(9, 5));
        for text in [
            "20",
            "0.5",
            "0.8333",
            "25:00",
            "evening",
            "19:3",
            "7:30:00:00 pm",
        ] {
            assert!(time_of_day(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_of_day_is_refused() {
        for text in [
            "", "24:00", "20:60", "20:00:60", "+2:00", "20:00:", "13pm", "0am", "noon",
        ] {
            assert_eq!(hints(text), Vec::<String>::new(), "{text}");
        }
    }
}
