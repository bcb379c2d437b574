//! How payments and their entries are told.

use serde::Serialize;

use super::{Cell, Column, Section, View};
use crate::domain::{
    Entry, EntryKind, Instant, Method, Money, Payment, PaymentEntryId, PaymentStatus, Profile,
    Result, Zone,
};

/// One money movement.
#[derive(Debug, Serialize)]
pub struct EntryView {
    /// What it did.
    pub kind: EntryKind,
    /// How much, always positive.
    pub amount: Money,
    /// How it moved.
    pub method: Method,
    /// A slip's or a transfer's number.
    pub reference: Option<String>,
    /// What was handed over.
    pub tendered: Option<Money>,
    /// What was given back of it.
    pub change: Option<Money>,
    /// Why.
    pub reason: Option<String>,
    /// The entry it pays back.
    pub refunds_id: Option<PaymentEntryId>,
    /// Who did it.
    pub operator: String,
    /// When.
    pub at: Instant,
    /// Its id.
    pub id: PaymentEntryId,
}

/// A payment in a list.
#[derive(Debug, Serialize)]
pub struct PaymentRow {
    /// The order's code.
    pub order: String,
    /// The money's state.
    pub status: PaymentStatus,
    /// The order's total.
    pub amount: Money,
    /// All that was taken.
    pub received: Money,
    /// All that was paid back.
    pub refunded: Money,
    /// What is still to be paid.
    pub due: Money,
    /// What it holds beyond what its order is worth.
    pub open_money: Money,
    /// When it was made.
    pub created_at: Instant,
    /// The zone its times are shown in.
    pub timezone: Zone,
}

/// A payment with its entries.
#[derive(Debug, Serialize)]
pub struct PaymentView {
    /// The same as in a list.
    #[serde(flatten)]
    pub row: PaymentRow,
    /// The money movements.
    pub entries: Vec<EntryView>,
}

impl EntryView {
    /// The view of `entry` in an office.
    #[must_use]
    pub fn of(entry: &Entry, profile: &Profile) -> Self {
        let money = |amount| profile.money(amount);
        Self {
            kind: entry.kind,
            amount: money(entry.amount),
            method: entry.method,
            reference: entry.reference.as_ref().map(ToString::to_string),
            tendered: entry.tendered.map(money),
            change: entry.change.map(money),
            reason: entry.reason.as_ref().map(ToString::to_string),
            refunds_id: entry.refunds_id,
            operator: entry.operator.to_string(),
            at: entry.at,
            id: entry.id,
        }
    }
}

impl PaymentRow {
    /// The row of `payment` in an office.
    pub fn of(payment: &Payment, profile: &Profile) -> Result<Self> {
        let money = |amount| profile.money(amount);
        Ok(Self {
            order: payment.order.to_string(),
            status: payment.status,
            amount: money(payment.amount),
            received: money(payment.received),
            refunded: money(payment.refunded),
            due: money(payment.due()?),
            open_money: money(payment.open()?),
            created_at: payment.created_at,
            timezone: profile.zone,
        })
    }
}

impl PaymentView {
    /// The view of a payment and its entries in an office.
    pub fn of(payment: &Payment, entries: &[Entry], profile: &Profile) -> Result<Self> {
        Ok(Self {
            row: PaymentRow::of(payment, profile)?,
            entries: entries
                .iter()
                .map(|entry| EntryView::of(entry, profile))
                .collect(),
        })
    }
}

impl View for PaymentRow {
    const COLUMNS: &'static [Column] = &[
        Column::always("order", "ORDER"),
        Column::always("status", "STATUS"),
        Column::always("amount", "AMOUNT"),
        Column::always("received", "RECEIVED"),
        Column::always("refunded", "REFUNDED"),
        Column::always("due", "DUE"),
        Column::always("open_money", "OPEN MONEY"),
        Column::always("created_at", "CREATED"),
        Column::wide("timezone", "TIMEZONE"),
    ];
    const PLURAL: &'static str = "payments";

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::text(&self.order),
            Cell::text(&self.status),
            Cell::Money(self.amount),
            Cell::Money(self.received),
            Cell::Money(self.refunded),
            Cell::Money(self.due),
            Cell::Money(self.open_money),
            Cell::Time(self.created_at, self.timezone),
            Cell::text(&self.timezone),
        ]
    }

    fn reference(&self) -> String {
        self.order.clone()
    }
}

impl View for PaymentView {
    const COLUMNS: &'static [Column] = PaymentRow::COLUMNS;
    const PLURAL: &'static str = PaymentRow::PLURAL;

    fn cells(&self) -> Vec<Cell> {
        self.row.cells()
    }

    fn reference(&self) -> String {
        self.row.reference()
    }

    fn sections(&self) -> Vec<Section> {
        vec![entries_section(&self.entries, self.row.timezone)]
    }
}

/// The small table of money movements under an order or a payment.
pub(super) fn entries_section(entries: &[EntryView], zone: Zone) -> Section {
    let row = |entry: &EntryView| {
        vec![
            Cell::text(&entry.kind),
            Cell::Money(entry.amount),
            Cell::text(&entry.method),
            Cell::optional(entry.tendered, Cell::Money),
            Cell::optional(entry.change, Cell::Money),
            Cell::optional(
                entry.reason.as_ref().or(entry.reference.as_ref()),
                Cell::text,
            ),
            Cell::text(&entry.operator),
            Cell::Time(entry.at, zone),
        ]
    };
    Section {
        title: "Payment",
        columns: vec![
            "ENTRY", "AMOUNT", "METHOD", "TENDERED", "CHANGE", "REMARK", "OPERATOR", "AT",
        ],
        rows: entries.iter().map(row).collect(),
    }
}
