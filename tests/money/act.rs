//! The same step in the house, through the desk, in a transaction of its own: what makes something new.

use boxoffice::desk::overriding::Overriding;
use boxoffice::desk::sale::{self, Customer};
use boxoffice::desk::settle::Taking;
use boxoffice::desk::split::{self, Splitting};
use boxoffice::desk::terms::Terms;
use boxoffice::desk::{hold, hold_sale};
use boxoffice::domain::{
    Amount, Channel, Instant, Line, NewHold, Offer, OverrideKind, Result, UserRef,
};
use boxoffice::office::Transaction;

use crate::house::House;
use crate::step::{self, Items, Money, NewOrder, Step};

impl House {
    /// Takes a step.
    pub(crate) fn act(&mut self, step: &Step) -> Result<()> {
        match step {
            Step::Sell { new, money } => {
                let (order, terms) = (self.order_of(new), self.terms(new));
                let sold = self.write("sell", |tx| {
                    sale::sell_on(tx, &order, &terms, &taking(money))
                })?;
                self.orders.push(sold.order);
            }
            Step::Create { new } => {
                let (order, terms) = (self.order_of(new), self.terms(new));
                let sold = self.write("order create", |tx| {
                    sale::reserve_on(tx, &order, &terms, after(tx, new.expires))
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
            Step::HoldSell { hold, new, money } => {
                let (hold, order, terms) = (self.holds[*hold], self.order_of(new), self.terms(new));
                let sold = self.write("hold sell", |tx| {
                    hold_sale::sell(tx, hold, &order, &terms, &taking(money))
                })?;
                self.orders.push(sold.order);
            }
            Step::HoldReserve { hold, new } => {
                let (hold, order, terms) = (self.holds[*hold], self.order_of(new), self.terms(new));
                let sold = self.write("hold sell", |tx| {
                    hold_sale::reserve(tx, hold, &order, &terms, after(tx, new.expires))
                })?;
                self.orders.push(sold.order);
            }
            Step::Split { order, leaving } => {
                let leaving = self.leaving(*order, leaving)?;
                let splitting = Splitting {
                    leaving,
                    user: None,
                    name: None,
                };
                let made = self.write("order split", |tx| {
                    split::split(tx, self.orders[*order], &splitting)
                })?;
                self.orders.push(made.order);
            }
            Step::Pass { seconds } => {
                let now = self.office.now()?.seconds() + seconds;
                self.at(now);
            }
            other => self.change(other)?,
        }
        Ok(())
    }

    pub(crate) fn lines(&self, items: &Items) -> Vec<Line> {
        let lines = items.iter();
        lines
            .map(|(of, quantity)| Line {
                ticket_type: self.types[*of],
                quantity: *quantity,
            })
            .collect()
    }

    fn order_of(&self, new: &NewOrder) -> sale::NewOrder {
        sale::NewOrder {
            lines: self.lines(&new.items),
            customer: Customer {
                user: UserRef::WalkIn,
                name: None,
            },
            channel: if new.terms.is_web {
                Channel::Web
            } else {
                Channel::Counter
            },
            note: None,
        }
    }

    fn terms(&self, new: &NewOrder) -> Terms {
        let step::Terms {
            discount,
            is_comp,
            price,
            set_aside: (limit, window),
            ..
        } = new.terms;
        let kinds = [
            (price.is_some(), OverrideKind::Price),
            (limit, OverrideKind::Limit),
            (window, OverrideKind::Window),
        ];
        let kinds: Vec<_> = kinds
            .into_iter()
            .filter(|(is_set, _)| *is_set)
            .map(|(_, kind)| kind)
            .collect();
        Terms {
            discount: discount.map(|at| self.discounts[at].parse().unwrap()),
            comp: is_comp.then(|| "press".parse().unwrap()),
            price: price.map(Amount),
            overriding: Overriding {
                reason: (!kinds.is_empty()).then(|| "as agreed".parse().unwrap()),
                kinds,
                approver: None,
            },
        }
    }
}

pub(crate) fn taking(money: &Money) -> Taking {
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

pub(crate) fn after(tx: &Transaction<'_>, seconds: Option<i64>) -> Option<Instant> {
    seconds.map(|seconds| Instant::from_seconds(tx.now().seconds() + seconds).unwrap())
}
