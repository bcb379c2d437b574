//! From every kind of failure to what is printed and the exit status.

use std::process::ExitCode;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{guess, help};
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

/// clap's words in our form: its tips and the hints of an unreadable value are the hints.
fn from_clap(error: &clap::Error) -> Error {
    let text = in_backticks(&error.render().ansi().to_string());
    let (first, rest) = text.split_once("\n\n").unwrap_or((&text, ""));
    let unread = std::error::Error::source(error).and_then(|source| source.downcast_ref::<Error>());
    let mut told = match (error.kind(), unread, error.get(ContextKind::InvalidArg)) {
        (
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand,
            ..,
        ) => Error::new(Code::Usage, "a command or an argument is missing"),
        (_, Some(unread), Some(argument)) => Error {
            message: format!("`{argument}`: {}", unread.message),
            ..unread.clone()
        },
        _ => Error::new(Code::Usage, one_line(first)),
    };
    let usage = rest.lines().find_map(|line| line.strip_prefix("Usage: "));
    let command: Vec<_> = usage
        .map(|usage| usage.split(' ').take_while(|word| is_name(word)).collect())
        .unwrap_or_default();
    match guessed(error, &command) {
        Some(guess) => told.hints.push(guess),
        None => told.hints.extend(tips(error, rest)),
    }
    if !command.is_empty() {
        told = told.hint(format!(
            "`{} --help` shows how it is used",
            command.join(" ")
        ));
    }
    told
}

/// What is written here for the unknown word, where people are known to type another.
fn guessed(error: &clap::Error, command: &[&str]) -> Option<String> {
    let mut tree = help::command();
    tree.build();
    let found = command
        .iter()
        .skip(1)
        .try_fold(&tree, |noun, name| noun.find_subcommand(name))?;
    let typed = unknown_word(error)?;
    if error.kind() == ErrorKind::UnknownArgument {
        guess::flag(found, typed).map(|written| format!("write it as `{written}`"))
    } else {
        guess::verb(found, typed).map(|written| format!("did you mean `{written}`?"))
    }
}

/// The tips of clap that help: how to pass a flag as a value does not, nor does a name that is not alike.
fn tips<'a>(error: &clap::Error, text: &'a str) -> impl Iterator<Item = String> + 'a {
    let typed = unknown_word(error).map(ToOwned::to_owned);
    let helps = move |tip: &&str| match &typed {
        Some(typed) if tip.contains("similar") => {
            let mut names = tip.split('`').skip(1).step_by(2);
            names.any(|name| guess::is_near(typed, name))
        }
        _ => !tip.starts_with("to pass `"),
    };
    text.lines()
        .filter_map(|line| line.trim_start().strip_prefix("tip: "))
        .filter(helps)
        .map(ToOwned::to_owned)
}

/// The flag or the command that is not known, if that is what the error is about.
fn unknown_word(error: &clap::Error) -> Option<&str> {
    let kind = match error.kind() {
        ErrorKind::UnknownArgument => ContextKind::InvalidArg,
        ErrorKind::InvalidSubcommand => ContextKind::InvalidSubcommand,
        _ => return None,
    };
    match error.get(kind) {
        Some(ContextValue::String(word)) => Some(word),
        _ => None,
    }
}

fn is_name(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_lowercase())
}

/// clap styles whatever it quotes, so a quote next to a style is its own and not one that somebody typed.
fn in_backticks(ansi: &str) -> String {
    let text = ansi
        .replace("'\u{1b}[", "`\u{1b}[")
        .replace("\u{1b}[0m'", "\u{1b}[0m`");
    StyledStr::from(text).to_string()
}

/// The first paragraph of a clap error as one phrase: `error: ` goes, a list below it is named in backticks.
fn one_line(paragraph: &str) -> String {
    let mut lines = paragraph.lines().map(str::trim);
    let first = lines.next().unwrap_or_default();
    let first = first.strip_prefix("error: ").unwrap_or(first);
    let rest: Vec<_> = lines.collect();
    match first.strip_suffix(':') {
        Some(_) => format!("{first} `{}`", rest.join("`, `")),
        None if rest.is_empty() => first.to_owned(),
        None => format!("{first} {}", rest.join(" ")),
    }
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
    use std::ffi::OsString;
    use std::io;

    use anyhow::Context;
    use clap::{Arg, Command};

    use super::*;

    fn told(line: &str) -> Error {
        let read = |text: &str| match text {
            "good" => Ok(()),
            _ => Err(Error::new(Code::InvalidValue, "`bad` is no time").hint("like `20:00`")),
        };
        let command = Command::new("boxoffice")
            .subcommand_required(true)
            .subcommand(
                Command::new("show")
                    .arg(
                        Arg::new("at")
                            .long("starts-at")
                            .value_name("TIME")
                            .value_parser(read),
                    )
                    .arg(
                        Arg::new("name")
                            .long("name")
                            .value_name("NAME")
                            .required(true),
                    ),
            );
        let words = line.split(' ').map(OsString::from);
        from_clap(&command.try_get_matches_from(words).unwrap_err())
    }

    #[test]
    fn a_misspelt_command_keeps_the_tip() {
        let error = told("boxoffice shwo");
        assert_eq!(
            (error.code, error.message.as_str()),
            (Code::Usage, "unrecognized subcommand `shwo`")
        );
        assert_eq!(
            error.hints,
            [
                "a similar subcommand exists: `show`",
                "`boxoffice --help` shows how it is used"
            ]
        );
    }

    #[test]
    fn a_flag_that_is_not_alike_is_not_proposed_and_a_part_of_one_is() {
        let usage = "`boxoffice show --help` shows how it is used";
        let error = told("boxoffice show --starts x");
        assert_eq!(
            error.hints,
            ["a similar argument exists: `--starts-at`", usage]
        );
        assert_eq!(told("boxoffice show --amen x").hints, [usage]);
    }

    #[test]
    fn a_habit_is_met_with_what_is_written_here() {
        let told = |line: &str| {
            let words = line.split(' ').map(OsString::from);
            from_clap(&help::command().try_get_matches_from(words).unwrap_err())
        };
        assert_eq!(
            told("boxoffice sell a --cash 5").hints,
            [
                "write it as `--pay cash --tendered MONEY`",
                "`boxoffice sell --help` shows how it is used"
            ]
        );
        assert_eq!(
            told("boxoffice venue add x").hints,
            [
                "did you mean `boxoffice venue create`?",
                "`boxoffice venue --help` shows how it is used"
            ]
        );
        assert_eq!(
            told("boxoffice tickets").hints[0],
            "did you mean `boxoffice ticket`?"
        );
    }

    #[test]
    fn an_unreadable_value_keeps_its_code_and_hints() {
        let error = told("boxoffice show --starts-at bad --name O'Brien");
        assert_eq!(error.code, Code::InvalidValue);
        assert_eq!(error.message, "`--starts-at <TIME>`: `bad` is no time");
        assert_eq!(error.hints, ["like `20:00`"]);
    }

    #[test]
    fn what_is_missing_is_named_in_one_line() {
        let error = told("boxoffice show");
        assert_eq!(
            error.message,
            "the following required arguments were not provided: `--name <NAME>`"
        );
        assert_eq!(
            error.hints,
            ["`boxoffice show --help` shows how it is used"]
        );
    }

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
