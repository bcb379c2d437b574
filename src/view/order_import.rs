//! How an import of orders is told.

use serde::Serialize;

use super::{Cell, Column, View};
use crate::domain::{Currency, Money, Name, OrderBrief, OrderImportCounts};

/// What became of a list of orders: created + repeated + refused = orders.
#[derive(Debug, Serialize)]
pub struct OrderImportView {
    /// The file as it was named; `-` is stdin.
    pub file: String,
    /// Rows of the file.
    pub rows: i64,
    /// Orders that they are of.
    pub orders: i64,
    /// Orders made.
    pub created: i64,
    /// Orders that were made before under their key.
    pub repeated: i64,
    /// Orders that cannot be taken.
    pub refused: i64,
    /// The tickets of the orders made.
    pub tickets: i64,
    /// What the orders made cost.
    pub total: Money,
    /// The columns that nothing was read from.
    pub ignored_columns: Vec<String>,
    /// The file with the refused rows.
    pub rejects: Option<String>,
}

impl OrderImportView {
    /// The view of what became of `file`.
    #[must_use]
    pub fn of(file: &str, counts: &OrderImportCounts, currency: Currency) -> Self {
        Self {
            file: file.to_owned(),
            rows: counts.rows,
            orders: counts.orders,
            created: counts.created,
            repeated: counts.repeated,
            refused: counts.refused,
            tickets: counts.tickets,
            total: Money {
                amount: counts.total,
                currency,
            },
            ignored_columns: Vec::new(),
            rejects: None,
        }
    }
}

impl View for OrderImportView {
    const COLUMNS: &'static [Column] = &[
        Column::always("file", "FILE"),
        Column::always("rows", "ROWS"),
        Column::always("orders", "ORDERS"),
        Column::always("created", "CREATED"),
        Column::always("repeated", "REPEATED"),
        Column::always("refused", "REFUSED"),
        Column::always("tickets", "TICKETS"),
        Column::always("total", "TOTAL"),
        Column::wide("ignored_columns", "NOT READ"),
        Column::wide("rejects", "REJECTS"),
    ];
    const PLURAL: &'static str = "imports";

    fn cells(&self) -> Vec<Cell> {
        let ignored = (!self.ignored_columns.is_empty()).then(|| self.ignored_columns.join(", "));
        vec![
            Cell::text(&self.file),
            Cell::Count(self.rows),
            Cell::Count(self.orders),
            Cell::Count(self.created),
            Cell::Count(self.repeated),
            Cell::Count(self.refused),
            Cell::Count(self.tickets),
            Cell::Money(self.total),
            Cell::optional(ignored, Cell::Text),
            Cell::optional(self.rejects.as_ref(), Cell::text),
        ]
    }

    fn reference(&self) -> String {
        self.file.clone()
    }
}

/// What became of one order of a list, told as one line of JSON.
#[derive(Debug, Serialize)]
pub struct OrderLineView {
    /// Where its first row stands.
    pub line: u64,
    /// Its key in the list.
    pub key: Option<String>,
    /// `created`, `repeated` or `refused`.
    pub outcome: &'static str,
    /// Its code; none where it was refused, or only tried.
    pub order: Option<String>,
    /// How many tickets it has.
    pub tickets: Option<i64>,
    /// What it costs.
    pub total: Option<Money>,
    /// Why it was refused.
    pub reason: Option<String>,
}

impl OrderLineView {
    /// An order that is there now; one that was only tried has no code.
    #[must_use]
    pub fn made(line: u64, key: Option<&Name>, order: &OrderBrief, currency: Currency) -> Self {
        Self {
            line,
            key: key.map(ToString::to_string),
            outcome: "created",
            order: Some(order.code.to_string()),
            tickets: Some(order.tickets),
            total: Some(Money {
                amount: order.total,
                currency,
            }),
            reason: None,
        }
    }

    /// An order that cannot be made.
    #[must_use]
    pub fn refused(line: u64, key: Option<&Name>, reason: String) -> Self {
        Self {
            line,
            key: key.map(ToString::to_string),
            outcome: "refused",
            order: None,
            tickets: None,
            total: None,
            reason: Some(reason),
        }
    }
}
