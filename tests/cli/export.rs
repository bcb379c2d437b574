//! What leaves the box office, as other programs read it.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::office::Office;
use super::stage::{sold, stage};

/// Feeds `text` to another program and gives what it answers.
#[track_caller]
fn through(program: &str, arguments: &[&str], text: &str) -> String {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(text.as_bytes())
        .unwrap();
    let ended = child.wait_with_output().unwrap();
    assert!(
        ended.status.success(),
        "{program}: {}",
        String::from_utf8_lossy(&ended.stderr)
    );
    String::from_utf8(ended.stdout).unwrap()
}

fn jq(filter: &str, text: &str) -> String {
    through("jq", &["-c", filter], text).trim_end().to_owned()
}

/// Two concerts whose text is as awkward as text can be.
fn awkward() -> Office {
    let office = Office::with_init("--name 'Hall; the \"old\", one'");
    for line in [
        "venue create --name '@Home, sweet' --location 'Jl. \"Satu\" 1; Jakarta' --capacity 100",
        "artist create --name '=1+1' --slug formula",
        "artist create --name 'Godspeed; You' --slug godspeed",
        "artist create --name '재즈 밤' --slug night",
        "concert create --name '</script>, \"Jazz\"' --slug jazz --venue home-sweet \
             --starts-at '2026-11-28 20:00' --doors-at '2026-11-28 19:00' --artist godspeed --artist formula",
        "concert create '--name=-5 degrees' --slug cold --venue home-sweet \
             --starts-at '2026-11-29 20:00' --artist night --artist formula",
        "ticket-type create --concert jazz '--name=+1; \"VIP\"' --slug vip --price 150000 --quota 20 --max-per-order 4",
        "ticket-type create --concert jazz --name Adult --price 75000 --quota 10 --sale-starts-at '2026-11-10 10:00'",
    ] {
        office.run(line).succeeds();
    }
    office
}

#[test]
fn concerts_are_rows_of_their_ticket_types_for_a_spreadsheet() {
    let office = awkward();
    let csv = office.run("concert export").succeeds().stdout;
    fs::write(office.folder().join("season.csv"), &csv).unwrap();
    let file = office.folder().join("season.csv");
    let script = format!(
        ".import --csv {} season\nSELECT concert, starts_at, artists, ticket_type, price FROM season;",
        file.display()
    );
    let rows = through("sqlite3", &[], &script);
    assert_eq!(
        rows,
        "jazz|2026-11-28T13:00:00Z|[\"Godspeed; You\",\"=1+1\"]|'+1; \"VIP\"|150000\n\
         jazz|2026-11-28T13:00:00Z|[\"Godspeed; You\",\"=1+1\"]|Adult|75000\n\
         cold|2026-11-29T13:00:00Z|재즈 밤; =1+1||\n"
    );
}

#[test]
fn concerts_are_objects_with_lists_in_json() {
    let office = awkward();
    let json = office.run("concert export --json").succeeds().stdout;
    assert_eq!(
        jq(
            "[.[] | [.concert, .artists[0], (.ticket_types | length), .ticket_types[0].price.amount]]",
            &json
        ),
        r#"[["jazz","Godspeed; You",2,"150000"],["cold","재즈 밤",0,null]]"#
    );
    let lines = office
        .run("concert export --format ndjson")
        .succeeds()
        .stdout;
    assert_eq!(lines.lines().count(), 2);
    assert_eq!(jq(".concert", &lines), "\"jazz\"\n\"cold\"");
    let none = office
        .run("concert export --from 2030-01-01 --json")
        .succeeds();
    assert_eq!(none.stdout, "[]\n");
}

#[test]
fn concerts_can_be_chosen_by_name_or_by_what_they_have() {
    let office = awkward();
    let exported = |line: &str| office.run(line).succeeds().stdout;
    assert_eq!(
        exported("concert export cold jazz cold --quiet"),
        "cold\njazz\n"
    );
    assert_eq!(exported("concert export --artist night --quiet"), "cold\n");
    assert_eq!(exported("concert export --to 2026-11-28 --quiet"), "jazz\n");
    office
        .run("concert export jazz --artist night")
        .refused("usage");
    office.run("concert export nothing").refused("not_found");
    office
        .run("concert export --url https://a.example/{concert}")
        .refused("usage");
}

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
fn a_file_is_new_and_its_owners_alone() {
    let office = awkward();
    let told = office
        .run("concert export --out season.csv --json")
        .succeeds();
    assert_eq!(
        told.json(),
        serde_json::json!({"file": "season.csv", "records": 2})
    );
    let file = office.folder().join("season.csv");
    let mode = fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let whole = office.run("concert export --json").stdout;
    assert_eq!(fs::read_to_string(&file).unwrap(), whole);
    office
        .run("concert export --out season.csv")
        .refused("taken");
    assert_eq!(fs::read_to_string(&file).unwrap(), whole);
    office
        .run("concert export --out no/season.csv")
        .refused("failed");
    office
        .run("concert export x --out half.csv")
        .refused("not_found");
    assert!(!office.folder().join("half.csv").exists());
    office
        .run("concert export --out try.csv -n")
        .refused("usage");
    assert_eq!(
        office.run("concert export --out - --json").stdout,
        whole,
        "`-` is stdout"
    );
}

#[test]
fn an_order_is_a_row_for_each_of_its_lines() {
    let office = stage();
    let paid = sold(
        &office,
        "sell jazz/vip jazz/adult=2 --pay cash --user ani@example.com --name Ani",
    );
    office
        .run(&format!(
            "payment refund {0} --ticket {0}/2 --yes",
            paid.order
        ))
        .succeeds();
    office
        .run("order create jazz/adult --note '=later' --expires-at 3d")
        .succeeds();
    let csv = office.run("order export").succeeds().stdout;
    let rows: Vec<_> = csv.lines().collect();
    assert!(
        rows[0].starts_with(
            "key,concert,ticket_type,quantity,user,name,channel,note,expires_at,order,kind,"
        ),
        "{}",
        rows[0]
    );
    assert_eq!(rows.len(), 5, "{csv}");
    let key = &paid.order;
    assert!(rows[1].starts_with(&format!(
        "{key},jazz,jazz/vip,1,ani@example.com,Ani,counter,,,{key},ticket,"
    )));
    assert!(
        rows[3].starts_with(&format!("{key},jazz,jazz/adult,-1,")),
        "{csv}"
    );
    assert!(rows[4].contains(",'=later,2026-11-04T03:00:00Z,"), "{csv}");
    let json = office
        .run("order export --status paid --json")
        .succeeds()
        .stdout;
    assert_eq!(
        jq(
            ".[] | [.total.amount, ([.details[].amount.amount | tonumber] | add), (.entries | length), .name]",
            &json
        ),
        "[\"175000\",175000,2,\"Ani\"]"
    );
}

#[test]
fn tickets_leave_without_their_codes_unless_a_gate_asks_for_them() {
    let office = stage();
    let paid = sold(&office, "sell jazz/vip jazz/adult=2 --pay cash");
    office
        .run(&format!("ticket void {}/3 --yes", paid.order))
        .succeeds();
    let secret = paid.codes[0].replace('-', "");
    for format in ["csv", "json", "ndjson"] {
        let told = office
            .run(&format!("ticket export --format {format}"))
            .succeeds()
            .stdout;
        assert!(told.contains(&format!("{}/3", paid.order)), "{told}");
        assert!(
            !told.contains(&secret) && !told.contains(&paid.codes[0]),
            "{told}"
        );
    }
    let gate = office.run("ticket export --barcodes").succeeds().stdout;
    let mut rows = gate.lines();
    assert_eq!(
        rows.next().unwrap(),
        "secret,ticket_type,paid,valid_from,valid_until,status,holder,number,order,timezone"
    );
    assert_eq!(
        rows.next().unwrap(),
        format!(
            "{secret},jazz/vip,yes,2026-11-28T12:00:00Z,2026-11-28T19:00:00Z,valid,,1,{},Asia/Jakarta",
            paid.order
        )
    );
    assert_eq!(rows.count(), 1);
    let void = office
        .run("ticket export --barcodes --status void --json")
        .json();
    assert_eq!(void[0]["secret"], paid.codes[2].replace('-', ""));
    office.run("concert cancel jazz --yes").succeeds();
    assert_eq!(
        office.run("ticket export --barcodes --json").json(),
        serde_json::json!([])
    );
}

#[test]
fn users_leave_without_their_passwords() {
    let office = Office::new();
    office
        .run("user create --name Rina --email rina@example.com --phone +628110000")
        .succeeds();
    office
        .command("user password rina@example.com --password-stdin")
        .stdin("kopi tubruk\n")
        .run()
        .succeeds();
    let json = office
        .run("user export --format ndjson --text rina")
        .succeeds()
        .stdout;
    let rina: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(rina["has_password"], true);
    let csv = office.run("user export").succeeds().stdout;
    assert!(
        csv.contains("rina@example.com,Rina,rina@example.com,'+628110000,0,true,"),
        "{csv}"
    );
    assert!(!(json + &csv).contains("argon2"));
}

#[test]
fn a_concert_whose_venue_got_another_zone_comes_back_unchanged() {
    let office = awkward();
    office
        .run("venue update home-sweet --timezone Asia/Makassar")
        .succeeds();
    for format in ["csv", "ndjson"] {
        let line = format!("concert export --format {format} --out season.{format}");
        office.run(&line).succeeds();
        let back = office
            .run(&format!("concert import season.{format} --json"))
            .succeeds()
            .json();
        assert_eq!(back["unchanged"], back["rows"], "{back}");
    }
}
