//! A folder with a file in it, and the real program run on that.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use refinery::{Runner, Target};
use rusqlite::Connection;
use serde_json::Value;
use tempfile::TempDir;

/// A folder of its own for one test.
pub(crate) struct Place {
    folder: TempDir,
}

/// What a command answered.
#[derive(Debug)]
pub(crate) struct Said {
    /// The exit status.
    pub(crate) status: i32,
    /// The answer.
    pub(crate) stdout: String,
    /// What was said beside it.
    pub(crate) stderr: String,
}

impl Place {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A folder with a new office in it.
    pub(crate) fn with_office() -> Self {
        let place = Self::empty();
        let init = place.run(&["init", "--practice"]);
        assert_eq!(init.status, 0, "{}", init.stderr);
        place
    }

    /// A folder with a file of an older schema, as the migrations up to `version` leave it.
    pub(crate) fn with_schema(version: i32) -> Self {
        let place = Self::empty();
        let mut connection = Connection::open(place.file()).unwrap();
        connection
            .pragma_update(None, "journal_mode", "wal")
            .unwrap();
        let runner = Runner::new(&migrations()).set_target(Target::Version(version));
        runner.run(&mut connection).unwrap();
        place
    }

    /// The folder.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The file of the office.
    pub(crate) fn file(&self) -> PathBuf {
        self.folder().join("office.db")
    }

    /// The program, ready for its words.
    pub(crate) fn program(&self) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_boxoffice"));
        program
            .env_clear()
            .env("HOME", self.folder())
            .env("BOXOFFICE_DB", self.file())
            .stdin(Stdio::null());
        program
    }

    /// Runs the program.
    pub(crate) fn run(&self, words: &[&str]) -> Said {
        self.program().args(words).output().unwrap().into()
    }
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Said {
    /// The code and the message of the error it ended with.
    pub(crate) fn error(&self) -> (String, String) {
        let last = self.stderr.lines().last().unwrap_or_default();
        let told: Value = serde_json::from_str(last).unwrap_or_else(|_| panic!("{self:?}"));
        let text = |key: &str| told["error"][key].as_str().unwrap().to_owned();
        (text("code"), text("message"))
    }

    /// The answer as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|_| panic!("{self:?}"))
    }
}

/// The migrations as they lie in their folder.
pub(crate) fn migrations() -> Vec<refinery::Migration> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let mut found = refinery::load_sql_migrations(folder).unwrap();
    found.sort();
    found
}
