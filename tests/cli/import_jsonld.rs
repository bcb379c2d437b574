//! schema.org events through the program: the thirteen documents of schema.org itself, uncleaned, and what they come to.
//!
//! The documents are not part of this project. Where they are missing, the tests say so and pass.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::office::Office;

/// The documents and the currencies they are in, the events of each, and the ticket types that these have.
const DOCUMENTS: &[(&str, &str, i64, i64)] = &[
    ("01", "USD", 1, 1),
    ("02", "USD", 2, 0),
    ("03", "USD", 1, 1),
    ("04", "USD", 1, 1),
    ("05", "USD", 1, 1),
    ("06", "USD", 1, 1),
    ("07", "USD", 1, 1),
    ("08", "USD", 2, 0),
    ("09", "USD", 1, 2),
    ("10", "CAD", 1, 1),
    ("11", "USD", 1, 1),
    ("13", "USD", 1, 3),
];

#[expect(clippy::print_stderr, reason = "whoever runs the tests should know")]
fn document(number: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/schemaorg-musicevent");
    let path = folder.join(format!("{number}.jsonld"));
    if !path.exists() {
        eprintln!("skipped: ../shared/data/schemaorg-musicevent is not here");
        return None;
    }
    Some(path)
}

fn office(currency: &str) -> Office {
    Office::with_init(&format!(
        "--currency {currency} --timezone America/New_York"
    ))
}

fn import(office: &Office, path: &Path, options: &str) -> Value {
    let line = format!("concert import {} {options} --json", path.display());
    office.run(&line).succeeds().json()
}

#[test]
fn twelve_of_thirteen_documents_are_taken_and_again_without_a_change() {
    for (number, currency, events, types) in DOCUMENTS {
        let Some(path) = document(number) else { return };
        let office = office(currency);
        let first = import(&office, &path, "--set quota=100");
        assert_eq!(first["created"], *events, "{number}: {first}");
        assert_eq!(first["ticket_types_created"], *types, "{number}: {first}");
        let second = import(&office, &path, "--set quota=100");
        assert_eq!(second["unchanged"], *events, "{number}: {second}");
        assert_eq!(second["rows"], *events, "{number}: {second}");
    }
}

#[test]
fn of_the_thirteenth_the_events_without_a_place_are_refused_by_name() {
    let Some(path) = document("12") else { return };
    let office = office("USD");
    let line = format!("concert import {} --keep-going --json", path.display());
    let part = office.run(&line);
    assert_eq!((part.status, &part.json()["created"]), (6, &1.into()));
    let message = part.error()["message"].to_string();
    let reason = "venue: nothing says where the concert is";
    assert_eq!(message.matches(reason).count(), 2, "{message}");
    assert_eq!(
        import(&office, &path, "--venue Park --location Rio")["refused"],
        0
    );
}

#[test]
fn offers_become_ticket_types_with_their_sale() {
    let Some(path) = document("09") else { return };
    let office = office("USD");
    import(&office, &path, "--set quota=100");
    let concert = &office.run("concert list --json").json()[0];
    assert_eq!(concert["doors_at"], "2014-04-12T22:30:00Z", "{concert}");
    assert_eq!(concert["ends_at"], "2014-04-13T02:00:00Z", "{concert}");
    assert_eq!(concert["note"], "rescheduled from 2013-09-30T19:30");
    let types = office.run("ticket-type list --json").json();
    let told: Vec<_> = types
        .as_array()
        .unwrap()
        .iter()
        .map(|of| {
            (
                of["name"].as_str().unwrap(),
                of["price"]["amount"].as_str().unwrap(),
                of["quota"].as_i64().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("General Admission", "63.25", 0),
            ("VIP Experience", "299.00", 100)
        ]
    );
    assert_eq!(types[1]["sale_starts_at"], "2014-02-05T15:00:00Z");
}

#[test]
fn a_cancelled_event_is_taken_as_cancelled() {
    let Some(path) = document("04") else { return };
    let office = office("USD");
    import(&office, &path, "--set quota=100");
    assert_eq!(
        office.run("concert list --json").json()[0]["status"],
        "cancelled"
    );
}

#[test]
fn without_a_quota_and_in_another_currency_a_price_is_a_note() {
    let Some(path) = document("03") else { return };
    let dollars = office("USD");
    let taken = import(&dollars, &path, "");
    // One is of the price, the other of the year.
    assert_eq!(
        (&taken["ticket_types_created"], &taken["warnings"]),
        (&0.into(), &2.into())
    );
    let note = |office: &Office| office.run("concert list --json").json()[0]["note"].clone();
    assert_eq!(note(&dollars), "Regular: US$13.00");
    let rupiah = office("IDR");
    import(&rupiah, &path, "--set quota=100");
    assert_eq!(note(&rupiah), "Regular price: 13.00 USD");
    rupiah
        .run(&format!(
            "concert import {} --strict --set quota=100 --json",
            path.display()
        ))
        .refused("rows_refused");
}

#[test]
fn a_page_of_ones_own_is_read_from_stdin() {
    let office = Office::new();
    let page = r##"{"@context": "http://schema.org", "@graph": [
        {"@type": "WebPage", "name": "Agenda"},
        {"@type": "MusicEvent", "name": "Rock &amp; Roll", "startDate": "2026-12-05T20:00:00+07:00",
         "url": "https://hall.example/rock", "location": {"@id": "#hall"},
         "performer": {"@type": "MusicGroup", "name": "Trio Angklung"},
         "offers": {"@type": "Offer", "price": 150000, "priceCurrency": "IDR", "inventoryLevel": 80}},
        {"@type": "MusicEvent", "name": "Stream", "startDate": "2026-12-06T20:00:00+07:00",
         "location": {"@type": "VirtualLocation", "url": "https://stream.example"}},
        {"@type": "Place", "@id": "#hall", "name": "Hall", "address": {"addressLocality": "Jakarta"}}]}"##;
    let run = office
        .command("concert import - --keep-going --json")
        .stdin(page)
        .run();
    assert_eq!((run.status, &run.json()["created"]), (6, &1.into()));
    let message = run.error()["message"].to_string();
    assert!(
        message.contains("2: it takes place online only; expected a venue"),
        "{message}"
    );
    let concert = &office.run("concert list --json").json()[0];
    assert_eq!(concert["name"], "Rock & Roll");
    assert_eq!(
        (&concert["venue_name"], &concert["source"]),
        (&"Hall".into(), &"hall.example".into())
    );
}
