//! The `sqlite3` shell on a copy of the night.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::attack::ABBREVIATIONS;
use super::night::findings;

/// What came of some SQL.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// The schema refused it.
    Refused {
        /// With these words.
        said: String,
        /// Whether the file is another one than before.
        changed: bool,
    },
    /// It went through, and this is what `db check` finds afterwards.
    Done(Vec<(String, String)>),
    /// The shell did not understand it.
    Broken(String),
}

impl Outcome {
    /// What the schema said, if it refused.
    pub(crate) fn said(&self) -> Option<&str> {
        match self {
            Self::Refused { said, .. } => Some(said),
            _ => None,
        }
    }
}

/// A night to be copied for each attack.
pub(crate) struct Shell {
    night: PathBuf,
    dump: Vec<u8>,
}

impl Shell {
    /// Attacks on copies of the file at `night`.
    pub(crate) fn on(night: &Path) -> Self {
        Self {
            night: night.to_owned(),
            dump: dump(night),
        }
    }

    /// Runs `sql` after `before` on a fresh copy.
    pub(crate) fn run(&self, before: &str, sql: &str) -> Outcome {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("night.db");
        for suffix in ["", ".head"] {
            let name = |path: &Path| format!("{}{suffix}", path.display());
            fs::copy(name(&self.night), name(&file)).unwrap();
        }
        let mut sql = sql.to_owned();
        for (short, long) in ABBREVIATIONS {
            sql = sql.replace(short, long);
        }
        let answer = sqlite3(&file, &format!("{before}{sql};"));
        if answer.status.success() {
            return Outcome::Done(findings(&file));
        }
        let said = String::from_utf8_lossy(&answer.stderr).trim().to_owned();
        if is_refusal(&said) {
            let changed = dump(&file) != self.dump;
            Outcome::Refused { said, changed }
        } else {
            Outcome::Broken(said)
        }
    }
}

/// Whether the shell was refused by a rule, and did not merely stumble over the SQL.
fn is_refusal(said: &str) -> bool {
    [
        "refused: ",
        "constraint failed",
        "cannot store",
        "cannot UPDATE generated column",
    ]
    .iter()
    .any(|words| said.contains(words))
}

/// Everything in the file, as text.
fn dump(file: &Path) -> Vec<u8> {
    let answer = sqlite3(
        file,
        ".dump\nPRAGMA application_id; PRAGMA user_version; PRAGMA journal_mode;",
    );
    assert!(
        answer.status.success(),
        "{}",
        String::from_utf8_lossy(&answer.stderr)
    );
    answer.stdout
}

/// Runs the shell, which every machine that runs these tests needs.
fn sqlite3(file: &Path, input: &str) -> Output {
    let spawned = Command::new("sqlite3")
        .args(["-batch", "-bail"])
        .arg(file)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut shell = spawned.expect("these tests attack the file from the `sqlite3` shell: install it (apt-get install sqlite3)");
    let mut stdin = shell.stdin.take().unwrap();
    // A shell that bails out early no longer reads, which is no failure.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    shell.wait_with_output().unwrap()
}
