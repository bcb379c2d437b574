//! Which tickets a list or an export is about.

use clap::Args;

use crate::desk;
use crate::domain::{ConcertRef, OrderRef, Result, TicketFilter, TicketStatus};
use crate::office::Snapshot;

/// Which tickets it is about; all of them without any.
#[derive(Debug, Args)]
pub(super) struct Filters {
    /// Only of this concert
    #[arg(long, value_name = "CONCERT")]
    concert: Option<ConcertRef>,

    /// Only of this order
    #[arg(long, value_name = "ORDER")]
    order: Option<OrderRef>,

    /// Only in this state: valid or void
    #[arg(long, value_name = "STATUS")]
    pub(super) status: Option<TicketStatus>,

    /// Only those that let somebody in
    #[arg(long, conflicts_with = "not_admitted")]
    admitted: bool,

    /// Only those that let nobody in yet
    #[arg(long)]
    not_admitted: bool,

    /// Only with this text in the order's code, or in the holder's or customer's name
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
}

impl Filters {
    /// The filter, without a limit.
    pub(super) fn resolve(&self, snapshot: &Snapshot<'_>) -> Result<TicketFilter> {
        let concert = self
            .concert
            .as_ref()
            .map(|concert| desk::concert::get(snapshot, concert))
            .transpose()?;
        let order = self
            .order
            .as_ref()
            .map(|order| desk::order::get(snapshot, order))
            .transpose()?;
        Ok(TicketFilter {
            concert: concert.map(|concert| concert.id),
            order: order.map(|order| order.id),
            status: self.status,
            admitted: (self.admitted || self.not_admitted).then_some(self.admitted),
            text: self.text.clone(),
            limit: None,
        })
    }
}
