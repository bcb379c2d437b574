//! The currencies a box office can sell in, and how their amounts are written.

use std::fmt;
use std::str::FromStr;

use super::canonical::serialize_as_text;
use super::{Amount, Code, Error, Result, nearest};

/// A currency from the one table of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency {
    code: &'static str,
    symbol: &'static str,
    marks: &'static [&'static str],
    exponent: u32,
    group: char,
}

const COMMA: char = ',';
const POINT: char = '.';

/// The smallest coins of currencies whose minor unit has none, in minor units.
const COINS: &[(&str, i64)] = &[
    ("AUD", 5),
    ("CAD", 5),
    ("CHF", 5),
    ("CLP", 10),
    ("CZK", 100),
    ("DKK", 50),
    ("HKD", 10),
    ("HUF", 5),
    ("IDR", 50),
    ("KRW", 10),
    ("MYR", 5),
    ("NOK", 100),
    ("NZD", 10),
    ("SEK", 100),
    ("SGD", 5),
    ("THB", 25),
    ("ZAR", 10),
];

/// One row of the table: code, symbol when shown, further marks people type, decimals, group mark.
const fn row(
    code: &'static str,
    symbol: &'static str,
    marks: &'static [&'static str],
    exponent: u32,
    group: char,
) -> Currency {
    Currency {
        code,
        symbol,
        marks,
        exponent,
        group,
    }
}

impl Currency {
    /// Every currency, by code.
    ///
    /// The decimals are those people use, not those of ISO 4217: nobody pays sen of a rupiah. They
    /// are the minor unit of stored amounts, so a row never changes once a file uses it.
    pub const ALL: &'static [Self] = &[
        row("AED", "AED", &["Dhs"], 2, COMMA),
        row("AUD", "A$", &["AU$", "$"], 2, COMMA),
        row("BHD", "BHD", &["BD"], 3, COMMA),
        row("BRL", "R$", &[], 2, POINT),
        row("CAD", "C$", &["CA$", "$"], 2, COMMA),
        row("CHF", "CHF", &["SFr.", "Fr."], 2, '\''),
        row("CLP", "CLP", &["$"], 0, POINT),
        row("CNY", "CN¥", &["¥", "\u{ffe5}", "RMB"], 2, COMMA),
        row("CZK", "CZK", &["Kč"], 2, POINT),
        row("DKK", "DKK", &["kr.", "kr"], 2, POINT),
        row("EUR", "€", &[], 2, COMMA),
        row("GBP", "£", &[], 2, COMMA),
        row("HKD", "HK$", &["$"], 2, COMMA),
        row("HUF", "HUF", &["Ft"], 0, POINT),
        row("IDR", "Rp", &["Rp."], 0, POINT),
        row("INR", "₹", &["Rs.", "Rs"], 2, COMMA),
        row("ISK", "ISK", &["kr.", "kr"], 0, POINT),
        row("JOD", "JOD", &["JD"], 3, COMMA),
        row("JPY", "¥", &["\u{ffe5}", "円"], 0, COMMA),
        row("KRW", "₩", &["\u{ffe6}", "원"], 0, COMMA),
        row("KWD", "KWD", &["KD"], 3, COMMA),
        row("MXN", "MX$", &["$"], 2, COMMA),
        row("MYR", "RM", &[], 2, COMMA),
        row("NOK", "NOK", &["kr.", "kr"], 2, POINT),
        row("NZD", "NZ$", &["$"], 2, COMMA),
        row("OMR", "OMR", &["RO"], 3, COMMA),
        row("PHP", "₱", &["Php"], 2, COMMA),
        row("PLN", "PLN", &["zł"], 2, POINT),
        row("SAR", "SAR", &["SR"], 2, COMMA),
        row("SEK", "SEK", &["kr"], 2, POINT),
        row("SGD", "S$", &["$"], 2, COMMA),
        row("THB", "฿", &[], 2, COMMA),
        row("TND", "TND", &["DT"], 3, COMMA),
        row("TRY", "₺", &["TL"], 2, POINT),
        row("TWD", "NT$", &["$"], 0, COMMA),
        row("USD", "US$", &["$"], 2, COMMA),
        row("VND", "₫", &["đ"], 0, POINT),
        row("ZAR", "ZAR", &["R"], 2, COMMA),
    ];

    /// The three letters of ISO 4217.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.code
    }

    /// What stands before an amount: `Rp`, `US$`, or the code where no sign is common.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        self.symbol
    }

    /// How many decimals the minor unit has.
    #[must_use]
    pub const fn exponent(self) -> u32 {
        self.exponent
    }

    /// The smallest coin that is used, in minor units.
    ///
    /// By the central banks: Bank Indonesia (Rp50 coins and up), Swiss National Bank (5 centimes), Sveriges Riksbank and
    /// Norges Bank (1 krona, 1 krone), Danmarks Nationalbank (50 øre), Česká národní banka (1 koruna), Magyar Nemzeti
    /// Bank (5 forint), Royal Canadian Mint (5 cents), Royal Australian Mint (5 cents), Reserve Bank of New Zealand (10
    /// cents), Bank Negara Malaysia (5 sen), Bank of Thailand (25 satang), Central Bank of Chile (10 pesos), Monetary
    /// Authority of Singapore (5 cents), Hong Kong Monetary Authority (10 cents), Bank of Korea (10 won), South African
    /// Reserve Bank (10 cents). Where a row is missing, every minor unit has a coin or nobody rounds.
    #[must_use]
    pub fn smallest_coin(self) -> Amount {
        let found = COINS.iter().find(|(code, _)| *code == self.code);
        Amount(found.map_or(1, |(_, coin)| *coin))
    }

    /// The nearest sum that the coins make of an amount that is not below nothing; of two the larger.
    pub fn in_coins(self, amount: Amount) -> Result<Amount> {
        let coin = self.smallest_coin().0;
        let coins = amount.checked_add(Amount(coin / 2))?.0 / coin;
        Amount(coin).times(coins)
    }

    /// An amount for people: `Rp150.000`, `US$12.50`, `-Rp5.000`.
    #[must_use]
    pub fn show(self, amount: Amount) -> String {
        let (whole, fraction) = self.parts(amount);
        let mut text = String::new();
        if amount < Amount::ZERO {
            text.push('-');
        }
        text.push_str(self.symbol);
        if self.symbol == self.code {
            text.push(' ');
        }
        let digits = whole.to_string();
        for (place, digit) in digits.chars().enumerate() {
            if place != 0 && (digits.len() - place).is_multiple_of(3) {
                text.push(self.group);
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push(if self.group == POINT { COMMA } else { POINT });
            text.push_str(&fraction);
        }
        text
    }

    /// An amount for programs, a decimal in major units: `150000`, `12.50`, `-5000`.
    #[must_use]
    pub fn plain(self, amount: Amount) -> String {
        let (whole, fraction) = self.parts(amount);
        let sign = if amount < Amount::ZERO { "-" } else { "" };
        let point = if fraction.is_empty() { "" } else { "." };
        format!("{sign}{whole}{point}{fraction}")
    }

    /// The currencies among [`Currency::ALL`] that people write with this mark, in any case.
    pub(super) fn with_mark(mark: &str) -> impl Iterator<Item = Self> {
        let mark = mark.to_lowercase();
        Self::ALL
            .iter()
            .copied()
            .filter(move |it| it.written().any(|own| own.to_lowercase() == mark))
    }

    /// Every mark people write this currency with.
    pub(super) fn written(self) -> impl Iterator<Item = &'static str> {
        [self.code, self.symbol]
            .into_iter()
            .chain(self.marks.iter().copied())
    }

    fn parts(self, amount: Amount) -> (u64, String) {
        let minor_units = amount.0.unsigned_abs();
        let scale = 10_u64.pow(self.exponent);
        let fraction = match self.exponent {
            0 => String::new(),
            places => format!("{:0width$}", minor_units % scale, width = places as usize),
        };
        (minor_units / scale, fraction)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code)
    }
}

impl FromStr for Currency {
    type Err = Error;

    /// Reads the code in any case.
    fn from_str(text: &str) -> Result<Self> {
        let text = text.trim();
        let found = Self::ALL
            .iter()
            .find(|currency| currency.code.eq_ignore_ascii_case(text));
        found.copied().ok_or_else(|| {
            let message = format!("`{text}` is not a currency this program knows");
            let error = Error::new(Code::InvalidValue, message);
            let codes = Self::with_mark(text).map(Self::code);
            let near = nearest(text, Self::ALL.iter().map(|currency| currency.code));
            let mut proposed: Vec<String> = codes.map(str::to_owned).chain(near).collect();
            proposed.dedup();
            if proposed.is_empty() {
                return error.hint("write its three letters, such as `IDR`");
            }
            proposed.iter().take(3).fold(error, |error, code| {
                error.hint(format!("did you mean `{code}`?"))
            })
        })
    }
}

serialize_as_text!(Currency);

#[cfg(test)]
mod tests {
    use super::*;

    fn currency(code: &str) -> Currency {
        code.parse().unwrap()
    }

    #[test]
    fn amounts_are_shown_as_people_write_them() {
        let cases = [
            ("IDR", 150_000, "Rp150.000", "150000"),
            ("IDR", -5_000, "-Rp5.000", "-5000"),
            ("IDR", 0, "Rp0", "0"),
            ("USD", 1_250, "US$12.50", "12.50"),
            ("USD", 123_456_789, "US$1,234,567.89", "1234567.89"),
            ("USD", -5, "-US$0.05", "-0.05"),
            ("JPY", 1_200, "¥1,200", "1200"),
            ("KWD", 1_234_567, "KWD 1,234.567", "1234.567"),
            ("CHF", 123_450, "CHF 1'234.50", "1234.50"),
            ("SEK", 123_450, "SEK 1.234,50", "1234.50"),
        ];
        for (code, amount, shown, plain) in cases {
            assert_eq!(currency(code).show(Amount(amount)), shown);
            assert_eq!(currency(code).plain(Amount(amount)), plain);
        }
    }

    /// Files hold amounts in these minor units: a line that changes here changes money.
    #[test]
    fn the_decimals_of_every_currency_are_pinned() {
        let with = |exponent| -> Vec<_> {
            let all = Currency::ALL
                .iter()
                .filter(|currency| currency.exponent() == exponent);
            all.map(|currency| currency.code()).collect()
        };
        assert_eq!(with(0).join(" "), "CLP HUF IDR ISK JPY KRW TWD VND");
        assert_eq!(with(3).join(" "), "BHD JOD KWD OMR TND");
        assert_eq!(
            with(2).join(" "),
            "AED AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD INR MXN MYR NOK NZD PHP PLN SAR SEK SGD THB \
             TRY USD ZAR"
        );
    }

    #[test]
    fn the_table_is_sorted_and_has_no_code_twice() {
        assert!(Currency::ALL.is_sorted_by(|a, b| a.code() < b.code()));
    }

    #[test]
    fn cash_is_rounded_to_the_nearest_coin_and_half_a_coin_up() {
        for (code, amount, coins) in [
            ("CHF", 1_002, 1_000),
            ("CHF", 1_003, 1_005),
            ("IDR", 149_975, 150_000),
            ("IDR", 149_974, 149_950),
            ("IDR", 20, 0),
            ("SEK", 12_350, 12_400),
            ("USD", 1_237, 1_237),
            ("JPY", 7, 7),
        ] {
            let rounded = currency(code).in_coins(Amount(amount));
            assert_eq!(rounded, Ok(Amount(coins)), "{code} {amount}");
        }
        assert!(COINS.is_sorted());
        assert!(
            COINS
                .iter()
                .all(|(code, _)| code.parse::<Currency>().is_ok())
        );
    }

    #[test]
    fn a_code_is_read_in_any_case_and_an_unknown_one_refused() {
        assert_eq!(currency("idr").code(), "IDR");
        let error = "rp".parse::<Currency>().unwrap_err();
        assert_eq!(error.hints, ["did you mean `IDR`?"]);
        let error = "XTS".parse::<Currency>().unwrap_err();
        assert_eq!(error.message, "`XTS` is not a currency this program knows");
    }
}
