//! What rejects have besides the columns of their list, and the rows that are refused as long as it stands there.

use super::object::Members;
use super::table::Record;
use crate::domain::{Code, Error, Result, Unit};

/// The column with the reasons. A name that no list has, so that nothing of a list is lost under it.
pub(super) const REASON: &str = "refused_because";
/// The key of what is no JSON object, as a text.
pub(super) const LINE: &str = "refused_line";
/// How many columns rejects have more than their list: the reason, and a key.
pub(super) const MORE_COLUMNS: usize = 2;
/// How many times as large as a row its reject may be: each of its letters may be written as an escape.
pub(super) const TIMES_LARGER: usize = 8;

/// What stands before the reason of a row whose cells cannot be told apart: a spreadsheet fills up what is too short, and
/// the row would look whole.
const HELD: &str = "when the row is mended, empty `refused_because`: ";
/// How many bytes of reasons are kept: they may repeat what the row says, over and over.
const LONGEST: usize = 8 * 1024;

/// The reason that is written with a refused row of this list, whose lines it may name: in rejects they are others.
pub(super) fn because(reasons: &[String], record: &Record, list: &str) -> String {
    let reasons: Vec<_> = reasons.iter().map(|it| placed(it, list)).collect();
    let mut said = reasons.join("; ");
    if LONGEST < said.len() {
        said.truncate(said.floor_char_boundary(LONGEST));
        said.push('…');
    }
    let no_object = |json: &String| serde_json::from_str::<Members<'_>>(json).is_err();
    let is_apart = record.json.as_ref().is_some_and(no_object);
    if record.wrong.is_none() || is_apart || said.starts_with(HELD) {
        said
    } else {
        format!("{HELD}{said}")
    }
}

/// The reason with `list.csv:33` in the place of `line 33`. What stands in backticks is the list's, and what was refused
/// before names its lines already.
fn placed(reason: &str, list: &str) -> String {
    if reason.starts_with(HELD) {
        return reason.to_owned();
    }
    let parts = reason.split('`').enumerate().map(|(at, part)| {
        let is_quoted = at % 2 == 1;
        let units = [Unit::Line, Unit::Row].into_iter().filter(|_| !is_quoted);
        units.fold(part.to_owned(), |part, unit| named(&part, unit, list))
    });
    parts.collect::<Vec<_>>().join("`")
}

/// A text with the list in the place of the word for its lines, where it has a number.
fn named(text: &str, unit: Unit, list: &str) -> String {
    let word = format!("{unit} ");
    let mut parts = text.split(word.as_str());
    let mut named = parts.next().unwrap_or_default().to_owned();
    for behind in parts {
        let has_number = behind.starts_with(|c: char| c.is_ascii_digit());
        if has_number && !named.ends_with(char::is_alphanumeric) {
            named.push_str(list);
            named.push(':');
        } else {
            named.push_str(&word);
        }
        named.push_str(behind);
    }
    named
}

/// Refuses a row whose reason says that it was not to be read, and still stands there.
pub(super) fn must_be_mended(reason: &str) -> Result<()> {
    let reason = reason.trim();
    if reason.starts_with(HELD) {
        return Err(Error::new(Code::InvalidValue, reason));
    }
    Ok(())
}

/// Refuses a map of the column that rejects have their reasons in.
pub(super) fn must_not_be_mapped(column: &str) -> Result<()> {
    if !column.trim().eq_ignore_ascii_case(REASON) {
        return Ok(());
    }
    let message =
        format!("`{column}` is where rejects say why they were refused; it cannot be mapped");
    Err(Error::new(Code::Usage, message).hint("give the column of the list another name"))
}

/// Whether JSON begins as a refused object does, however long it is.
pub(super) fn is_begun(json: &[u8]) -> bool {
    let rest = json.trim_ascii_start().strip_prefix(b"{\"");
    let rest = rest.and_then(|rest| rest.strip_prefix(REASON.as_bytes()));
    rest.is_some_and(|rest| rest.starts_with(b"\":"))
}

/// Whether JSON is an object that was refused.
pub(super) fn is_refused(json: &str) -> bool {
    let members = serde_json::from_str::<Members<'_>>(json);
    members.is_ok_and(|Members(members)| members.iter().any(|(key, _)| key.trim() == REASON))
}

/// What stood in the list where rejects keep it as a text, as it was no object.
pub(super) fn line_of(json: &str) -> Option<String> {
    if !json.contains(LINE) {
        return None;
    }
    let Members(members) = serde_json::from_str(json).ok()?;
    let is_ours = |key: &str| key == LINE || key == REASON;
    if !members.iter().all(|(key, _)| is_ours(key)) {
        return None;
    }
    let (_, line) = members.into_iter().find(|(key, _)| key == LINE)?;
    serde_json::from_str(line.get()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_could_not_be_read_is_held_until_its_reason_is_emptied() {
        let mut record = Record::new(2, vec!["a".to_owned()]);
        let because = |reasons: &[String], record: &Record| because(reasons, record, "list.csv");
        assert_eq!(because(&["no".to_owned()], &record), "no");
        record.wrong = Some(Error::new(Code::InvalidValue, "short"));
        let reason = because(&["short".to_owned()], &record);
        let refused = must_be_mended(&reason).unwrap_err();
        assert_eq!(because(&[refused.message], &record), reason);
        assert_eq!(must_be_mended("short"), Ok(()));
    }

    #[test]
    fn a_reason_names_lines_of_the_list_as_such_and_leaves_its_words_alone() {
        for (reason, expected) in [
            ("but line 2 says `line 3`", "but list.csv:2 says `line 3`"),
            ("line 10 of the same order", "list.csv:10 of the same order"),
            ("line 2, line 3", "list.csv:2, list.csv:3"),
            (
                "the line is long; deadline 5",
                "the line is long; deadline 5",
            ),
            ("a new line `", "a new line `"),
        ] {
            assert_eq!(placed(reason, "list.csv"), expected);
        }
        assert_eq!(placed("see row 2", "a.json"), "see a.json:2");
        let held = format!("{HELD}a quote opened in line 5");
        assert_eq!(placed(&held, "list.csv"), held);
    }

    #[test]
    fn a_reason_has_an_end() {
        let record = Record::new(2, Vec::new());
        let reason = because(&["é".repeat(LONGEST)], &record, "list.csv");
        assert!(reason.len() < LONGEST + 4 && reason.ends_with("é…"));
    }

    #[test]
    fn what_was_no_object_is_found_again() {
        let json = r#"{"refused_because":"no","refused_line":"{\"a\": }"}"#;
        assert_eq!(line_of(json).as_deref(), Some("{\"a\": }"));
        assert!(is_begun(json.as_bytes()) && is_refused(json));
        assert_eq!(line_of(r#"{"refused_line":"{}","a":1}"#), None);
    }
}
