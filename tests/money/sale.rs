//! What the model says of a sale: its price, and why it would be refused.

use boxoffice::domain::{Code, Method};

use crate::model::{HOUR, Line, Model, Order, Receipt, State, Ticket};
use crate::step::{Items, Money};

/// Each type once, in the order it was first named.
pub(crate) fn together(items: &[(usize, i64)]) -> Items {
    let mut wanted: Items = Vec::new();
    for (of, quantity) in items {
        match wanted.iter_mut().find(|(known, _)| known == of) {
            Some((_, known)) => *known += quantity,
            None => wanted.push((*of, *quantity)),
        }
    }
    wanted
}

impl Model {
    /// Whether a concert can be sold now.
    pub(crate) fn must_take_place(&self, concert: usize) -> Result<(), Code> {
        let concert = &self.concerts[concert];
        if concert.is_cancelled {
            return Err(Code::ConcertCancelled);
        }
        if concert.starts + 6 * HOUR <= self.now {
            return Err(Code::ConcertPast);
        }
        Ok(())
    }

    /// Whether so many of these types can be sold now.
    pub(crate) fn must_sell(&self, wanted: &[(usize, i64)]) -> Result<(), Code> {
        for (of, quantity) in wanted {
            let found = &self.types[*of];
            self.must_take_place(found.concert)?;
            let (begin, end) = found.window;
            if begin.is_some_and(|begin| self.now < begin) || end.is_some_and(|end| end <= self.now)
            {
                return Err(Code::NotOnSale);
            }
            if found.limit.is_some_and(|most| *quantity > most) {
                return Err(Code::LimitExceeded);
            }
            if *quantity > self.left(*of) {
                return Err(Code::SoldOut);
            }
        }
        self.must_fit_together(wanted)
    }

    /// Types that fit one by one can be too many for their concert together.
    pub(crate) fn must_fit_together(&self, wanted: &[(usize, i64)]) -> Result<(), Code> {
        for concert in 0..self.concerts.len() {
            let of_concert = wanted
                .iter()
                .filter(|(of, _)| self.types[*of].concert == concert);
            let together: i64 = of_concert.map(|(_, quantity)| quantity).sum();
            if self
                .concert_left(concert)
                .is_some_and(|left| together > left)
            {
                return Err(Code::SoldOut);
            }
        }
        Ok(())
    }

    /// An order of these lines at today's prices, with no money yet.
    pub(crate) fn place(
        &mut self,
        wanted: &[(usize, i64)],
        hold: Option<usize>,
        expires: Option<i64>,
    ) -> usize {
        let lines = wanted.iter().map(|(of, quantity)| Line {
            of: *of,
            left: *quantity,
            worth: self.types[*of].price * quantity,
            sold: *quantity,
            hold,
            is_bound: hold.is_some(),
        });
        let order = Order {
            state: State::Pending,
            lines: lines.collect(),
            receipts: Vec::new(),
            tickets: Vec::new(),
            expires: expires.map(|after| self.now + after),
            was_paid: false,
        };
        if let Some(hold) = hold {
            for (of, quantity) in wanted {
                self.holds[hold].left[*of] -= quantity;
            }
        }
        self.orders.push(order);
        self.complete(self.orders.len() - 1);
        self.orders.len() - 1
    }

    /// Hands out the tickets of a pending order that is covered.
    pub(crate) fn complete(&mut self, at: usize) {
        let order = &mut self.orders[at];
        if order.state != State::Pending || order.due() > 0 {
            return;
        }
        for (line, of) in order.lines.iter().enumerate() {
            for _ in 0..of.left {
                order.tickets.push(Ticket {
                    line,
                    is_valid: true,
                    is_admitted: false,
                });
            }
        }
        order.state = State::Paid;
        order.expires = None;
        order.was_paid = true;
    }

    /// Takes what is offered for an order: what is due first, the rest as a credit.
    pub(crate) fn take(&mut self, at: usize, sums: &[(Method, i64)]) {
        let order = &mut self.orders[at];
        for (method, amount) in sums {
            let receipt = (*amount).min(order.due());
            for part in [receipt, amount - receipt] {
                if part > 0 {
                    order.receipts.push(Receipt {
                        method: *method,
                        amount: part,
                        back: 0,
                    });
                }
            }
        }
        self.complete(at);
    }
}

/// What offers come to when so much is due.
pub(crate) fn sums(money: &Money, due: i64) -> Vec<(Method, i64)> {
    let named: i64 = money.offers.iter().filter_map(|(_, amount)| *amount).sum();
    let rest = (due - named).max(0);
    let sums = money
        .offers
        .iter()
        .map(|(method, amount)| (*method, amount.unwrap_or(rest)));
    sums.filter(|(_, amount)| *amount > 0).collect()
}

/// Whether what was tendered covers the cash part.
pub(crate) fn must_be_tendered(money: &Money, sums: &[(Method, i64)]) -> Result<(), Code> {
    let cash = sums.iter().find(|(method, _)| *method == Method::Cash);
    match (cash, money.tendered) {
        (_, None) => Ok(()),
        (Some((_, cash)), Some(tendered)) if *cash <= tendered => Ok(()),
        _ => Err(Code::WrongAmount),
    }
}

/// The sums of a sale, which takes exactly what is due.
pub(crate) fn exactly(money: &Money, due: i64) -> Result<Vec<(Method, i64)>, Code> {
    let sums = sums(money, due);
    if sums.iter().map(|(_, amount)| amount).sum::<i64>() != due {
        return Err(Code::WrongAmount);
    }
    must_be_tendered(money, &sums)?;
    Ok(sums)
}
