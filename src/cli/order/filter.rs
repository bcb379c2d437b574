//! Which orders a list or an export is about.

use clap::Args;

use crate::cli::app::App;
use crate::cli::paging::Days;
use crate::desk;
use crate::domain::{ConcertRef, OrderFilter, OrderStatus, Result, UserRef};
use crate::office::Snapshot;

/// Which orders it is about; all of them without any.
#[derive(Debug, Args)]
pub(super) struct Filters {
    #[command(flatten)]
    days: Days,

    /// Only with tickets of this concert
    #[arg(long, value_name = "CONCERT")]
    concert: Option<ConcertRef>,

    /// Only in this state: pending, paid, expired or cancelled
    #[arg(long, value_name = "STATUS")]
    status: Option<OrderStatus>,

    /// Only of this customer
    #[arg(long, value_name = "USER")]
    user: Option<UserRef>,

    /// Only those that hold more than they are worth, so that somebody has to decide about it
    #[arg(long)]
    pub(super) open_money: bool,

    /// Only with this text in the code, or in the customer's name, e-mail address or phone number
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
}

impl Filters {
    /// The filter, without a limit.
    pub(super) fn resolve(&self, app: &App, snapshot: &Snapshot<'_>) -> Result<OrderFilter> {
        let (from, before) = self.days.resolve(app)?;
        let concert = self
            .concert
            .as_ref()
            .map(|concert| desk::concert::get(snapshot, concert))
            .transpose()?;
        let user = self
            .user
            .as_ref()
            .map(|user| desk::user::get(snapshot, user))
            .transpose()?;
        Ok(OrderFilter {
            from,
            before,
            concert: concert.map(|concert| concert.id),
            status: self.status,
            user: user.map(|user| user.id),
            open_money: self.open_money,
            text: self.text.clone(),
            limit: None,
        })
    }
}
