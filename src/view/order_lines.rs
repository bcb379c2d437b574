//! How the lines of an order are told, and the rules that were set aside for it.

use serde::Serialize;

use super::{Cell, Section};
use crate::domain::{
    Amount, DetailKind, Instant, Money, OrderDetail, Override, OverrideKind, Profile, Purpose,
    Rate, Zone,
};

/// A line of an order.
#[derive(Debug, Serialize)]
pub struct DetailView {
    /// What kind of line it is.
    pub kind: DetailKind,
    /// `concert/type`.
    pub ticket_type: Option<String>,
    /// The type's name.
    pub name: Option<String>,
    /// How many, negative for returns.
    pub quantity: i64,
    /// The price of one.
    pub unit_price: Money,
    /// What it adds to the total.
    pub amount: Money,
    /// What people type for the hold that its tickets were sold from.
    pub hold: Option<String>,
    /// The code of the discount that it comes of.
    pub discount: Option<String>,
    /// What people type for the fee that it comes of.
    pub fee: Option<String>,
    /// What a fee is for that no rule makes: kept, or a donation.
    pub purpose: Option<Purpose>,
    /// The tax on it, in percent.
    pub tax_rate: Option<Rate>,
    /// The tax in its amount; negative where it takes some back.
    pub tax: Option<Money>,
    /// Why its tickets are given for nothing.
    pub comp_reason: Option<String>,
    /// Why there is such a line, or such a price.
    pub reason: Option<String>,
    /// Who approved of it.
    pub approver: Option<String>,
    /// For how many tickets a fee is, and what of it each bears; told to people only.
    #[serde(skip)]
    pub each: Option<(i64, Money)>,
}

/// A rule that was set aside for an order.
#[derive(Debug, Serialize)]
pub struct OverrideView {
    /// Which rule.
    pub rule: OverrideKind,
    /// Why; `null` where that was erased.
    pub reason: Option<String>,
    /// Who set it aside.
    pub operator: String,
    /// Who approved of that.
    pub approver: Option<String>,
    /// When.
    pub at: Instant,
}

impl DetailView {
    /// The view of one of the lines of an order in an office.
    #[must_use]
    pub fn of(detail: &OrderDetail, all: &[OrderDetail], profile: &Profile) -> Self {
        let money = |amount| profile.money(amount);
        let note = |text: &Option<crate::domain::Note>| text.as_ref().map(ToString::to_string);
        let slug = |slug: &Option<crate::domain::Slug>| slug.as_ref().map(ToString::to_string);
        Self {
            kind: detail.kind,
            ticket_type: detail.reference.clone(),
            name: detail.name.as_ref().map(ToString::to_string),
            quantity: detail.quantity,
            unit_price: money(detail.unit_price),
            amount: money(detail.amount),
            hold: slug(&detail.hold),
            discount: slug(&detail.discount),
            fee: slug(&detail.fee),
            purpose: detail.purpose,
            tax_rate: detail.tax_rate.map(Rate),
            tax: detail.tax_amount.map(money),
            comp_reason: note(&detail.comp_reason),
            reason: note(&detail.reason),
            approver: detail.approver.as_ref().map(ToString::to_string),
            each: each(detail, all).map(|(tickets, amount)| (tickets, money(amount))),
        }
    }

    /// What it comes of, where that is a discount, a fee or a purpose.
    #[must_use]
    pub fn label(&self) -> Option<String> {
        let purpose = self.purpose.map(|purpose| purpose.to_string());
        self.discount.clone().or(self.fee.clone()).or(purpose)
    }
}

impl OverrideView {
    /// The view of a rule that was set aside.
    #[must_use]
    pub fn of(noted: &Override) -> Self {
        Self {
            rule: noted.kind,
            reason: noted.reason.as_ref().map(ToString::to_string),
            operator: noted.operator.to_string(),
            approver: noted.approver.as_ref().map(ToString::to_string),
            at: noted.at,
        }
    }
}

/// For how many tickets a fee is, and what of it each bears, where that is a sum without a rest.
fn each(fee: &OrderDetail, all: &[OrderDetail]) -> Option<(i64, Amount)> {
    let of = fee.refers_to_id.filter(|_| fee.kind == DetailKind::Fee)?;
    let tickets = all.iter().find(|line| line.id == of)?.quantity;
    let divides = 1 < tickets && fee.amount.0.checked_rem(tickets) == Some(0);
    divides.then(|| (tickets, Amount(fee.amount.0 / tickets)))
}

/// A column that only stands where some line has it, and its cell of a line.
type Optional = (&'static str, fn(&DetailView) -> Cell);

const OPTIONAL: &[Optional] = &[
    ("HOLD", |line| text(line.hold.as_ref())),
    ("OF", |line| text(line.label().as_ref())),
    ("TAX", |line| Cell::optional(line.tax, Cell::Money)),
    ("COMP", |line| text(line.comp_reason.as_ref())),
    ("REASON", |line| text(line.reason.as_ref())),
    ("APPROVED BY", |line| text(line.approver.as_ref())),
];

fn text(text: Option<&String>) -> Cell {
    Cell::optional(text, Cell::text)
}

/// The lines of an order as a table.
pub(super) fn lines(details: &[DetailView]) -> Section {
    let is_there = |(_, cell): &&Optional| {
        let mut cells = details.iter().map(cell);
        cells.any(|cell| !matches!(cell, Cell::Missing))
    };
    let optional: Vec<_> = OPTIONAL.iter().filter(is_there).collect();
    let row = |detail: &DetailView| {
        let (quantity, price) = detail.each.unwrap_or((detail.quantity, detail.unit_price));
        let mut cells = vec![
            Cell::text(&detail.kind),
            Cell::optional(detail.ticket_type.as_ref(), Cell::text),
            Cell::Count(quantity),
            Cell::Money(price),
            Cell::Money(detail.amount),
        ];
        cells.extend(optional.iter().map(|(_, cell)| cell(detail)));
        cells
    };
    let mut columns = vec!["KIND", "TICKET TYPE", "QUANTITY", "PRICE", "AMOUNT"];
    columns.extend(optional.iter().map(|(heading, _)| *heading));
    Section {
        title: "Details",
        columns,
        rows: details.iter().map(row).collect(),
    }
}

/// The rules that were set aside as a table; none where none were.
pub(super) fn set_aside(overrides: &[OverrideView], zone: Zone) -> Option<Section> {
    let row = |noted: &OverrideView| {
        vec![
            Cell::text(&noted.rule),
            text(noted.reason.as_ref()),
            Cell::text(&noted.operator),
            text(noted.approver.as_ref()),
            Cell::Time(noted.at, zone),
        ]
    };
    (!overrides.is_empty()).then(|| Section {
        title: "Overrides",
        columns: vec!["RULE", "REASON", "OPERATOR", "APPROVED BY", "AT"],
        rows: overrides.iter().map(row).collect(),
    })
}
