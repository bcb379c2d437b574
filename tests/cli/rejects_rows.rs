//! What rejects keep of their rows: all of it, and what cannot be read is not taken until it is mended.

use std::fs;

use super::office::Office;
use super::stage::stage;

/// Writes a list into the folder of the office.
fn put(office: &Office, name: &str, text: impl AsRef<[u8]>) {
    fs::write(office.folder().join(name), text).unwrap();
}

fn text_of(office: &Office, name: &str) -> String {
    fs::read_to_string(office.folder().join(name)).unwrap()
}

fn count_of(office: &Office, list: &str) -> usize {
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
    assert_eq!(rows[0], "ticket_type,quantity,pay,note,key,refused_because");
    assert!(rows[1].starts_with("jazz/adult,,,,~"), "{one}");
    assert!(
        rows[1].contains("empty `refused_because`: the row has 1 cells"),
        "{one}"
    );
    assert!(
        rows[2].starts_with("jazz/adult,2,cash,so,~") && rows[2].ends_with(", so"),
        "{one}"
    );

    let said = office
        .run(&line("one.csv", "two.csv"))
        .refused("rows_refused");
    assert!(said.stderr.contains("when the row is mended, empty"));
    assert_eq!(text_of(&office, "two.csv"), one);
    assert_eq!(count_of(&office, "order list --all"), 0);

    let cells = rows[1].split(',').collect::<Vec<_>>();
    let mended = format!("{}\njazz/adult,1,cash,,{},\n", rows[0], cells[4]);
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
fn rejects_of_ndjson_are_known_as_such_whatever_they_are_called() {
    let office = stage();
    for (import, row, wrong, right) in [
        (
            "user import",
            r#"{"name":"Ani","email":"nope"}"#,
            "nope",
            "a@example.com",
        ),
        (
            "order import",
            r#"{"key":"a","items":[{"ticket_type":"jazz/nope"}]}"#,
            "nope",
            "adult",
        ),
        (
            "concert import",
            r#"{"name":"Blues","venue":"istora","starts_at":"soon","ticket_types":[{"name":"Adult","price":"1","quota":2}]}"#,
            "soon",
            "2026-12-05 20:00",
        ),
    ] {
        let name = import.split(' ').next().unwrap();
        put(&office, &format!("{name}.ndjson"), format!("{row}\n"));
        let line = format!("{import} {name}.ndjson --json --rejects {name}-open");
        office.run(&line).refused("rows_refused");
        let open = text_of(&office, &format!("{name}-open"));
        put(
            &office,
            &format!("{name}-mended"),
            open.replace(wrong, right),
        );
        office
            .run(&format!("{import} {name}-mended --json"))
            .succeeds();
    }
    put(
        &office,
        "alone",
        r#"{"name":"Dewi","email":"d@example.com"}"#,
    );
    office.run("user import alone").succeeds();
}

#[test]
fn rejects_of_a_document_stand_where_the_list_stood() {
    let office = stage();
    put(
        &office,
        "w.json",
        r#"{"data":{"rows":[{"name":"Ani","email":"nope"}],"other":[{"a":1}]}}"#,
    );
    let line = "user import w.json --rows data.rows --json --rejects bad.json";
    office.run(line).refused("rows_refused");
    let bad = text_of(&office, "bad.json");
    put(&office, "mended.json", bad.replace("nope", "a@example.com"));
    office
        .run("user import mended.json --rows data.rows")
        .succeeds();
    office.run("user import mended.json").succeeds();

    let event = r#"{"@context":"https://schema.org","@type":"MusicEvent","name":"Blues","startDate":"soon","url":"https://hall.example/1","location":{"@type":"Place","name":"Hall","address":"Jakarta"}}"#;
    put(&office, "e.jsonld", event);
    for rejects in ["e-bad.jsonld", "e-bad.json", "e-bad"] {
        let line = format!("concert import e.jsonld --json --rejects {rejects}");
        office.run(&line).refused("rows_refused");
        let mended = text_of(&office, rejects).replace("\"soon\"", "\"2026-12-05T20:00\"");
        let name = rejects.replace("bad", "mended");
        put(&office, &name, mended);
        office
            .run(&format!("concert import {name} --json"))
            .succeeds();
    }
    assert_eq!(count_of(&office, "concert list --all"), 2);
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
fn a_line_that_is_no_json_is_refused_alone_and_again() {
    let office = stage();
    put(
        &office,
        "u.ndjson",
        "{\"name\":\"A\",\"email\":\"nope\"}\n{\"name\":\"B\",\"email\": }\n[1]\n",
    );
    let before = count_of(&office, "user list --all");
    let line = |file: &str, rejects: &str| {
        format!("user import {file} --keep-going --json --rejects {rejects}")
    };
    office
        .run(&line("u.ndjson", "one.ndjson"))
        .refused("rows_refused");
    let one = text_of(&office, "one.ndjson");
    put(&office, "half.ndjson", one.replace("nope", "a@example.com"));
    assert_eq!(office.run(&line("half.ndjson", "two.ndjson")).status, 6);
    let two = text_of(&office, "two.ndjson");
    assert_eq!(
        one.lines().skip(1).collect::<Vec<_>>(),
        two.lines().collect::<Vec<_>>()
    );
    for words in ["expected value", "ident", "EOF", "trailing"] {
        assert!(!two.contains(words), "{two}");
    }
    // What is mended inside the text is taken, too.
    let mended = two.replace(r#"\"email\": }"#, r#"\"email\": \"b@example.com\"}"#);
    put(&office, "mended.ndjson", mended);
    assert_eq!(office.run(&line("mended.ndjson", "three.ndjson")).status, 6);
    assert_eq!(count_of(&office, "user list --all"), before + 2);
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

#[test]
fn items_and_payments_that_are_no_such_lists_are_told_in_our_words() {
    let office = stage();
    for (row, told) in [
        (
            r#""items":[5]"#,
            "element 1 is a number; expected a text or an object",
        ),
        (
            r#""items":[{"concert":"jazz"}]"#,
            "element 1 has no `ticket_type`",
        ),
        (
            r#""items":[{"ticket_type":"jazz/adult","quantity":"two"}]"#,
            "`quantity` of element 1 is `\\\"two\\\"`; expected a whole number",
        ),
        (
            r#""items":"jazz/adult","pay":["cash",{}]"#,
            "element 2 is an object; expected a text",
        ),
    ] {
        put(&office, "o.ndjson", format!("{{\"key\":\"a\",{row}}}\n"));
        let answer = office.run("order import o.ndjson --json");
        assert!(answer.stderr.contains(told), "{}", answer.stderr);
    }
}
