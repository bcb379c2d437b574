//! Lines read as commands, ahead of the line that runs: a transaction waits for the disk, and reading does not.

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::Scope;

use super::lines::{Line, Lines};
use super::words::words;
use crate::cli::Command;
use crate::cli::app::no_stdin;
use crate::cli::args::{Cli, Parser};
use crate::domain::{Code, Error, Result};

/// So many lines are read ahead at most.
const AHEAD: usize = 32;

/// What would make a command read what the batch itself may be reading.
const READS_STDIN: &str = "--password-stdin";

/// A line with a command.
pub(super) struct ReadLine {
    /// Its number, from 1.
    pub(super) number: u64,
    /// The words of it that name the command.
    pub(super) command: String,
    /// The command, or why the line is none.
    pub(super) cli: Result<Box<Cli>>,
}

/// The lines of a batch as commands, in order.
pub(super) struct ReadLines {
    lines: Lines,
    to_read: Sender<Line>,
    read: Receiver<Option<ReadLine>>,
    ahead: usize,
}

impl ReadLines {
    /// Reads commands in a thread of its own, which ends with this.
    pub(super) fn begin<'scope>(lines: Lines, scope: &'scope Scope<'scope, '_>) -> Self {
        let (to_read, lines_to_read) = mpsc::channel::<Line>();
        let (done, read) = mpsc::channel();
        scope.spawn(move || {
            let mut parser = Parser::new();
            for line in lines_to_read {
                if done.send(read_line(&mut parser, line)).is_err() {
                    break;
                }
            }
        });
        Self {
            lines,
            to_read,
            read,
            ahead: 0,
        }
    }

    /// The next line that is not blank. No line is waited for while one that was read has not been run.
    pub(super) fn next(&mut self) -> Result<Option<ReadLine>> {
        loop {
            self.read_ahead()?;
            if self.ahead == 0 {
                return Ok(None);
            }
            self.ahead -= 1;
            if let Some(line) = self.read.recv().map_err(|_| ended())? {
                return Ok(Some(line));
            }
        }
    }

    fn read_ahead(&mut self) -> Result<()> {
        while self.ahead == 0 || self.ahead < AHEAD && self.lines.has_come() {
            let Some(line) = self.lines.next()? else {
                break;
            };
            self.to_read.send(line).map_err(|_| ended())?;
            self.ahead += 1;
        }
        Ok(())
    }
}

fn ended() -> Error {
    Error::new(Code::Failed, "reading the lines ended before the lines did")
}

/// Nothing comes of a blank line.
fn read_line(parser: &mut Parser, line: Line) -> Option<ReadLine> {
    let number = line.number;
    let words = match line.text.and_then(|text| words(&text)) {
        Ok(words) if words.is_empty() => return None,
        Ok(words) => words,
        Err(error) => {
            return Some(ReadLine {
                number,
                command: String::new(),
                cli: Err(error),
            });
        }
    };
    let cli = read_words(parser, &words);
    Some(ReadLine {
        number,
        command: parser.command(&words),
        cli: cli.map(Box::new),
    })
}

fn read_words(parser: &mut Parser, words: &[String]) -> Result<Cli> {
    if words.iter().any(|word| word == READS_STDIN) {
        return Err(no_stdin(READS_STDIN));
    }
    let cli = parser.read(words)?;
    let verb = match cli.command {
        Command::Batch(_) => "batch",
        Command::Init(_) => "init",
        Command::Help(_) => "help",
        Command::Db(_) => "db",
        _ => return Ok(cli),
    };
    let message = format!("`{verb}` cannot be a line of a batch");
    Err(Error::new(Code::Usage, message).hint(format!("run `boxoffice {verb}` by itself")))
}
