//! Whether the house stands as the model says: orders, accounts, tickets, places, holds, and the reports over them.

use std::fmt::Debug;

use boxoffice::desk::report::{self, Scope};
use boxoffice::desk::{hold, order, ticket_type};
use boxoffice::domain::{
    ConcertRef, EntryKind, HoldStatus, MethodMoney, OrderStatus, Period, SalesBy, TicketStatus,
    TicketTypeRef, TypeName, Zone,
};
use boxoffice::office::Snapshot;

use crate::house::House;
use crate::model::{Line, Model, Order, State};

type Agrees = Result<(), String>;

impl House {
    /// Compares everything.
    pub(crate) fn agrees(&self, model: &Model) -> Agrees {
        let looked = self.read(|snapshot| Ok(self.looks(snapshot, model)));
        looked.unwrap()
    }

    fn looks(&self, snapshot: &Snapshot<'_>, model: &Model) -> Agrees {
        for at in 0..model.orders.len() {
            self.order_agrees(snapshot, model, at)?;
        }
        for (at, id) in self.types.iter().enumerate() {
            let reference = TicketTypeRef {
                concert: None,
                ticket_type: TypeName::Id(*id),
            };
            let found = ticket_type::get(snapshot, &reference, None).unwrap();
            same(&format!("type {at}: taken"), model.taken(at), found.taken)?;
            same(&format!("type {at}: left"), model.left(at), found.left)?;
            same(
                &format!("type {at}: price"),
                model.price_now(at),
                found.price.0,
            )?;
        }
        for (at, id) in self.holds.iter().enumerate() {
            let whole = hold::whole(snapshot, *id).unwrap();
            let of = &model.holds[at];
            same(
                &format!("hold {at}: open"),
                of.is_open,
                whole.hold.status == HoldStatus::Open,
            )?;
            for held in &whole.types {
                let of_type = self
                    .types
                    .iter()
                    .position(|id| *id == held.ticket_type_id)
                    .unwrap();
                let left = if of.is_open { of.left[of_type] } else { 0 };
                same(
                    &format!("hold {at}: left of type {of_type}"),
                    left,
                    held.left,
                )?;
            }
        }
        self.reports_agree(snapshot, model)
    }

    fn order_agrees(&self, snapshot: &Snapshot<'_>, model: &Model, at: usize) -> Agrees {
        let whole = order::whole(snapshot, self.orders[at]).unwrap();
        let of = &model.orders[at];
        let what = |what: &str| format!("order {at}: {what}");
        let state = match whole.order.status {
            OrderStatus::Pending => State::Pending,
            OrderStatus::Paid => State::Paid,
            OrderStatus::Expired => State::Expired,
            OrderStatus::Cancelled => State::Cancelled,
            OrderStatus::Draft => return Err(what("is a draft")),
        };
        same(&what("state"), of.state, state)?;
        same(&what("total"), of.total(), whole.order.total.0)?;
        same(&what("received"), of.received(), whole.payment.received.0)?;
        same(&what("paid back"), of.back(), whole.payment.refunded.0)?;
        same(&what("due"), of.due(), whole.payment.due().unwrap().0)?;
        same(&what("open"), of.open(), whole.payment.open().unwrap().0)?;
        let entries = whole
            .entries
            .iter()
            .filter(|entry| entry.kind != EntryKind::Refund);
        let entries: Vec<_> = entries
            .map(|entry| (entry.method, entry.amount.0))
            .collect();
        let receipts: Vec<_> = of
            .receipts
            .iter()
            .map(|receipt| (receipt.method, receipt.amount))
            .collect();
        same(&what("receipts"), receipts, entries)?;
        let tickets = whole.tickets.iter().map(|ticket| {
            let of_type = self
                .types
                .iter()
                .position(|id| *id == ticket.ticket_type_id)
                .unwrap();
            (
                of_type,
                ticket.status == TicketStatus::Valid,
                ticket.admitted_at.is_some(),
            )
        });
        let expected = of.tickets.iter().map(|ticket| {
            (
                of.lines[ticket.line].of,
                ticket.is_valid,
                ticket.is_admitted,
            )
        });
        same(
            &what("tickets"),
            expected.collect::<Vec<_>>(),
            tickets.collect(),
        )
    }

    fn reports_agree(&self, snapshot: &Snapshot<'_>, model: &Model) -> Agrees {
        let scope = Scope {
            by: SalesBy::Type,
            period: Period::default(),
            as_of: None,
            zone: Zone::UTC,
        };
        let sales = report::sales(snapshot, &scope).unwrap();
        same(
            "report sales: its proof",
            None,
            sales.wrong.map(|wrong| wrong.message),
        )?;
        let was_paid = || model.orders.iter().filter(|order| order.was_paid);
        let lines = || was_paid().flat_map(|order| &order.lines);
        let sum = |of: &dyn Fn(&Line) -> i64| lines().map(of).sum::<i64>();
        same(
            "report sales: sold",
            sum(&|line| line.sold),
            sales.total.sold + sales.total.comp,
        )?;
        same(
            "report sales: comps",
            sum(&|line| if line.is_comp { line.sold } else { 0 }),
            sales.total.comp,
        )?;
        same(
            "report sales: tickets",
            sum(&|line| line.left),
            sales.total.tickets(),
        )?;
        same(
            "report sales: amount",
            was_paid().map(Order::total).sum(),
            sales.total.amount.0,
        )?;
        for of in &sales.money {
            let back = model
                .paid_back
                .iter()
                .filter(|(method, _)| *method == of.method);
            same(
                &format!("refunded by {}", of.method),
                back.map(|(_, amount)| amount).sum(),
                of.refunded.0,
            )?;
        }
        let net = |of: &MethodMoney| of.received.0 + of.moved_in.0 - of.refunded.0 - of.moved_out.0;
        let held: i64 = model.orders.iter().map(Order::held).sum();
        same(
            "report sales: money",
            held,
            sales.money.iter().map(net).sum(),
        )?;
        self.open_items_agree(snapshot, model)
    }

    fn open_items_agree(&self, snapshot: &Snapshot<'_>, model: &Model) -> Agrees {
        let items = report::open_items(snapshot, None).unwrap();
        same(
            "report open-items: its proof",
            None,
            items.wrong.map(|wrong| wrong.message),
        )?;
        let due: i64 = model.orders.iter().map(Order::due).sum();
        same(
            "report open-items: due",
            due,
            items.items.iter().map(|item| item.due().0).sum(),
        )?;
        let open: i64 = model.orders.iter().map(Order::open).sum();
        same(
            "report open-items: open",
            open,
            items.items.iter().map(|item| item.open().0).sum(),
        )?;
        self.concerts_agree(snapshot, model)
    }

    fn concerts_agree(&self, snapshot: &Snapshot<'_>, model: &Model) -> Agrees {
        for (concert, id) in self.concerts.iter().enumerate() {
            let manifest = report::manifest(snapshot, &ConcertRef::Id(*id), None).unwrap();
            let settlement =
                report::settlement(snapshot, &ConcertRef::Id(*id), None, None).unwrap();
            same(
                "settlement: its proof",
                None,
                settlement.wrong.map(|wrong| wrong.message),
            )?;
            same("manifest balances", true, manifest.balances())?;
            let types = (0..model.types.len()).filter(|of| model.types[*of].concert == concert);
            for (of, row) in types.zip(&manifest.types) {
                let places = |state| {
                    let of_state = model
                        .orders
                        .iter()
                        .filter(move |order| order.state == state);
                    of_state.map(|order| order.places(of)).sum::<i64>()
                };
                same(
                    &format!("manifest: sold of {of}"),
                    places(State::Paid),
                    row.sold + row.comp,
                )?;
                same(
                    &format!("manifest: pending of {of}"),
                    places(State::Pending),
                    row.pending,
                )?;
                same(&format!("manifest: held of {of}"), model.held(of), row.held)?;
            }
        }
        Ok(())
    }
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "what is compared is made where it is compared"
)]
fn same<T: PartialEq + Debug>(what: &str, expected: T, found: T) -> Agrees {
    if expected == found {
        return Ok(());
    }
    Err(format!(
        "{what}: the model says {expected:?}, the product {found:?}"
    ))
}
