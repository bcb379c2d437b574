//! The command line as a whole: the global options, and how it is read.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, CommandFactory, FromArgMatches, ValueEnum};

use super::{Command, Config, error, help};
use crate::domain::{Code, Error, Name, Result};
use crate::output::{Color, Format, Settings, Voice};

/// Run a venue's box office: sell, take money, hand out tickets, admit, cash up
#[derive(Debug, clap::Parser)]
#[command(
    name = "boxoffice",
    bin_name = "boxoffice",
    version,
    disable_help_subcommand = true,
    max_term_width = 100
)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) globals: Globals,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// A command line without a global option, which is read in half the time.
#[derive(Debug, clap::Parser)]
#[command(bin_name = "boxoffice", disable_help_subcommand = true)]
struct Plain {
    #[command(subcommand)]
    command: Command,
}

/// The options that every command takes, before or after its name.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Global options")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch on the command line"
)]
pub(crate) struct Globals {
    /// The file of the box office (or `BOXOFFICE_DB`)
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) db: Option<PathBuf>,

    /// The form of the answer
    #[arg(long, global = true, value_name = "FORMAT")]
    format: Option<Format>,

    /// Short for `--format json`
    #[arg(long, global = true)]
    json: bool,

    /// Print only references: what to type to name the thing
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,

    /// Check everything and write nothing
    #[arg(short = 'n', long, global = true)]
    pub(crate) dry_run: bool,

    /// Do it once: the same request under KEY gives the same answer again
    #[arg(long, global = true, value_name = "KEY")]
    pub(crate) key: Option<Name>,

    /// Who stands at the counter (or `BOXOFFICE_OPERATOR`)
    #[arg(long = "as", global = true, value_name = "OPERATOR")]
    pub(crate) operator: Option<Name>,

    /// Answer yes to every question
    #[arg(short, long, global = true)]
    pub(crate) yes: bool,

    /// Never ask; what is missing is an error (or `BOXOFFICE_NO_INPUT`)
    #[arg(long, global = true)]
    pub(crate) no_input: bool,

    /// When to use colour (`NO_COLOR` means never)
    #[arg(long, global = true, value_name = "WHEN")]
    color: Option<Color>,

    /// Show times in UTC instead of the venue's zone
    #[arg(long, global = true)]
    utc: bool,

    /// Say what happens underneath; twice, with every value but secrets
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub(crate) verbose: u8,
}

impl Globals {
    /// The options of a line of a batch: its own, and what the batch itself was given for all of them.
    pub(crate) fn of_line(self, batch: &Self, line: u64) -> Result<Self> {
        let unfit = |message: &str, hint: &str| Err(Error::new(Code::Usage, message).hint(hint));
        if self.db.is_some() {
            return unfit(
                "all lines of a batch run on one box office",
                "leave `--db` out",
            );
        }
        if self.format.is_some_and(|format| !format.is_json()) {
            return unfit(
                "each line of a batch is answered in JSON",
                "leave `--format` out",
            );
        }
        let run = |key: &Name| format!("{}/{line}", key.as_str()).parse();
        let key = match (self.key, &batch.key) {
            (None, Some(key)) => Some(run(key)?),
            (own, _) => own,
        };
        Ok(Self {
            key,
            db: None,
            format: None,
            json: false,
            quiet: batch.quiet,
            dry_run: self.dry_run || batch.dry_run,
            operator: self.operator.or_else(|| batch.operator.clone()),
            yes: self.yes || batch.yes,
            no_input: true,
            color: None,
            utc: self.utc || batch.utc,
            verbose: batch.verbose,
        })
    }

    /// The form of the answer, where one is asked for.
    pub(crate) fn format(&self) -> Option<Format> {
        self.format.or(self.json.then_some(Format::Json))
    }

    /// How to print, by these options and the environment.
    pub(crate) fn settings(&self, config: &Config) -> Result<Settings> {
        let format = match (self.json, self.format) {
            (true, None | Some(Format::Json)) => Format::Json,
            (true, Some(other)) => {
                let message = format!("`--json` cannot be used with `--format {}`", other.as_str());
                return Err(Error::new(Code::Usage, message));
            }
            (false, format) => format.unwrap_or_default(),
        };
        let voice = match (self.quiet, self.verbose > 0) {
            (true, _) => Voice::Quiet,
            (false, true) => Voice::Verbose,
            (false, false) => Voice::Usual,
        };
        Ok(Settings {
            format,
            color: color(self.color, config),
            voice,
            utc: self.utc,
            one_line: false,
        })
    }
}

/// The words of a value that is one of a few.
macro_rules! words_of {
    ($($name:ident),+) => {$(
        impl ValueEnum for $name {
            fn value_variants<'a>() -> &'a [Self] {
                Self::ALL
            }

            fn to_possible_value(&self) -> Option<PossibleValue> {
                Some(PossibleValue::new(self.as_str()))
            }
        }
    )+};
}

words_of!(Format, Color);

/// Reads one command line after the other, with all that can be asked built once.
pub(crate) struct Parser {
    plain: clap::Command,
    whole: clap::Command,
}

impl Default for Parser {
    fn default() -> Self {
        Self {
            plain: Plain::command(),
            whole: help::command(),
        }
    }
}

impl Parser {
    /// Reads a command line, with or without `boxoffice` before it.
    pub(crate) fn read(&mut self, words: &[String]) -> Result<Cli> {
        // What the plain form cannot read is read again, so that there is one account of what is wrong.
        if let Ok(Plain { command }) = read::<Plain>(&mut self.plain, words) {
            let globals = Globals::default();
            return Ok(Cli { globals, command });
        }
        read(&mut self.whole, words).map_err(|unread| error::of_words(&unread))
    }

    /// The command that the words of a line begin with, such as `order create`.
    pub(crate) fn command(&self, words: &[String]) -> String {
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

/// Reads the command line.
pub(crate) fn parse(arguments: &[OsString]) -> std::result::Result<Cli, clap::Error> {
    Cli::from_arg_matches(&help::command().try_get_matches_from(arguments)?)
}

/// How to print before the command line is understood, so that its own mistakes are told in the format asked for.
pub(crate) fn early(arguments: &[OsString], config: &Config) -> Settings {
    let mut settings = Settings {
        color: color(None, config),
        ..Settings::default()
    };
    let mut words = arguments
        .iter()
        .filter_map(|word| word.to_str())
        .take_while(|word| *word != "--");
    while let Some(word) = words.next() {
        let (name, given) = word
            .split_once('=')
            .map_or((word, None), |(n, value)| (n, Some(value)));
        match name {
            "--json" => settings.format = Format::Json,
            "--format" => {
                let value = given.or_else(|| words.next()).unwrap_or_default();
                settings.format = Format::from_str(value, false).unwrap_or(settings.format);
            }
            "--color" => {
                let value = given.or_else(|| words.next()).unwrap_or_default();
                settings.color = Color::from_str(value, false).unwrap_or(settings.color);
            }
            _ => {}
        }
    }
    settings
}

fn color(asked: Option<Color>, config: &Config) -> Color {
    asked.unwrap_or(if config.no_color {
        Color::Never
    } else {
        Color::Auto
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn global_options_stand_before_or_after_the_command() {
        for line in [
            "boxoffice --json -n help dates",
            "boxoffice help dates --json -n",
        ] {
            let globals = parse(&words(line)).unwrap().globals;
            assert!(globals.json && globals.dry_run, "{line}");
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
            let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
            assert_eq!(parser.command(&words), "order create", "{line}");
        }
    }

    #[test]
    fn the_format_is_known_before_the_line_is_understood() {
        for (line, format) in [
            ("boxoffice shwo --json", Format::Json),
            ("boxoffice --format ndjson shwo", Format::Ndjson),
            ("boxoffice shwo --format=csv", Format::Csv),
            ("boxoffice shwo --format xml", Format::Table),
            ("boxoffice shwo -- --json", Format::Table),
        ] {
            assert_eq!(
                early(&words(line), &Config::default()).format,
                format,
                "{line}"
            );
        }
    }

    #[test]
    fn two_formats_at_once_are_refused() {
        let cli = parse(&words("boxoffice --json help --format csv")).unwrap();
        let error = cli.globals.settings(&Config::default()).unwrap_err();
        assert_eq!(error.message, "`--json` cannot be used with `--format csv`");
    }
}
