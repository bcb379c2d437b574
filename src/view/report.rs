//! How reports are told: rows, sums, and the proof under them.

use serde::Serialize;

use super::{Cell, Column, Section, View};
use crate::domain::{Instant, Method, Money, Zone};

/// What was sold of one ticket type.
#[derive(Debug, Serialize)]
pub struct SalesRow {
    /// `concert/type`.
    pub ticket_type: String,
    /// Tickets sold.
    pub sold: i64,
    /// Tickets given back.
    pub returned: i64,
    /// Sold less given back.
    pub tickets: i64,
    /// What the lines sum to.
    pub amount: Money,
}

/// What moved by one method.
#[derive(Debug, Serialize)]
pub struct MethodRow {
    /// The method.
    pub method: Method,
    /// Receipts and credits.
    pub received: Money,
    /// Refunds.
    pub refunded: Money,
    /// Received less refunded.
    pub net: Money,
}

/// Sales, with money by method.
#[derive(Debug, Serialize)]
pub struct SalesReportView {
    /// The one concert it is about.
    pub concert: Option<String>,
    /// From this moment on.
    pub from: Option<Instant>,
    /// Before this moment.
    pub before: Option<Instant>,
    /// Tickets sold less those given back.
    pub tickets: i64,
    /// What all lines sum to.
    pub amount: Money,
    /// What all methods took less what they paid back.
    pub money: Money,
    /// By concert and ticket type.
    pub sales: Vec<SalesRow>,
    /// By method.
    pub methods: Vec<MethodRow>,
    /// The zone its times are shown in.
    pub timezone: Zone,
}

/// Where the places of one ticket type are.
#[derive(Debug, Serialize)]
pub struct ManifestRow {
    /// `concert/type`.
    pub ticket_type: String,
    /// The type's name.
    pub name: String,
    /// How many may go out.
    pub quota: i64,
    /// In paid orders.
    pub sold: i64,
    /// Given for nothing, with a reason.
    pub comp: i64,
    /// In orders still to be paid.
    pub pending: i64,
    /// Kept from sale.
    pub held: i64,
    /// Handed to terminals.
    pub allotted: i64,
    /// Nobody's.
    pub unsold: i64,
}

/// Where every place of a concert is.
#[derive(Debug, Serialize)]
pub struct ManifestView {
    /// The concert.
    pub concert: String,
    /// Its name.
    pub name: String,
    /// When it starts.
    pub starts_at: Instant,
    /// The zone of its venue.
    pub timezone: Zone,
    /// How many people it admits.
    pub capacity: i64,
    /// In paid orders.
    pub sold: i64,
    /// Given for nothing, with a reason.
    pub comp: i64,
    /// In orders still to be paid.
    pub pending: i64,
    /// Kept from sale.
    pub held: i64,
    /// Handed to terminals.
    pub allotted: i64,
    /// Nobody's.
    pub unsold: i64,
    /// Whether all of them sum to the capacity.
    pub balanced: bool,
    /// By ticket type.
    pub ticket_types: Vec<ManifestRow>,
}

impl View for SalesRow {
    const COLUMNS: &'static [Column] = &[
        Column::always("ticket_type", "TICKET TYPE"),
        Column::always("sold", "SOLD"),
        Column::always("returned", "RETURNED"),
        Column::always("tickets", "TICKETS"),
        Column::always("amount", "AMOUNT"),
    ];
    const PLURAL: &'static str = "sales";

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::text(&self.ticket_type),
            Cell::Count(self.sold),
            Cell::Count(self.returned),
            Cell::Count(self.tickets),
            Cell::Money(self.amount),
        ]
    }

    fn reference(&self) -> String {
        self.ticket_type.clone()
    }
}

impl View for SalesReportView {
    const COLUMNS: &'static [Column] = &[
        Column::always("concert", "CONCERT"),
        Column::always("from", "FROM"),
        Column::always("before", "BEFORE"),
        Column::always("tickets", "TICKETS"),
        Column::always("amount", "AMOUNT"),
        Column::always("money", "MONEY"),
    ];
    const PLURAL: &'static str = "reports";

    fn cells(&self) -> Vec<Cell> {
        let time = |at| Cell::Time(at, self.timezone);
        vec![
            Cell::optional(self.concert.as_ref(), Cell::text),
            Cell::optional(self.from, time),
            Cell::optional(self.before, time),
            Cell::Count(self.tickets),
            Cell::Money(self.amount),
            Cell::Money(self.money),
        ]
    }

    fn reference(&self) -> String {
        self.concert.clone().unwrap_or_default()
    }

    fn sections(&self) -> Vec<Section> {
        let method = |row: &MethodRow| {
            vec![
                Cell::text(&row.method),
                Cell::Money(row.received),
                Cell::Money(row.refunded),
                Cell::Money(row.net),
            ]
        };
        vec![
            Section {
                title: "Sales",
                columns: SalesRow::COLUMNS
                    .iter()
                    .map(|column| column.heading)
                    .collect(),
                rows: self.sales.iter().map(View::cells).collect(),
            },
            Section {
                title: "Money",
                columns: vec!["METHOD", "RECEIVED", "REFUNDED", "NET"],
                rows: self.methods.iter().map(method).collect(),
            },
        ]
    }
}

impl View for ManifestRow {
    const COLUMNS: &'static [Column] = &[
        Column::always("ticket_type", "TICKET TYPE"),
        Column::shrinkable("name", "NAME"),
        Column::always("quota", "QUOTA"),
        Column::always("sold", "SOLD"),
        Column::always("comp", "COMP"),
        Column::always("pending", "PENDING"),
        Column::always("held", "HELD"),
        Column::always("allotted", "ALLOTTED"),
        Column::always("unsold", "UNSOLD"),
    ];
    const PLURAL: &'static str = "ticket types";

    fn cells(&self) -> Vec<Cell> {
        let counts = [
            self.quota,
            self.sold,
            self.comp,
            self.pending,
            self.held,
            self.allotted,
            self.unsold,
        ];
        let names = [Cell::text(&self.ticket_type), Cell::text(&self.name)];
        names.into_iter().chain(counts.map(Cell::Count)).collect()
    }

    fn reference(&self) -> String {
        self.ticket_type.clone()
    }
}

impl View for ManifestView {
    const COLUMNS: &'static [Column] = &[
        Column::always("concert", "CONCERT"),
        Column::shrinkable("name", "NAME"),
        Column::always("starts_at", "STARTS"),
        Column::always("capacity", "CAPACITY"),
        Column::always("sold", "SOLD"),
        Column::always("comp", "COMP"),
        Column::always("pending", "PENDING"),
        Column::always("held", "HELD"),
        Column::always("allotted", "ALLOTTED"),
        Column::always("unsold", "UNSOLD"),
        Column::always("balanced", "BALANCED"),
    ];
    const PLURAL: &'static str = "manifests";

    fn cells(&self) -> Vec<Cell> {
        let counts = [
            self.capacity,
            self.sold,
            self.comp,
            self.pending,
            self.held,
            self.allotted,
            self.unsold,
        ];
        let head = [
            Cell::text(&self.concert),
            Cell::text(&self.name),
            Cell::Time(self.starts_at, self.timezone),
        ];
        head.into_iter()
            .chain(counts.map(Cell::Count))
            .chain([Cell::Flag(self.balanced)])
            .collect()
    }

    fn reference(&self) -> String {
        self.concert.clone()
    }

    fn sections(&self) -> Vec<Section> {
        vec![Section {
            title: "Ticket types",
            columns: ManifestRow::COLUMNS
                .iter()
                .map(|column| column.heading)
                .collect(),
            rows: self.ticket_types.iter().map(View::cells).collect(),
        }]
    }
}
