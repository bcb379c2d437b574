//! One line of a batch: a command like any other, whose answer is kept instead of printed.

use serde_json::value::RawValue;

use crate::cli::app::App;
use crate::cli::args::Cli;
use crate::cli::error;
use crate::domain::{Code, Error, Name, Result};
use crate::view::{BatchErrorView, BatchLineView};

/// What came of a line.
pub(super) struct Outcome {
    /// How it is told.
    pub(super) view: BatchLineView,
    /// Why it failed, if it did.
    pub(super) error: Option<Error>,
    /// What it printed.
    pub(super) printed: String,
}

/// Runs the command of a line, unless the line is none.
pub(super) fn run(batch: &App, line: u64, command: String, cli: Result<Cli>) -> Outcome {
    match cli.and_then(|cli| run_command(batch, line, cli)) {
        Ok(ran) => ran.outcome(line, command),
        Err(error) => {
            let ran = Ran {
                error: Some(error),
                ..Ran::default()
            };
            ran.outcome(line, command)
        }
    }
}

fn run_command(batch: &App, number: u64, cli: Cli) -> Result<Ran> {
    let has_own_key = cli.globals.key.is_some();
    let (app, out, err) = batch.of_line(cli.globals, number)?;
    let done = cli.command.run(&app);
    batch.join(&app);
    let error = done
        .err()
        .and_then(|failure| error::of_failure(&failure, app.has_written()))
        .map(|error| match batch.key() {
            Some(run) if !has_own_key && error.code == Code::KeyReused => {
                of_another_list(error, run)
            }
            _ => error,
        });
    let mut ran = Ran {
        error,
        said: err.take(),
        ..Ran::default()
    };
    let printed = out.take();
    if app.printer.is_quiet() {
        ran.printed = printed;
    } else if !printed.is_empty() {
        ran.answer = answer(printed);
        if ran.answer.is_none() {
            ran.error.get_or_insert_with(no_json);
        }
    }
    Ok(ran)
}

/// The line had another command when this key was first used, so the whole list was another.
fn of_another_list(error: Error, run: &Name) -> Error {
    let hint =
        format!("`--key {run}` is for the list as it was; a changed one needs a key of its own");
    Error {
        hints: vec![hint],
        ..error
    }
}

/// What a command printed, and how it ended.
#[derive(Default)]
struct Ran {
    answer: Option<Box<RawValue>>,
    /// Only references are printed under `--quiet`, and those as they are.
    printed: String,
    said: String,
    error: Option<Error>,
}

impl Ran {
    fn outcome(self, line: u64, command: String) -> Outcome {
        Outcome {
            view: BatchLineView {
                line,
                command,
                exit: self.error.as_ref().map_or(0, |error| error.code.exit()),
                answer: self.answer,
                error: self.error.as_ref().map(BatchErrorView::of),
                warnings: warnings(&self.said),
            },
            error: self.error,
            printed: self.printed,
        }
    }
}

/// An answer that a line of JSON cannot hold.
fn no_json() -> Error {
    let message = "the answer is no JSON; each answer of a batch is a line of JSON";
    Error::new(Code::Usage, message).hint("--out FILE writes it to a file")
}

/// A document as it was printed, on one line; several as a list.
fn answer(mut printed: String) -> Option<Box<RawValue>> {
    printed.truncate(printed.trim_end().len());
    if !printed.contains('\n') {
        return RawValue::from_string(printed).ok();
    }
    // A line ends in JSON between values only.
    let whole = RawValue::from_string(printed.replace('\n', " "));
    whole.ok().or_else(|| {
        let documents: Vec<_> = printed.lines().collect();
        RawValue::from_string(format!("[{}]", documents.join(","))).ok()
    })
}

/// What was said to scripts beside the answer.
fn warnings(said: &str) -> Vec<Box<RawValue>> {
    #[derive(serde::Deserialize)]
    struct Said {
        warning: Box<RawValue>,
    }
    let each = said
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok());
    each.map(|said: Said| said.warning).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_documents_are_told_as_a_list() {
        for (printed, expected) in [
            ("", None),
            ("{\"a\":1}\n", Some("{\"a\":1}")),
            ("1\n2\n", Some("[1,2]")),
            ("[\n1,\n2\n]\n", Some("[ 1, 2 ]")),
            ("BEGIN:VCALENDAR\n", None),
        ] {
            let told = answer(printed.to_owned()).map(|answer| answer.get().to_owned());
            assert_eq!(told.as_deref(), expected);
        }
    }

    #[test]
    fn what_was_said_is_told_without_its_label() {
        let said = "{\"warning\":{\"code\":\"practice\"}}\nno JSON\n";
        assert_eq!(warnings(said)[0].get(), "{\"code\":\"practice\"}");
    }
}
