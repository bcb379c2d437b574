//! Refused rows, and the file that they come back in.

use boxoffice::import::{Form, Sheet};

use super::formats::{csv, linked, objects, open, read, told};

fn rejects(sheet: &Sheet) -> String {
    let mut bytes = Vec::new();
    let problems = read(sheet).1.into_iter().map(Ok);
    sheet
        .rejects(problems, &mut bytes, &mut |_| Ok(()))
        .unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_slip_in_utf_8_refuses_its_row_alone() {
    let mut bytes = csv(',').into_bytes();
    bytes.extend_from_slice(b"caf\xe9,Hall,X,2026-12-07\r\n");
    let sheet = open("list.csv", &bytes, Form::default()).unwrap();
    assert_eq!(told(&sheet), ["4: the row is not in UTF-8"]);
    assert_eq!(read(&sheet).0.len(), 2);
}

#[test]
fn refused_rows_come_back_in_the_format_of_the_list_with_the_reason() {
    let broken = csv(';').replace("2026-12-06", "tomorrow");
    let text = rejects(&open("list.csv", broken.as_bytes(), Form::default()).unwrap());
    assert!(
        text.starts_with(
            "name;venue;location;starts_at;refused_because\n서울 밤;\"Club \"\"A\"\"\";Seoul;tomorrow;"
        ),
        "{text}"
    );
    let lines = objects().join("\n").replace("2026-12-06", "tomorrow") + "\n{\"name\": }\n";
    let text = rejects(&open("stdin", lines.as_bytes(), Form::default()).unwrap());
    let first: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    assert_eq!(
        (&first["name"], &first["starts_at"]),
        (&"서울 밤".into(), &"tomorrow".into())
    );
    assert!(
        first["refused_because"]
            .as_str()
            .unwrap()
            .starts_with("starts_at: `tomorrow`")
    );
    let second: serde_json::Value = serde_json::from_str(text.lines().nth(1).unwrap()).unwrap();
    assert_eq!(second["refused_line"], "{\"name\": }");
    assert!(
        second["refused_because"]
            .as_str()
            .unwrap()
            .starts_with("column 10: ")
    );
    let array = format!("[{}]", objects().join(",")).replace("2026-12-06", "tomorrow");
    let text = rejects(&open("stdin", array.as_bytes(), Form::default()).unwrap());
    let list: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        (list.as_array().unwrap().len(), &list[0]["name"]),
        (1, &"서울 밤".into())
    );
    let text = rejects(
        &open(
            "stdin",
            linked().replace("2026-12-06", "soon").as_bytes(),
            Form::default(),
        )
        .unwrap(),
    );
    let mended = text.replace("\"soon\"", "\"2026-12-06\"");
    let sheet = open("bad.jsonld", mended.as_bytes(), Form::default()).unwrap();
    assert_eq!((read(&sheet).0.len(), told(&sheet).len()), (1, 0));
}

#[test]
fn a_refused_json_row_that_says_only_its_type_gets_its_concert_from_above() {
    let list = r#"[
        {"name": "Jazz", "venue": "Hall", "location": "X", "starts_at": "2026-12-05", "ticket_type": "Adult", "price": 1, "quota": 10},
        {"ticket_type": "Child", "price": "few", "quota": 5}
    ]"#;
    let sheet = open("list.json", list.as_bytes(), Form::default()).unwrap();
    let list: serde_json::Value = serde_json::from_str(&rejects(&sheet)).unwrap();
    assert_eq!(
        (&list[0]["name"], &list[0]["ticket_type"], &list[0]["price"]),
        (&"Jazz".into(), &"Child".into(), &"few".into())
    );
}
