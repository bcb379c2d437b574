//! Out and in again: nothing changes where it came from, and an empty office becomes the same.

use std::fs;

use proptest::prelude::*;

use super::house::House;
use super::random::{Season, seasons};

/// The forms that hold everything: the words for the program, and the name of the file.
const WHOLE: &[(&[&str], &str)] = &[
    (&["--format", "csv"], "season.csv"),
    (&["--format", "ndjson"], "season.ndjson"),
    (&["--format", "json"], "season.json"),
];

/// The form for the public: it has no notes, no keys of other lists, no quotas and no zones.
const PUBLIC: (&[&str], &str) = (&["--output-format", "jsonld"], "season.jsonld");

fn exported(house: &House, form: &[&str]) -> String {
    house.run(&[&["concert", "export"], form].concat())
}

fn comes_back(season: &Season, currency: &str) {
    let house = House::with(season, currency);
    let empty = || House::empty(currency);
    for (form, name) in WHOLE {
        let told = exported(&house, form);
        let file = house.file(name);
        fs::write(&file, &told).unwrap();
        let counts = house.import(&file);
        assert_eq!(counts["unchanged"], counts["rows"], "{counts}\n{told}");
        let other = empty();
        other.import(&file);
        assert_eq!(exported(&other, form), told);
    }
    let (form, name) = PUBLIC;
    let (told, file) = (exported(&house, form), house.file(name));
    fs::write(&file, &told).unwrap();
    let counts = house.import(&file);
    assert_eq!(counts["unchanged"], counts["rows"], "{counts}\n{told}");
    let counts = empty().import(&file);
    assert_eq!(counts["taken"], counts["rows"], "{counts}\n{told}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_an_office_holds_comes_back_unchanged(
        season in seasons(),
        currency in prop::sample::select(&["IDR", "EUR", "KWD", "JPY"][..]),
    ) {
        comes_back(&season, currency);
    }
}
