//! What holds of every file, whatever it is: its rows are all accounted for, and what is wrong has a place.

use std::collections::BTreeSet;

use boxoffice::domain::{Error, Problem};
use boxoffice::import::{Reading, Sheet, Source, Watch};
use serde::de::IgnoredAny;

/// Reads a file through. Whether a record of it came as far as the fields of its row.
pub(crate) fn reads(name: &str, bytes: &[u8], reading: &Reading) -> bool {
    let watch: Watch<'_> = &mut |_| Ok(());
    let source = Source::spool(name, bytes, watch).unwrap();
    let sheet = match Sheet::open(source, reading, watch) {
        Ok(sheet) => sheet,
        Err(error) => {
            has_a_place(&error);
            return false;
        }
    };
    let (mut rows, mut taken, mut last, mut reached) = (0, 0, 0, false);
    let mut problems: Vec<Problem> = Vec::new();
    let visited = sheet.each(|read| {
        assert!(last < read.line, "row {} after {last}", read.line);
        last = read.line;
        rows += 1;
        taken += u64::from(read.row.is_some());
        assert_eq!(
            read.row.is_some(),
            read.problems.is_empty(),
            "{:?}",
            read.problems
        );
        let lines = read.problems.iter().map(|it| it.line);
        let odd = read.oddities.iter().map(|it| it.line);
        assert!(lines.chain(odd).all(|line| line == read.line));
        let of_field = |problem: &Problem| problem.field.is_some();
        reached |= read.row.is_some() || read.problems.iter().any(of_field);
        problems.extend(read.problems);
        Ok(())
    });
    visited.unwrap();
    assert_eq!(rows, sheet.rows());
    let refused: BTreeSet<u64> = problems.iter().map(|problem| problem.line).collect();
    assert_eq!(taken + u64::try_from(refused.len()).unwrap(), rows);
    for problem in &problems {
        let told = sheet.tell(problem);
        assert!(told.starts_with(&format!("{}: ", problem.line)), "{told}");
        assert!(told.len() > 8, "{told}");
    }
    if !problems.is_empty() {
        writes_them_back(&sheet, &problems, refused.len());
    }
    reached
}

/// The refused rows come back, each once, in a file that can be read again.
fn writes_them_back(sheet: &Sheet, problems: &[Problem], refused: usize) {
    let mut bytes = Vec::new();
    sheet
        .rejects(problems.iter().cloned().map(Ok), &mut bytes)
        .unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let found = if text.starts_with("[\n") {
        serde_json::from_str::<Vec<IgnoredAny>>(text).unwrap().len()
    } else if text.lines().next().is_some_and(is_json) {
        let lines = text.lines();
        lines.filter(|line| is_json(line)).count()
    } else {
        let mark = text
            .split_once("reason\n")
            .unwrap()
            .0
            .bytes()
            .next_back()
            .unwrap();
        let mut builder = csv::ReaderBuilder::new();
        let mut reader = builder
            .flexible(true)
            .delimiter(mark)
            .from_reader(text.as_bytes());
        reader.byte_records().map(Result::unwrap).count()
    };
    assert_eq!(found, refused, "{text}");
}

fn is_json(line: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(line).is_ok()
}

/// An error of a whole file says where it is, or which column or list it is about, or that it is all of the file.
pub(crate) fn has_a_place(error: &Error) {
    let message = error.message.as_str();
    let whole = [
        "the file is ",
        "the header has ",
        "the document has ",
        "no column says ",
    ];
    let is_numbered = |word: &str| {
        message.match_indices(word).any(|(at, _)| {
            let rest = &message[at + word.len()..];
            rest.starts_with(|c: char| c.is_ascii_digit())
        })
    };
    let is_placed = is_numbered("line ")
        || is_numbered("row ")
        || message.starts_with(|c: char| c.is_ascii_digit())
        || message.contains('`')
        || whole.iter().any(|begin| message.starts_with(begin));
    assert!(is_placed, "no place: {message}");
    assert!(!message.contains("panicked"), "{message}");
}
