//! Lists of concerts from the command line.

use std::fs;

use insta::assert_snapshot;

use super::office::Office;

const HEADER: &str =
    "concert,name,venue,location,starts_at,artists,capacity,ticket_type,price,quota";

/// A concert with a ticket type.
pub(super) const JAZZ: &str =
    "jazz,Jazz,Hall,Jakarta,2026-12-05 20:00,Ani; Budi,100,Adult,150.000,80";
/// A row whose date cannot be read.
pub(super) const BAD: &str = ",Rock,Hall,Jakarta,28/12/2026 20:00,,,,,";

/// Writes `season.csv` with these rows.
pub(super) fn season(office: &Office, rows: &[&str]) {
    let csv = format!("{HEADER}\n{}\n", rows.join("\n"));
    fs::write(office.folder().join("season.csv"), csv).unwrap();
}

#[test]
fn a_season_is_taken_in_one_command_and_again_without_doubling() {
    let office = Office::new();
    season(&office, &[JAZZ, ",,,,,,,Child,75000,20"]);
    assert_snapshot!(office.run("concert import season.csv").text(), @"
    FILE              season.csv
    ROWS              2
    TAKEN             2
    CREATED           2
    UPDATED           0
    UNCHANGED         0
    REFUSED           0
    NEW CONCERTS      1
    NEW TICKET TYPES  2
    NEW VENUES        1
    NEW ARTISTS       2
    ------- stderr -------
    `season.csv`: 2 of 2 rows taken.
    hint: boxoffice concert list
    ");
    let again = office
        .run("concert import season.csv --json")
        .succeeds()
        .json();
    assert_eq!(
        (&again["unchanged"], &again["taken"]),
        (&2.into(), &2.into())
    );
    assert_eq!(again["concerts_created"], 0);
}

#[test]
fn a_bad_row_stops_everything_and_is_named() {
    let office = Office::new();
    season(&office, &[JAZZ, BAD]);
    assert_snapshot!(office.run("concert import season.csv").text(), @"
    ------- stderr -------
    error: 1 of 2 rows of `season.csv` cannot be taken; nothing was written
      season.csv:3: starts_at: `28/12/2026 20:00` is not a date; expected one such as `2026-11-28` (--dates dmy reads it as 2026-12-28)

    hint: --keep-going takes the other rows
    [exit status: 4]
    ");
    let told = office
        .run("concert import season.csv --json")
        .refused("rows_refused");
    let message = told.error()["message"].as_str().unwrap().to_owned();
    assert!(
        message.contains("\nseason.csv:3: starts_at: `28/12/2026 20:00` is not a date"),
        "{message}"
    );
    assert_eq!(
        office.run("concert list --json").json(),
        serde_json::json!([])
    );
}

#[test]
fn keep_going_takes_the_rest_answers_and_ends_with_6() {
    let office = Office::new();
    season(&office, &[JAZZ, BAD]);
    let part = office.run("concert import season.csv --keep-going --rejects bad.csv --json");
    assert_eq!(part.status, 6);
    assert_eq!(
        (&part.json()["taken"], &part.json()["refused"]),
        (&1.into(), &1.into())
    );
    assert_eq!(
        (&part.json()["rejects"], &part.error()["code"]),
        (&"bad.csv".into(), &"partial".into())
    );
    let rejects = fs::read_to_string(office.folder().join("bad.csv")).unwrap();
    assert!(
        rejects.starts_with(&format!("{HEADER},refused_because\n{BAD},")),
        "{rejects}"
    );
    let mended = rejects.replace("28/12/2026", "2026-12-28");
    fs::write(office.folder().join("bad.csv"), mended).unwrap();
    assert_eq!(
        office
            .run("concert import bad.csv --json")
            .succeeds()
            .json()["created"],
        1
    );
}

#[test]
fn keep_going_with_nothing_to_take_is_a_refusal() {
    let office = Office::new();
    season(&office, &[BAD]);
    office
        .run("concert import season.csv --keep-going")
        .refused("rows_refused");
}

#[test]
fn a_key_stands_for_these_bytes_and_these_options() {
    let office = Office::new();
    season(&office, &[JAZZ]);
    let first = office
        .run("concert import season.csv --key season --json")
        .succeeds();
    let again = office
        .run("concert import season.csv --key season --json")
        .succeeds();
    assert_eq!(first.stdout, again.stdout);
    assert!(again.stderr.contains("repeated"), "{}", again.stderr);
    office
        .run("concert import season.csv --key season --update")
        .refused("key_reused");
    season(&office, &[JAZZ, ",,,,,,,Child,75000,20"]);
    office
        .run("concert import season.csv --key season")
        .refused("key_reused");
}

#[test]
fn what_a_concert_list_writes_is_read_back_unchanged() {
    let office = Office::new();
    season(
        &office,
        &[
            JAZZ,
            ",=1+1,@Hall,Jakarta,2026-12-06,'t Hof; =2,,,,",
            ",\"12\"\" Night\",\"Hall, the\",Jakarta,2026-12-07T13:00:00Z,,,,,",
        ],
    );
    office.run("concert import season.csv").succeeds();
    let list = office
        .run("concert list --all --format csv")
        .succeeds()
        .stdout;
    let back = office
        .command("concert import - --json")
        .stdin(&list)
        .run()
        .succeeds()
        .json();
    assert_eq!((&back["unchanged"], &back["rows"]), (&3.into(), &3.into()));
}

#[test]
fn a_file_that_cannot_be_read_or_written_is_named_before_anything_happens() {
    let office = Office::new();
    season(&office, &[JAZZ]);
    office.run("concert import other.csv").refused("failed");
    office
        .run("concert import season.csv --rejects season.csv")
        .refused("taken");
    office
        .run("concert import season.csv --rejects no/where.csv")
        .refused("failed");
    let header = office
        .command("concert import -")
        .stdin("nmae,venue\nA,B\n")
        .run();
    assert_snapshot!(header.text(), @"
    ------- stderr -------
    error: stdin: the column `nmae` is unknown

    hint: did you mean `name` instead of `nmae`?
    hint: the fields are concert, name, venue, location, starts_at, date, time, timezone, doors_at, ends_at, artists, capacity, status, note, source, source_id, ticket_type, ticket_type_slug, price, quota, sale_starts_at, sale_ends_at, max_per_order, ticket_types
    hint: with --map FIELD=COLUMN, columns of other names are read, and the rest is left out
    [exit status: 2]
    ");
    assert_eq!(
        office.run("concert list --json").json(),
        serde_json::json!([])
    );
}

#[test]
fn text_of_a_file_never_reaches_the_terminal_as_it_is() {
    let office = Office::new();
    let rows = "name,venue,location,starts_at\n\u{1b}[2J,Hall,Jakarta,\u{202e}2026\n";
    let told = office.command("concert import -").stdin(rows).run();
    assert!(
        !told.stderr.contains(['\u{1b}', '\u{202e}']),
        "{:?}",
        told.stderr
    );
    assert!(told.stderr.contains("\\u{202e}2026"), "{}", told.stderr);
}

#[test]
fn a_list_moves_what_is_sold_only_after_a_yes() {
    let office = Office::new();
    season(&office, &[JAZZ]);
    office.run("concert import season.csv").succeeds();
    office.run("sell jazz/adult=2 --pay card").succeeds();
    season(&office, &[&JAZZ.replace("20:00", "21:00")]);
    let told = office.run("concert import season.csv --update");
    assert_snapshot!(told.text(), @"
    ------- stderr -------
    error: 1 of 1 row of `season.csv` cannot be taken; nothing was written
      season.csv:2: `jazz` has 2 places taken and moves from 2026-12-05 20:00 WIB to 2026-12-05 21:00 WIB; needs --yes

    hint: --dry-run shows what becomes of concerts with places taken, --yes does it
    [exit status: 4]
    ");
    let tried = office
        .run("concert import season.csv --update --dry-run --json")
        .succeeds();
    assert_eq!(tried.json()["plan"][0]["outcome"], "updated");
    let moved = office.run("concert import season.csv --update --yes --json");
    assert_eq!(moved.succeeds().json()["updated"], 1);
}

#[test]
fn of_very_many_bad_rows_the_first_are_told_and_a_file_has_all() {
    let office = Office::new();
    season(&office, &vec![BAD; 1200]);
    let told = office
        .run("concert import season.csv --rejects bad.csv --json")
        .refused("rows_refused");
    let message = told.error()["message"].as_str().unwrap().to_owned();
    assert_eq!(message.lines().count(), 1002);
    assert!(message.ends_with("\nand 200 more"), "{message}");
    let hints = told.error()["hints"].to_string();
    assert!(hints.contains("mend them in `bad.csv`"), "{hints}");
    let rejects = fs::read_to_string(office.folder().join("bad.csv")).unwrap();
    assert_eq!(rejects.matches("is not a date").count(), 1200);
}

#[test]
fn with_strict_what_looks_like_a_mistake_is_refused() {
    let office = Office::new();
    season(
        &office,
        &[JAZZ, ",Jazz again,Hall,Jakarta,2026-12-05 20:00,,,,,"],
    );
    let taken = office.run("concert import season.csv --dry-run");
    assert!(
        taken
            .stderr
            .contains("season.csv:3: at the place and time of that of line 2")
    );
    let refused = office
        .run("concert import season.csv --strict --json")
        .refused("rows_refused");
    let message = refused.error()["message"].as_str().unwrap().to_owned();
    assert!(
        message.contains("--strict refuses `same_hour`"),
        "{message}"
    );
}
