//! Prices as lists write them: plain ones are read, and everything else is prose that nobody guesses at.

use super::decimal::{DecimalMark, one_way};
use crate::domain::{Amount, Currency, Error, Result, without_sign};

/// Further marks that lists write a currency with, beside those people type.
const MARKS: &[(&str, &[&str])] = &[
    ("EUR", &["euros", "euro"]),
    ("GBP", &["pounds", "pound"]),
    ("IDR", &["rupiah"]),
    ("JPY", &["yen", "\\"]),
    ("KRW", &["won", "w", "\\"]),
    ("USD", &["dollars", "dollar"]),
];

/// Words for a price of nothing.
const FREE: &[&str] = &[
    "admission free",
    "entrée libre",
    "eintritt frei",
    "free",
    "free admission",
    "free entrance",
    "free entry",
    "gratis",
    "gratuit",
    "무료",
    "무료 공연",
    "무료 입장",
    "무료공연",
    "무료입장",
    "입장무료",
    "無料",
];

/// Words that stand in the place of a price and say nothing.
const NOTHING: &[&str] = &["price", "x"];

/// How prices are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Prices {
    pub(super) currency: Currency,
    pub(super) decimal: Option<DecimalMark>,
}

impl Prices {
    /// The sum that a text names; `None` where it says nothing. Refuses what is no plain sum.
    pub(super) fn read(self, text: &str) -> Result<Option<Amount>> {
        let lower = text.trim().to_lowercase();
        if NOTHING.contains(&lower.as_str()) {
            return Ok(None);
        }
        let words: Vec<&str> = lower.split_whitespace().collect();
        if FREE.contains(&words.join(" ").as_str()) {
            return Ok(Some(Amount::ZERO));
        }
        let sum = self.without_marks(&lower);
        let read = match self.decimal {
            Some(mark) => one_way(sum, mark).and_then(|sum| self.currency.parse(&sum)),
            None => self.currency.parse(sum),
        };
        read.map(Some).map_err(|error| self.named(error, text, sum))
    }

    /// Whether a text is a plain sum but for a minus before or after its number, or for the brackets that bookkeepers
    /// write instead: that is a slip, and never prose.
    pub(super) fn is_negative(self, text: &str) -> bool {
        let sum = without_sign(text);
        sum.is_some_and(|sum| matches!(self.read(&sum), Ok(Some(_))))
    }

    /// The text without one further mark of the currency, before or after it.
    fn without_marks(self, text: &str) -> &str {
        let of_currency = MARKS.iter().find(|(code, _)| *code == self.currency.code());
        for mark in of_currency.map_or(&[][..], |(_, marks)| marks) {
            let after = text.strip_prefix(mark).map(str::trim_start);
            let before = text.strip_suffix(mark).map(str::trim_end);
            let is_digit = |c: char| c.is_ascii_digit();
            if let Some(sum) = after
                .filter(|sum| sum.starts_with(is_digit))
                .or(before.filter(|sum| sum.ends_with(is_digit)))
            {
                return sum;
            }
        }
        text
    }

    /// The error about the text as it stands in the file.
    fn named(self, error: Error, text: &str, sum: &str) -> Error {
        let message = if sum.is_empty() {
            error.message
        } else {
            error
                .message
                .replace(&format!("`{sum}`"), &format!("`{text}`"))
        };
        let has_thousands = message.contains("in two ways") && self.currency.exponent() > 0;
        let error = Error { message, ..error };
        if has_thousands && self.decimal.is_none() {
            return error.hint("--decimal point, or --decimal comma, says what the file writes");
        }
        error
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(code: &str, text: &str) -> Option<i64> {
        let prices = Prices {
            currency: code.parse().unwrap(),
            decimal: None,
        };
        prices.read(text).ok().flatten().map(|amount| amount.0)
    }

    fn with(mark: &str, text: &str) -> Option<i64> {
        let prices = Prices {
            currency: "EUR".parse().unwrap(),
            decimal: Some(mark.parse().unwrap()),
        };
        prices.read(text).ok().flatten().map(|amount| amount.0)
    }

    #[test]
    fn plain_prices_are_read_with_the_marks_of_their_currency() {
        for text in [
            "15000",
            "15,000",
            "15.000",
            "15,000원",
            "15,000 원",
            "￦15,000",
            "15,000￦",
            "₩15000",
            "15000w",
            "W15000",
            "W 15,000",
            "15,000 Won",
            "15000WON",
            "\\15,000",
            "15.000\\",
            "KRW 15,000",
            "15,000krw",
        ] {
            assert_eq!(read("KRW", text), Some(15_000), "{text}");
        }
        assert_eq!(read("EUR", "12,50 Euro"), Some(1_250));
        assert_eq!(read("IDR", "150.000 rupiah"), Some(150_000));
    }

    #[test]
    fn words_for_nothing_to_pay_are_a_price() {
        for text in [
            "무료",
            "무료 입장",
            "무료입장",
            "Free",
            "FREE",
            "gratis",
            "0",
            "0원",
        ] {
            assert_eq!(read("KRW", text), Some(0), "{text}");
        }
    }

    #[test]
    fn a_minus_or_brackets_around_a_plain_sum_make_it_negative() {
        let prices = Prices {
            currency: "KRW".parse().unwrap(),
            decimal: None,
        };
        for text in [
            "-5000",
            "−5,000원",
            "₩-5000",
            "-W 5000",
            " -0 ",
            "–5000",
            "- 5000",
            "5000-",
            "5,000 −",
            "5000-원",
            "(5000)",
            "( 5,000 )",
            "₩(5000)",
            "(5000원)",
            "-5000,-",
            "(5000,-)",
        ] {
            assert!(prices.is_negative(text), "{text}");
        }
        for text in [
            "5000",
            "5000,-",
            "-",
            "()",
            "-5000-",
            "-(5000)",
            "(5000",
            "5000)",
            "(₩)5000",
            "5000(원)",
            "(5000) members",
            "- 5000 members",
            "15000-5000원",
            "-half",
            "-free",
            "(free)",
            "010-123",
        ] {
            assert!(!prices.is_negative(text), "{text}");
        }
    }

    #[test]
    fn everything_else_is_prose() {
        let texts = "14,0000|20,0000원|1만원|만원|1만5천원|10천원|13000 ~ 23000원|15000-5000원|20000/25000|\
            25000 30000|88000,77000|예매 20,000 / 현매 25,000|현매 15000원|전석 30,000원|15000원(1free drink)|\
            무료입장유료퇴장|무료입장/자율모금|자율모금|'무료'|30000~|10,000원!|1인 33,000|won|w|€15|????";
        for text in texts.split('|') {
            assert_eq!(read("KRW", text), None, "{text}");
        }
    }

    #[test]
    fn the_word_price_says_nothing() {
        let prices = Prices {
            currency: "KRW".parse().unwrap(),
            decimal: None,
        };
        assert_eq!(prices.read("price"), Ok(None));
        assert_eq!(prices.read("X"), Ok(None));
    }

    #[test]
    fn thousands_are_never_taken_for_decimals_unless_the_file_says_its_mark() {
        let prices = Prices {
            currency: "EUR".parse().unwrap(),
            decimal: None,
        };
        let hints = prices.read("15.000").unwrap_err().hints;
        assert!(
            hints.iter().any(|hint| hint.starts_with("--decimal")),
            "{hints:?}"
        );
        assert_eq!(with("comma", "15.000"), Some(1_500_000));
        assert_eq!(with("comma", "€ 1.234,50"), Some(123_450));
        assert_eq!(with("comma", "12,5"), Some(1_250));
        assert_eq!(with("point", "15.000"), Some(1_500));
        assert_eq!(with("point", "1,234.50"), Some(123_450));
        assert_eq!(with("point", "12"), Some(1_200));
    }

    #[test]
    fn what_does_not_fit_the_mark_of_the_file_is_refused() {
        for text in ["1.5", "1.2345", "12,345", "1,2,3", "1.234.56"] {
            assert_eq!(with("comma", text), None, "{text}");
        }
        assert_eq!(with("point", "12,50"), None);
    }
}
