//! The harness: a box office in a folder of its own, and the real program run on it.

use std::cell::{Cell, RefCell};
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use boxoffice::domain::Code;
use serde_json::Value;
use tempfile::TempDir;

use super::text::{Seen, words};

/// Where the clock of every practice office stands: Sunday 1 November 2026, 10:00 in Jakarta.
pub(crate) const NOW: &str = "2026-11-01T03:00:00Z";

/// No command takes so long; one that does hangs.
const PATIENCE: Duration = Duration::from_mins(1);

/// A box office in a folder of its own. When it is dropped, `db check` has to find nothing.
pub(crate) struct Office {
    folder: TempDir,
    seen: RefCell<Seen>,
    unchecked: Cell<bool>,
}

/// One command to be run.
#[derive(Clone)]
pub(crate) struct Run<'o> {
    office: &'o Office,
    words: Vec<String>,
    stdin: Option<Vec<u8>>,
    variables: Vec<(String, String)>,
}

/// What came of a command.
pub(crate) struct Answer<'o> {
    run: Run<'o>,
    /// What scripts read.
    pub(crate) stdout: String,
    /// What was said beside it.
    pub(crate) stderr: String,
    /// The exit status; 256 and up for a signal.
    pub(crate) status: i32,
}

impl Office {
    /// A practice office in rupiah, whose clock stands at [`NOW`].
    pub(crate) fn new() -> Self {
        Self::with_init("")
    }

    /// The same, with further words for `init`.
    pub(crate) fn with_init(options: &str) -> Self {
        let office = Self::without_file();
        office.run(&format!("init --practice {options}")).succeeds();
        office
    }

    /// A folder where no box office is yet.
    pub(crate) fn without_file() -> Self {
        Self {
            folder: tempfile::Builder::new()
                .prefix("boxoffice-")
                .tempdir()
                .unwrap(),
            seen: RefCell::default(),
            unchecked: Cell::new(false),
        }
    }

    /// Runs a command line without `boxoffice` before it.
    pub(crate) fn run(&self, line: &str) -> Answer<'_> {
        self.command(line).run()
    }

    /// A command line to be run, without `boxoffice` before it.
    pub(crate) fn command(&self, line: &str) -> Run<'_> {
        Run {
            office: self,
            words: words(line),
            stdin: None,
            variables: Vec::new(),
        }
    }

    /// The folder of the office.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The file of the office.
    pub(crate) fn file(&self) -> PathBuf {
        self.folder().join("office.db")
    }

    /// Says that this scenario leaves the office damaged on purpose.
    pub(crate) fn is_left_damaged(&self) {
        self.unchecked.set(true);
    }

    /// The program with this office's environment and nothing else of it.
    pub(crate) fn program(&self) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_boxoffice"));
        program
            .env_clear()
            .current_dir(self.folder())
            .env("HOME", self.folder())
            .env("XDG_DATA_HOME", self.folder().join("data"))
            .env("TZ", "America/St_Johns")
            .env("NO_COLOR", "1")
            .env("USER", "sari")
            .env("BOXOFFICE_DB", self.file())
            .env("BOXOFFICE_NOW", NOW);
        program
    }

    fn redact(&self, text: &str) -> String {
        let folder = self.folder().to_string_lossy();
        let text = text.replace(folder.as_ref(), "FOLDER");
        self.seen.borrow_mut().redact(&text)
    }

    /// The same office in another folder.
    fn copy(&self) -> Self {
        let copy = Self::without_file();
        copy.is_left_damaged();
        for entry in fs::read_dir(self.folder()).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_file() {
                fs::copy(entry.path(), copy.folder().join(entry.file_name())).unwrap();
            }
        }
        copy
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        if thread::panicking() || self.unchecked.get() || !self.file().exists() {
            return;
        }
        let check = self.run("db check");
        assert_eq!(
            check.status, 0,
            "after the scenario:\n{}{}",
            check.stdout, check.stderr
        );
    }
}

impl<'o> Run<'o> {
    /// With a text or other bytes on stdin, which otherwise is empty.
    pub(crate) fn stdin(mut self, bytes: impl AsRef<[u8]>) -> Self {
        self.stdin = Some(bytes.as_ref().to_vec());
        self
    }

    /// With one more variable in the environment.
    pub(crate) fn variable(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With the clock at another moment.
    pub(crate) fn at(self, now: &str) -> Self {
        self.variable("BOXOFFICE_NOW", now)
    }

    /// Runs it to its end.
    pub(crate) fn run(self) -> Answer<'o> {
        let mut child = self
            .office
            .program()
            .args(&self.words)
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .stdin(
                self.stdin
                    .as_ref()
                    .map_or_else(Stdio::null, |_| Stdio::piped()),
            )
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        if let (Some(bytes), Some(mut pipe)) = (&self.stdin, child.stdin.take()) {
            // A program that does not read to the end closes the pipe, and may.
            let _ = pipe.write_all(bytes);
        }
        let stdout = listen(child.stdout.take().unwrap());
        let stderr = listen(child.stderr.take().unwrap());
        let began = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            if began.elapsed() > PATIENCE {
                child.kill().unwrap();
                panic!("boxoffice {:?} hangs", self.words);
            }
            thread::sleep(Duration::from_millis(1));
        };
        Answer {
            run: self,
            stdout: stdout.join().unwrap(),
            stderr: stderr.join().unwrap(),
            status: status.code().unwrap_or(256),
        }
    }
}

impl Answer<'_> {
    /// It ended with 0.
    #[track_caller]
    pub(crate) fn succeeds(self) -> Self {
        assert_eq!(
            self.status, 0,
            "boxoffice {:?}\n{}{}",
            self.run.words, self.stdout, self.stderr
        );
        self
    }

    /// It failed with this code: the exit status says so, and with `--json` the code itself.
    #[track_caller]
    pub(crate) fn refused(self, code: &str) -> Self {
        let told = if self.speaks_json() {
            self.error()
        } else {
            let copy = self.run.office.copy();
            let mut again = Run {
                office: &copy,
                ..self.run.clone()
            };
            again.words.insert(0, "--json".to_owned());
            again.run().error()
        };
        assert_eq!(
            told["code"], code,
            "boxoffice {:?}\n{}",
            self.run.words, self.stderr
        );
        let exit = Code::ALL
            .iter()
            .find(|known| known.as_str() == code)
            .unwrap()
            .exit();
        assert_eq!(
            self.status,
            i32::from(exit),
            "boxoffice {:?}",
            self.run.words
        );
        self
    }

    /// It failed with this exit status, in words for people.
    #[track_caller]
    pub(crate) fn refused_as(self, exit: i32) -> Self {
        assert_eq!(
            self.status, exit,
            "boxoffice {:?}\n{}",
            self.run.words, self.stderr
        );
        assert_eq!(self.stdout, "");
        self
    }

    /// The answer as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| {
            panic!(
                "{error}: {:?}\n{}{}",
                self.run.words, self.stdout, self.stderr
            )
        })
    }

    /// What stands in `{"error":…}`, which is the last line of stderr.
    #[track_caller]
    pub(crate) fn error(&self) -> Value {
        let last = self.stderr.lines().last().unwrap_or_default();
        let told: Value = serde_json::from_str(last)
            .unwrap_or_else(|error| panic!("{error}: {:?}\n{}", self.run.words, self.stderr));
        assert_eq!(told["error"]["exit"], self.status, "{last}");
        told["error"].clone()
    }

    /// Everything that was said, as it is kept in a snapshot.
    pub(crate) fn text(&self) -> String {
        let stderr = self.stderr.replace(
            "warning: practice office: its clock stands at Sun 1 Nov 2026 10:00 WIB\n",
            "",
        );
        let mut text = self.stdout.clone();
        if !stderr.is_empty() {
            text += "------- stderr -------\n";
            text += &stderr;
        }
        if self.status != 0 {
            text = format!("{text}[exit status: {}]\n", self.status);
        }
        self.run.office.redact(&text)
    }

    fn speaks_json(&self) -> bool {
        let is_json = |word: &String| matches!(word.as_str(), "--json" | "json" | "ndjson");
        self.run.words.iter().any(is_json)
    }
}

fn listen(mut pipe: impl Read + Send + 'static) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    })
}
