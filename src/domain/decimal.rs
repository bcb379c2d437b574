//! Numbers with marks between thousands and before decimals, and which of them have one reading.

/// Why a number is no amount.
pub(super) enum Unread {
    NotMoney,
    TooFine,
    /// The readings without and with decimals, each written so that it has only that reading.
    TwoWays(String, String),
}

/// Minor units of a number with `exponent` decimals; `Ok(None)` when they exceed 64 bits.
pub(super) fn read(number: &str, exponent: u32) -> Result<Option<i64>, Unread> {
    let number = number
        .replace(['\u{a0}', '\u{202f}'], " ")
        .replace('’', "'");
    let is_mark = |c: char| matches!(c, '.' | ',' | ' ' | '\'');
    let parts: Vec<&str> = number.split(is_mark).collect();
    let marks: Vec<char> = number.chars().filter(|c| is_mark(*c)).collect();
    if !parts
        .iter()
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
    {
        return Err(Unread::NotMoney);
    }
    let digits = parts.concat();
    let Some((&last, groups)) = marks.split_last() else {
        return Ok(scaled(digits.parse().ok(), exponent));
    };
    if is_grouped(&parts, &marks) {
        return match (marks.as_slice(), exponent) {
            ([',' | '.'], 1 | 2) | ([','], 3) => Err(two_readings(&parts, exponent)),
            (['.'], 3) => Ok(digits.parse().ok()),
            _ => Ok(scaled(digits.parse().ok(), exponent)),
        };
    }
    let (fraction, whole) = parts.split_last().ok_or(Unread::NotMoney)?;
    let plain_whole = groups.is_empty();
    if !matches!(last, '.' | ',')
        || !(plain_whole || is_grouped(whole, groups) && groups[0] != last)
    {
        return Err(Unread::NotMoney);
    }
    read_decimal(&whole.concat(), fraction, exponent, plain_whole)
}

/// Reads a whole part and a fraction whose mark can only be the decimal mark, or is refused.
fn read_decimal(
    whole: &str,
    fraction: &str,
    exponent: u32,
    plain_whole: bool,
) -> Result<Option<i64>, Unread> {
    let places = u32::try_from(fraction.len()).map_err(|_| Unread::TooFine)?;
    if exponent == 0 && plain_whole {
        return Err(match places {
            1 | 2 => Unread::TwoWays(format!("{whole}{fraction}"), whole.to_owned()),
            _ => Unread::TooFine,
        });
    }
    if exponent == 0 && places <= 2 && fraction.bytes().all(|digit| digit == b'0') {
        return Ok(whole.parse().ok());
    }
    if exponent < places {
        return Err(Unread::TooFine);
    }
    Ok(scaled(
        format!("{whole}{fraction}").parse().ok(),
        exponent - places,
    ))
}

/// Whether the marks are all the same and part a number into thousands.
fn is_grouped(parts: &[&str], marks: &[char]) -> bool {
    let same = marks.windows(2).all(|pair| pair[0] == pair[1]);
    let Some((first, rest)) = parts.split_first() else {
        return false;
    };
    let first_fits = first.len() <= 3 && !first.starts_with('0');
    same && first_fits && rest.iter().all(|part| part.len() == 3)
}

fn two_readings(parts: &[&str], exponent: u32) -> Unread {
    let places = exponent as usize;
    let (whole, fraction) = (parts[0], parts[1]);
    Unread::TwoWays(parts.concat(), format!("{whole}.{}", &fraction[..places]))
}

/// A number of units as a number of units 10^`exponent` times as small.
pub(super) fn scaled(units: Option<i64>, exponent: u32) -> Option<i64> {
    units?.checked_mul(10_i64.checked_pow(exponent)?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::domain::{Amount, Currency, Result};

    fn parse(code: &str, text: &str) -> Result<Amount> {
        code.parse::<Currency>()?.parse(text)
    }

    fn assert_two_ways(code: &str, text: &str, large: &str, small: &str) {
        let error = parse(code, text).unwrap_err();
        assert_eq!(
            error.message,
            format!("`{text}` can be read in two ways in {code}")
        );
        assert!(
            error.hints[0].ends_with(&format!("`{large}`")),
            "{:?}",
            error.hints
        );
        assert!(
            error.hints[1].ends_with(&format!("`{small}`")),
            "{:?}",
            error.hints
        );
        assert!(
            parse(code, large).is_ok() && parse(code, small).is_ok(),
            "{text}"
        );
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_refused_with_both_readings() {
        assert_two_ways("IDR", "150.00", "15000", "150");
        assert_two_ways("IDR", "150000,00", "15000000", "150000");
        assert_two_ways("JPY", "12.5", "125", "12");
        assert_two_ways("KWD", "1,234", "1234", "1.234");
        assert_two_ways("USD", "1.000", "1000", "1.00");
        assert_two_ways("USD", "1,234", "1234", "1.23");
        assert_two_ways("USD", "$1,000", "1000", "1.00");
        assert_two_ways("EUR", "150.000", "150000", "150.00");
    }

    #[test]
    fn what_is_finer_than_the_currency_is_refused() {
        let error = parse("USD", "1234.567").unwrap_err();
        assert_eq!(
            error.message,
            "`1234.567` is finer than USD goes; expected at most 2 decimals"
        );
        for (code, text) in [
            ("IDR", "0.500"),
            ("IDR", "1.000,50"),
            ("KWD", "1.2345"),
            ("USD", "0,125"),
        ] {
            assert!(
                parse(code, text)
                    .unwrap_err()
                    .message
                    .contains("is finer than"),
                "{text}"
            );
        }
    }

    proptest! {
        #[test]
        fn one_mark_before_three_digits_is_never_read_as_two_things(
            currency in prop::sample::select(Currency::ALL),
            whole in 1..1_000_i64,
            thousandths in 0..1_000_i64,
            mark in prop::sample::select(vec![',', '.']),
        ) {
            let text = format!("{whole}{mark}{thousandths:03}");
            match (currency.exponent(), mark) {
                (0, _) | (3, '.') => {
                    prop_assert_eq!(currency.parse(&text), Ok(Amount(whole * 1_000 + thousandths)));
                }
                _ => prop_assert_eq!(currency.parse(&text).unwrap_err().hints.len(), 2),
            }
        }

        #[test]
        fn one_or_two_decimals_of_a_currency_without_any_are_refused(
            whole in 1..1_000_000_i64,
            fraction in "[0-9]{1,2}",
            mark in prop::sample::select(vec![',', '.']),
        ) {
            let idr: Currency = "IDR".parse().unwrap();
            let error = idr.parse(&format!("{whole}{mark}{fraction}")).unwrap_err();
            prop_assert_eq!(error.hints.len(), 2);
        }

        #[test]
        fn no_number_makes_the_reader_panic(currency in prop::sample::select(Currency::ALL), text in "[0-9., ',-]{1,12}") {
            let _ = currency.parse(&text);
        }
    }
}
