//! Orders of a list without keys, whose rows are mended in the rejects, in the list or in both: none is made twice.

use std::fs;
use std::thread;
use std::time::Duration;

use rusqlite::Connection;
use serde_json::{Value, json};

use super::office::{Answer, Office};
use super::stage::stage;

const HEADER: &str = "concert,ticket_type,quantity,name,pay\n";
const GOOD: &str = "jazz,adult,1,A,cash\n";
const BAD: &str = "jazz,vip,11,B,cash\n";
const MENDED: &str = "jazz,vip,2,B,cash\n";

fn list(rows: &[&str]) -> String {
    format!("{HEADER}{}", rows.concat())
}

fn import<'o>(office: &'o Office, list: &str, options: &str) -> Answer<'o> {
    office
        .command(&format!("order import - --key night --json {options}"))
        .stdin(list)
        .run()
}

/// How many orders were made, made before, and refused.
fn counts(answer: &Answer<'_>) -> [Value; 3] {
    let told = answer.json();
    ["created", "repeated", "refused"].map(|key| told[key].clone())
}

fn expected(created: i64, repeated: i64, refused: i64) -> [Value; 3] {
    [created, repeated, refused].map(|count| json!(count))
}

fn orders(office: &Office) -> usize {
    let orders = office.run("order list --all --json").succeeds().json();
    orders.as_array().unwrap().len()
}

/// What an import that leaves refused rows wrote of them.
fn rejected(office: &Office, list: &str, options: &str) -> String {
    let name = if options.contains("ndjson") {
        "r.ndjson"
    } else {
        "r.csv"
    };
    let options = format!("{options} --keep-going --rejects {name}");
    let answer = import(office, list, &options);
    assert_eq!(answer.status, 6, "{}", answer.stderr);
    let rejects = office.folder().join(name);
    let written = fs::read_to_string(&rejects).unwrap();
    fs::remove_file(rejects).unwrap();
    written
}

#[test]
fn what_was_mended_in_the_rejects_is_known_in_the_mended_list() {
    let office = stage();
    let rejects = rejected(&office, &list(&[GOOD, BAD]), "").replace(",11,", ",2,");
    for (created, repeated) in [(1, 0), (0, 1)] {
        let answer = import(&office, &rejects, "").succeeds();
        assert_eq!(counts(&answer), expected(created, repeated, 0));
    }
    for _ in 0..2 {
        let answer = import(&office, &list(&[GOOD, MENDED]), "--strict").succeeds();
        assert_eq!(counts(&answer), expected(0, 2, 0));
    }
    assert_eq!(orders(&office), 2);
}

#[test]
fn what_was_mended_in_the_list_is_refused_from_the_rejects() {
    let office = stage();
    let rejects = rejected(&office, &list(&[GOOD, BAD]), "").replace(",11,", ",2,");
    import(&office, &list(&[GOOD, MENDED]), "").succeeds();
    for options in ["", "--keep-going", "--dry-run"] {
        let answer = import(&office, &rejects, options).refused("rows_refused");
        let said = "was made in exactly these words under this run already (to make another order, give it a `key`";
        assert!(answer.stderr.contains(said), "{}", answer.stderr);
    }
    let with_more = format!("{rejects}jazz,adult,2,C,cash,,\n");
    for counted in [expected(1, 0, 1), expected(0, 1, 1)] {
        let answer = import(&office, &with_more, "--keep-going");
        assert_eq!((answer.status, counts(&answer)), (6, counted));
    }
    assert_eq!(orders(&office), 3);
}

#[test]
fn two_rejects_that_are_mended_into_the_same_words_are_made_once() {
    let office = stage();
    let rows = [GOOD, "jazz,adult,99,B,cash\n", "jazz,adult,98,B,cash\n"];
    let rejects = rejected(&office, &list(&rows), "");
    let rejects = rejects.replace(",99,", ",1,").replace(",98,", ",1,");
    for counted in [expected(1, 0, 1), expected(0, 1, 1)] {
        let answer = import(&office, &rejects, "--keep-going");
        assert_eq!((answer.status, counts(&answer)), (6, counted));
    }
    let mended = list(&[GOOD, "jazz,adult,1,B,cash\n", "jazz,adult,1,B,cash\n"]);
    let answer = import(&office, &mended, "").succeeds();
    assert_eq!(counts(&answer), expected(1, 2, 0));
    assert_eq!(orders(&office), 3);
}

#[test]
fn a_list_goes_on_after_a_row_of_it_was_mended_in_its_rejects() {
    let bad = ["jazz,vip,11,B,cash\n", "jazz,vip,2,B,gold\n"];
    for (bad, (from, to)) in bad.into_iter().zip([(",11,", ",2,"), ("gold", "cash")]) {
        let office = stage();
        let rejects = rejected(&office, &list(&[GOOD, bad]), "").replace(from, to);
        import(&office, &rejects, "").succeeds();
        let longer = list(&[GOOD, bad, "jazz,adult,1,C,cash\n"]);
        let answer = import(&office, &longer, "--strict").refused("rows_refused");
        let said = "in other words: mended in rejects";
        assert!(answer.stderr.contains(said), "{}", answer.stderr);
        let answer = import(&office, &longer, "").succeeds();
        assert_eq!(counts(&answer), expected(1, 2, 0));
        assert!(
            answer.stderr.contains("made_otherwise") && answer.stderr.contains("stdin:3: "),
            "{}",
            answer.stderr
        );
        assert_eq!(orders(&office), 3);
        let otherwise = rejects.replace(",B,", ",Bea,");
        let answer = import(&office, &otherwise, "").refused("rows_refused");
        let said = "made under this run already, in other words (to make another order";
        assert!(answer.stderr.contains(said), "{}", answer.stderr);
    }
}

#[test]
fn a_list_that_is_read_from_other_columns_makes_nothing_again() {
    let office = stage();
    let list = "ticket_type,how,who,pay\njazz/adult,cash,Ani,\njazz/adult,card,Budi,\n";
    let read = |list: &str, maps: &str| {
        let answer = import(&office, list, maps).succeeds();
        counts(&answer)
    };
    assert_eq!(read(list, "--map pay=how"), expected(2, 0, 0));
    assert_eq!(read(list, "--map name=who"), expected(0, 2, 0));
    assert_eq!(
        read(list, "--map pay=how --map name=who"),
        expected(0, 2, 0)
    );
    let moved = "Who,pay,ticket_type, how\nANI,,jazz/adult,cash\nBudi,-,jazz/adult,card \n";
    let maps = "--map pay=how --strict";
    assert_eq!(read(moved, maps), expected(0, 2, 0));
    assert_eq!(orders(&office), 2);
}

#[test]
fn a_key_that_cannot_be_read_stands_in_the_rejects_as_it_was() {
    let long = "k".repeat(201);
    for key in [long.as_str(), "a\u{7}b"] {
        let office = stage();
        let rows = format!(
            "key,ticket_type,pay\nw,jazz/adult,cash\nx,jazz/adult,cash\n{key},jazz/vip,cash\n"
        );
        let rejects = rejected(&office, &rows, "");
        assert!(
            rejects.contains(&format!("\n{key},jazz/vip,cash,")),
            "{rejects}"
        );
        import(&office, &rejects, "").refused("rows_refused");
        for list in [rejects, rows] {
            import(&office, &list.replace(key, "y"), "").succeeds();
        }
        assert_eq!(orders(&office), 3);
    }
    for key in ["\"key\":[\"y\"]", "\"key\":\"a\",\"key\":\"b\""] {
        let office = stage();
        let rows = format!(
            "{{\"key\":\"w\",\"ticket_type\":\"jazz/adult\"}}\n\
             {{\"key\":\"x\",\"ticket_type\":\"jazz/adult\"}}\n{{{key},\"ticket_type\":\"jazz/vip\"}}\n"
        );
        let options = "--input-format ndjson";
        let rejects = rejected(&office, &rows, options);
        assert!(rejects.contains(key) && !rejects.contains('~'), "{rejects}");
        import(&office, &rejects, options).refused("rows_refused");
        for list in [rejects, rows] {
            let mended = list.replace(key, "\"key\":\"y\"");
            let mended = mended.replace("when the row is mended, empty", "mended, once");
            import(&office, &mended, options).succeeds();
        }
        assert_eq!(orders(&office), 3);
    }
}

#[test]
fn mended_rejects_that_are_killed_are_known_whole_or_not_at_all() {
    let office = stage();
    let adult = |quantity: &str, name: u8| format!("jazz,adult,{quantity},N{name},cash\n");
    let rows: Vec<_> = (0..8).map(|name| adult("99", name)).collect();
    let bad: String = rows.concat();
    let rejects = rejected(&office, &list(&["jazz,vip,1,A,cash\n", &bad]), "");
    fs::write(
        office.folder().join("m.csv"),
        rejects.replace(",99,", ",1,"),
    )
    .unwrap();
    let other = Connection::open(office.file()).unwrap();
    other.busy_timeout(Duration::ZERO).unwrap();
    for _ in 0..4 {
        let mut killed = office
            .program()
            .args(["order", "import", "m.csv", "--key", "night", "--quiet"])
            .spawn()
            .unwrap();
        // Nobody else can write from the moment on that the import does.
        let is_free = || other.execute_batch("BEGIN IMMEDIATE; ROLLBACK").is_ok();
        while killed.try_wait().unwrap().is_none() && is_free() {
            thread::yield_now();
        }
        killed.kill().unwrap();
        killed.wait().unwrap();
        let made = orders(&office);
        assert!(made == 1 || made == 9, "{made}");
    }
    office.run("order import m.csv --key night").succeeds();
    let mended = list(&["jazz,vip,1,A,cash\n", &bad.replace(",99,", ",1,")]);
    let answer = import(&office, &mended, "").succeeds();
    assert_eq!(counts(&answer), expected(0, 9, 0));
    assert_eq!(orders(&office), 9);
}

#[test]
fn an_export_is_no_list_of_orders() {
    let office = stage();
    office.run("sell jazz/vip --pay cash").succeeds();
    let exported = office.run("order export").succeeds().stdout;
    assert!(exported.starts_with("order,concert,"), "{exported}");
    for (options, said) in [
        ("", "the columns `order`, "),
        (
            "--map note=note",
            "an export of orders that were made already",
        ),
    ] {
        let answer = import(&office, &exported, options).refused("usage");
        assert!(answer.stderr.contains(said), "{}", answer.stderr);
    }
    assert_eq!(orders(&office), 1);
}
