//! The real list of `../shared`: eight years of Korean clubs, uncleaned.

use std::fs;
use std::path::Path;

use super::house::{House, list_of};

#[test]
fn every_row_of_a_real_list_is_accounted_for_and_twice_changes_nothing() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/indistreet/events.csv");
    let Ok(csv) = fs::read_to_string(&path) else {
        eprintln!("skipped: `{}` is missing", path.display());
        return;
    };
    let events = list_of(csv)
        .map("name=title")
        .map("artists=lineup")
        .artist_separator(" | ")
        .location("Seoul")
        .zone("Asia/Seoul")
        .unknown_time("00:00")
        .keep_going();
    let house = House::open();
    let first = house.import(&events);
    let counts = first.counts;
    assert_eq!(counts.rows, 16_792);
    assert_eq!(
        (counts.titles_made, counts.doubled, counts.times_unknown),
        (492, 23, 61)
    );
    assert_eq!(
        (counts.created, counts.skipped, counts.refused),
        (16_747, 30, 15)
    );
    assert!(
        first
            .problems
            .iter()
            .all(|problem| problem.contains("of the same concert"))
    );
    assert!(
        first
            .oddities
            .contains(&"2653: date_far_off: 2104-09-16".to_owned())
    );
    let second = house.import(&events).counts;
    assert_eq!(
        (second.created, second.updated, second.unchanged),
        (0, 0, counts.created)
    );
    assert_eq!(
        (second.skipped, second.refused),
        (counts.skipped, counts.refused)
    );
    assert_eq!(house.count("journal"), 2);
}
