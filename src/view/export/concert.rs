//! A concert as an import reads it.

use serde::Serialize;

use crate::domain::{
    Concert, ConcertStatus, Currency, Instant, LineUpArtist, Money, TicketType, Zone,
};
use crate::view::{Cell, Column, View};

/// A concert with its line-up and its ticket types, under the names of the import's fields.
#[derive(Debug, Serialize)]
pub struct ConcertExportView {
    /// What people type.
    pub concert: String,
    /// Its name.
    pub name: String,
    /// The name of its venue.
    pub venue: String,
    /// Where that is.
    pub location: String,
    /// The zone its times are read in.
    pub timezone: Zone,
    /// When it starts; only the date in its zone where no hour is known.
    pub starts_at: String,
    /// When the doors open.
    pub doors_at: Option<Instant>,
    /// When it ends.
    pub ends_at: Option<Instant>,
    /// The names of who plays, in billing order.
    pub artists: Vec<String>,
    /// How many people it admits; `null` means no limit.
    pub capacity: Option<i64>,
    /// Whether it takes place.
    pub status: ConcertStatus,
    /// What else is to be known.
    pub note: Option<String>,
    /// The list it was imported from.
    pub source: Option<String>,
    /// Its key in that list.
    pub source_id: Option<String>,
    /// Its ticket types, in the order they were made.
    pub ticket_types: Vec<TypeExportView>,
}

/// A ticket type of a concert in an export.
#[derive(Debug, Serialize)]
pub struct TypeExportView {
    /// Its name.
    pub name: String,
    /// What people type after the concert's slug.
    pub slug: String,
    /// What one ticket costs.
    pub price: Money,
    /// How many may go out.
    pub quota: i64,
    /// When its sale begins.
    pub sale_starts_at: Option<Instant>,
    /// When its sale ends.
    pub sale_ends_at: Option<Instant>,
    /// How many one order may have.
    pub max_per_order: Option<i64>,
}

impl ConcertExportView {
    /// The view of a concert with what belongs to it.
    #[must_use]
    pub fn of(
        concert: &Concert,
        line_up: &[LineUpArtist],
        ticket_types: &[TicketType],
        currency: Currency,
    ) -> Self {
        let starts_at = if concert.time_known {
            concert.starts_at.to_string()
        } else {
            concert.zone.date(concert.starts_at).to_string()
        };
        Self {
            concert: concert.slug.to_string(),
            name: concert.name.to_string(),
            venue: concert.venue_name.to_string(),
            location: concert.location.to_string(),
            timezone: concert.zone,
            starts_at,
            doors_at: concert.doors_at,
            ends_at: concert.ends_at,
            artists: names(line_up),
            capacity: concert.capacity,
            status: concert.status,
            note: concert.note.as_ref().map(ToString::to_string),
            source: concert.source.clone(),
            source_id: concert.source_id.clone(),
            ticket_types: ticket_types
                .iter()
                .map(|of_concert| TypeExportView::of(of_concert, currency))
                .collect(),
        }
    }

    fn time(&self, at: Option<Instant>) -> Cell {
        Cell::optional(at, |at| Cell::Time(at, self.timezone))
    }

    /// The columns of the concert, and those of one of its ticket types behind.
    fn row(&self, of_concert: Option<&TypeExportView>) -> Vec<Cell> {
        let text = |text: &Option<String>| Cell::optional(text.as_ref(), Cell::text);
        let of_type = |cell: &dyn Fn(&TypeExportView) -> Cell| Cell::optional(of_concert, cell);
        vec![
            Cell::text(&self.concert),
            Cell::text(&self.name),
            Cell::text(&self.venue),
            Cell::text(&self.location),
            Cell::text(&self.timezone),
            Cell::text(&self.starts_at),
            self.time(self.doors_at),
            self.time(self.ends_at),
            artists(&self.artists),
            Cell::optional(self.capacity, Cell::Count),
            Cell::text(&self.status),
            text(&self.note),
            text(&self.source),
            text(&self.source_id),
            of_type(&|of| Cell::text(&of.name)),
            of_type(&|of| Cell::text(&of.slug)),
            of_type(&|of| Cell::Money(of.price)),
            of_type(&|of| Cell::Count(of.quota)),
            of_type(&|of| self.time(of.sale_starts_at)),
            of_type(&|of| self.time(of.sale_ends_at)),
            of_type(&|of| Cell::optional(of.max_per_order, Cell::Count)),
        ]
    }
}

impl TypeExportView {
    fn of(of_concert: &TicketType, currency: Currency) -> Self {
        Self {
            name: of_concert.name.to_string(),
            slug: of_concert.slug.to_string(),
            price: Money {
                amount: of_concert.base_price,
                currency,
            },
            quota: of_concert.quota,
            sale_starts_at: of_concert.sale_starts_at,
            sale_ends_at: of_concert.sale_ends_at,
            max_per_order: of_concert.max_per_order,
        }
    }
}

impl View for ConcertExportView {
    const COLUMNS: &'static [Column] = &[
        Column::always("concert", "CONCERT"),
        Column::always("name", "NAME"),
        Column::always("venue", "VENUE"),
        Column::always("location", "LOCATION"),
        Column::always("timezone", "TIMEZONE"),
        Column::always("starts_at", "STARTS"),
        Column::always("doors_at", "DOORS"),
        Column::always("ends_at", "ENDS"),
        Column::always("artists", "ARTISTS"),
        Column::always("capacity", "CAPACITY"),
        Column::always("status", "STATUS"),
        Column::always("note", "NOTE"),
        Column::always("source", "SOURCE"),
        Column::always("source_id", "SOURCE ID"),
        Column::always("ticket_type", "TYPE"),
        Column::always("ticket_type_slug", "TYPE SLUG"),
        Column::always("price", "PRICE"),
        Column::always("quota", "QUOTA"),
        Column::always("sale_starts_at", "SALE STARTS"),
        Column::always("sale_ends_at", "SALE ENDS"),
        Column::always("max_per_order", "PER ORDER"),
    ];
    const PLURAL: &'static str = "concerts";

    fn cells(&self) -> Vec<Cell> {
        self.row(self.ticket_types.first())
    }

    /// One row for each ticket type, with the concert's columns repeated; one row where there is none.
    fn rows(&self) -> Vec<Vec<Cell>> {
        match self.ticket_types.as_slice() {
            [] => vec![self.row(None)],
            types => types.iter().map(|of| self.row(Some(of))).collect(),
        }
    }

    fn reference(&self) -> String {
        self.concert.clone()
    }
}

/// The names of a line-up.
pub(super) fn names(line_up: &[LineUpArtist]) -> Vec<String> {
    line_up
        .iter()
        .map(|artist| artist.name.to_string())
        .collect()
}

/// The line-up in one cell: `;` between the names, or a JSON list where a name could be taken for something else.
fn artists(names: &[String]) -> Cell {
    let is_plain = |name: &String| !name.contains(';') && !name.starts_with('[');
    if names.is_empty() {
        Cell::Missing
    } else if names.iter().all(is_plain) {
        Cell::Text(names.join("; "))
    } else {
        Cell::Text(serde_json::json!(names).to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(names: &[&str]) -> String {
        let names: Vec<_> = names.iter().map(ToString::to_string).collect();
        match artists(&names) {
            Cell::Text(text) => text,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_line_up_is_a_list_where_a_semicolon_could_not_part_it() {
        assert_eq!(cell(&["Ani", "Budi & Co"]), "Ani; Budi & Co");
        assert_eq!(
            cell(&["Godspeed; You", "Ani"]),
            r#"["Godspeed; You","Ani"]"#
        );
        assert_eq!(cell(&["[spunge]"]), r#"["[spunge]"]"#);
        assert_eq!(cell(&["'=1", "Ani"]), "'=1; Ani");
        assert_eq!(cell(&[]), "Missing");
    }
}
