//! Reads a secret from the terminal without showing it.

use std::io;

use console::{Key, Term};
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};

/// Reads a line from stdin, a terminal, showing nothing. Ctrl-C is an error of kind `Interrupted`.
///
/// dialoguer's own password prompt leaves the echo off when Ctrl-C ends the process.
pub(crate) fn read(term: &Term) -> io::Result<String> {
    let _silence = Silence::begin()?;
    let mut secret = String::new();
    loop {
        match term.read_key_raw()? {
            Key::Enter => break,
            Key::CtrlC => return Err(io::ErrorKind::Interrupted.into()),
            Key::Backspace => drop(secret.pop()),
            Key::Char(letter) => secret.push(letter),
            _ => {}
        }
    }
    term.write_line("")?;
    Ok(secret)
}

/// While it lives, the terminal shows nothing of what is typed, between two keys neither.
struct Silence(Termios);

impl Silence {
    fn begin() -> io::Result<Self> {
        let before = tcgetattr(io::stdin())?;
        let mut silent = before.clone();
        silent
            .local_modes
            .remove(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG);
        tcsetattr(io::stdin(), OptionalActions::Flush, &silent)?;
        Ok(Self(before))
    }
}

impl Drop for Silence {
    fn drop(&mut self) {
        let _a_lost_terminal_needs_no_echo =
            tcsetattr(io::stdin(), OptionalActions::Drain, &self.0);
    }
}
