//! Questions to the person at the terminal. A question is never the only way: each has a flag.

use std::io::{self, IsTerminal};
use std::str::FromStr;

use console::Term;
use dialoguer::{Confirm, FuzzySelect, Input};

use super::args::Globals;
use super::{Config, hidden};
use crate::domain::{Code, Error, Password, Result, escape};
use crate::output::Interrupt;

/// Asks on stderr and reads from the terminal, if there is somebody to ask.
#[derive(Debug)]
pub(crate) struct Prompter {
    /// Why nobody can be asked, if so.
    silent: Option<&'static str>,
    yes: bool,
    /// While a question stands, Ctrl-C ends the question and not the process.
    interrupt: Interrupt,
}

impl Prompter {
    /// A prompter for this process: both stdin and stderr have to be terminals, and asking allowed.
    pub(crate) fn new(globals: &Globals, config: &Config, interrupt: Interrupt) -> Self {
        let attended = io::stdin().is_terminal() && io::stderr().is_terminal();
        let silent = match (attended, globals.no_input || config.no_input) {
            (false, _) => Some("not a terminal"),
            (true, true) => Some("no input is wanted"),
            (true, false) => None,
        };
        Self {
            silent,
            yes: globals.yes,
            interrupt,
        }
    }

    /// A prompter for a line of a batch, where nobody is asked.
    pub(crate) const fn silent(yes: bool, interrupt: Interrupt) -> Self {
        Self {
            silent: Some("a line of a batch asks nobody"),
            yes,
            interrupt,
        }
    }

    /// Whether every question is answered with yes.
    pub(crate) const fn agrees(&self) -> bool {
        self.yes
    }

    /// Whether there is somebody to ask.
    pub(crate) const fn can_ask(&self) -> bool {
        self.silent.is_none()
    }

    /// Goes on only after a yes: `--yes`, or the person's, who has been shown what would change.
    pub(crate) fn confirm(&self, question: &str) -> Result<()> {
        if self.yes {
            return Ok(());
        }
        if let Some(reason) = self.silent {
            let question = question.trim_end_matches('?');
            let message = format!("{question}: needs --yes ({reason})");
            return Err(Error::new(Code::NeedsConfirmation, message));
        }
        let confirm = Confirm::new().with_prompt(escape(question)).default(false);
        if self.ask(|term| Ok(confirm.wait_for_newline(true).interact_on(term)?))? {
            return Ok(());
        }
        Err(Error::new(
            Code::Interrupted,
            "not confirmed; nothing was written",
        ))
    }

    /// Asks for a value until it can be read; `flag` names the way without a question.
    pub(crate) fn input<T: FromStr<Err = Error>>(&self, question: &str, flag: &str) -> Result<T> {
        self.needs_somebody(flag)?;
        let input = Input::<String>::new().with_prompt(escape(question));
        let input = input.validate_with(|text: &String| match text.parse::<T>() {
            Ok(_) => Ok(()),
            Err(error) => Err(escape(&error.message).into_owned()),
        });
        self.ask(|term| Ok(input.interact_text_on(term)?))?.parse()
    }

    /// Asks for a secret once, to compare it: whatever is typed.
    pub(crate) fn typed_secret(&self, question: &str, flag: &str) -> Result<String> {
        self.needs_somebody(flag)?;
        self.hidden(question)
    }

    /// Asks for a new password, twice, until both are the same.
    pub(crate) fn new_password(&self, question: &str, flag: &str) -> Result<Password> {
        self.needs_somebody(flag)?;
        loop {
            let typed = self.hidden(question)?;
            let password = match Password::new(typed.clone()) {
                Ok(password) => password,
                Err(error) => {
                    self.tell(&error.message)?;
                    continue;
                }
            };
            if self.hidden("The same again")? == typed {
                return Ok(password);
            }
            self.tell("the two are not the same")?;
        }
    }

    /// Lets the person pick one of `items` by typing some of it; answers with its index.
    pub(crate) fn select(&self, question: &str, items: &[String], flag: &str) -> Result<usize> {
        self.needs_somebody(flag)?;
        let select = FuzzySelect::new()
            .with_prompt(escape(question))
            .highlight_matches(false);
        let select = select
            .items(items.iter().map(|item| escape(item)))
            .default(0);
        self.ask(|term| Ok(select.interact_on(term)?))
    }

    fn needs_somebody(&self, flag: &str) -> Result<()> {
        let Some(reason) = self.silent else {
            return Ok(());
        };
        Err(Error::new(
            Code::Usage,
            format!("`{flag}` is missing ({reason}, so nobody is asked)"),
        ))
    }

    fn hidden(&self, question: &str) -> Result<String> {
        self.ask(|term| {
            term.write_str(&format!("{}: ", escape(question)))?;
            hidden::read(term)
        })
    }

    fn tell(&self, message: &str) -> Result<()> {
        self.ask(|term| term.write_line(&escape(message)))
    }

    /// Puts one question. Ctrl-C gives the cursor back and is an error like any other.
    fn ask<T>(&self, question: impl FnOnce(&Term) -> io::Result<T>) -> Result<T> {
        let term = Term::stderr();
        let held = self.interrupt.hold()?;
        let answer = question(&term);
        drop(held);
        answer.map_err(|error| {
            let _the_error_is_told_anyway = term.show_cursor().and_then(|()| term.write_line(""));
            unasked(error)
        })
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it is given to map_err")]
fn unasked(error: io::Error) -> Error {
    if error.kind() == io::ErrorKind::Interrupted {
        return Error::new(
            Code::Interrupted,
            "interrupted at a question; nothing was written",
        );
    }
    Error::new(
        Code::Failed,
        format!("the terminal cannot be asked: {error}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nobody(yes: bool) -> Prompter {
        Prompter {
            silent: Some("not a terminal"),
            yes,
            interrupt: Interrupt::default(),
        }
    }

    #[test]
    fn nobody_to_ask_is_an_error_that_names_the_flag() {
        let error = nobody(false).confirm("Cancel java-jazz-2026?").unwrap_err();
        assert_eq!(error.code, Code::NeedsConfirmation);
        assert_eq!(
            error.message,
            "Cancel java-jazz-2026: needs --yes (not a terminal)"
        );
        let error = nobody(false)
            .input::<crate::domain::Name>("Name", "--name")
            .unwrap_err();
        assert_eq!(
            error.message,
            "`--name` is missing (not a terminal, so nobody is asked)"
        );
    }

    #[test]
    fn yes_answers_a_question_but_gives_no_value() {
        assert_eq!(nobody(true).confirm("Cancel java-jazz-2026?"), Ok(()));
        assert!(nobody(true).select("Concert", &[], "--concert").is_err());
    }
}
