//! How a concert is told.

use serde::Serialize;

use super::{Cell, Column, Section, TicketTypeView, View};
use crate::domain::{
    Concert, ConcertId, ConcertStatus, Instant, LineUpArtist, Rate, TaxKind, Zone,
};

/// A concert, as one of a list.
#[derive(Debug, Serialize)]
pub struct ConcertView {
    /// What people type.
    pub concert: String,
    /// Its name.
    pub name: String,
    /// What people type for its venue.
    pub venue: String,
    /// The name of its venue.
    pub venue_name: String,
    /// Where that is.
    pub location: String,
    /// When it starts; midnight in its zone when only the date is known.
    pub starts_at: Instant,
    /// Whether the hour of the start is known.
    pub time_known: bool,
    /// When the doors open.
    pub doors_at: Option<Instant>,
    /// When it ends.
    pub ends_at: Option<Instant>,
    /// The zone its times are read in.
    pub timezone: Zone,
    /// Whether it takes place.
    pub status: ConcertStatus,
    /// How many places are taken.
    pub taken: i64,
    /// How many people it admits; `null` means no limit.
    pub capacity: Option<i64>,
    /// The tax on its tickets, in percent.
    pub tax_rate: Option<Rate>,
    /// Whether that is inside the price or on top of it.
    pub tax_kind: Option<TaxKind>,
    /// The names of who plays, in billing order.
    pub artists: Vec<String>,
    /// What else is to be known.
    pub note: Option<String>,
    /// When it was cancelled.
    pub cancelled_at: Option<Instant>,
    /// Why it was cancelled.
    pub cancel_reason: Option<String>,
    /// The list it was imported from.
    pub source: Option<String>,
    /// Its key in that list.
    pub source_id: Option<String>,
    /// Its id.
    pub id: ConcertId,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

impl ConcertView {
    /// The view of `concert` with its line-up.
    #[must_use]
    pub fn of(concert: &Concert, line_up: &[LineUpArtist]) -> Self {
        Self {
            concert: concert.slug.to_string(),
            name: concert.name.to_string(),
            venue: concert.venue.to_string(),
            venue_name: concert.venue_name.to_string(),
            location: concert.location.to_string(),
            starts_at: concert.starts_at,
            time_known: concert.time_known,
            doors_at: concert.doors_at,
            ends_at: concert.ends_at,
            timezone: concert.zone,
            status: concert.status,
            taken: concert.taken,
            capacity: concert.capacity,
            tax_rate: concert.tax.map(|tax| tax.rate),
            tax_kind: concert.tax.map(|tax| tax.kind),
            artists: line_up
                .iter()
                .map(|artist| artist.name.to_string())
                .collect(),
            note: concert.note.as_ref().map(ToString::to_string),
            cancelled_at: concert.cancelled_at,
            cancel_reason: concert.cancel_reason.as_ref().map(ToString::to_string),
            source: concert.source.clone(),
            source_id: concert.source_id.clone(),
            id: concert.id,
            created_at: concert.created_at,
            updated_at: concert.updated_at,
        }
    }

    fn time(&self, at: Option<Instant>) -> Cell {
        Cell::optional(at, |at| Cell::Time(at, self.timezone))
    }

    /// The start; only its date where no hour is known.
    fn start(&self) -> Cell {
        if self.time_known {
            Cell::Time(self.starts_at, self.timezone)
        } else {
            Cell::text(&self.timezone.date(self.starts_at))
        }
    }
}

impl View for ConcertView {
    const COLUMNS: &'static [Column] = &[
        Column::always("concert", "CONCERT"),
        Column::always("starts_at", "STARTS"),
        Column::shrinkable("name", "NAME"),
        Column::shrinkable("venue", "VENUE"),
        Column::wide("venue_name", "AT"),
        Column::wide("location", "LOCATION"),
        Column::wide("doors_at", "DOORS"),
        Column::wide("ends_at", "ENDS"),
        Column::wide("timezone", "TIMEZONE"),
        Column::always("status", "STATUS"),
        Column::always("taken", "TAKEN"),
        Column::always("capacity", "CAPACITY"),
        Column::wide("artists", "ARTISTS"),
        Column::wide("note", "NOTE"),
        Column::wide("cancelled_at", "CANCELLED"),
        Column::wide("cancel_reason", "REASON"),
        Column::wide("source", "SOURCE"),
        Column::wide("source_id", "SOURCE ID"),
        Column::wide("id", "ID"),
        Column::wide("created_at", "CREATED"),
        Column::wide("updated_at", "UPDATED"),
        Column::wide("tax_rate", "TAX RATE"),
        Column::wide("tax_kind", "TAX IS"),
    ];
    const PLURAL: &'static str = "concerts";

    fn cells(&self) -> Vec<Cell> {
        let text = |text: &Option<String>| Cell::optional(text.as_ref(), Cell::text);
        vec![
            Cell::text(&self.concert),
            self.start(),
            Cell::text(&self.name),
            Cell::text(&self.venue),
            Cell::text(&self.venue_name),
            Cell::text(&self.location),
            self.time(self.doors_at),
            self.time(self.ends_at),
            Cell::text(&self.timezone),
            Cell::text(&self.status),
            Cell::Count(self.taken),
            Cell::optional(self.capacity, Cell::Count),
            Cell::optional(self.artists.first(), |_| {
                Cell::text(&self.artists.join("; "))
            }),
            text(&self.note),
            self.time(self.cancelled_at),
            text(&self.cancel_reason),
            text(&self.source),
            text(&self.source_id),
            Cell::Count(self.id.0),
            self.time(Some(self.created_at)),
            self.time(Some(self.updated_at)),
            Cell::optional(self.tax_rate, |rate| Cell::text(&rate)),
            Cell::optional(self.tax_kind, |kind| Cell::text(&kind)),
        ]
    }

    fn reference(&self) -> String {
        self.concert.clone()
    }
}

/// A concert shown alone, with its line-up and its ticket types.
#[derive(Debug, Serialize)]
pub struct ConcertDetailView {
    /// The concert itself.
    #[serde(flatten)]
    pub concert: ConcertView,
    /// Who plays, in billing order.
    pub line_up: Vec<LineUpView>,
    /// What a ticket costs.
    pub ticket_types: Vec<TicketTypeView>,
}

impl View for ConcertDetailView {
    const COLUMNS: &'static [Column] = ConcertView::COLUMNS;
    const PLURAL: &'static str = ConcertView::PLURAL;

    fn cells(&self) -> Vec<Cell> {
        self.concert.cells()
    }

    fn reference(&self) -> String {
        self.concert.reference()
    }

    fn sections(&self) -> Vec<Section> {
        let line_up = self.line_up.iter().map(View::cells);
        let types = self.ticket_types.iter().map(TicketTypeView::in_concert);
        vec![
            Section {
                title: "Line-up",
                columns: LineUpView::COLUMNS
                    .iter()
                    .map(|column| column.heading)
                    .collect(),
                rows: line_up.collect(),
            },
            Section {
                title: "Ticket types",
                columns: TicketTypeView::IN_CONCERT.to_vec(),
                rows: types.collect(),
            },
        ]
    }
}

/// An artist's place in a line-up.
#[derive(Debug, Serialize)]
pub struct LineUpView {
    /// The place, from 1.
    pub position: i64,
    /// What people type for the artist.
    pub artist: String,
    /// The artist's name.
    pub name: String,
}

impl LineUpView {
    /// The view of a place in a line-up.
    #[must_use]
    pub fn of(artist: &LineUpArtist) -> Self {
        Self {
            position: artist.position,
            artist: artist.slug.to_string(),
            name: artist.name.to_string(),
        }
    }
}

impl View for LineUpView {
    const COLUMNS: &'static [Column] = &[
        Column::always("position", "POSITION"),
        Column::always("artist", "ARTIST"),
        Column::shrinkable("name", "NAME"),
    ];
    const PLURAL: &'static str = "artists in the line-up";

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::Count(self.position),
            Cell::text(&self.artist),
            Cell::text(&self.name),
        ]
    }

    fn reference(&self) -> String {
        self.artist.clone()
    }
}
