//! A quote that was opened and not closed meets a later one: what lies between is one cell, over several lines.

use crate::domain::Error;

/// What a text of one line says of the line breaks in it.
const BREAKS: &[&str] = &["the character `\\u{a}`", "the character `\\u{d}`"];

/// The error of a cell in a row that begins at `line`; one about a line break says where its quote was opened.
pub(super) fn suspected(error: Error, line: u64, cells: &[String], at: Option<usize>) -> Error {
    if !BREAKS.iter().any(|it| error.message.contains(it)) {
        return error;
    }
    match at.and_then(|at| opened(line, cells, at)) {
        Some(opened) => Error {
            message: format!("a cell with a line break: {}", told(opened)),
            ..error
        },
        None => error,
    }
}

/// The error of a whole row, with a hint where some cell of it has a line break.
pub(super) fn hinted(error: Error, line: u64, cells: &[String]) -> Error {
    match (0..cells.len()).find_map(|at| opened(line, cells, at)) {
        Some(opened) => error.hint(told(opened)),
        None => error,
    }
}

/// The line of the quote before a cell with a line break.
fn opened(line: u64, cells: &[String], at: usize) -> Option<u64> {
    let breaks = |cell: &String| u64::try_from(cell.matches('\n').count()).unwrap_or(u64::MAX);
    cells.get(at)?.contains(['\n', '\r']).then_some(())?;
    let before: u64 = cells.get(..at)?.iter().map(breaks).sum();
    Some(line + before)
}

fn told(line: u64) -> String {
    format!("a quote opened in line {line} may not be closed")
}
