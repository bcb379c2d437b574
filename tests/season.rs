//! A real season, uncleaned: sixteen thousand club nights are imported, and one of them is sold, admitted and reported.
//!
//! The list is not part of this project. Where it is missing, the test says so and passes.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// Before the first of the nights.
const BEFORE: &str = "2007-01-01T00:00:00Z";

/// An office in won, on Seoul's clocks.
struct Seoul {
    folder: TempDir,
}

impl Seoul {
    fn new() -> Self {
        let seoul = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        seoul.run(
            BEFORE,
            &[
                "init",
                "--practice",
                "--currency",
                "KRW",
                "--timezone",
                "Asia/Seoul",
            ],
        );
        seoul
    }

    fn try_run(&self, now: &str, words: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_boxoffice"));
        command
            .env_clear()
            .env("HOME", self.folder.path())
            .env("BOXOFFICE_NOW", now);
        command
            .env("BOXOFFICE_DB", self.folder.path().join("seoul.db"))
            .args(words)
            .output()
            .unwrap()
    }

    /// Runs it in a table and answers with what the same says in JSON; a change is made once, under a key.
    fn run(&self, now: &str, words: &[&str]) -> Value {
        let table = self.try_run(now, words);
        assert!(
            table.status.success(),
            "{words:?}: {}",
            String::from_utf8_lossy(&table.stderr)
        );
        if words[0] == "init" {
            return Value::Null;
        }
        let json = self.try_run(now, &[words, &["--json"]].concat());
        assert!(
            json.status.success(),
            "{words:?}: {}",
            String::from_utf8_lossy(&json.stderr)
        );
        serde_json::from_slice(&json.stdout).unwrap()
    }
}

/// The list, if it lies beside the project.
fn events() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/indistreet/events.csv");
    path.exists().then_some(path)
}

/// The words that take the list in one command.
fn import(events: &Path) -> Vec<&str> {
    let mapping = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/examples/mappings/indistreet.toml"
    );
    let events = events.to_str().unwrap();
    vec!["concert", "import", events, "--mapping", mapping]
}

#[test]
fn a_real_season_is_imported_sold_admitted_and_reported() {
    let Some(events) = events() else {
        eprintln!("skipped: ../shared/data/indistreet/events.csv is not here");
        return;
    };
    let seoul = Seoul::new();

    let first = seoul.try_run(BEFORE, &[import(&events).as_slice(), &["--json"]].concat());
    assert!(
        first.status.success(),
        "{}",
        String::from_utf8_lossy(&first.stderr)
    );
    let first: Value = serde_json::from_slice(&first.stdout).unwrap();
    let count = |key: &str| first[key].as_i64().unwrap();
    assert_eq!(count("rows"), 16_792);
    assert_eq!(count("taken") + count("skipped") + count("refused"), 16_792);
    assert_eq!(
        (
            count("titles_made"),
            count("doubled"),
            count("times_unknown")
        ),
        (492, 23, 61)
    );
    // A plain price makes a ticket type, a price in words a note.
    assert_eq!(
        (count("refused"), count("ticket_types_created")),
        (0, 3_935)
    );

    let second = seoul.run(BEFORE, &import(&events));
    assert_eq!(
        (second["created"].as_i64(), second["updated"].as_i64()),
        (Some(0), Some(0)),
        "{second}"
    );
    assert_eq!(second["unchanged"], first["created"]);

    sell_one_night(&seoul);
    seoul.run(BEFORE, &["db", "check"]);
}

fn sell_one_night(seoul: &Seoul) {
    let nights = seoul.run(
        BEFORE,
        &[
            "concert",
            "list",
            "--from",
            "2015-06-25",
            "--to",
            "2015-06-25",
        ],
    );
    let night = nights
        .as_array()
        .unwrap()
        .iter()
        .find(|night| night["starts_at"] == "2015-06-25T11:00:00Z")
        .unwrap();
    let slug = night["concert"].as_str().unwrap();
    let standing = format!("{slug}/standing");
    let made = [
        "ticket-type",
        "create",
        "--concert",
        slug,
        "--name",
        "Standing",
        "--price",
        "20,000",
        "--quota",
        "100",
    ];
    seoul.run(BEFORE, &[made.as_slice(), &["--key", "type"]].concat());
    let sold = seoul.run(
        "2015-06-01T00:00:00Z",
        &[
            "sell",
            &format!("{standing}=2"),
            "--pay",
            "card",
            "--key",
            "sale",
        ],
    );
    assert_eq!(sold["status"], "paid");
    let code = sold["tickets"][0]["code"].as_str().unwrap();
    let admitted = seoul.run(
        "2015-06-25T10:30:00Z",
        &["ticket", "admit", code, "--key", "door"],
    );
    assert_eq!(admitted[0]["result"], "admitted");
    let sales = seoul.run(BEFORE, &["report", "sales", "--concert", slug]);
    assert_eq!(
        (
            sales["tickets"].as_i64(),
            sales["amount"]["amount"].as_str()
        ),
        (Some(2), Some("40000"))
    );
    let manifest = seoul.run(BEFORE, &["report", "manifest", slug]);
    assert_eq!(
        (manifest["sold"].as_i64(), manifest["balanced"].as_bool()),
        (Some(2), Some(true))
    );
}
