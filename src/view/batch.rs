//! How the lines of a batch are told.

use serde::Serialize;
use serde_json::value::RawValue;

use crate::domain::{Error, escape};

/// What came of one line of a batch, told as one line of JSON.
#[derive(Debug, Serialize)]
pub struct BatchLineView {
    /// The line's number in the file, from 1.
    pub line: u64,
    /// The command's words, such as `order create`.
    pub command: String,
    /// The exit status that the command alone would have ended with.
    pub exit: u8,
    /// What the command alone would have answered with `--json`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Box<RawValue>>,
    /// Why it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<BatchErrorView>,
    /// What has to be known about the answer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Box<RawValue>>,
}

/// Why a line of a batch failed.
#[derive(Debug, Serialize)]
pub struct BatchErrorView {
    /// The code that scripts match on.
    pub code: &'static str,
    /// The sentence that people read.
    pub message: String,
    /// What would help, a line each.
    pub hints: Vec<String>,
}

impl BatchErrorView {
    /// The view of an error.
    #[must_use]
    pub fn of(error: &Error) -> Self {
        Self {
            code: error.code.as_str(),
            message: safe(&error.message),
            hints: error.hints.iter().map(|hint| safe(hint)).collect(),
        }
    }
}

/// The lines are often looked at in a terminal, where JSON's own escapes leave much through.
fn safe(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(escape).collect();
    lines.join("\n")
}
