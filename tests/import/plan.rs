//! What a dry run says is what the real run does.

use boxoffice::domain::{Outcome, PlannedRow};
use proptest::prelude::*;

use super::house::{House, List, list};

const HEADER: &str = "concert,name,venue,location,starts_at,artists,capacity,status,source,source_id,ticket_type,price,quota";

fn told(row: &PlannedRow) -> String {
    let changes: Vec<_> = row
        .changes
        .iter()
        .map(|it| format!("{} {:?} {}", it.field, it.from, it.to))
        .collect();
    let concert = row.concert.as_deref().unwrap_or("-");
    let reason = row.reason.as_deref().unwrap_or_default();
    format!(
        "{} {concert} {} {} {reason}",
        row.line,
        row.outcome,
        changes.join(", ")
    )
}

#[test]
fn a_dry_run_says_of_every_row_what_would_become_of_it() {
    let house = House::open();
    let first = list(
        HEADER,
        &[
            "jazz,Jazz,Hall,Jakarta,2026-12-05 20:00,Ani,100,,,,Adult,150000,80",
            "rock,Rock,Hall,Jakarta,2026-12-06 20:00,,,,,,,,",
        ],
    );
    house.takes(&first);
    let second = list(
        HEADER,
        &[
            "jazz,Jazz,Hall,Jakarta,2026-12-05 20:00,Ani; Budi,90,,,,Adult,150000,80",
            ",,,,,,,,,,VIP,500000,5",
            "rock,Rock,Hall,Jakarta,2026-12-06 20:00,,,,,,,,",
            ",Blues,Hall,Jakarta,2026-12-07 20:00,,,,,,,,",
            ",Blues,Hall,Jakarta,2026-12-07 20:00,,,,,,,,",
            ",Folk,,,2026-12-08 20:00,,,,,,,,",
        ],
    );
    let before = house.dump();
    let tried = house.try_out(&second.update().keep_going());
    let planned: Vec<_> = tried.planned.iter().map(told).collect();
    assert_eq!(
        planned,
        [
            "2 jazz updated capacity Some(\"100\") 90, artists Some(\"Ani\") Ani; Budi ",
            "3 jazz created  ",
            "4 rock unchanged  ",
            "5 blues created  ",
            "6 - skipped  see line 5",
            "7 - refused  7: venue: nothing says where the concert is",
        ]
    );
    assert_eq!(house.dump(), before);
}

/// A cell that is often blank.
fn cell(values: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop_oneof![1 => Just(""), 2 => prop::sample::select(values)]
}

fn row() -> impl Strategy<Value = String> {
    let concert = (
        cell(&["jazz", "rock"]),
        cell(&["Jazz", "Rock", "Blues"]),
        prop::sample::select(&["Hall,Jakarta", "Arena,Bandung", "hall,", ","][..]),
        cell(&[
            "2026-12-05 20:00",
            "2026-12-05",
            "2026-12-06 21:00",
            "2104-01-01 20:00",
        ]),
        cell(&["Ani", "Ani; Budi", "Budi; Ani", "Budl"]),
        cell(&["100", "90", "2"]),
        cell(&["scheduled", "postponed", "cancelled"]),
        prop_oneof![2 => Just(","), 1 => prop::sample::select(&["gigs,1", "gigs,2"][..])],
    );
    let of_type = prop_oneof![
        1 => Just(",,".to_owned()),
        3 => (cell(&["Adult", "Child"]), cell(&["150000", "75000", "free"]), cell(&["80", "10", "1"]))
            .prop_map(|(name, price, quota)| format!("{name},{price},{quota}")),
    ];
    (concert, of_type).prop_map(
        |((slug, name, venue, start, artists, capacity, status, source), of_type)| {
            format!(
                "{slug},{name},{venue},{start},{artists},{capacity},{status},{source},{of_type}"
            )
        },
    )
}

fn file() -> impl Strategy<Value = List> {
    (prop::collection::vec(row(), 1..9), any::<[bool; 3]>()).prop_map(
        |(rows, [update, keep_going, strict])| {
            let rows: Vec<_> = rows.iter().map(String::as_str).collect();
            let mut season = list(HEADER, &rows);
            if update {
                season = season.update();
            }
            if keep_going {
                season = season.keep_going();
            }
            if strict {
                season = season.strict();
            }
            season
        },
    )
}

const TAKEN: [Outcome; 3] = [Outcome::Created, Outcome::Updated, Outcome::Unchanged];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_real_run_does_what_the_dry_run_said(before in file(), season in file()) {
        let house = House::open();
        house.import(&before.keep_going());
        let there = house.dump();
        let tried = house.try_out(&season);
        prop_assert_eq!(house.dump(), there.clone(), "a dry run writes nothing");

        let done = house.import(&season);
        prop_assert_eq!(&done.problems, &tried.problems);
        let writes = done.counts.refused == 0 || season.keeps_going();
        if !writes {
            prop_assert_eq!(house.dump(), there, "a refused run writes nothing");
            return Ok(());
        }
        prop_assert_eq!(done.counts, tried.counts);
        let rows = i64::try_from(tried.planned.len()).unwrap();
        prop_assert_eq!(rows, tried.counts.rows);
        let changes = |row: &PlannedRow| matches!(row.outcome, Outcome::Created | Outcome::Updated);
        if !tried.planned.iter().any(changes) {
            prop_assert_eq!(house.dump(), there, "nothing to do is nothing written");
        }

        // A row that was refused may mean what another has made by now.
        if done.counts.refused > 0 {
            return Ok(());
        }
        let again = house.try_out(&season);
        for (first, second) in tried.planned.iter().zip(&again.planned) {
            let stands = TAKEN.contains(&first.outcome);
            prop_assert!(!stands || second.outcome == Outcome::Unchanged, "{first:?} {second:?}");
        }
    }
}

#[test]
fn a_new_concert_whose_night_a_change_of_the_same_list_takes_is_refused_with_its_line() {
    let house = House::open();
    house.takes(&list(HEADER, &["rock,,Hall,Jakarta,2026-12-05,,,,,,,,"]));
    let season = list(
        HEADER,
        &[
            "rock,Jazz,Hall,Jakarta,,,,,,,,,",
            ",Jazz,Hall,Jakarta,2026-12-05,,,,,,,,",
        ],
    );
    let taken =
        "3: `rock` has the same name, venue and start already (boxoffice concert show rock)";
    assert_eq!(house.refuses(&season.update()), [taken]);
}
