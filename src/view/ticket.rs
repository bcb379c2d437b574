//! How tickets and what comes of their codes are told.

use serde::Serialize;

use super::{Cell, Column, View};
use crate::domain::{
    Concert, Instant, Money, Name, Profile, ScanResult, Ticket, TicketCode, TicketId, TicketStatus,
    Zone,
};

/// A ticket.
#[derive(Debug, Serialize)]
pub struct TicketView {
    /// What people type: `K7QX3/2`; `null` in a dry run.
    pub ticket: Option<String>,
    /// `concert/type`.
    pub ticket_type: String,
    /// Whether it admits.
    pub status: TicketStatus,
    /// Whose name it bears.
    pub holder_name: Option<String>,
    /// When it let somebody in.
    pub admitted_at: Option<Instant>,
    /// The price at the time.
    pub price: Money,
    /// Why it was given for nothing.
    pub comp_reason: Option<String>,
    /// Who approved of that, or of another price.
    pub approver: Option<String>,
    /// The code that admits; `null` in a dry run.
    pub code: Option<String>,
    /// The order's code; `null` in a dry run.
    pub order: Option<String>,
    /// The concert.
    pub concert: String,
    /// When it was issued.
    pub issued_at: Instant,
    /// When it was voided.
    pub voided_at: Option<Instant>,
    /// Why it was voided.
    pub void_reason: Option<String>,
    /// Its id.
    pub id: TicketId,
    /// The zone its times are shown in.
    pub timezone: Zone,
}

impl TicketView {
    /// The view of `ticket` in an office.
    #[must_use]
    pub fn of(ticket: &Ticket, profile: &Profile) -> Self {
        Self {
            ticket: Some(ticket.reference()),
            ticket_type: format!("{}/{}", ticket.concert, ticket.ticket_type),
            status: ticket.status,
            holder_name: ticket.holder_name.as_ref().map(ToString::to_string),
            admitted_at: ticket.admitted_at,
            price: Money {
                amount: ticket.price,
                currency: profile.currency,
            },
            comp_reason: ticket.comp_reason.as_ref().map(ToString::to_string),
            approver: ticket.approver.as_ref().map(ToString::to_string),
            code: Some(ticket.code.to_string()),
            order: Some(ticket.order.to_string()),
            concert: ticket.concert.to_string(),
            issued_at: ticket.issued_at,
            voided_at: ticket.voided_at,
            void_reason: ticket.void_reason.as_ref().map(ToString::to_string),
            id: ticket.id,
            timezone: profile.zone,
        }
    }

    /// The same without its code, which a dry run never gave out.
    #[must_use]
    pub fn without_code(self) -> Self {
        Self {
            ticket: None,
            code: None,
            ..self
        }
    }
}

impl View for TicketView {
    const COLUMNS: &'static [Column] = &[
        Column::always("ticket", "TICKET"),
        Column::always("ticket_type", "TICKET TYPE"),
        Column::always("status", "STATUS"),
        Column::shrinkable("holder_name", "HOLDER"),
        Column::always("admitted_at", "ADMITTED"),
        Column::always("price", "PRICE"),
        Column::wide("code", "CODE"),
        Column::wide("order", "ORDER"),
        Column::wide("concert", "CONCERT"),
        Column::wide("issued_at", "ISSUED"),
        Column::wide("voided_at", "VOIDED"),
        Column::wide("void_reason", "REASON"),
        Column::wide("id", "ID"),
        Column::wide("timezone", "TIMEZONE"),
        Column::wide("comp_reason", "COMP"),
        Column::wide("approver", "APPROVED BY"),
    ];
    const PLURAL: &'static str = "tickets";

    fn cells(&self) -> Vec<Cell> {
        let time = |at| Cell::Time(at, self.timezone);
        vec![
            Cell::optional(self.ticket.as_ref(), Cell::text),
            Cell::text(&self.ticket_type),
            Cell::text(&self.status),
            Cell::optional(self.holder_name.as_ref(), Cell::text),
            Cell::optional(self.admitted_at, time),
            Cell::Money(self.price),
            Cell::optional(self.code.as_ref(), Cell::text),
            Cell::optional(self.order.as_ref(), Cell::text),
            Cell::text(&self.concert),
            time(self.issued_at),
            Cell::optional(self.voided_at, time),
            Cell::optional(self.void_reason.as_ref(), Cell::text),
            Cell::Count(self.id.0),
            Cell::text(&self.timezone),
            Cell::optional(self.comp_reason.as_ref(), Cell::text),
            Cell::optional(self.approver.as_ref(), Cell::text),
        ]
    }

    fn reference(&self) -> String {
        self.ticket.clone().unwrap_or_default()
    }
}

/// What came of a code at the door.
#[derive(Debug, Serialize)]
pub struct AdmissionView {
    /// What was read.
    pub code: String,
    /// Let in or not, and why not.
    pub result: ScanResult,
    /// The ticket, where the code is known.
    pub ticket: Option<String>,
    /// `concert/type`.
    pub ticket_type: Option<String>,
    /// Whose name it bears.
    pub holder_name: Option<String>,
    /// When it let somebody in first.
    pub admitted_at: Option<Instant>,
    /// Where that was.
    pub gate: Option<String>,
    /// When it was voided.
    pub voided_at: Option<Instant>,
    /// Why it was voided.
    pub void_reason: Option<String>,
    /// The ticket that took its place, which alone lets somebody in.
    pub replaced_by: Option<String>,
    /// When the concert starts.
    pub starts_at: Option<Instant>,
    /// The zone of the concert.
    pub timezone: Option<Zone>,
}

/// What an admission is told from.
#[derive(Debug, Clone, Copy)]
pub struct AdmissionParts<'p> {
    /// What was read.
    pub code: &'p TicketCode,
    /// The ticket, where the code is known.
    pub ticket: Option<&'p Ticket>,
    /// The concert of the ticket.
    pub concert: Option<&'p Concert>,
    /// What came of it.
    pub result: ScanResult,
    /// When and where it let somebody in first.
    pub admitted: Option<&'p (Instant, Option<Name>)>,
    /// The ticket that took its place.
    pub replaced_by: Option<&'p Ticket>,
}

impl AdmissionView {
    /// The view of what came of a code.
    #[must_use]
    pub fn of(parts: AdmissionParts<'_>) -> Self {
        let AdmissionParts {
            code,
            ticket,
            concert,
            result,
            admitted,
            replaced_by,
        } = parts;
        Self {
            code: code.to_string(),
            result,
            ticket: ticket.map(Ticket::reference),
            ticket_type: ticket.map(|ticket| format!("{}/{}", ticket.concert, ticket.ticket_type)),
            holder_name: ticket
                .and_then(|ticket| ticket.holder_name.as_ref())
                .map(ToString::to_string),
            admitted_at: admitted.map(|(at, _)| *at),
            gate: admitted
                .and_then(|(_, gate)| gate.as_ref())
                .map(ToString::to_string),
            voided_at: ticket.and_then(|ticket| ticket.voided_at),
            void_reason: ticket
                .and_then(|ticket| ticket.void_reason.as_ref())
                .map(ToString::to_string),
            replaced_by: replaced_by.map(Ticket::reference),
            starts_at: concert.map(|concert| concert.starts_at),
            timezone: concert.map(|concert| concert.zone),
        }
    }

    /// The view of a text that cannot be the code of any ticket.
    #[must_use]
    pub fn unreadable(text: &str) -> Self {
        Self {
            code: text.to_owned(),
            result: ScanResult::Unknown,
            ticket: None,
            ticket_type: None,
            holder_name: None,
            admitted_at: None,
            gate: None,
            voided_at: None,
            void_reason: None,
            replaced_by: None,
            starts_at: None,
            timezone: None,
        }
    }

    /// In a sentence why nobody is let in, or that somebody is.
    #[must_use]
    pub fn sentence(&self) -> String {
        let zone = self.timezone.unwrap_or(Zone::UTC);
        let shown =
            |at: Option<Instant>| at.map_or_else(|| "unknown".to_owned(), |at| zone.show(at));
        let name = self.ticket.as_deref().unwrap_or(&self.code);
        match self.result {
            ScanResult::Admitted => format!("`{name}` is let in"),
            ScanResult::AlreadyAdmitted => {
                let gate = self
                    .gate
                    .as_ref()
                    .map(|gate| format!(" at {gate}"))
                    .unwrap_or_default();
                format!(
                    "`{name}` let somebody in already: {}{gate}",
                    shown(self.admitted_at)
                )
            }
            ScanResult::Void => {
                let since = format!("`{name}` is void since {}", shown(self.voided_at));
                let by = self.replaced_by.as_ref();
                let by = by.map(|by| format!("`{by}` took its place"));
                let told: Vec<_> = self.void_reason.clone().into_iter().chain(by).collect();
                if told.is_empty() {
                    return since;
                }
                format!("{since}: {}", told.join(", "))
            }
            ScanResult::WrongConcert => {
                format!(
                    "`{name}` is for `{}`",
                    self.ticket_type.as_deref().unwrap_or("another concert")
                )
            }
            ScanResult::ConcertCancelled => format!("`{name}` is for a concert that is cancelled"),
            ScanResult::OutsideHours => {
                format!(
                    "`{name}` is for {}; nobody is let in now",
                    shown(self.starts_at)
                )
            }
            ScanResult::Unknown => format!("no ticket has the code `{}`", self.code),
        }
    }
}

impl View for AdmissionView {
    const COLUMNS: &'static [Column] = &[
        Column::always("code", "CODE"),
        Column::always("result", "RESULT"),
        Column::always("ticket", "TICKET"),
        Column::always("ticket_type", "TICKET TYPE"),
        Column::shrinkable("holder_name", "HOLDER"),
        Column::always("admitted_at", "ADMITTED"),
        Column::always("gate", "GATE"),
        Column::wide("voided_at", "VOIDED"),
        Column::wide("void_reason", "REASON"),
        Column::wide("replaced_by", "REPLACED BY"),
        Column::wide("starts_at", "STARTS"),
        Column::wide("timezone", "TIMEZONE"),
    ];
    const PLURAL: &'static str = "codes";

    fn cells(&self) -> Vec<Cell> {
        let zone = self.timezone.unwrap_or(Zone::UTC);
        let time = |at| Cell::Time(at, zone);
        vec![
            Cell::text(&self.code),
            Cell::text(&self.result),
            Cell::optional(self.ticket.as_ref(), Cell::text),
            Cell::optional(self.ticket_type.as_ref(), Cell::text),
            Cell::optional(self.holder_name.as_ref(), Cell::text),
            Cell::optional(self.admitted_at, time),
            Cell::optional(self.gate.as_ref(), Cell::text),
            Cell::optional(self.voided_at, time),
            Cell::optional(self.void_reason.as_ref(), Cell::text),
            Cell::optional(self.replaced_by.as_ref(), Cell::text),
            Cell::optional(self.starts_at, time),
            Cell::optional(self.timezone.as_ref(), Cell::text),
        ]
    }

    fn reference(&self) -> String {
        self.ticket.clone().unwrap_or_else(|| self.code.clone())
    }
}
