//! Tables for people: a list as aligned columns, one record as a value a line.

use std::borrow::Cow;

use comfy_table::{
    Cell as TableCell, CellAlignment, ColumnConstraint, ContentArrangement, Row, Table, Width,
    presets,
};

use super::style::{Paint, Role};
use crate::domain::{Zone, escape};
use crate::view::{Cell, Section, Shown, View};

/// What a shortened column keeps at least.
const NARROWEST: u16 = 12;

/// How tables look on this stdout.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// The columns of the terminal; none when nothing may be shortened.
    pub(super) width: Option<u16>,
    /// Whether times are shown in UTC.
    pub(super) utc: bool,
    /// The colour of headings.
    pub(super) paint: Paint,
}

/// A list: a line of headings, then one line a view.
pub(super) fn list<V: View>(views: &[V], look: Look) -> String {
    let shown: Vec<_> = V::COLUMNS
        .iter()
        .enumerate()
        .filter(|(_, column)| !matches!(column.shown, Shown::Wide | Shown::Counted))
        .collect();
    let headings: Vec<_> = shown.iter().map(|(_, column)| column.heading).collect();
    let rows = views.iter().map(|view| {
        let cells = view.cells();
        shown
            .iter()
            .filter_map(|(index, _)| cells.get(*index).cloned())
            .collect()
    });
    let mut table = table(&headings, rows, look);
    if let Some(width) = look.width {
        table
            .set_width(width)
            .set_content_arrangement(ContentArrangement::Dynamic);
        for ((_, column), drawn) in shown.iter().zip(table.column_iter_mut()) {
            drawn.set_constraint(match column.shown {
                Shown::Shrinkable => ColumnConstraint::LowerBoundary(Width::Fixed(NARROWEST)),
                Shown::Always | Shown::Wide | Shown::Counted => ColumnConstraint::ContentWidth,
            });
        }
    }
    finish(&table, look)
}

/// One record: `heading  value` lines, then its sections. What has one value is that value alone, ready for a script.
/// What only some records have is left out where it is missing.
pub(super) fn record<V: View>(view: &V, look: Look) -> String {
    if let ([_], [cell]) = (V::COLUMNS, view.cells().as_slice()) {
        return value(cell, look).into_owned() + "\n";
    }
    let shown: Vec<_> = V::COLUMNS
        .iter()
        .zip(view.cells())
        .filter(|(column, cell)| match column.shown {
            Shown::Always | Shown::Shrinkable => true,
            Shown::Wide => !matches!(cell, Cell::Missing),
            Shown::Counted => !matches!(cell, Cell::Missing | Cell::Count(0)),
        })
        .collect();
    let widths = shown
        .iter()
        .map(|(column, _)| column.heading.chars().count());
    let longest = widths.max();
    let mut lines = Vec::new();
    for (column, cell) in shown {
        let heading = format!("{:1$}", column.heading, longest.unwrap_or(0));
        let value = match cell {
            Cell::Time(instant, zone) => look.zone(zone).show(instant),
            other => value(&other, look).into_owned(),
        };
        lines.push(format!(
            "{}  {value}\n",
            look.paint.text(Role::Heading, &heading)
        ));
    }
    lines.extend(
        view.sections()
            .into_iter()
            .map(|section| under(section, look)),
    );
    lines.concat()
}

fn under(section: Section, look: Look) -> String {
    let title = look.paint.text(Role::Heading, section.title);
    if section.rows.is_empty() {
        return format!("\n{title}: none\n");
    }
    let table = table(&section.columns, section.rows, look);
    let lines = finish(&table, look);
    let indented: Vec<_> = lines.lines().map(|line| format!("  {line}\n")).collect();
    format!("\n{title}\n{}", indented.concat())
}

fn table(headings: &[&str], rows: impl IntoIterator<Item = Vec<Cell>>, look: Look) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_truncation_indicator("…");
    table.set_header(headings.iter().map(|heading| heading.to_uppercase()));
    let mut right = vec![false; headings.len()];
    for cells in rows {
        for (is_number, cell) in right.iter_mut().zip(&cells) {
            *is_number |= matches!(cell, Cell::Count(_) | Cell::Money(_));
        }
        let mut row = Row::from(cells.iter().map(|cell| TableCell::new(value(cell, look))));
        row.max_height(1);
        table.add_row(row);
    }
    for (is_number, column) in right.into_iter().zip(table.column_iter_mut()) {
        column.set_padding((0, 2));
        if is_number {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

/// The lines without blanks at their ends, the headings in their colour.
fn finish(table: &Table, look: Look) -> String {
    let mut text = String::new();
    for (number, line) in table.lines().enumerate() {
        let line = line.trim_end();
        if number == 0 {
            text += &look.paint.text(Role::Heading, line);
        } else {
            text += line;
        }
        text.push('\n');
    }
    text
}

fn value(cell: &Cell, look: Look) -> Cow<'static, str> {
    match cell {
        Cell::Text(text) => escape(text).into_owned().into(),
        Cell::Count(count) => count.to_string().into(),
        Cell::Flag(true) => "yes".into(),
        Cell::Flag(false) => "no".into(),
        Cell::Money(money) => money.to_string().into(),
        Cell::Time(instant, zone) => look.zone(*zone).show_short(*instant).into(),
        Cell::Missing => "-".into(),
    }
}

impl Look {
    fn zone(self, zone: Zone) -> Zone {
        if self.utc { Zone::UTC } else { zone }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Column;

    #[derive(serde::Serialize)]
    struct Hall(&'static str, &'static str, i64);

    impl View for Hall {
        const COLUMNS: &'static [Column] = &[
            Column::always("slug", "Slug"),
            Column::shrinkable("name", "Name"),
            Column::always("capacity", "Capacity"),
            Column::always("zone", "Zone"),
            Column::wide("further-note", "Further note"),
        ];

        fn cells(&self) -> Vec<Cell> {
            vec![
                Cell::text(self.0),
                Cell::text(self.1),
                Cell::Count(self.2),
                Cell::Missing,
                Cell::Missing,
            ]
        }

        fn reference(&self) -> String {
            self.0.to_owned()
        }
    }

    const HALLS: &[Hall] = &[
        Hall(
            "jiexpo",
            "Jakarta International Expo, Kemayoran, Hall B",
            12_000,
        ),
        Hall("teater-kecil", "Teater Kecil", 240),
    ];

    const LOOK: Look = Look {
        width: None,
        utc: false,
        paint: Paint(false),
    };

    #[test]
    fn a_list_is_aligned_and_whole_when_it_has_no_width() {
        assert_eq!(
            list(HALLS, LOOK),
            "SLUG          NAME                                           CAPACITY  ZONE\n\
             jiexpo        Jakarta International Expo, Kemayoran, Hall B     12000  -\n\
             teater-kecil  Teater Kecil                                        240  -\n"
        );
    }

    #[test]
    fn a_narrow_terminal_shortens_only_what_may_be_shortened() {
        let text = list(
            HALLS,
            Look {
                width: Some(44),
                ..LOOK
            },
        );
        assert!(
            text.contains("teater-kecil") && text.contains("12000"),
            "{text}"
        );
        assert!(text.contains('…') && text.lines().count() == 3, "{text}");
        assert!(
            text.lines().all(|line| line.chars().count() <= 44),
            "{text}"
        );
    }

    #[test]
    fn a_record_is_one_value_a_line_without_what_only_others_have() {
        assert_eq!(
            record(&HALLS[1], LOOK),
            "Slug      teater-kecil\nName      Teater Kecil\nCapacity  240\nZone      -\n"
        );
    }

    #[test]
    fn foreign_text_cannot_steer_the_terminal() {
        let text = list(&[Hall("x", "\u{1b}[2Jgone\u{202e}", 1)], LOOK);
        assert!(
            !text.contains('\u{1b}') && !text.contains('\u{202e}'),
            "{text}"
        );
    }
}
