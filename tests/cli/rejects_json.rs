//! Rejects of JSON in its three forms: known as what they are, and read again once they are mended.

use super::rejects_rows::{count_of, put, text_of};
use super::stage::stage;

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
    let inner = r#","subEvent":[{"@type":"MusicEvent","name":"Soul","startDate":"late"}]}"#;
    let outer = event.strip_suffix('}').unwrap().to_owned() + inner;
    put(&office, "twice.jsonld", outer);
    let line = "concert import twice.jsonld --json --rejects twice-bad.jsonld";
    office.run(line).refused("rows_refused");
    let bad = text_of(&office, "twice-bad.jsonld");
    assert_eq!(bad.matches("Soul").count(), 1, "{bad}");
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
