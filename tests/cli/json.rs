//! The keys of every answer in JSON, which scripts rely on.

use std::fmt::Write;
use std::fs;

use serde_json::Value;

use super::night;
use super::stage::sold;
use super::tree::commands;

/// The keys of a record, those of a record or list within it in brackets.
fn keys(value: &Value) -> String {
    match value {
        Value::Object(record) => {
            let keys = record.iter().map(|(key, value)| match keys(value) {
                inner if inner.is_empty() => key.clone(),
                inner => format!("{key}({inner})"),
            });
            keys.collect::<Vec<_>>().join(" ")
        }
        Value::Array(records) => records.first().map(keys).unwrap_or_default(),
        _ => String::new(),
    }
}

#[test]
fn the_keys_of_every_answer_are_as_they_were_agreed() {
    let office = night::office();
    let paid = sold(&office, "sell java-jazz/adult --pay cash");
    let sponsors = office.run("hold create java-jazz/adult=2 --reason Sponsors");
    sponsors.succeeds();
    office.run("order create java-jazz/adult").succeeds();
    let (order, code) = (&paid.order, &paid.codes[0]);
    for (file, text) in [
        (
            "orders.csv",
            "key,ticket_type,pay\nk1,java-jazz/adult,cash\n",
        ),
        ("members.csv", "name,email\nDewi,dewi@example.com\n"),
        ("lines.txt", "artist create --name Isyana --key k2\n"),
    ] {
        fs::write(office.folder().join(file), text).unwrap();
    }
    let lists = commands().into_iter();
    let mut lines: Vec<_> = lists.filter(|command| command.ends_with(" list")).collect();
    lines.extend([
        "concert show java-jazz".to_owned(),
        "concert lineup java-jazz".to_owned(),
        "ticket-type explain java-jazz/adult".to_owned(),
        "ticket-type show java-jazz/child".to_owned(),
        "hold show sponsors".to_owned(),
        "pool show java-jazz/floor".to_owned(),
        "concert update java-jazz --status postponed --dry-run".to_owned(),
        "concert refund wet --yes".to_owned(),
        format!("order show {order}"),
        format!("payment show {order}"),
        format!("ticket show {order}/1"),
        format!("ticket verify {code}"),
        format!("ticket admit {code}"),
        "report sales".to_owned(),
        "report manifest java-jazz".to_owned(),
        "concert export java-jazz".to_owned(),
        "concert export java-jazz --output-format jsonld".to_owned(),
        "order export".to_owned(),
        "ticket export".to_owned(),
        "ticket export --barcodes".to_owned(),
        "user export".to_owned(),
        "order import orders.csv".to_owned(),
        "user import members.csv".to_owned(),
        "batch lines.txt".to_owned(),
        "office show".to_owned(),
        "journal show 1".to_owned(),
        "journal verify".to_owned(),
        "db status".to_owned(),
        "user delete rina@example.com --dry-run".to_owned(),
        "venue list --merged".to_owned(),
        "artist list --merged".to_owned(),
        "venue merge istora --into istora-senayan".to_owned(),
        "artist merge tulus-2 --into tulus".to_owned(),
    ]);
    let mut told = String::new();
    for line in lines {
        let answer = office.run(&format!("{line} --json"));
        let shown = line.replace(order, "ORDER").replace(code, "CODE");
        writeln!(told, "{shown}: {}", keys(&answer.json())).unwrap();
    }
    insta::assert_snapshot!("json_keys", told);
}
