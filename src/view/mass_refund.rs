//! How it is told what came of each order of a concert that is paid back.

use serde::Serialize;

use super::{Cell, Column, View};
use crate::domain::{
    Amount, Currency, Method, Money, RefundResult, RefundSums, RefundedOrder, Result,
};

/// What goes back by one method.
#[derive(Debug, Serialize)]
pub struct BackRow {
    /// The method.
    pub method: Method,
    /// How much.
    pub amount: Money,
}

fn rows(back: &[(Method, Amount)], currency: Currency) -> Vec<BackRow> {
    let row = |(method, amount): &(Method, Amount)| BackRow {
        method: *method,
        amount: Money {
            amount: *amount,
            currency,
        },
    };
    back.iter().map(row).collect()
}

/// What goes back for a concert, all orders together.
#[derive(Debug, Serialize)]
pub struct RefundSumsView {
    /// Orders that something is done to.
    pub orders: i64,
    /// Tickets and places that go back.
    pub tickets: i64,
    /// What is paid back.
    pub refunded: Money,
    /// By which methods.
    pub methods: Vec<BackRow>,
    /// Orders that are still open.
    pub open: i64,
}

impl RefundSumsView {
    /// The view of the sums.
    pub fn of(sums: &RefundSums, currency: Currency) -> Result<Self> {
        Ok(Self {
            orders: sums.orders,
            tickets: sums.tickets,
            refunded: Money {
                amount: sums.refunded()?,
                currency,
            },
            methods: rows(&sums.back, currency),
            open: sums.open,
        })
    }
}

/// One order of a concert that is paid back.
#[derive(Debug, Serialize)]
pub struct RefundedOrderView {
    /// The order's code.
    pub order: String,
    /// How the customer is named.
    pub user: String,
    /// How many tickets or places went back.
    pub tickets: i64,
    /// What was paid back.
    pub refunded: Money,
    /// By which methods, as one would type it: `card=150000 cash=50000`.
    pub by: String,
    /// The same, each method with its sum.
    pub methods: Vec<BackRow>,
    /// What came of it.
    pub result: RefundResult,
    /// Why, where it is open.
    pub reason: Option<String>,
}

impl RefundedOrderView {
    /// The view of one order.
    pub fn of(order: &RefundedOrder, currency: Currency) -> Result<Self> {
        let back = order.back.iter();
        let by = back.map(|(method, amount)| format!("{method}={}", currency.plain(*amount)));
        Ok(Self {
            order: order.code.to_string(),
            user: order.user.clone(),
            tickets: order.tickets,
            refunded: Money {
                amount: order.refunded()?,
                currency,
            },
            by: by.collect::<Vec<_>>().join(" "),
            methods: rows(&order.back, currency),
            result: order.result,
            reason: order.reason.clone(),
        })
    }
}

impl View for RefundedOrderView {
    const COLUMNS: &'static [Column] = &[
        Column::always("order", "ORDER"),
        Column::shrinkable("user", "USER"),
        Column::always("tickets", "TICKETS"),
        Column::always("refunded", "REFUNDED"),
        Column::always("by", "BY"),
        Column::always("result", "RESULT"),
        Column::shrinkable("reason", "REASON"),
    ];
    const PLURAL: &'static str = "orders to be paid back";

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::text(&self.order),
            Cell::text(&self.user),
            Cell::Count(self.tickets),
            Cell::Money(self.refunded),
            Cell::text(&self.by),
            Cell::text(self.result.as_str()),
            Cell::optional(self.reason.as_ref(), Cell::text),
        ]
    }

    fn reference(&self) -> String {
        self.order.clone()
    }
}
