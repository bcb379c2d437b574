//! How the figures of a report are told.

use serde::Serialize;

use crate::domain::{Amount, Currency, Figures, Money};
use crate::view::Cell;

/// What lines of orders sum to, kind by kind.
#[derive(Debug, Clone, Serialize)]
pub struct FiguresView {
    /// Tickets sold.
    pub sold: i64,
    /// Tickets given back.
    pub returned: i64,
    /// Tickets that went out, comps among them, less those given back.
    pub tickets: i64,
    /// What all lines sum to.
    pub amount: Money,
    /// Tickets given for nothing.
    pub comp: i64,
    /// What the ticket lines sum to.
    pub gross: Money,
    /// What was given back of them, 0 or less.
    pub returns: Money,
    /// Discounts, 0 or less.
    pub discounts: Money,
    /// Fees.
    pub fees: Money,
    /// Taxes that were added on top.
    pub tax_on_top: Money,
    /// Goodwill, 0 or less.
    pub goodwill: Money,
    /// What the smallest coins left over.
    pub rounding: Money,
    /// The tax in the amount.
    pub tax: Money,
}

/// The columns of figures, after a first one that says of what they are.
macro_rules! figure_columns {
    ($first:expr $(, $more:expr)*) => {
        &[
            $first,
            Column::always("sold", "SOLD"),
            Column::always("returned", "RETURNED"),
            Column::counted("comp", "COMP"),
            Column::always("tickets", "TICKETS"),
            Column::counted("gross", "GROSS"),
            Column::counted("returns", "RETURNS"),
            Column::counted("discounts", "DISCOUNTS"),
            Column::counted("fees", "FEES"),
            Column::counted("tax_on_top", "TAX ON TOP"),
            Column::counted("goodwill", "GOODWILL"),
            Column::counted("rounding", "ROUNDING"),
            Column::counted("tax", "TAX"),
            Column::always("amount", "AMOUNT"),
            $($more,)*
        ]
    };
}

pub(super) use figure_columns;

impl FiguresView {
    /// The view of these figures.
    #[must_use]
    pub fn of(figures: &Figures, currency: Currency) -> Self {
        let money = |amount: Amount| Money { amount, currency };
        Self {
            sold: figures.sold,
            returned: figures.returned,
            tickets: figures.tickets(),
            amount: money(figures.amount),
            comp: figures.comp,
            gross: money(figures.gross),
            returns: money(figures.returns),
            discounts: money(figures.discounts),
            fees: money(figures.fees),
            tax_on_top: money(figures.tax_on_top),
            goodwill: money(figures.goodwill),
            rounding: money(figures.rounding),
            tax: money(figures.tax),
        }
    }

    pub(super) fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::Count(self.sold),
            Cell::Count(self.returned),
            Cell::Count(self.comp),
            Cell::Count(self.tickets),
            Cell::Money(self.gross),
            Cell::Money(self.returns),
            Cell::Money(self.discounts),
            Cell::Money(self.fees),
            Cell::Money(self.tax_on_top),
            Cell::Money(self.goodwill),
            Cell::Money(self.rounding),
            Cell::Money(self.tax),
            Cell::Money(self.amount),
        ]
    }
}
