//! One command line after the other, with all that can be asked built once.

use clap::{CommandFactory, FromArgMatches};

use crate::cli::args::{Cli, Globals};
use crate::cli::{Command, error, help};
use crate::domain::Result;

/// Reads the words of command lines.
pub(super) struct Parser {
    whole: clap::Command,
    plain: clap::Command,
    /// How a word begins that may be a global option: `--dry-run`, or a letter such as `n`.
    longs: Vec<String>,
    letters: Vec<char>,
}

/// A command line without a global option, which is read in a fifth of the time.
#[derive(Debug, clap::Parser)]
#[command(bin_name = "boxoffice", disable_help_subcommand = true)]
struct Plain {
    #[command(subcommand)]
    command: Command,
}

impl Default for Parser {
    fn default() -> Self {
        let whole = help::command();
        let globals = || {
            whole
                .get_arguments()
                .filter(|option| option.is_global_set())
        };
        Self {
            longs: globals()
                .filter_map(clap::Arg::get_long)
                .map(|long| format!("--{long}"))
                .collect(),
            letters: globals().filter_map(clap::Arg::get_short).collect(),
            plain: Plain::command(),
            whole,
        }
    }
}

impl Parser {
    /// Reads a command line, with or without `boxoffice` before it.
    pub(super) fn read(&mut self, words: &[String]) -> Result<Cli> {
        // What the plain form cannot read is read again, so that there is one account of what is wrong.
        if !self.may_be_global(words)
            && let Ok(cli) = self.read_plain(words)
        {
            return Ok(cli);
        }
        read(&mut self.whole, words).map_err(|unread| error::of_words(&unread))
    }

    /// The command that the words of a line begin with, such as `order create`.
    pub(super) fn command(&self, words: &[String]) -> String {
        let mut noun = &self.whole;
        let mut command = Vec::new();
        let mut words = without_name(words);
        while let Some(word) = words.next() {
            if let Some(found) = noun.find_subcommand(word) {
                command.push(found.get_name());
                noun = found;
            } else if self.has_value_behind(word) {
                words.next();
            } else if !word.starts_with('-') {
                break;
            }
        }
        command.join(" ")
    }

    /// Whether the word is a global option whose value is the next word.
    fn has_value_behind(&self, word: &str) -> bool {
        let is_named = |arg: &clap::Arg| {
            let long = word.strip_prefix("--");
            long.is_some_and(|long| arg.get_long() == Some(long))
        };
        let mut options = self.whole.get_arguments();
        options.any(|arg| is_named(arg) && arg.get_action().takes_values())
    }

    /// Whether a word of the line may be a global option; it may be the value of another one all the same.
    fn may_be_global(&self, words: &[String]) -> bool {
        words.iter().any(|word| match word.strip_prefix('-') {
            None => false,
            Some(long) if long.starts_with('-') => {
                self.longs.iter().any(|option| word.starts_with(option))
            }
            Some(letters) => letters.contains(&*self.letters),
        })
    }

    fn read_plain(&mut self, words: &[String]) -> std::result::Result<Cli, clap::Error> {
        let Plain { command } = read(&mut self.plain, words)?;
        let globals = Globals::default();
        Ok(Cli { globals, command })
    }
}

fn read<T: FromArgMatches>(
    command: &mut clap::Command,
    words: &[String],
) -> std::result::Result<T, clap::Error> {
    let words = ["boxoffice"].into_iter().chain(without_name(words));
    T::from_arg_matches_mut(&mut command.try_get_matches_from_mut(words)?)
}

fn without_name(words: &[String]) -> impl Iterator<Item = &str> {
    let named = words.first().is_some_and(|word| word == "boxoffice");
    words.iter().skip(usize::from(named)).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn a_line_without_global_options_is_read_as_with_all_of_them() {
        let mut parser = Parser::default();
        for line in [
            "sell jazz/vip=2 child --pay cash --tendered 500000",
            "boxoffice sell jazz/vip --pay card=100 --pay cash --user a@example.com --name Ani",
            "order create jazz/adult=4 --expires-at 3d --note window",
            "order list --status pending --limit 5",
            "payment refund 12 --amount 5 --reason ill",
            "venue create --name Istora --location Jakarta --capacity 500",
            "concert create --name Jazz --venue istora --starts-at 2026-11-28T20:00 --artist a --artist b",
            "concert import - --map name=title --update --keep-going --rejects r.csv",
            "ticket list --concert jazz --limit 3",
            "report sales --from 2026-11-01",
            "db check",
            "sell -- jazz/vip",
        ] {
            let words = words(line);
            assert!(!parser.may_be_global(&words), "{line}");
            let plain = parser.read_plain(&words).unwrap();
            let whole: Cli = read(&mut parser.whole, &words).unwrap();
            assert_eq!(format!("{plain:?}"), format!("{whole:?}"), "{line}");
        }
    }

    #[test]
    fn a_command_is_named_behind_global_options_and_their_values() {
        let parser = Parser::default();
        for line in [
            "boxoffice order create jazz/vip",
            "--as Sari order create jazz/vip",
            "--as=Sari -n order --key order create --as sell",
        ] {
            assert_eq!(parser.command(&words(line)), "order create", "{line}");
        }
    }

    #[test]
    fn every_global_option_is_seen_before_the_line_is_read() {
        let parser = Parser::default();
        for line in [
            "--dry-run sell jazz/vip",
            "sell jazz/vip --key=a",
            "sell jazz/vip --as Ani",
            "sell jazz/vip -n",
            "sell jazz/vip -qy",
            "sell jazz/vip --utc --json",
        ] {
            assert!(parser.may_be_global(&words(line)), "{line}");
        }
    }
}
