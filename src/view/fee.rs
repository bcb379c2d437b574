//! How a fee is told.

use serde::Serialize;

use super::discount::{parts, percent};
use super::{Cell, Column, View};
use crate::domain::{Channel, Fee, FeeId, Instant, Money, Per, Profile, Rate, Zone};

/// A fee.
#[derive(Debug, Serialize)]
pub struct FeeView {
    /// What people type.
    pub fee: String,
    /// Its name.
    pub name: String,
    /// How many percent it is; `null` where it is a sum.
    pub percent: Option<Rate>,
    /// How much it is; `null` where it is a percentage.
    pub amount: Option<Money>,
    /// Whether each ticket or the whole order bears it.
    pub per: Per,
    /// The concert whose tickets bear it; `null` means all.
    pub concert: Option<String>,
    /// The channel whose sales bear it; `null` means all but imports.
    pub channel: Option<Channel>,
    /// From when on; `null` means at once.
    pub starts_at: Option<Instant>,
    /// Until when; `null` means for good.
    pub ends_at: Option<Instant>,
    /// Its id.
    pub id: FeeId,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
    /// The zone its times are shown in.
    pub timezone: Zone,
}

impl FeeView {
    /// The view of a fee in an office.
    #[must_use]
    pub fn of(fee: &Fee, profile: &Profile) -> Self {
        let (percent, amount) = parts(fee.size, profile);
        Self {
            fee: fee.slug.to_string(),
            name: fee.name.to_string(),
            percent,
            amount,
            per: fee.per,
            concert: fee.concert.as_ref().map(ToString::to_string),
            channel: fee.channel,
            starts_at: fee.starts_at,
            ends_at: fee.ends_at,
            id: fee.id,
            created_at: fee.created_at,
            updated_at: fee.updated_at,
            timezone: profile.zone,
        }
    }
}

impl View for FeeView {
    const COLUMNS: &'static [Column] = &[
        Column::always("fee", "FEE"),
        Column::shrinkable("name", "NAME"),
        Column::always("percent", "PERCENT"),
        Column::always("amount", "AMOUNT"),
        Column::always("per", "PER"),
        Column::shrinkable("concert", "CONCERT"),
        Column::always("channel", "CHANNEL"),
        Column::always("starts_at", "STARTS"),
        Column::always("ends_at", "ENDS"),
        Column::wide("id", "ID"),
        Column::wide("created_at", "CREATED"),
        Column::wide("updated_at", "UPDATED"),
        Column::wide("timezone", "TIMEZONE"),
    ];
    const PLURAL: &'static str = "fees";

    fn cells(&self) -> Vec<Cell> {
        let time = |at| Cell::Time(at, self.timezone);
        vec![
            Cell::text(&self.fee),
            Cell::text(&self.name),
            percent(self.percent),
            Cell::optional(self.amount, Cell::Money),
            Cell::text(&self.per),
            Cell::optional(self.concert.as_ref(), Cell::text),
            Cell::optional(self.channel, |channel| Cell::text(&channel)),
            Cell::optional(self.starts_at, time),
            Cell::optional(self.ends_at, time),
            Cell::Count(self.id.0),
            time(self.created_at),
            time(self.updated_at),
            Cell::text(&self.timezone),
        ]
    }

    fn reference(&self) -> String {
        self.fee.clone()
    }
}
