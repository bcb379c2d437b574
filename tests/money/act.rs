//! The same step in the house, through the desk, in a transaction of its own.

use boxoffice::desk::change_order::{self, OrderPatch};
use boxoffice::desk::refund::{self, HowMuch, Refunding};
use boxoffice::desk::sale::{self, Customer, NewOrder};
use boxoffice::desk::settle::Taking;
use boxoffice::desk::{
    admission, cancel, give_back, hold, hold_sale, order, payment, ticket, ticket_type,
};
use boxoffice::domain::{
    Amount, Change, Channel, Code, Error, Instant, Line, NewHold, Offer, Result, ScanResult,
    TicketId, TicketTypePatch, UserRef,
};
use boxoffice::office::Transaction;

use crate::house::House;
use crate::step::{Back, Items, Money, Step};

impl House {
    /// Takes a step.
    pub(crate) fn act(&mut self, step: &Step) -> Result<()> {
        match step {
            Step::Sell { items, money } => {
                let sold = self.write("sell", |tx| {
                    sale::sell(tx, &self.order_of(items), &taking(money))
                })?;
                self.orders.push(sold.order);
            }
            Step::Create { items, expires } => {
                let new = self.order_of(items);
                let sold = self.write("order create", |tx| {
                    sale::reserve(tx, &new, after(tx, *expires))
                })?;
                self.orders.push(sold.order);
            }
            Step::HoldCreate { items, expires } => {
                let new = NewHold {
                    lines: self.lines(items),
                    reason: "Press".parse()?,
                    slug: None,
                };
                let made = self.write("hold create", |tx| {
                    hold::create(tx, &new, after(tx, *expires))
                })?;
                self.holds.push(made);
            }
            Step::HoldSell { hold, items, money } => {
                let (hold, new) = (self.holds[*hold], self.order_of(items));
                let sold = self.write("hold sell", |tx| {
                    hold_sale::sell(tx, hold, &new, &taking(money))
                })?;
                self.orders.push(sold.order);
            }
            Step::HoldReserve {
                hold,
                items,
                expires,
            } => {
                let (hold, new) = (self.holds[*hold], self.order_of(items));
                let sold = self.write("hold sell", |tx| {
                    hold_sale::reserve(tx, hold, &new, after(tx, Some(*expires)))
                })?;
                self.orders.push(sold.order);
            }
            Step::HoldRelease { hold, items } => {
                let (hold, lines) = (self.holds[*hold], self.lines(items));
                self.write("hold release", |tx| hold::release(tx, hold, &lines))?;
            }
            Step::Pass { seconds } => {
                let now = self.office.now()?.seconds() + seconds;
                self.at(now);
            }
            other => self.change(other)?,
        }
        Ok(())
    }

    /// Steps that make nothing new.
    fn change(&self, step: &Step) -> Result<()> {
        match step {
            Step::Record { order, money } => {
                let order = self.orders[*order];
                self.write("payment record", |tx| {
                    payment::record(tx, order, &taking(money))
                })?;
            }
            Step::Refund { order, back, to } => {
                let how_much = match back {
                    Back::All => HowMuch::All,
                    Back::Sum(amount) => HowMuch::Sum(Amount(*amount)),
                    Back::Tickets(tickets) => {
                        let tickets = tickets.iter().map(|ticket| self.ticket(*order, *ticket));
                        HowMuch::Tickets(tickets.collect::<Result<_>>()?)
                    }
                };
                let refunding = Refunding {
                    how_much,
                    to: *to,
                    reason: None,
                };
                self.write("payment refund", |tx| {
                    refund::refund(tx, self.orders[*order], &refunding)
                })?;
            }
            Step::Void { order, ticket } => {
                let ticket = self.ticket(*order, *ticket)?;
                self.write("ticket void", |tx| {
                    give_back::give_back(tx, self.orders[*order], &[ticket], None)
                })?;
            }
            Step::Cancel { order } => {
                self.write("order cancel", |tx| {
                    change_order::cancel(tx, self.orders[*order])
                })?;
            }
            Step::Expire { order } => {
                self.write("order expire", |tx| {
                    change_order::expire(tx, self.orders[*order])
                })?;
            }
            Step::Extend { order, expires } => {
                self.write("order update", |tx| {
                    let at = after(tx, Some(*expires)).unwrap();
                    let patch = OrderPatch {
                        expires_at: Change::Set(at),
                        ..OrderPatch::default()
                    };
                    change_order::update(tx, self.orders[*order], &patch)
                })?;
            }
            Step::Admit { order, ticket } => {
                let whole = self.read(|snapshot| order::whole(snapshot, self.orders[*order]))?;
                let code = &whole.tickets[*ticket].code;
                let scanned =
                    self.write("ticket admit", |tx| admission::admit(tx, code, None, None))?;
                if scanned.result != ScanResult::Admitted {
                    return Err(Error::new(Code::NotAdmitted, scanned.result.to_string()));
                }
            }
            Step::Reissue { order, ticket } => {
                let ticket = self.ticket(*order, *ticket)?;
                self.write("ticket reissue", |tx| ticket::reissue(tx, ticket))?;
            }
            Step::Quota { of, quota } => self.update(
                *of,
                &TicketTypePatch {
                    quota: Some(*quota),
                    ..no_change()
                },
            )?,
            Step::Price { of, price } => {
                self.update(
                    *of,
                    &TicketTypePatch {
                        price: Some(Amount(*price)),
                        ..no_change()
                    },
                )?;
            }
            Step::ConcertCancel { concert } => {
                self.write("concert cancel", |tx| {
                    cancel::cancel(tx, self.concerts[*concert], None)
                })?;
            }
            other => panic!("{other:?} makes something new"),
        }
        Ok(())
    }

    fn update(&self, of: usize, patch: &TicketTypePatch) -> Result<()> {
        self.write("ticket-type update", |tx| {
            ticket_type::update(tx, self.types[of], patch)
        })
        .map(drop)
    }

    fn lines(&self, items: &Items) -> Vec<Line> {
        let lines = items.iter();
        lines
            .map(|(of, quantity)| Line {
                ticket_type: self.types[*of],
                quantity: *quantity,
            })
            .collect()
    }

    fn order_of(&self, items: &Items) -> NewOrder {
        NewOrder {
            lines: self.lines(items),
            customer: Customer {
                user: UserRef::WalkIn,
                name: None,
            },
            channel: Channel::Counter,
            note: None,
        }
    }

    /// The ticket of an order that was issued at that place.
    fn ticket(&self, order: usize, at: usize) -> Result<TicketId> {
        let whole = self.read(|snapshot| order::whole(snapshot, self.orders[order]))?;
        Ok(whole.tickets[at].id)
    }
}

fn no_change() -> TicketTypePatch {
    TicketTypePatch::default()
}

fn taking(money: &Money) -> Taking {
    let offers = money.offers.iter();
    Taking {
        offers: offers
            .map(|(method, amount)| Offer {
                method: *method,
                amount: amount.map(Amount),
            })
            .collect(),
        tendered: money.tendered.map(Amount),
        reference: None,
    }
}

fn after(tx: &Transaction<'_>, seconds: Option<i64>) -> Option<Instant> {
    seconds.map(|seconds| Instant::from_seconds(tx.now().seconds() + seconds).unwrap())
}
