//! What clap says of a command line that it does not understand, in the words of this program.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{guess, help};
use crate::domain::{Code, Error};

/// clap's words in our form: its tips and the hints of an unreadable value are the hints.
pub(crate) fn from_clap(error: &clap::Error) -> Error {
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
    let typed = unknown_word(error)?;
    let mut tree = help::command();
    tree.build();
    let found = command
        .iter()
        .skip(1)
        .try_fold(&tree, |noun, name| noun.find_subcommand(name))?;
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

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

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
}
