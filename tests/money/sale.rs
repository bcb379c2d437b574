//! What the model says of a sale: its price, and why it would be refused.

use boxoffice::domain::{Code, Method};

use crate::model::{HOUR, Line, Model, Order, Size, State, Ticket, Type, part, percent};
use crate::step::{Items, Money, NewOrder, Terms};

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

    /// Whether so many of these types can be sold now, some rules set aside.
    pub(crate) fn must_sell(
        &self,
        wanted: &[(usize, i64)],
        (limit, window): (bool, bool),
    ) -> Result<(), Code> {
        for (of, quantity) in wanted {
            let found = &self.types[*of];
            self.must_take_place(found.concert)?;
            let (begin, end) = found.window;
            let is_closed = begin.is_some_and(|begin| self.now < begin)
                || end.is_some_and(|end| end <= self.now);
            if is_closed && !window {
                return Err(Code::NotOnSale);
            }
            if found.limit.is_some_and(|most| *quantity > most) && !limit {
                return Err(Code::LimitExceeded);
            }
            if *quantity > self.left(*of) {
                return Err(Code::SoldOut);
            }
        }
        self.must_fit_together(wanted)
    }

    /// Types that fit one by one can be too many for their pool or their concert together.
    pub(crate) fn must_fit_together(&self, wanted: &[(usize, i64)]) -> Result<(), Code> {
        let together = |fits: &dyn Fn(&Type) -> bool| {
            let of = wanted.iter().filter(|(of, _)| fits(&self.types[*of]));
            of.map(|(_, quantity)| quantity).sum::<i64>()
        };
        let is_over_pool = |pool| self.pool_left(pool) < together(&|of| of.pool == Some(pool));
        let is_over_concert = |concert| {
            let left = self.concert_left(concert);
            left.is_some_and(|left| left < together(&|of| of.concert == concert))
        };
        if (0..self.pools.len()).any(is_over_pool) || (0..self.concerts.len()).any(is_over_concert)
        {
            return Err(Code::SoldOut);
        }
        Ok(())
    }

    /// The lines of a sale and the fee of the order, or why the discount does not hold.
    pub(crate) fn priced(
        &self,
        wanted: &[(usize, i64)],
        terms: &Terms,
    ) -> Result<(Vec<Line>, i64), Code> {
        let unit = |of: usize| match (terms.is_comp, terms.price) {
            (true, _) => 0,
            (false, price) => price.unwrap_or_else(|| self.price_now(of)),
        };
        let gross: Vec<_> = wanted
            .iter()
            .map(|(of, quantity)| unit(*of) * quantity)
            .collect();
        let off = match terms.discount {
            Some(discount) => self.reductions(wanted, &gross, discount)?,
            None => vec![0; gross.len()],
        };
        let mut lines = Vec::new();
        let mut net = 0;
        for (at, (of, quantity)) in wanted.iter().enumerate() {
            let left = gross[at] - off[at];
            let concert = &self.concerts[self.types[*of].concert];
            let fee = if left > 0 { concert.fee * quantity } else { 0 };
            net += left;
            lines.push(Line {
                of: *of,
                left: *quantity,
                worth: left + percent(left, concert.tax_on_top) + fee,
                sold: *quantity,
                hold: None,
                is_bound: false,
                discount: terms.discount.filter(|_| off[at] > 0),
                is_comp: terms.is_comp,
            });
        }
        let fee = if terms.is_web && net > 0 {
            self.web_fee
        } else {
            0
        };
        Ok((lines, fee))
    }

    fn reductions(
        &self,
        wanted: &[(usize, i64)],
        gross: &[i64],
        at: usize,
    ) -> Result<Vec<i64>, Code> {
        let discount = &self.discounts[at];
        if discount.ends.is_some_and(|end| end <= self.now) {
            return Err(Code::DiscountRefused);
        }
        if discount.uses.is_some_and(|most| most <= self.uses(at)) {
            return Err(Code::DiscountRefused);
        }
        let covers = |of: usize| {
            discount
                .concert
                .is_none_or(|concert| concert == self.types[of].concert)
        };
        let base: Vec<_> = wanted
            .iter()
            .zip(gross)
            .map(|((of, _), gross)| if covers(*of) { *gross } else { 0 })
            .collect();
        let off: Vec<_> = match discount.size {
            Size::Percent(rate) => base.iter().map(|base| percent(*base, rate)).collect(),
            Size::PerTicket(each) => wanted
                .iter()
                .zip(&base)
                .map(|((_, quantity), base)| (each * quantity).min(*base))
                .collect(),
            Size::PerOrder(whole) => split(whole, &base),
        };
        if off.iter().all(|off| *off == 0) {
            return Err(Code::DiscountRefused);
        }
        Ok(off)
    }

    /// An order of these lines, with no money yet.
    pub(crate) fn place(
        &mut self,
        (mut lines, fee): (Vec<Line>, i64),
        hold: Option<usize>,
        new: &NewOrder,
    ) -> usize {
        for line in &mut lines {
            line.hold = hold;
            line.is_bound = hold.is_some();
            if let Some(hold) = hold {
                self.holds[hold].left[line.of] -= line.left;
            }
        }
        self.orders.push(Order {
            state: State::Pending,
            lines,
            receipts: Vec::new(),
            tickets: Vec::new(),
            expires: new.expires.map(|after| self.now + after),
            was_paid: false,
            fee,
            kept: 0,
            set_aside: new.terms.set_aside,
        });
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
            let there = order
                .tickets
                .iter()
                .filter(|ticket| ticket.is_valid && ticket.line == line);
            for _ in there.map(|_| 1).sum::<i64>()..of.left {
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
        self.receive(at, sums);
        self.complete(at);
    }
}

/// A sum split by what lines cost or are worth, rounded half up, the remainder on the last that can bear it.
pub(crate) fn split(whole: i64, base: &[i64]) -> Vec<i64> {
    let sum: i64 = base.iter().sum();
    let whole = whole.min(sum);
    let mut left = whole;
    let mut parts = Vec::new();
    for base in base {
        let share = part(whole, *base, sum.max(1)).min(left);
        left -= share;
        parts.push(share);
    }
    for (share, base) in parts.iter_mut().zip(base).rev() {
        let more = left.min(base - *share);
        *share += more;
        left -= more;
    }
    parts
}

/// What brings the cash that takes the rest to whole coins of fifty; it is on the line that is worth most.
pub(crate) fn round(lines: &mut [Line], money: &Money, due: i64) {
    if !money.offers.contains(&(Method::Cash, None)) {
        return;
    }
    let named: i64 = money.offers.iter().filter_map(|(_, amount)| *amount).sum();
    let rest = (due - named).max(0);
    let more = (rest + 25) / 50 * 50 - rest;
    let mut most: Option<usize> = None;
    for (at, line) in lines.iter().enumerate() {
        if line.left > 0 && most.is_none_or(|most| lines[most].worth < line.worth) {
            most = Some(at);
        }
    }
    if let Some(most) = most.filter(|most| 0 <= lines[*most].worth + more) {
        lines[most].worth += more;
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
