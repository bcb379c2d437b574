//! Money as people write it, and the refusal of what could be read in two ways.

use std::str::FromStr;

use super::canonical::text_newtype;
use super::decimal::{Unread, read, scaled};
use super::{Amount, Code, Currency, Error, Result};

/// What people and programs write before a number, or after it, that is below zero.
const MINUSES: [char; 3] = ['-', '−', '–'];

/// A sum as it was typed, before the currency of the file is known.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MoneyText(String);

impl MoneyText {
    /// The amount it names in a currency; see [`Currency::parse`].
    pub fn resolve(&self, currency: Currency) -> Result<Amount> {
        currency.parse(&self.0)
    }
}

impl FromStr for MoneyText {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let text = text.trim();
        if !text.contains(|c: char| c.is_ascii_digit()) || 60 < text.chars().count() {
            return Err(not_money(text).hint("write digits, such as `150000`"));
        }
        Ok(Self(text.to_owned()))
    }
}

text_newtype!(MoneyText);

/// The text without the sign that makes its number negative: a minus before or behind it, or the brackets that
/// bookkeepers write instead. `None` where it has no number, or not one such sign.
#[must_use]
pub fn without_sign(text: &str) -> Option<String> {
    let is_digit = |c: char| c.is_ascii_digit();
    let is_sign = |c: &char| MINUSES.contains(c) || matches!(c, '(' | ')');
    let unbracketed = text.trim_end_matches(')');
    let text = match without_dash(unbracketed) {
        Some(sum) => format!("{sum}{}", &text[unbracketed.len()..]),
        None => text.to_owned(),
    };
    let (first, last) = (text.find(is_digit)?, text.rfind(is_digit)?);
    let (before, after) = (&text[..first], &text[last + 1..]);
    let signs = [before, after].map(|side| side.chars().filter(is_sign).collect::<Vec<_>>());
    let is_negative = match signs.each_ref().map(Vec::as_slice) {
        [[minus], []] | [[], [minus]] => MINUSES.contains(minus),
        [[open], [close]] => (*open, *close) == ('(', ')'),
        _ => false,
    };
    let sides = [before, after].map(|side| side.replace(|c| is_sign(&c), ""));
    is_negative.then(|| format!("{}{}{}", sides[0], &text[first..=last], sides[1]))
}

/// The sum of `12,-`, which is how whole ones are written where cents are left out.
fn without_dash(text: &str) -> Option<&str> {
    text.strip_suffix(MINUSES)?.strip_suffix(',')
}

impl Currency {
    /// Reads an amount as people write it: `150000`, `150.000`, `Rp150.000`, `12,50 EUR`.
    ///
    /// What could be read in two ways is refused with both readings, as are negative sums and sums
    /// with the mark of another currency.
    pub fn parse(self, text: &str) -> Result<Amount> {
        let text = text.trim();
        let whole = without_dash(text);
        let sum = whole.unwrap_or(text);
        if without_sign(sum).is_some() {
            let message = format!("`{text}` is negative; expected a sum of zero or more");
            return Err(Error::new(Code::InvalidValue, message));
        }
        let number = self.without_marks(sum)?;
        let minor_units = match whole {
            Some(_) => read(number, 0).map(|units| scaled(units, self.exponent())),
            None => read(number, self.exponent()),
        };
        match minor_units {
            Ok(units) => Amount::bounded(units),
            Err(Unread::NotMoney) => Err(self.unread(text)),
            Err(Unread::TooFine) => Err(self.too_fine(text)),
            Err(Unread::TwoWays(large, small)) => Err(self.two_ways(text, &large, &small)),
        }
    }

    /// The text without the marks of this currency before and after it.
    fn without_marks(self, text: &str) -> Result<&str> {
        let before = text
            .find(|c: char| c.is_ascii_digit())
            .unwrap_or(text.len());
        let (mark, rest) = text.split_at(before);
        self.check_mark(text, mark.trim())?;
        let after = rest
            .rfind(|c: char| c.is_ascii_digit())
            .map_or(0, |last| last + 1);
        let (number, mark) = rest.split_at(after);
        self.check_mark(text, mark.trim())?;
        Ok(number)
    }

    fn check_mark(self, text: &str, mark: &str) -> Result<()> {
        let lower = mark.to_lowercase();
        if mark.is_empty() || self.written().any(|own| own.to_lowercase() == lower) {
            return Ok(());
        }
        let others: Vec<_> = Self::with_mark(mark).map(Self::code).collect();
        if others.is_empty() {
            return Err(self.unread(text));
        }
        let message = format!(
            "`{text}` is in {}; this box office sells in {self}",
            others.join(" or ")
        );
        Err(Error::new(Code::InvalidValue, message))
    }

    /// The refusal of a text that is no sum, with one that is.
    fn unread(self, text: &str) -> Error {
        let example = match self.exponent() {
            0 => Amount(150_000),
            places => Amount(125 * 10_i64.pow(places - 1)),
        };
        let (plain, shown) = (self.plain(example), self.show(example));
        not_money(text).hint(format!("write digits, such as `{plain}` or `{shown}`"))
    }

    fn too_fine(self, text: &str) -> Error {
        let places = match self.exponent() {
            0 => "no decimals".to_owned(),
            places => format!("at most {places} decimals"),
        };
        let message = format!("`{text}` is finer than {self} goes; expected {places}");
        Error::new(Code::InvalidValue, message)
    }

    fn two_ways(self, text: &str, large: &str, small: &str) -> Error {
        Error::new(
            Code::InvalidValue,
            format!("`{text}` can be read in two ways in {self}"),
        )
        .hint(format!("with a mark between the thousands it is `{large}`"))
        .hint(format!("with a decimal mark it is `{small}`"))
    }
}

fn not_money(text: &str) -> Error {
    Error::new(
        Code::InvalidValue,
        format!("`{text}` is not a sum of money"),
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(code: &str, text: &str) -> Result<Amount> {
        text.parse::<MoneyText>()?.resolve(code.parse()?)
    }

    fn assert_reads(code: &str, cases: &[(&str, i64)]) {
        for (text, minor_units) in cases {
            assert_eq!(
                parse(code, text),
                Ok(Amount(*minor_units)),
                "{text} in {code}"
            );
        }
    }

    #[test]
    fn rupiah_are_read_as_people_write_them() {
        assert_reads(
            "IDR",
            &[
                ("150000", 150_000),
                ("150.000", 150_000),
                ("150,000", 150_000),
                ("150 000", 150_000),
                ("1.500.000", 1_500_000),
                ("Rp150.000", 150_000),
                ("Rp. 150.000", 150_000),
                ("IDR 150000", 150_000),
                ("150.000 idr", 150_000),
                ("Rp150.000,00", 150_000),
                ("150,000.00", 150_000),
                ("Rp 150.000,-", 150_000),
                ("0", 0),
            ],
        );
    }

    #[test]
    fn dollars_are_read_as_people_write_them() {
        assert_reads(
            "USD",
            &[
                ("12.50", 1_250),
                ("12,50", 1_250),
                ("12.5", 1_250),
                ("12", 1_200),
                ("1,234.50", 123_450),
                ("1.234,50", 123_450),
                ("1'234.50", 123_450),
                ("1 234,50", 123_450),
                ("1,000,000", 100_000_000),
                ("1234.50", 123_450),
                ("$12.50", 1_250),
                ("US$ 12.50", 1_250),
                ("12.50 USD", 1_250),
                ("USD 12.50", 1_250),
                ("12,-", 1_200),
            ],
        );
    }

    #[test]
    fn dinars_have_three_decimals() {
        assert_reads(
            "KWD",
            &[
                ("1.234", 1_234),
                ("1,234.567", 1_234_567),
                ("KD 5", 5_000),
                ("1,5", 1_500),
            ],
        );
    }

    #[test]
    fn negative_sums_are_refused() {
        for text in [
            "-5000", "−5000", "–5000", "- 5", "5000-", "Rp-5000", "-Rp5.000", "(5000)", "Rp(5000)",
        ] {
            let message = parse("IDR", text).unwrap_err().message;
            assert!(message.contains("negative"), "{text}: {message}");
        }
    }

    #[test]
    fn a_dash_or_a_bracket_elsewhere_makes_no_sum_negative() {
        for text in [
            "5000 (VIP)",
            "150000 (per person)",
            "5000–7000",
            "5000-7000",
            "-5000-",
        ] {
            let message = parse("IDR", text).unwrap_err().message;
            assert!(!message.contains("negative"), "{text}: {message}");
        }
    }

    #[test]
    fn the_mark_of_another_currency_is_refused() {
        let error = parse("IDR", "€12").unwrap_err();
        assert_eq!(
            error.message,
            "`€12` is in EUR; this box office sells in IDR"
        );
        assert!(parse("USD", "12.50 EUR").is_err());
        assert!(parse("USD", "Rp150.000").is_err());
        assert!(parse("USD", "A$5").is_err());
    }

    #[test]
    fn what_is_no_sum_is_refused() {
        let wrong = [
            "",
            "free",
            "Rp",
            "12.50.10",
            "1.23.456",
            "12 50",
            "1,2,3",
            "12.",
            ".50",
            "1e3",
            "+5",
            "150k",
            "1.234,567.89",
            "5 USD 5",
            "１２",
            "12..50",
            "1_000",
            "0x10",
            "1.234.56",
            "12,345,67",
        ];
        for text in wrong {
            assert!(parse("USD", text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_example_of_a_refusal_fits_the_currency() {
        let hint = |code, text| parse(code, text).unwrap_err().hints;
        let rupiah = ["write digits, such as `150000` or `Rp150.000`"];
        assert_eq!(hint("IDR", "150k"), rupiah);
        assert_eq!(hint("IDR", "150 ribu"), rupiah);
        let dollars = ["write digits, such as `12.50` or `US$12.50`"];
        assert_eq!(hint("USD", "12.50.10"), dollars);
        let dinars = ["write digits, such as `12.500` or `KWD 12.500`"];
        assert_eq!(hint("KWD", "12 fils"), dinars);
        assert_eq!(hint("USD", "free"), ["write digits, such as `150000`"]);
    }

    #[test]
    fn a_sum_that_is_too_large_is_refused() {
        assert_eq!(parse("IDR", "1000000000000000"), Ok(Amount::MAX));
        for text in ["1000000000000001", "99999999999999999999999999"] {
            assert_eq!(
                parse("IDR", text).unwrap_err().message,
                "the amount is too large"
            );
        }
        assert!(parse("USD", "10000000000000.01").is_err());
    }

    fn any_currency() -> impl Strategy<Value = Currency> {
        prop::sample::select(Currency::ALL)
    }

    proptest! {
        #[test]
        fn what_is_shown_and_what_is_plain_reads_back(
            currency in any_currency(),
            minor_units in prop_oneof![0..=Amount::MAX.0, 0..10_000_000_i64],
        ) {
            let amount = Amount(minor_units);
            prop_assert_eq!(currency.parse(&currency.show(amount)), Ok(amount));
            prop_assert_eq!(currency.parse(&currency.plain(amount)), Ok(amount));
        }

        #[test]
        fn no_text_makes_the_reader_panic(currency in any_currency(), text in "\\PC*") {
            let _ = currency.parse(&text);
        }
    }
}
