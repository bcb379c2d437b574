//! An archive as it is found: every concert of a hundred and seventy seasons, from nested JSON by one line of `jq`.
//!
//! The archive is not part of this project. Where it or `jq` is missing, the test says so and passes.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const MAPPINGS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/mappings");

/// The folder of the archive, if it lies beside the project and can be read.
#[expect(clippy::print_stderr, reason = "whoever runs the tests should know")]
fn archive() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/nyphil");
    let has_jq = Command::new("jq").arg("--version").output().is_ok();
    if !folder.exists() || !has_jq {
        eprintln!("skipped: ../shared/data/nyphil or `jq` is not here");
        return None;
    }
    Some(folder)
}

/// The line of `philharmonic.jq`, as its comment gives it.
fn concerts(archive: &Path, into: &Path) {
    let line = format!(
        "gzip -dcf {}/*.json* | jq -nc -f {MAPPINGS}/philharmonic.jq > {}",
        archive.display(),
        into.display()
    );
    let run = Command::new("sh").args(["-c", &line]).output().unwrap();
    assert!(run.status.success() && run.stderr.is_empty(), "{run:?}");
}

fn run(folder: &TempDir, words: &[&str]) -> Output {
    let run = Command::new(env!("CARGO_BIN_EXE_boxoffice"))
        .env_clear()
        .env("HOME", folder.path())
        .env("BOXOFFICE_DB", folder.path().join("archive.db"))
        .args(words)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{words:?}: {said}");
    run
}

fn import(folder: &TempDir, list: &Path) -> Value {
    let mapping = format!("{MAPPINGS}/philharmonic.toml");
    let words = ["concert", "import", list.to_str().unwrap()];
    let told = run(
        folder,
        &[&words[..], &["--mapping", &mapping, "--json"]].concat(),
    );
    serde_json::from_slice(&told.stdout).unwrap()
}

#[test]
fn an_archive_of_twenty_thousand_concerts_is_taken_and_again_without_a_change() {
    let Some(archive) = archive() else { return };
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("concerts.ndjson");
    concerts(&archive, &list);
    run(
        &folder,
        &[
            "init",
            "--currency",
            "USD",
            "--timezone",
            "America/New_York",
        ],
    );

    let first = import(&folder, &list);
    assert_eq!(
        (&first["rows"], &first["created"], &first["times_unknown"]),
        (&20_580.into(), &20_580.into(), &729.into())
    );
    // Halls that nobody wrote down are one for each town.
    assert_eq!(first["venues_created"], 1_066);

    let second = import(&folder, &list);
    assert_eq!(second["unchanged"], 20_580, "{second}");
    run(&folder, &["db", "check"]);
}
