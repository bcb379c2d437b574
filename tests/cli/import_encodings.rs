//! Lists that are not in UTF-8: they are read with a warning, and their rejects come back in UTF-8.

use std::fs;

use super::office::Office;

#[test]
fn a_rejects_file_says_that_it_is_in_utf_8_whatever_the_list_was_in() {
    let office = Office::new();
    let list = "name;venue;location;starts_at\nMañana;Hall;Jakarta;soon\n";
    let latin: Vec<u8> = list
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let mapping = office.folder().join("latin.toml");
    fs::write(&mapping, "encoding = \"windows-1252\"\n").unwrap();
    let options = format!("--mapping {}", mapping.display());
    for (name, options) in [("a.csv", "--encoding windows-1252"), ("b.csv", &options)] {
        let rejects = office.folder().join(name);
        let line = format!("concert import - {options} --keep-going --rejects {name}");
        let _refused = office.command(&line).stdin(latin.as_slice()).run();
        let mended = fs::read_to_string(&rejects).unwrap();
        assert!(mended.starts_with("\u{feff}name;"), "{mended}");
        fs::write(&rejects, mended.replace("soon", "2026-12-05 20:00")).unwrap();
        office
            .run(&format!("concert import {name} {options}"))
            .succeeds();
        let shown = office.run("concert show mañana --json").succeeds().json();
        assert_eq!(shown["name"], "Mañana");
    }
}

#[test]
fn a_rejects_file_of_customers_says_so_too() {
    let office = Office::new();
    let latin = b"name,email\nMa\xf1ana,nope\n";
    let line = "user import - --encoding windows-1252 --keep-going --rejects bad.csv";
    let _refused = office.command(line).stdin(latin.as_slice()).run();
    let rejects = office.folder().join("bad.csv");
    let mended = fs::read_to_string(&rejects).unwrap();
    assert!(mended.starts_with("\u{feff}name,"), "{mended}");
    fs::write(&rejects, mended.replace("nope", "m@example.com")).unwrap();
    office
        .run("user import bad.csv --encoding windows-1252")
        .succeeds();
    let shown = office
        .run("user show m@example.com --json")
        .succeeds()
        .json();
    assert_eq!(shown["name"], "Mañana");
}

#[test]
fn with_strict_a_file_that_is_read_with_a_warning_is_refused_whatever_it_lists() {
    let office = Office::new();
    for (import, list) in [
        (
            "concert import",
            &b"name,venue,location,starts_at\nMa\xf1ana,Hall,Jakarta,2026-12-05 20:00\n"[..],
        ),
        (
            "order import",
            b"key,ticket_type,note\na,jazz/vip,ma\xf1ana\n",
        ),
        ("user import", b"name,email\nMa\xf1ana,m@example.com\n"),
    ] {
        let line = format!("{import} - --strict --json --rejects bad.csv");
        let answer = office.command(&line).stdin(list).run().refused("refused");
        let message = answer.error()["message"].to_string();
        assert!(
            message.contains("stdin: line 2 is not in UTF-8"),
            "{message}"
        );
        assert!(message.contains("--strict refuses `encoding`"), "{message}");
        assert!(!office.folder().join("bad.csv").exists());
        let said = format!("{import} - --strict --encoding windows-1252 --dry-run --json");
        let answer = office.command(&said).stdin(list).run();
        assert!(!answer.stderr.contains("`encoding`"), "{}", answer.stderr);
    }
}
