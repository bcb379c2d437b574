//! CSV: RFC 4180 with a header, plain numbers, ISO times, and text that no spreadsheet takes for a formula.

use std::borrow::Cow;
use std::io;

use crate::view::{Cell, View};

/// The header and one row for each view.
pub(super) fn rows<V: View>(views: &[V]) -> csv::Result<Vec<u8>> {
    let mut bytes = header::<V>()?;
    let mut writer = csv::Writer::from_writer(&mut bytes);
    for view in views {
        write(&mut writer, &view.cells())?;
    }
    drop(writer);
    Ok(bytes)
}

/// The header alone.
pub(super) fn header<V: View>() -> csv::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut writer = csv::Writer::from_writer(&mut bytes);
    writer.write_record(V::COLUMNS.iter().map(|column| column.name))?;
    drop(writer);
    Ok(bytes)
}

/// All rows of one view, without a header.
pub(super) fn of_one(view: &impl View) -> csv::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut writer = csv::Writer::from_writer(&mut bytes);
    for row in view.rows() {
        write(&mut writer, &row)?;
    }
    drop(writer);
    Ok(bytes)
}

fn write(writer: &mut csv::Writer<impl io::Write>, cells: &[Cell]) -> csv::Result<()> {
    writer.write_record(cells.iter().map(|cell| text(cell).into_owned()))
}

fn text(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Text(text) => guard(text),
        Cell::Count(count) => count.to_string().into(),
        Cell::Flag(flag) => flag.to_string().into(),
        Cell::Money(money) => money.currency.plain(money.amount).into(),
        Cell::Time(instant, _) => instant.to_string().into(),
        Cell::Missing => "".into(),
    }
}

/// Text that a spreadsheet would run as a formula gets a leading `'`, which the importer takes off again.
///
/// Text that looks guarded already gets one more, so that taking one off always gives the text itself.
fn guard(text: &str) -> Cow<'_, str> {
    if text
        .trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
    {
        format!("'{text}").into()
    } else {
        text.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_begins_like_a_formula_is_guarded() {
        for begin in ["=", "+", "-", "@", "\t", "\r", "\n"] {
            let typed = format!("{begin}SUM(A1)");
            assert_eq!(guard(&typed), format!("'{typed}"));
        }
        assert_eq!(guard("'=1"), "''=1");
        assert_eq!(guard("Java Jazz - 2026"), "Java Jazz - 2026");
        assert_eq!(guard("'t Hof"), "'t Hof");
    }

    #[test]
    fn a_negative_number_is_no_formula() {
        assert_eq!(text(&Cell::Count(-5)), "-5");
    }
}
