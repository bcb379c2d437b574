//! What rejects keep of their rows: all of it, and what cannot be read is not taken until it is mended.

use std::fs;

use super::office::Office;
use super::stage::stage;

/// Writes a list into the folder of the office.
pub(crate) fn put(office: &Office, name: &str, text: impl AsRef<[u8]>) {
    fs::write(office.folder().join(name), text).unwrap();
}

/// What a file in the folder of the office says.
pub(crate) fn text_of(office: &Office, name: &str) -> String {
    fs::read_to_string(office.folder().join(name)).unwrap()
}

/// How many things a command lists.
pub(crate) fn count_of(office: &Office, list: &str) -> usize {
    let listed = office.run(&format!("{list} --json")).json();
    listed.as_array().unwrap().len()
}

#[test]
fn a_column_reason_of_the_list_stays_what_it_was() {
    let office = stage();
    for (import, map, name, text) in [
        (
            "user import",
            "--map note=reason",
            "u.csv",
            "name,email,reason\nAni,nope,she asked\n",
        ),
        (
            "order import",
            "--map note=reason",
            "o.csv",
            "key,ticket_type,pay,reason\na,jazz/nope,cash,she asked\n",
        ),
        (
            "concert import",
            "--map note=reason",
            "c.csv",
            "name,venue,starts_at,reason\nBlues,istora,soon,she asked\n",
        ),
        (
            "user import",
            "--map note=reason",
            "u.ndjson",
            "{\"name\":\"Ani\",\"email\":\"nope\",\"reason\":\"she asked\"}\n",
        ),
        (
            "user import",
            "--map note=reason",
            "u.json",
            "[{\"name\":\"Ani\",\"email\":\"nope\",\"reason\":\"she asked\"}]",
        ),
    ] {
        put(&office, name, text);
        let line = format!("{import} {name} {map} --json --rejects bad-{name}");
        office.run(&line).refused("rows_refused");
        let first = text_of(&office, &format!("bad-{name}"));
        assert!(
            first.contains("she asked") && first.contains("refused_because"),
            "{first}"
        );
        // Not mended, the rejects come to the same rejects.
        let line = format!("{import} bad-{name} {map} --json --rejects twice-{name}");
        office.run(&line).refused("rows_refused");
        assert_eq!(text_of(&office, &format!("twice-{name}")), first);
    }
    office
        .run("user import u.csv --map note=refused_because --json")
        .refused("usage");
    let mended = text_of(&office, "bad-u.csv").replace("nope", "ani@example.com");
    put(&office, "mended.csv", mended);
    office
        .run("user import mended.csv --map note=reason")
        .succeeds();
    let users = office.run("user list --json").json().to_string();
    assert!(users.contains("she asked"), "{users}");
}

#[test]
fn a_row_with_a_wrong_number_of_cells_is_refused_until_it_is_mended() {
    let office = stage();
    let orders = "ticket_type,quantity,pay,note\n\
                  jazz/adult\n\
                  jazz/adult,2,cash,so, so\n";
    put(&office, "o.csv", orders);
    let line = |file: &str, rejects: &str| {
        format!("order import {file} --key night --json --rejects {rejects}")
    };
    office
        .run(&line("o.csv", "one.csv"))
        .refused("rows_refused");
    let one = text_of(&office, "one.csv");
    let rows: Vec<_> = one.lines().collect();
    assert_eq!(rows[0], "ticket_type,quantity,pay,note,refused_because");
    assert!(rows[1].starts_with("jazz/adult,,,,"), "{one}");
    assert!(
        rows[1].contains("empty `refused_because`: the row has 1 cells"),
        "{one}"
    );
    assert!(
        rows[2].starts_with("jazz/adult,2,cash,so,") && rows[2].ends_with(", so"),
        "{one}"
    );

    let said = office
        .run(&line("one.csv", "two.csv"))
        .refused("rows_refused");
    assert!(said.stderr.contains("when the row is mended, empty"));
    assert_eq!(text_of(&office, "two.csv"), one);
    assert_eq!(count_of(&office, "order list --all"), 0);

    let mended = format!("{}\njazz/adult,1,cash,,\n", rows[0]);
    put(&office, "mended.csv", mended);
    office.run(&line("mended.csv", "three.csv")).succeeds();
    assert_eq!(count_of(&office, "order list --all"), 1);
}

#[test]
fn blank_cells_behind_a_row_do_not_shift_its_reason() {
    let office = stage();
    put(&office, "u.csv", "name,email\nAni,nope,,,\n");
    office
        .run("user import u.csv --json --rejects bad.csv")
        .refused("rows_refused");
    let rejects = text_of(&office, "bad.csv");
    assert!(rejects.contains("\nAni,nope,email: "), "{rejects}");
}

#[test]
fn a_row_that_is_not_in_utf8_is_not_taken_with_marks_for_its_letters() {
    let office = stage();
    let mut list = "name,email\nAni,ani@example.com\nDéwi,d@example.com\nLéa,l@example.com\nJos"
        .as_bytes()
        .to_vec();
    list.extend_from_slice(b"\xe9,j@example.com\n");
    put(&office, "u.csv", list);
    let answer = office.run("user import u.csv --keep-going --json --rejects bad.csv");
    assert_eq!(answer.status, 6);
    office
        .run("user import bad.csv --json")
        .refused("rows_refused");
}

#[test]
fn a_name_that_says_another_format_is_refused_before_anything_is_done() {
    let office = stage();
    let before = count_of(&office, "user list --all");
    put(
        &office,
        "u.csv",
        "name,email\nAni,a@example.com\nBudi,nope\n",
    );
    put(&office, "u.ndjson", "{\"email\":\"nope\"}\n");
    put(
        &office,
        "c.csv",
        "name,venue,starts_at\nBlues,istora,soon\n",
    );
    for (line, rejects) in [
        ("user import u.csv", "r.json"),
        ("user import u.csv", "r.csv.gz"),
        ("user import u.ndjson", "r.json"),
        ("concert import c.csv", "r.ndjson"),
    ] {
        let line = format!("{line} --keep-going --json --rejects {rejects}");
        office.run(&line).refused("usage");
        assert!(!office.folder().join(rejects).exists());
    }
    assert_eq!(count_of(&office, "user list --all"), before);
}

#[test]
fn what_rejects_add_goes_over_no_limit() {
    let office = stage();
    let heads: Vec<_> = (0..254).map(|n| format!("c{n}")).collect();
    let wide = format!(
        "ticket_type,pay,{}\njazz/nope,cash{}\n",
        heads.join(","),
        ",".repeat(254)
    );
    put(&office, "wide.csv", wide);
    let line = "--key night --map ticket_type=ticket_type --map pay=pay --json --rejects";
    for (list, rejects) in [("wide.csv", "one.csv"), ("one.csv", "two.csv")] {
        office
            .run(&format!("order import {list} {line} {rejects}"))
            .refused("rows_refused");
    }
    let long = "\"".repeat(500_000);
    let row = serde_json::json!({ "email": "nope", "note": long });
    put(
        &office,
        "long.ndjson",
        format!("{row}\n{}x\n", "\\".repeat(900_000)),
    );
    for (list, rejects) in [("long.ndjson", "1.ndjson"), ("1.ndjson", "2.ndjson")] {
        office
            .run(&format!("user import {list} --json --rejects {rejects}"))
            .refused("rows_refused");
    }
}
