//! What leaves the box office, as other programs read it.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::office::Office;
use super::stage::{sold, stage};

/// Feeds `text` to another program and gives what it answers.
#[track_caller]
pub(crate) fn through(program: &str, arguments: &[&str], text: &str) -> String {
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

pub(crate) fn jq(filter: &str, text: &str) -> String {
    through("jq", &["-c", filter], text).trim_end().to_owned()
}

/// Two concerts whose text is as awkward as text can be.
pub(crate) fn awkward() -> Office {
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
            "order,concert,ticket_type,quantity,user,name,channel,note,expires_at,kind,"
        ),
        "{}",
        rows[0]
    );
    assert_eq!(rows.len(), 5, "{csv}");
    let code = &paid.order;
    assert!(rows[1].starts_with(&format!(
        "{code},jazz,jazz/vip,1,ani@example.com,Ani,counter,,,ticket,"
    )));
    assert!(
        rows[3].starts_with(&format!("{code},jazz,jazz/adult,-1,")),
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
