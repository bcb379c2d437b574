//! What a list of concerts would come to: a dry run checks everything, tells every row, and writes nothing.

use insta::assert_snapshot;

use super::import::{BAD, JAZZ, season};
use super::office::Office;

#[test]
fn a_dry_run_checks_everything_and_writes_nothing() {
    let office = Office::new();
    season(&office, &[JAZZ, BAD]);
    let part = office.run("concert import season.csv --keep-going --rejects bad.csv --dry-run");
    assert_eq!(part.status, 6);
    assert!(!office.folder().join("bad.csv").exists());
    season(&office, &[JAZZ]);
    let tried = office
        .run("concert import season.csv --dry-run --json")
        .succeeds()
        .json();
    assert_eq!(tried["concerts_created"], 1);
    assert_eq!(
        office.run("concert list --json").json(),
        serde_json::json!([])
    );
}

#[test]
fn a_dry_run_says_of_every_row_what_would_become_of_it() {
    let office = Office::new();
    season(&office, &[JAZZ, ",,,,,,,Child,75000,20"]);
    office.run("concert import season.csv").succeeds();
    season(
        &office,
        &[
            "jazz,Jazz,Hall,Jakarta,2026-12-05 20:00,Ani; Budi,90,Adult,150.000,80",
            ",Rock,Hall,Jakarta,2026-12-06 20:00,,,,,",
            BAD,
        ],
    );
    let tried = office.run("concert import season.csv --update --keep-going --dry-run");
    let table = tried.stdout.split_once("\n\n").unwrap().1;
    assert_snapshot!(table, @"
    LINE  OUTCOME  CONCERT  CHANGES             REASON
    2     updated  jazz     capacity: 100 → 90  -
    3     created  rock     -                   -
    4     refused  -        -                   starts_at: `28/12/2026 20:00` is not a date; expected one such as `2026-11-28` (--dates dmy reads it as 2026-12-28)
    ");
    let told = office.run("concert import season.csv --update --keep-going --dry-run --json");
    assert_eq!(told.status, 6);
    let plan = told.json()["plan"].clone();
    assert_eq!(
        plan[0],
        serde_json::json!({
            "line": 2, "concert": "jazz", "outcome": "updated", "reason": null,
            "changes": [{"field": "capacity", "from": "100", "to": "90"}],
        })
    );
    let outcomes: Vec<_> = (0..3).map(|at| &plan[at]["outcome"]).collect();
    assert_eq!(outcomes, ["updated", "created", "refused"]);
    let lines =
        office.run("concert import season.csv --update --keep-going --dry-run --format ndjson");
    assert_eq!(lines.stdout.lines().count(), 4);
}

#[test]
fn a_dry_run_of_a_list_with_bad_rows_says_what_the_others_would_be() {
    let office = Office::new();
    season(&office, &[JAZZ, BAD]);
    let tried = office.run("concert import season.csv --dry-run --json");
    assert_eq!(
        (tried.status, &tried.error()["code"]),
        (4, &"rows_refused".into())
    );
    assert_eq!(tried.json()["plan"][0]["outcome"], "created");
    assert_eq!(
        office.run("concert list --json").json(),
        serde_json::json!([])
    );
}

#[test]
fn a_refusal_shows_its_warnings_and_a_dry_run_tells_each_refusal_once() {
    let office = Office::new();
    let again = ",Jazz again,Hall,Jakarta,2026-12-05 20:00,,,,,";
    season(&office, &[JAZZ, again, BAD]);
    let warned = "season.csv:3: at the place and time of that of line 2";
    let refused = office.run("concert import season.csv");
    assert!(refused.stderr.contains(warned), "{}", refused.stderr);
    assert!(refused.stderr.contains("season.csv:4: starts_at"));
    let tried = office.run("concert import season.csv --dry-run");
    assert!(tried.stderr.contains(warned), "{}", tried.stderr);
    assert!(tried.stdout.contains("starts_at: `28/12/2026 20:00`"));
    assert!(!tried.stderr.contains("28/12/2026"), "{}", tried.stderr);
    let quiet = office.run("concert import season.csv --dry-run --quiet");
    assert!(quiet.stderr.contains("28/12/2026"), "{}", quiet.stderr);
}
