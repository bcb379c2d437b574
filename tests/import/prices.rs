//! The prices of sixteen thousand real gigs: 1,991 texts, of which only the plain ones are read.
//!
//! The list is not part of this project. Where it is missing, the test says so and passes.

use std::collections::BTreeMap;
use std::path::Path;

use boxoffice::import::{Reading, Sheet, Source, Watch};

/// What a text is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Taken {
    Sum(i64),
    Prose,
    Nothing,
}

/// How often each text stands in the list, and what it is taken for.
#[expect(clippy::print_stderr, reason = "whoever runs the tests should know")]
fn prices() -> Option<BTreeMap<String, (u32, Taken)>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/indistreet/events.csv");
    if !path.exists() {
        eprintln!("skipped: ../shared/data/indistreet/events.csv is not here");
        return None;
    }
    let map = |text: &str| text.parse().unwrap();
    let reading = Reading {
        maps: vec![
            map("name=title"),
            map("note=price"),
            map("ticket_type.regular.price=price"),
        ],
        values: vec!["ticket_type.regular.quota=100".parse().unwrap()],
        unknown_time: None,
        ..Reading::new("KRW".parse().unwrap())
    };
    let watch: Watch<'_> = &mut |_| Ok(());
    let file = std::fs::File::open(&path).unwrap();
    let source = Source::of_file("events.csv", file, watch).unwrap();
    let sheet = Sheet::open(source, &reading, watch).unwrap();
    let mut found = BTreeMap::new();
    let read = sheet.each(|read| {
        let row = read.row.unwrap();
        if let Some(text) = row.note {
            let (text, is_prose) = match text.as_str().split_once("; price: ") {
                Some((text, _)) => (text, true),
                None => (text.as_str(), false),
            };
            let price = row.ticket_types.first().and_then(|of| of.price);
            let taken = match price {
                Some(money) => Taken::Sum(money.amount.0),
                None if is_prose => Taken::Prose,
                None => Taken::Nothing,
            };
            found.entry(text.to_owned()).or_insert((0, taken)).0 += 1;
        }
        Ok(())
    });
    read.unwrap();
    Some(found)
}

#[test]
fn plain_prices_of_a_real_list_are_read_and_prose_is_not() {
    let Some(prices) = prices() else { return };
    let count = |which: fn(Taken) -> bool| -> u32 {
        let of = prices.values().filter(|(_, taken)| which(*taken));
        of.map(|(times, _)| times).sum()
    };
    let read = count(|taken| matches!(taken, Taken::Sum(1..)));
    let free = count(|taken| taken == Taken::Sum(0));
    let prose = count(|taken| taken == Taken::Prose);
    let nothing = count(|taken| taken == Taken::Nothing);
    assert_eq!((read, free, prose, nothing), (3354, 587, 4554, 21));
    // Cells that say nothing in a word of their own, `-` and `미정`, are not even a note.
    assert_eq!(read + free + prose + nothing + 57 + 9, 8582);
}

/// Whoever doubts a reading can look at it: what is read has one number, with its digits and nothing else that counts.
#[test]
fn what_is_read_has_exactly_the_digits_of_its_text() {
    let Some(prices) = prices() else { return };
    for (text, (_, taken)) in &prices {
        let Taken::Sum(sum) = taken else { continue };
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        if *sum == 0 {
            assert!(digits.is_empty() || digits == "0", "{text}");
            continue;
        }
        assert_eq!(digits, sum.to_string(), "{text}");
        let words: String = text
            .to_lowercase()
            .chars()
            .filter(|c| !c.is_ascii_digit() && !" .,".contains(*c))
            .collect();
        let marks = ["", "원", "won", "w", "krw", "₩", "\u{ffe6}", "\\"];
        assert!(marks.contains(&words.as_str()), "{text}");
    }
}

#[test]
fn each_kind_of_prose_stays_prose() {
    let Some(prices) = prices() else { return };
    for text in [
        "예매 20,000 / 현매 25,000",
        "13000 ~ 23000원",
        "15000-5000원",
        "20000/25000",
        "88000,77000",
        "25000 30000",
        "14,0000",
        "3,9000",
        "20,0000원",
        "1만원",
        "만원",
        "1만5천원",
        "10천원",
        "15000원(1free drink)",
        "10,000원+음료주문",
        "현매 15000원",
        "전석 30,000원",
        "무료입장유료퇴장",
        "무료/자율모금",
        "자율모금",
        "꽃한송이",
        "'무료'",
        "30000~",
        "1 Day 20,000원",
        "0원. 자율기부",
    ] {
        let found = prices.get(text).unwrap_or_else(|| panic!("no `{text}`"));
        assert_eq!(found.1, Taken::Prose, "{text}");
    }
}
