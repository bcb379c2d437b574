//! Concerts as the public reads them: pages for search engines, and calendars.

use std::fs;
use std::process::Command;

use super::export::{awkward, jq, through};
use super::office::Office;
use super::stage::stage;

#[test]
fn a_search_engine_finds_all_that_it_asks_of_an_event() {
    let office = awkward();
    office
        .run("sell jazz/vip=4 --pay cash --key one")
        .succeeds();
    let line = "concert export --output-format jsonld --url https://a.example/c/{concert}";
    let told = office.run(line).succeeds().stdout;
    assert!(!told.contains('<'), "{told}");
    assert_eq!(
        jq(
            "[.[] | .name and .startDate and .location.name and .location.address.addressLocality \
              and .[\"@context\"] == \"https://schema.org\" and .[\"@type\"] == \"MusicEvent\"]",
            &told
        ),
        "[true,true]"
    );
    assert_eq!(
        jq(
            ".[0] | [.name, .startDate, .doorTime, .eventStatus, .url, [.performer[].name]]",
            &told
        ),
        "[\"</script>, \\\"Jazz\\\"\",\"2026-11-28T20:00:00+07:00\",\"2026-11-28T19:00:00+07:00\",\
         \"https://schema.org/EventScheduled\",\"https://a.example/c/jazz\",[\"Godspeed; You\",\"=1+1\"]]"
    );
    assert_eq!(
        jq(
            "[.[0].offers[] | [.price, .priceCurrency, .availability, .validFrom]]",
            &told
        ),
        "[[\"150000\",\"IDR\",\"https://schema.org/InStock\",null],\
         [\"75000\",\"IDR\",\"https://schema.org/PreOrder\",\"2026-11-10T10:00:00+07:00\"]]"
    );
}

#[test]
fn an_offer_says_in_a_word_what_is_left() {
    let office = stage();
    let availability = |now: &str, of: usize| {
        let run = office
            .command("concert export --output-format jsonld")
            .at(now);
        let told = run.run().succeeds().json();
        let word = told[0]["offers"][of]["availability"].as_str();
        word.map(|word| word.replace("https://schema.org/", ""))
    };
    let (early, late) = ("2026-11-03T03:00:00Z", "2026-11-27T12:00:00Z");
    assert_eq!(availability(early, 1).unwrap(), "InStock");
    office.run("sell jazz/adult=9 --pay cash").succeeds();
    assert_eq!(availability(early, 1).unwrap(), "LimitedAvailability");
    office.run("sell jazz/adult --pay cash").succeeds();
    assert_eq!(availability(early, 1).unwrap(), "SoldOut");
    assert_eq!(availability("2026-11-01T03:00:00Z", 2).unwrap(), "PreOrder");
    assert_eq!(availability(late, 2).unwrap(), "OutOfStock");
    office
        .run("concert update jazz --status postponed")
        .succeeds();
    assert_eq!(availability(early, 1), None);
    let told = office.run("concert export --output-format jsonld").json();
    assert_eq!(told[0]["eventStatus"], "https://schema.org/EventPostponed");
}

#[test]
fn a_calendar_has_an_entry_for_each_concert() {
    let office = awkward();
    office.run("concert cancel cold --yes").succeeds();
    let told = office
        .run("concert export --output-format ics")
        .succeeds()
        .stdout;
    assert!(told.lines().all(|line| line.len() <= 75), "{told}");
    let told = told.replace("\r\n ", "");
    for line in [
        "X-WR-CALNAME:Hall\\; the \"old\"\\, one",
        "DTSTART:20261128T130000Z",
        "DTEND:20261128T150000Z",
        "SUMMARY:</script>\\, \"Jazz\"",
        "LOCATION:@Home\\, sweet\\, Jl. \"Satu\" 1\\; Jakarta",
        "DESCRIPTION:Godspeed\\; You\\n=1+1\\nDoors: Sat 28 Nov 2026 19:00 WIB",
        "STATUS:CONFIRMED",
        "STATUS:CANCELLED",
        "END:VCALENDAR",
    ] {
        assert!(told.contains(&format!("{line}\r\n")), "{line}: {told}");
    }
    let uids = |told: &str| -> Vec<String> {
        let lines = told.lines().filter(|line| line.starts_with("UID:"));
        lines.map(str::to_owned).collect()
    };
    office
        .run("concert update jazz --name 'Late Jazz'")
        .succeeds();
    let again = office.run("concert export --output-format ics").stdout;
    assert_eq!(uids(&told), uids(&again));
}

#[test]
fn a_calendar_is_read_by_a_library_of_another_language() {
    let has_library = |python: &&str| {
        let mut tried = Command::new(python);
        let tried = tried.args(["-c", "import icalendar"]).output();
        tried.is_ok_and(|ended| ended.status.success())
    };
    let pythons = ["python3", "/usr/bin/python3"];
    let Some(python) = pythons.iter().find(|python| has_library(python)) else {
        println!("skipped: python3 has no module `icalendar`");
        return;
    };
    let office = awkward();
    let told = office.run("concert export --output-format ics").stdout;
    let script = "import sys, icalendar\n\
        calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())\n\
        for event in calendar.walk('VEVENT'):\n\
        \x20   print(event['SUMMARY'], event.decoded('DTSTART').isoformat(), event['LOCATION'])\n";
    assert_eq!(
        through(python, &["-c", script], &told),
        "</script>, \"Jazz\" 2026-11-28T13:00:00+00:00 @Home, sweet, Jl. \"Satu\" 1; Jakarta\n\
         -5 degrees 2026-11-29T13:00:00+00:00 @Home, sweet, Jl. \"Satu\" 1; Jakarta\n"
    );
}

#[test]
fn an_empty_office_takes_what_the_public_reads_and_notes_what_it_cannot_count() {
    let office = stage();
    office
        .run("concert export --output-format jsonld --out public.jsonld")
        .succeeds();
    let file = office.folder().join("public.jsonld");
    let told = fs::read_to_string(&file).unwrap();
    let import = |office: &Office, options: &str| {
        let line = format!("concert import {} {options} --json", file.display());
        office.run(&line).succeeds().json()
    };
    let other = Office::new();
    let first = import(&other, "");
    assert_eq!(
        (&first["created"], &first["ticket_types_created"]),
        (&1.into(), &0.into())
    );
    let note = "VIP: Rp100.000; Adult: Rp75.000; Child: Rp50.000";
    assert_eq!(other.run("concert show jazz --json").json()["note"], note);
    assert_eq!(import(&other, "")["unchanged"], 1);
    other
        .run("ticket-type create --concert jazz --name VIP --price 100000 --quota 3 --max-per-order 2")
        .succeeds();
    let line = format!("concert import {}", file.display());
    let differs = other.run(&line).refused("rows_refused");
    assert!(differs.stderr.contains("note: "), "{}", differs.stderr);
    import(&other, "--update");
    assert_eq!(
        other.run("concert show jazz --json").json()["note"],
        "Adult: Rp75.000; Child: Rp50.000"
    );
    let counted = Office::new();
    assert_eq!(
        import(&counted, "--set quota=10")["ticket_types_created"],
        3
    );
    let back = counted
        .run("concert export --output-format jsonld")
        .succeeds();
    assert_eq!(back.stdout, told);
}
