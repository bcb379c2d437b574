//! `boxoffice help`: of a command, or of a topic that several commands share.

use clap::Args;
use clap::builder::StyledStr;

use super::app::App;
use super::error::styled;
use super::help;
use crate::domain::{Code, Error, Result, nearest};

/// Explain a command or a topic
#[derive(Debug, Args)]
pub(crate) struct HelpArgs {
    /// A command, such as `concert create`, or a topic
    #[arg(value_name = "COMMAND|TOPIC")]
    path: Vec<String>,
}

/// Prints the help of a command, else the text of a topic, else that of the root.
pub(crate) fn run(app: &App, args: &HelpArgs) -> anyhow::Result<()> {
    if let [name] = args.path.as_slice()
        && let Some(topic) = TOPICS.iter().find(|topic| topic.name == name)
    {
        return Ok(app.printer.raw(&topic.text())?);
    }
    let help = help_of(&args.path)?;
    Ok(app
        .printer
        .raw(&styled(&help, app.printer.colors_answers()))?)
}

/// The help of a command, as its own `--help` shows it.
fn help_of(path: &[String]) -> Result<StyledStr> {
    let mut root = help::command();
    root.build();
    let mut command = &root;
    for name in path {
        command = command
            .find_subcommand(name)
            .ok_or_else(|| unknown(command, name))?;
    }
    let words = ["boxoffice"]
        .into_iter()
        .chain(path.iter().map(String::as_str));
    match help::command().try_get_matches_from(words.chain(["--help"])) {
        Err(help) => Ok(help.render()),
        Ok(_) => Err(Error::new(Code::Failed, "there is no help")),
    }
}

/// The names of the topics, for the help of the root.
pub(crate) fn names() -> String {
    let names: Vec<_> = TOPICS.iter().map(|topic| topic.name).collect();
    names.join(", ")
}

/// The topics, a line each, for the help of `help`.
pub(crate) fn list() -> String {
    let lines: Vec<_> = TOPICS
        .iter()
        .map(|topic| format!("  {:14}  {}", topic.name, topic.about))
        .collect();
    lines.join("\n")
}

struct Topic {
    name: &'static str,
    about: &'static str,
    text: &'static str,
}

macro_rules! topic {
    ($name:literal, $about:literal) => {
        Topic {
            name: $name,
            about: $about,
            text: include_str!(concat!("topics/", $name, ".txt")),
        }
    };
}

const EXIT_CODES: &str = "exit-codes";

const TOPICS: &[Topic] = &[
    topic!(
        "dates",
        "how times, dates and durations are written and shown"
    ),
    topic!("money", "how sums are written and shown"),
    topic!(
        "references",
        "how to name a concert, a ticket type, a user, an order, a ticket"
    ),
    topic!(
        "exit-codes",
        "the exit status of a command, and the codes of errors"
    ),
    topic!("environment", "the variables that are read"),
    topic!(
        "json",
        "the form of answers, warnings and errors for scripts"
    ),
    topic!(
        "import",
        "the columns of an import file, and what becomes of its rows"
    ),
    topic!(
        "import-formats",
        "the forms of import files, and what is done about the mess in them"
    ),
    topic!("export", "the columns and forms of exported files"),
];

impl Topic {
    fn text(&self) -> String {
        if self.name == EXIT_CODES {
            self.text.to_owned() + &codes()
        } else {
            self.text.to_owned()
        }
    }
}

/// Every code with its exit status: the list that scripts match on.
fn codes() -> String {
    let line = |code: &Code| {
        format!(
            "  {:4}  {:18}  {}\n",
            code.exit(),
            code.as_str(),
            code.meaning().trim()
        )
    };
    Code::ALL.iter().map(line).collect()
}

fn unknown(command: &clap::Command, name: &str) -> Error {
    let path = command.get_bin_name().unwrap_or("boxoffice");
    let known = command.get_subcommands().map(clap::Command::get_name);
    let at_root = !path.contains(' ');
    let topics = TOPICS.iter().filter(|_| at_root).map(|topic| topic.name);
    let mut error = Error::new(
        Code::Usage,
        format!(
            "`{path}` has no command{} `{name}`",
            if at_root { " or topic" } else { "" }
        ),
    );
    for near in nearest(name, known.chain(topics)) {
        error = error.hint(format!("did you mean `{near}`?"));
    }
    error.hint("`boxoffice help help` lists the topics, `boxoffice help` the commands")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_topic_fits_a_terminal_and_ends_its_last_line() {
        for topic in TOPICS {
            let text = topic.text();
            assert!(
                text.ends_with('\n') && !text.ends_with("\n\n"),
                "{}",
                topic.name
            );
            let wide = topic.text.lines().find(|line| line.chars().count() > 100);
            assert_eq!(wide, None, "{}", topic.name);
        }
    }

    #[test]
    fn every_code_is_explained() {
        let text = codes();
        for code in Code::ALL {
            assert!(text.contains(&format!(" {code} ")), "{code}");
        }
    }

    #[test]
    fn no_topic_hides_a_command() {
        let command = help::command();
        for topic in TOPICS {
            assert!(
                command.find_subcommand(topic.name).is_none(),
                "{}",
                topic.name
            );
        }
    }

    #[test]
    fn help_without_words_is_that_of_the_root() {
        let root = help::command().try_get_matches_from(["boxoffice", "--help"]);
        let root = root.unwrap_err().render().to_string();
        assert_eq!(help_of(&[]).unwrap().to_string(), root);
        assert!(root.contains("`boxoffice help TOPIC`: dates, money, references"));
    }

    #[test]
    fn a_misspelt_topic_is_met_with_the_nearest() {
        let error = unknown(&help::command(), "date");
        assert_eq!(error.message, "`boxoffice` has no command or topic `date`");
        assert_eq!(error.hints[0], "did you mean `dates`?");
    }
}
