//! How a hold is told.

use serde::Serialize;

use super::{Cell, Column, Section, View};
use crate::domain::{HeldType, Hold, HoldId, HoldStatus, Instant, Zone};

/// A hold in a list.
#[derive(Debug, Serialize)]
pub struct HoldRow {
    /// What people type.
    pub hold: String,
    /// Whether it still keeps its places.
    pub status: HoldStatus,
    /// How many places it keeps now.
    pub left: i64,
    /// What they are kept for.
    pub reason: String,
    /// The concerts it has or had places of, a blank between two.
    pub concert: String,
    /// When what is left of it goes back to sale; `null` means never.
    pub expires_at: Option<Instant>,
    /// Who made it.
    pub operator: String,
    /// When it was made.
    pub created_at: Instant,
    /// When it was released.
    pub released_at: Option<Instant>,
    /// When it expired.
    pub expired_at: Option<Instant>,
    /// Its id.
    pub id: HoldId,
    /// The zone its times are shown in.
    pub timezone: Zone,
}

/// What a hold has, or had, of one ticket type.
#[derive(Debug, Serialize)]
pub struct HeldTypeView {
    /// `concert/type`.
    pub ticket_type: String,
    /// The type's name.
    pub name: String,
    /// How many were ever held: sold, released and left.
    pub held: i64,
    /// How many of them were sold, less those that came back.
    pub sold: i64,
    /// How many of them went back to general sale.
    pub released: i64,
    /// How many are kept now.
    pub left: i64,
}

/// A hold with what it has.
#[derive(Debug, Serialize)]
pub struct HoldView {
    /// The same as in a list.
    #[serde(flatten)]
    pub row: HoldRow,
    /// By ticket type.
    pub ticket_types: Vec<HeldTypeView>,
}

impl HoldRow {
    /// The row of `hold`, which is about these concerts, in the zone of the office.
    #[must_use]
    pub fn of(hold: &Hold, concert: String, timezone: Zone) -> Self {
        Self {
            hold: hold.slug.to_string(),
            status: hold.status,
            left: hold.left,
            reason: hold.reason.to_string(),
            concert,
            expires_at: hold.expires_at,
            operator: hold.operator.to_string(),
            created_at: hold.created_at,
            released_at: hold.released_at,
            expired_at: hold.expired_at,
            id: hold.id,
            timezone,
        }
    }
}

impl HoldView {
    /// The view of a hold with what it has, in the zone of the office.
    #[must_use]
    pub fn of(hold: &Hold, types: &[HeldType], timezone: Zone) -> Self {
        let concerts = types
            .iter()
            .filter_map(|held| held.reference.split('/').next());
        let mut concerts: Vec<_> = concerts.collect();
        concerts.sort_unstable();
        concerts.dedup();
        Self {
            row: HoldRow::of(hold, concerts.join(" "), timezone),
            ticket_types: types.iter().map(HeldTypeView::of).collect(),
        }
    }
}

impl HeldTypeView {
    fn of(held: &HeldType) -> Self {
        Self {
            ticket_type: held.reference.clone(),
            name: held.name.to_string(),
            held: held.held,
            sold: held.sold,
            released: held.released,
            left: held.left,
        }
    }
}

impl View for HoldRow {
    const COLUMNS: &'static [Column] = &[
        Column::always("hold", "HOLD"),
        Column::always("status", "STATUS"),
        Column::always("left", "LEFT"),
        Column::shrinkable("reason", "REASON"),
        Column::shrinkable("concert", "CONCERT"),
        Column::always("expires_at", "EXPIRES"),
        Column::wide("operator", "OPERATOR"),
        Column::wide("created_at", "CREATED"),
        Column::wide("released_at", "RELEASED"),
        Column::wide("expired_at", "EXPIRED"),
        Column::wide("id", "ID"),
        Column::wide("timezone", "TIMEZONE"),
    ];
    const PLURAL: &'static str = "holds";

    fn cells(&self) -> Vec<Cell> {
        let time = |at| Cell::Time(at, self.timezone);
        vec![
            Cell::text(&self.hold),
            Cell::text(&self.status),
            Cell::Count(self.left),
            Cell::text(&self.reason),
            Cell::text(&self.concert),
            Cell::optional(self.expires_at, time),
            Cell::text(&self.operator),
            time(self.created_at),
            Cell::optional(self.released_at, time),
            Cell::optional(self.expired_at, time),
            Cell::Count(self.id.0),
            Cell::text(&self.timezone),
        ]
    }

    fn reference(&self) -> String {
        self.hold.clone()
    }
}

impl View for HoldView {
    const COLUMNS: &'static [Column] = HoldRow::COLUMNS;
    const PLURAL: &'static str = HoldRow::PLURAL;

    fn cells(&self) -> Vec<Cell> {
        self.row.cells()
    }

    fn reference(&self) -> String {
        self.row.reference()
    }

    fn sections(&self) -> Vec<Section> {
        let row = |held: &HeldTypeView| {
            vec![
                Cell::text(&held.ticket_type),
                Cell::Count(held.held),
                Cell::Count(held.sold),
                Cell::Count(held.released),
                Cell::Count(held.left),
            ]
        };
        vec![Section {
            title: "Ticket types",
            columns: vec!["TICKET TYPE", "HELD", "SOLD", "RELEASED", "LEFT"],
            rows: self.ticket_types.iter().map(row).collect(),
        }]
    }
}
