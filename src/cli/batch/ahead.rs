//! Lines read ahead of the one that runs: a transaction waits for the disk, and reading need not.

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::Scope;

use super::lines::{Line, Lines};
use super::reader::BatchReader;
use crate::cli::args::Cli;
use crate::domain::{Code, Error, Result};

/// So many lines are read ahead at most.
const MOST: usize = 32;

/// A line that is neither blank nor a comment, ready to be run.
pub(super) struct Command {
    /// The number of its line, from 1.
    pub(super) number: u64,
    /// What it is called, such as `order create`; blank where the line names none.
    pub(super) name: String,
    /// The command, or why the line is none.
    pub(super) cli: Result<Box<Cli>>,
}

/// The commands of a batch, in order.
pub(super) struct Ahead {
    lines: Lines<'static>,
    to_read: Sender<Line>,
    read: Receiver<Option<Command>>,
    waiting: usize,
}

impl Ahead {
    /// Reads lines in a thread of its own, which ends with this.
    pub(super) fn begin<'scope>(lines: Lines<'static>, scope: &'scope Scope<'scope, '_>) -> Self {
        let (to_read, lines_to_read) = mpsc::channel::<Line>();
        let (done, read) = mpsc::channel();
        scope.spawn(move || {
            let mut reader = BatchReader::new();
            for line in lines_to_read {
                if done.send(command(&mut reader, line)).is_err() {
                    break;
                }
            }
        });
        Self {
            lines,
            to_read,
            read,
            waiting: 0,
        }
    }

    /// The next command. No line is waited for while one that has come is still to be run.
    pub(super) fn next(&mut self) -> Result<Option<Command>> {
        loop {
            self.look_ahead()?;
            if self.waiting == 0 {
                return Ok(None);
            }
            self.waiting -= 1;
            if let Some(command) = self.read.recv().map_err(|_| ended())? {
                return Ok(Some(command));
            }
        }
    }

    fn look_ahead(&mut self) -> Result<()> {
        while self.waiting == 0 || self.waiting < MOST && self.lines.has_come() {
            let Some(line) = self.lines.next()? else {
                break;
            };
            self.to_read.send(line).map_err(|_| ended())?;
            self.waiting += 1;
        }
        Ok(())
    }
}

fn ended() -> Error {
    Error::new(Code::Failed, "reading the lines ended before they did")
}

/// Nothing comes of a blank line.
fn command(reader: &mut BatchReader, line: Line) -> Option<Command> {
    let (name, cli) = reader.read(line.text)?;
    Some(Command {
        number: line.number,
        name,
        cli: cli.map(Box::new),
    })
}
