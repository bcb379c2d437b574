//! How the lines of a batch are read, before any of them is run.

use std::io::Read;

use super::lines::Lines;
use super::parser::Parser;
use super::words::words;
use crate::cli::Command;
use crate::cli::app::no_stdin;
use crate::cli::args::Cli;
use crate::domain::{Code, Error, Result};

/// What would make a command read what the batch itself may be reading.
const READS_STDIN: &str = "--password-stdin";

/// Reads command lines as `boxoffice batch` does, and runs none of them.
///
/// ```
/// let mut reader = boxoffice::cli::BatchReader::new();
/// let lines = b"sell jazz/vip=2 --pay cash\nsell jazz/vip=many --pay cash\n";
/// let mut wrong = Vec::new();
/// reader.each("evening.txt", &lines[..], |line| {
///     wrong.extend(line.error.map(|_| line.number));
/// })?;
/// assert_eq!(wrong, [2]);
/// # Ok::<(), boxoffice::domain::Error>(())
/// ```
#[derive(Default)]
pub struct BatchReader {
    parser: Parser,
}

/// A line of a batch that is neither blank nor a comment, read.
#[derive(Debug)]
pub struct ReadLine {
    /// Its number, from 1.
    pub number: u64,
    /// The command that it names, such as `order create`; blank where it names none.
    pub command: String,
    /// Why it would be refused before anything is looked up.
    pub error: Option<Error>,
}

impl BatchReader {
    /// A reader that knows all commands.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Hands on each line of a file of this name. Fails where what follows a line cannot be told from it.
    pub fn each(
        &mut self,
        name: &str,
        bytes: impl Read,
        mut visit: impl FnMut(ReadLine),
    ) -> Result<()> {
        let mut lines = Lines::over(name, Box::new(bytes));
        while let Some(line) = lines.next()? {
            if let Some((command, read)) = self.read(line.text) {
                visit(ReadLine {
                    number: line.number,
                    command,
                    error: read.err(),
                });
            }
        }
        Ok(())
    }

    /// The command that a line names, and the line read; nothing comes of a blank one.
    pub(super) fn read(&mut self, text: Result<&str>) -> Option<(String, Result<Cli>)> {
        let words = match text.and_then(words) {
            Ok(words) if words.is_empty() => return None,
            Ok(words) => words,
            Err(error) => return Some((String::new(), Err(error))),
        };
        let cli = self.parse(&words);
        Some((self.parser.command(&words), cli))
    }

    fn parse(&mut self, words: &[String]) -> Result<Cli> {
        if words.iter().any(|word| word == READS_STDIN) {
            return Err(no_stdin(READS_STDIN, "--password-file FILE"));
        }
        let cli = self.parser.read(words)?;
        let verb = match cli.command {
            Command::Batch(_) => "batch",
            Command::Init(_) => "init",
            Command::Help(_) => "help",
            Command::Db(_) => "db",
            _ => return Ok(cli),
        };
        let message = format!("`{verb}` cannot be a line of a batch");
        let command = self.parser.command(words);
        Err(Error::new(Code::Usage, message).hint(format!("run `boxoffice {command}` by itself")))
    }
}
