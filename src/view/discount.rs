//! How a discount is told.

use serde::Serialize;

use super::{Cell, Column, View};
use crate::domain::{Discount, DiscountId, Instant, Money, Per, Profile, Rate, Size, Zone};

/// A discount.
#[derive(Debug, Serialize)]
pub struct DiscountView {
    /// The code.
    pub discount: String,
    /// Its name.
    pub name: String,
    /// How many percent it takes off; `null` where it is a sum.
    pub percent: Option<Rate>,
    /// What it takes off; `null` where it is a percentage.
    pub amount: Option<Money>,
    /// Whether a sum is off each ticket or off the whole order.
    pub per: Per,
    /// The concert or the ticket type that it is for; `null` means everything.
    pub scope: Option<String>,
    /// How many orders have it now.
    pub uses: i64,
    /// How many orders may have it; `null` means any number.
    pub max_uses: Option<i64>,
    /// From when on; `null` means at once.
    pub starts_at: Option<Instant>,
    /// Until when; `null` means for good.
    pub ends_at: Option<Instant>,
    /// Its id.
    pub id: DiscountId,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
    /// The zone its times are shown in.
    pub timezone: Zone,
}

impl DiscountView {
    /// The view of a discount in an office.
    #[must_use]
    pub fn of(discount: &Discount, profile: &Profile) -> Self {
        let (percent, amount) = parts(discount.size, profile);
        Self {
            discount: discount.slug.to_string(),
            name: discount.name.to_string(),
            percent,
            amount,
            per: discount.per,
            scope: discount.scope.clone(),
            uses: discount.uses,
            max_uses: discount.max_uses,
            starts_at: discount.starts_at,
            ends_at: discount.ends_at,
            id: discount.id,
            created_at: discount.created_at,
            updated_at: discount.updated_at,
            timezone: profile.zone,
        }
    }
}

/// A size as its two values, of which one is there.
pub(super) fn parts(size: Size, profile: &Profile) -> (Option<Rate>, Option<Money>) {
    match size {
        Size::Percent(rate) => (Some(rate), None),
        Size::Amount(amount) => (None, Some(profile.money(amount))),
    }
}

/// How many percent, for people.
pub(super) fn percent(rate: Option<Rate>) -> Cell {
    Cell::optional(rate, |rate| Cell::text(&format!("{rate}%")))
}

impl View for DiscountView {
    const COLUMNS: &'static [Column] = &[
        Column::always("discount", "CODE"),
        Column::shrinkable("name", "NAME"),
        Column::always("percent", "PERCENT"),
        Column::always("amount", "AMOUNT"),
        Column::always("per", "PER"),
        Column::shrinkable("scope", "FOR"),
        Column::always("uses", "USES"),
        Column::always("max_uses", "OF"),
        Column::always("starts_at", "STARTS"),
        Column::always("ends_at", "ENDS"),
        Column::wide("id", "ID"),
        Column::wide("created_at", "CREATED"),
        Column::wide("updated_at", "UPDATED"),
        Column::wide("timezone", "TIMEZONE"),
    ];
    const PLURAL: &'static str = "discounts";

    fn cells(&self) -> Vec<Cell> {
        let time = |at| Cell::Time(at, self.timezone);
        vec![
            Cell::text(&self.discount),
            Cell::text(&self.name),
            percent(self.percent),
            Cell::optional(self.amount, Cell::Money),
            Cell::optional(self.amount.map(|_| self.per), |per| Cell::text(&per)),
            Cell::optional(self.scope.as_ref(), Cell::text),
            Cell::Count(self.uses),
            Cell::optional(self.max_uses, Cell::Count),
            Cell::optional(self.starts_at, time),
            Cell::optional(self.ends_at, time),
            Cell::Count(self.id.0),
            time(self.created_at),
            time(self.updated_at),
            Cell::text(&self.timezone),
        ]
    }

    fn reference(&self) -> String {
        self.discount.clone()
    }
}
