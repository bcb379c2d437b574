//! Items as people type them, resolved to lines.

use clap::Args;
use serde::Serialize;

use super::app::App;
use crate::desk;
use crate::desk::sale::Customer;
use crate::domain::{
    Code, ConcertRef, Deadline, Error, Instant, Item, Line, Name, Result, TicketTypeRef, UserRef,
};
use crate::office::Snapshot;

/// Whose order it is.
#[derive(Debug, Clone, Args)]
pub(crate) struct CustomerArgs {
    /// Whose it is: an e-mail address, a phone number or an id; a walk-in when left out
    #[arg(long, value_name = "USER")]
    user: Option<UserRef>,

    /// The name of a customer who is new
    #[arg(long, value_name = "NAME", requires = "user")]
    name: Option<Name>,
}

impl CustomerArgs {
    /// Whether a customer is named at all.
    pub(crate) fn is_named(&self) -> bool {
        self.user.is_some()
    }

    /// The customer, a walk-in where none is named.
    pub(crate) fn customer(&self) -> Customer {
        Customer {
            user: self.user.clone().unwrap_or(UserRef::WalkIn),
            name: self.name.clone(),
        }
    }
}

/// Says that a known customer keeps the name that is known, whatever name was given.
pub(crate) fn tell_unused_name(app: &App, customer: &Customer, known: Option<&Name>) {
    if let (Some(given), Some(known)) = (&customer.name, known)
        && given != known
    {
        let message = format!("this customer is known as `{known}`; `{given}` was not used");
        app.printer.warning("name_not_used", &message);
    }
}

/// Where items without a concert belong.
#[derive(Debug, Clone, Args)]
pub(crate) struct ConcertArgs {
    /// The concert of items that name none (or `BOXOFFICE_CONCERT`)
    #[arg(long, value_name = "CONCERT")]
    concert: Option<ConcertRef>,
}

impl ConcertArgs {
    /// The concert by flag, else by the environment.
    pub(crate) fn concert(&self, app: &App) -> Result<Option<ConcertRef>> {
        match &self.concert {
            Some(concert) => Ok(Some(concert.clone())),
            None => app.concert(),
        }
    }
}

/// The lines of `items`; one without a concert belongs to the concert before it, else to `concert`.
pub(crate) fn lines(
    snapshot: &Snapshot<'_>,
    items: &[Item],
    concert: Option<&ConcertRef>,
) -> Result<Vec<Line>> {
    if items.is_empty() {
        return Err(Error::new(Code::Usage, "what is sold? no item was named")
            .hint("boxoffice sell CONCERT/TYPE=QUANTITY --pay cash"));
    }
    let mut concert = concert.cloned();
    let mut lines = Vec::with_capacity(items.len());
    for item in items {
        concert = item.ticket_type.concert.clone().or(concert);
        let TicketTypeRef { ticket_type, .. } = item.ticket_type.clone();
        let reference = TicketTypeRef {
            concert: concert.clone(),
            ticket_type,
        };
        lines.push(Line {
            ticket_type: desk::ticket_type::id(snapshot, &reference)?,
            quantity: item.quantity,
        });
    }
    Ok(lines)
}

/// A deadline in a request: a length of time stays one, so that asking again later asks for the same.
#[derive(Debug, Serialize)]
pub(crate) struct DeadlineRequest {
    at: Option<Instant>,
    after: Option<String>,
}

impl DeadlineRequest {
    /// What is asked for, and the moment it means now.
    pub(crate) fn of(deadline: Option<&Deadline>, resolved: Option<Instant>) -> Self {
        match deadline {
            Some(Deadline::After(span)) => Self {
                at: None,
                after: Some(span.to_string()),
            },
            _ => Self {
                at: resolved,
                after: None,
            },
        }
    }
}

/// The moment a deadline means now, in the office's zone.
pub(crate) fn deadline(app: &App, deadline: Option<&Deadline>) -> Result<Option<Instant>> {
    let office = app.office()?;
    let resolve = |deadline: &Deadline| deadline.resolve(office.profile().zone, office.now()?);
    deadline.map(resolve).transpose()
}
