//! What holds of every file, whatever it is: its rows are all accounted for, and what is wrong has a place.

use std::collections::BTreeSet;

use boxoffice::domain::{Problem, Word};
use boxoffice::import::{Reading, Sheet, Source, Watch};
use serde::de::IgnoredAny;

use super::place::Place;

/// Reads a file through. Whether a record of it came as far as the fields of its row.
pub(crate) fn reads(name: &str, bytes: &[u8], reading: &Reading) -> bool {
    let watch: Watch<'_> = &mut |_| Ok(());
    let source = Source::spool(name, bytes, watch).unwrap();
    let sheet = match Sheet::open(source, reading, watch) {
        Ok(sheet) => sheet,
        Err(error) => {
            Place::in_file(bytes).must_be_told(&error);
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
    let place = (!problems.is_empty()).then(|| Place::in_file(bytes));
    if let Some(place) = place {
        for problem in &problems {
            is_told_at_its_place(&place, &sheet.tell(problem), problem);
        }
        writes_them_back(&sheet, &problems, refused.len());
    }
    reached
}

/// A problem is told with its line, and with the column as the file names it, or with the field that no column says.
fn is_told_at_its_place(place: &Place, told: &str, problem: &Problem) {
    let line = format!("{}: ", problem.line);
    let what = told.strip_prefix(&line).unwrap_or_default();
    assert!(4 < what.len(), "{told}");
    let Some(field) = problem.field else {
        return;
    };
    let is_ours = what.starts_with(&format!("{}: ", field.as_str()));
    let mut ends = what.match_indices(": ").map(|(at, _)| &what[..at]);
    assert!(is_ours || ends.any(|heading| place.has(heading)), "{told}");
}

/// The refused rows come back, each once, in a file that can be read again.
fn writes_them_back(sheet: &Sheet, problems: &[Problem], refused: usize) {
    let mut bytes = Vec::new();
    sheet
        .rejects(
            problems.iter().cloned().map(Ok),
            &mut bytes,
            &mut |_| Ok(()),
        )
        .unwrap();
    has_rows(bytes, refused);
}

/// A file that was written has so many rows.
pub(crate) fn has_rows(bytes: Vec<u8>, rows: usize) {
    let text = String::from_utf8(bytes).unwrap();
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let is_refused = |line: &&str| line.starts_with("{\"refused_because\":");
    let is_document = serde_json::from_str::<IgnoredAny>(text).is_ok();
    let found = if is_document || text.lines().next().is_some_and(is_json) {
        text.lines().filter(is_refused).count()
    } else {
        let mark = text
            .split_once("refused_because\n")
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
    assert_eq!(found, rows, "{text}");
}

fn is_json(line: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(line).is_ok()
}
