//! Steps in the house that make nothing new.

use boxoffice::desk::change_order::{self, OrderPatch};
use boxoffice::desk::due;
use boxoffice::desk::exchange::{self, Exchanging};
use boxoffice::desk::leaving::Leaving;
use boxoffice::desk::mass_refund::{self, MassRefund};
use boxoffice::desk::overriding::Overriding;
use boxoffice::desk::refund::{self, HowMuch, Refunding};
use boxoffice::desk::{
    add, admission, cancel, concert, give_back, hold, open_money, order, payment, pool, ticket,
    ticket_type,
};
use boxoffice::domain::{
    Amount, Change, Code, ConcertRef, Error, Keep, Note, OverrideKind, PoolPatch, Rate, Result,
    ScanResult, TicketId, TicketTypePatch,
};

use crate::act::{after, taking};
use crate::house::House;
use crate::step::{self, Back, Settling, Step};

impl House {
    pub(crate) fn change(&self, step: &Step) -> Result<()> {
        match step {
            Step::HoldRelease { hold, items } => {
                let (hold, lines) = (self.holds[*hold], self.lines(items));
                self.write("hold release", |tx| hold::release(tx, hold, &lines))
                    .map(drop)
            }
            Step::Record { order, money } => {
                let order = self.orders[*order];
                self.write("payment record", |tx| {
                    payment::record(tx, order, &taking(money))
                })
                .map(drop)
            }
            Step::Refund { order, refund } => self.pay_back(*order, refund),
            other => self.change_order(other),
        }
    }

    /// Steps that change an order as a whole.
    fn change_order(&self, step: &Step) -> Result<()> {
        match step {
            Step::Add {
                order,
                items,
                settling,
            } => {
                let (order, lines) = (self.orders[*order], self.lines(items));
                self.write("order add", |tx| {
                    add::add(
                        tx,
                        order,
                        &lines,
                        &settled(settling),
                        &Overriding::default(),
                    )
                })
                .map(drop)
            }
            Step::Exchange {
                order,
                leaving,
                to,
                keep,
                settling,
            } => {
                let exchanging = Exchanging {
                    leaving: self.leaving(*order, leaving)?,
                    to: self.types[*to],
                    keep: keep.map(kept),
                    settling: settled(settling),
                    reason: None,
                    overriding: Overriding::default(),
                };
                let order = self.orders[*order];
                self.write("order exchange", |tx| {
                    exchange::exchange(tx, order, &exchanging)
                })
                .map(drop)
            }
            Step::Keep { order, amount } => {
                let reason: Note = "for the house".parse()?;
                let (order, amount) = (self.orders[*order], amount.map(Amount));
                self.write("payment keep", |tx| {
                    open_money::keep(tx, order, amount, &reason)
                })
                .map(drop)
            }
            Step::Move {
                order,
                into,
                amount,
            } => {
                let (from, into, amount) =
                    (self.orders[*order], self.orders[*into], amount.map(Amount));
                self.write("payment move", |tx| {
                    open_money::move_into(tx, from, into, amount)
                })
                .map(drop)
            }
            other => self.end_order(other),
        }
    }

    /// Steps that end an order, or bring it back.
    fn end_order(&self, step: &Step) -> Result<()> {
        match step {
            Step::Cancel { order } => self
                .write("order cancel", |tx| {
                    change_order::cancel(tx, self.orders[*order])
                })
                .map(drop),
            Step::Expire { order } => self
                .write("order expire", |tx| {
                    change_order::expire(tx, self.orders[*order])
                })
                .map(drop),
            Step::Extend { order, expires } => self
                .write("order update", |tx| {
                    let at = after(tx, Some(*expires)).unwrap();
                    let patch = OrderPatch {
                        expires_at: Change::Set(at),
                        ..OrderPatch::default()
                    };
                    change_order::update(tx, self.orders[*order], &patch)
                })
                .map(drop),
            other => self.change_else(other),
        }
    }

    fn change_else(&self, step: &Step) -> Result<()> {
        match step {
            Step::Void { order, ticket } => {
                let ticket = self.ticket(*order, *ticket)?;
                let order = self.orders[*order];
                self.write("ticket void", |tx| {
                    give_back::give_back(tx, order, &[ticket], None)
                })
                .map(drop)
            }
            Step::Admit { order, ticket } => {
                let whole = self.read(|snapshot| order::whole(snapshot, self.orders[*order]))?;
                let code = &whole.tickets[*ticket].code;
                let scanned =
                    self.write("ticket admit", |tx| admission::admit(tx, code, None, None))?;
                if scanned.result == ScanResult::Admitted {
                    return Ok(());
                }
                Err(Error::new(Code::NotAdmitted, scanned.result.to_string()))
            }
            Step::Reissue { order, ticket } => {
                let ticket = self.ticket(*order, *ticket)?;
                self.write("ticket reissue", |tx| ticket::reissue(tx, ticket))
                    .map(drop)
            }
            Step::Transfer { order, ticket } => {
                let ticket = self.ticket(*order, *ticket)?;
                let holder = "Dewi".parse()?;
                self.write("ticket transfer", |tx| {
                    ticket::transfer(tx, ticket, &holder, false)
                })
                .map(drop)
            }
            other => self.set(other),
        }
    }

    /// Steps that set one thing of the house.
    fn set(&self, step: &Step) -> Result<()> {
        match step {
            Step::Quota { of, quota } => self.update(
                *of,
                &TicketTypePatch {
                    quota: Some(*quota),
                    ..no_change()
                },
            ),
            Step::Price { of, price } => self.update(
                *of,
                &TicketTypePatch {
                    price: Some(Amount(*price)),
                    ..no_change()
                },
            ),
            Step::PoolCapacity { pool, capacity } => {
                let patch = PoolPatch {
                    capacity: Some(*capacity),
                    ..PoolPatch::default()
                };
                self.write("pool update", |tx| {
                    pool::update(tx, self.pools[*pool], &patch)
                })
                .map(drop)
            }
            Step::ConcertCancel { concert } => self
                .write("concert cancel", |tx| {
                    cancel::cancel(tx, self.concerts[*concert], None)
                })
                .map(drop),
            Step::ConcertRefund { concert, to } => self.pay_concert_back(
                *concert,
                &MassRefund {
                    to: *to,
                    ..MassRefund::default()
                },
            ),
            other => panic!("{other:?} makes something new"),
        }
    }

    fn pay_back(&self, order: usize, refund: &step::Refund) -> Result<()> {
        let how_much = match &refund.back {
            Back::All => HowMuch::All,
            Back::Sum(amount) => HowMuch::Sum(Amount(*amount)),
            Back::Tickets(tickets) => HowMuch::Tickets(self.tickets(order, tickets)?),
        };
        let overriding = Overriding {
            kinds: vec![OverrideKind::Admitted],
            reason: Some("as agreed".parse()?),
            approver: None,
        };
        let refunding = Refunding {
            to: refund.to,
            keep: refund.keep.map(kept),
            goodwill: refund.goodwill,
            overriding: if refund.even_admitted {
                overriding
            } else {
                Overriding::default()
            },
            ..Refunding::of(how_much)
        };
        self.write("payment refund", |tx| {
            refund::refund(tx, self.orders[order], &refunding)
        })
        .map(drop)
    }

    fn pay_concert_back(&self, concert: usize, how: &MassRefund) -> Result<()> {
        let id = self.concerts[concert];
        let orders = self.read(|snapshot| {
            mass_refund::must_be_cancelled(&concert::get(snapshot, &ConcertRef::Id(id))?)?;
            mass_refund::unsettled(snapshot, id, false)
        })?;
        for (order, _) in orders {
            let done = self.write("concert refund", |tx| {
                mass_refund::refund_one(tx, order, id, how)
            });
            if let Err(error) = done {
                assert!(error.code == Code::WrongState, "{error:?}");
            }
        }
        Ok(())
    }

    fn update(&self, of: usize, patch: &TicketTypePatch) -> Result<()> {
        self.write("ticket-type update", |tx| {
            ticket_type::update(tx, self.types[of], patch)
        })
        .map(drop)
    }

    /// The ticket of an order that was issued at that place.
    fn ticket(&self, order: usize, at: usize) -> Result<TicketId> {
        Ok(self.tickets(order, &[at])?[0])
    }

    fn tickets(&self, order: usize, at: &[usize]) -> Result<Vec<TicketId>> {
        let whole = self.read(|snapshot| order::whole(snapshot, self.orders[order]))?;
        Ok(at.iter().map(|at| whole.tickets[*at].id).collect())
    }

    pub(crate) fn leaving(&self, order: usize, leaving: &step::Leaving) -> Result<Leaving> {
        Ok(match leaving {
            step::Leaving::Tickets(tickets) => Leaving::Tickets(self.tickets(order, tickets)?),
            step::Leaving::Places(items) => Leaving::Places(self.lines(items)),
        })
    }
}

fn no_change() -> TicketTypePatch {
    TicketTypePatch::default()
}

fn kept(keep: step::Keep) -> Keep {
    match keep {
        step::Keep::Sum(sum) => Keep::Sum(Amount(sum)),
        step::Keep::Percent(rate) => Keep::Percent(Rate(rate)),
    }
}

fn settled(settling: &Settling) -> due::Settling {
    due::Settling {
        taking: settling.money.as_ref().map(taking),
        later: settling.later,
        is_asking: false,
    }
}
