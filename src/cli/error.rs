//! From every kind of failure to what is printed and the exit status.

use std::process::ExitCode;

use clap::builder::StyledStr;
use clap::error::ErrorKind;

use super::clap_error::from_clap;
use crate::domain::{Code, Error, Result};
use crate::output::{Printer, Unwritten};

/// Tells what became of a command; `written` says whether it had changed the box office by then.
pub(crate) fn failed(printer: &Printer, failure: &anyhow::Error, written: bool) -> ExitCode {
    let Some(error) = of_failure(failure, written) else {
        return ExitCode::SUCCESS;
    };
    printer.failure(&error);
    ExitCode::from(error.code.exit())
}

/// Tells what became of a command line that was not understood, or that asked for help or the version.
pub(crate) fn unparsed(printer: &Printer, error: &clap::Error) -> ExitCode {
    let text = error.render();
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            match printer.raw(&styled(&text, printer.colors_answers())) {
                Ok(()) => ExitCode::SUCCESS,
                Err(unwritten) => failed(printer, &unwritten.into(), false),
            }
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand if !printer.speaks_json() => {
            printer.raw_error(&styled(&text, printer.colors_errors()));
            ExitCode::from(Code::Usage.exit())
        }
        _ => failed(printer, &from_clap(error).into(), false),
    }
}

/// Help text with its colours, or without.
pub(crate) fn styled(text: &StyledStr, color: bool) -> String {
    if color {
        text.ansi().to_string()
    } else {
        text.to_string()
    }
}

/// The error of a command line that stands among others.
pub(crate) fn of_words(error: &clap::Error) -> Error {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Error::new(
            Code::Usage,
            "a line of a batch shows neither help nor a version",
        ),
        _ => from_clap(error),
    }
}

/// The error to print; none when the reader of the answer has gone.
pub(crate) fn of_failure(failure: &anyhow::Error, written: bool) -> Option<Error> {
    if let Some(unwritten) = failure.downcast_ref::<Unwritten>() {
        let before = if written {
            "the change was made, but "
        } else {
            ""
        };
        let error = Error::new(Code::Failed, format!("{before}{unwritten}"));
        return (!unwritten.reader_has_gone()).then_some(error);
    }
    let message = format!("{failure:#}");
    let known = failure
        .chain()
        .find_map(|cause| cause.downcast_ref::<Error>());
    Some(match known {
        Some(error) if error.code == Code::Interrupted && written => {
            Error::new(error.code, "interrupted; what was done before is kept")
        }
        Some(error) => Error {
            message,
            ..error.clone()
        },
        None => Error::new(Code::Failed, message),
    })
}

/// The same error with the flag whose value it is about.
pub(crate) fn of_flag(flag: &str) -> impl Fn(Error) -> Error {
    move |error| Error {
        message: format!("`{flag}`: {}", error.message),
        ..error
    }
}

/// The error of an update that names nothing to change.
pub(crate) fn nothing_to_update(noun: &str) -> Error {
    Error::new(Code::Usage, "nothing to update: no field was named")
        .hint(format!("`boxoffice {noun} update --help` lists the fields"))
}

/// Refuses to change another thing than the one that was shown, as its name has passed to another since.
pub(crate) fn must_be_as_shown<I: Copy + PartialEq>(
    shown: Option<I>,
    found: I,
    name: &impl std::fmt::Display,
) -> Result<()> {
    match shown {
        Some(shown) if shown != found => {
            let message = format!("`{name}` is another one now than was shown");
            Err(Error::new(Code::Moved, message)
                .hint("repeat the command to see how it stands now"))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use anyhow::Context;

    use super::*;

    #[test]
    fn an_answer_that_was_not_read_is_no_failure_but_a_full_disk_is() {
        let unwritten = |kind| anyhow::Error::from(Unwritten::from(io::Error::from(kind)));
        assert_eq!(
            of_failure(&unwritten(io::ErrorKind::BrokenPipe), true),
            None
        );
        let error = of_failure(&unwritten(io::ErrorKind::StorageFull), true).unwrap();
        assert!(
            error
                .message
                .starts_with("the change was made, but the answer"),
            "{error}"
        );
        assert_eq!(error.code.exit(), 1);
    }

    #[test]
    fn context_goes_before_the_message_and_keeps_code_and_hints() {
        let inner = Error::new(Code::InvalidValue, "`12O` is no price").hint("like `120`");
        let outer = Err::<(), _>(inner).context("season.csv:14").unwrap_err();
        let error = of_failure(&outer, false).unwrap();
        assert_eq!(error.message, "season.csv:14: `12O` is no price");
        assert_eq!((error.code, error.hints.len()), (Code::InvalidValue, 1));
    }
}
