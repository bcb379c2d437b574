//! Rows of JSON that are shaped otherwise than a row.

use boxoffice::import::{Reading, Sheet, Source, Watch};

fn night(name: &str, more: &str) -> String {
    format!(
        r#"{{"name":{name},"venue":"Hall","location":"Jakarta","starts_at":"2026-12-05 20:00"{more}}}"#
    )
}

#[test]
fn a_list_or_an_object_is_not_taken_for_a_text() {
    let rows = [
        night(r#""Good""#, ""),
        night(r#"["a"]"#, ""),
        r#"{"name":"B","venue":{"name":"Hall"},"location":"Jakarta","starts_at":"2026-12-06 20:00"}"#
            .to_owned(),
        night(r#""[Alexandros]""#, ""),
    ];
    let list = super::house::file("list.ndjson", rows.join("\n")).map("note=name");
    let read = list.read();
    assert_eq!(
        read.problems,
        [
            "2: name: a list; expected a text",
            "3: venue: an object; expected a text"
        ]
    );
    assert_eq!(read.rows.len(), 2);
}

#[test]
fn a_ticket_type_without_a_list_around_it_is_a_list_of_one() {
    let of_type = r#","ticket_types":{"name":"VIP","price":"1000","quota":5}"#;
    let read = super::house::file("list.json", format!("[{}]", night(r#""A""#, of_type))).read();
    assert_eq!(read.problems, Vec::<String>::new());
    assert_eq!(read.rows[0].ticket_types[0].name.as_str(), "VIP");
}

#[test]
fn a_key_that_comes_late_is_told_with_the_row_it_first_stands_in() {
    let rows = [night(r#""A""#, ""), night(r#""B""#, r#","vip":1"#)];
    let refused = |name: &str, text: String, first: &str| {
        let watch: Watch<'_> = &mut |_| Ok(());
        let source = Source::spool(name, text.as_bytes(), watch).unwrap();
        let reading = Reading::new("IDR".parse().unwrap());
        let error = Sheet::open(source, &reading, watch).unwrap_err();
        assert_eq!(error.message, format!("{first}the column `vip` is unknown"));
    };
    refused("a.ndjson", rows.join("\n"), "line 2: ");
    refused("a.json", format!("[{}]", rows.join(",")), "row 2: ");
    let everywhere = night(r#""A""#, r#","vip":1"#);
    refused("a.ndjson", everywhere, "");
}
