//! What the model says of a step: the refusal, or how everything stands after it.

use boxoffice::domain::Code;

use crate::model::{HOUR, Hold, Model, State};
use crate::sale::{exactly, must_be_tendered, sums, together};
use crate::step::{Items, Money, Step};

impl Model {
    /// Takes a step, or refuses it and stays as it was.
    pub(crate) fn take_step(&mut self, step: &Step) -> Result<(), Code> {
        let mut after = self.clone();
        after.try_step(step)?;
        *self = after;
        Ok(())
    }

    fn try_step(&mut self, step: &Step) -> Result<(), Code> {
        match step {
            Step::Sell { items, money } => self.sell(items, money),
            Step::Create { items, expires } => {
                let wanted = together(items);
                self.must_sell(&wanted)?;
                self.place(&wanted, None, *expires);
                Ok(())
            }
            Step::HoldCreate { items, expires } => self.hold(items, *expires),
            Step::HoldSell { hold, items, money } => {
                let wanted = self.from_hold(*hold, items)?;
                let sums = exactly(money, self.price(&wanted))?;
                let at = self.place(&wanted, Some(*hold), None);
                self.take(at, &sums);
                Ok(())
            }
            Step::HoldReserve {
                hold,
                items,
                expires,
            } => {
                let wanted = self.from_hold(*hold, items)?;
                self.place(&wanted, Some(*hold), Some(*expires));
                Ok(())
            }
            Step::HoldRelease { hold, items } => self.release(*hold, items),
            Step::Record { order, money } => self.record(*order, money),
            Step::Refund { order, back, to } => self.refund(*order, back, *to),
            Step::Void { order, ticket } => self.give_back(*order, &[*ticket]).map(drop),
            Step::Cancel { order } => self.cancel(*order),
            Step::Expire { order } => match self.orders[*order].state {
                State::Expired => Ok(()),
                _ => Err(Code::WrongState),
            },
            Step::Extend { order, expires } => self.extend(*order, *expires),
            Step::Admit { order, ticket } => self.admit(*order, *ticket),
            Step::Reissue { order, ticket } => self.reissue(*order, *ticket),
            Step::Quota { of, quota } => {
                if *quota < self.taken(*of) {
                    return Err(Code::BelowTaken);
                }
                self.types[*of].quota = *quota;
                Ok(())
            }
            Step::Price { of, price } => {
                self.types[*of].price = *price;
                Ok(())
            }
            Step::ConcertCancel { concert } => {
                self.concerts[*concert].is_cancelled = true;
                Ok(())
            }
            Step::Pass { seconds } => {
                self.pass(*seconds);
                Ok(())
            }
        }
    }

    fn price(&self, wanted: &[(usize, i64)]) -> i64 {
        wanted
            .iter()
            .map(|(of, quantity)| self.types[*of].price * quantity)
            .sum()
    }

    fn sell(&mut self, items: &Items, money: &Money) -> Result<(), Code> {
        let wanted = together(items);
        self.must_sell(&wanted)?;
        let sums = exactly(money, self.price(&wanted))?;
        let at = self.place(&wanted, None, None);
        self.take(at, &sums);
        Ok(())
    }

    fn hold(&mut self, items: &Items, expires: Option<i64>) -> Result<(), Code> {
        let wanted = together(items);
        for (of, quantity) in &wanted {
            self.must_take_place(self.types[*of].concert)?;
            if *quantity > self.left(*of) {
                return Err(Code::SoldOut);
            }
        }
        self.must_fit_together(&wanted)?;
        let mut left = vec![0; self.types.len()];
        for (of, quantity) in wanted {
            left[of] = quantity;
        }
        let expires = expires.map(|after| self.now + after);
        self.holds.push(Hold {
            is_open: true,
            left,
            expires,
        });
        Ok(())
    }

    /// What is sold from a hold: these items, or without any all that is left.
    fn from_hold(&self, hold: usize, items: &Items) -> Result<Items, Code> {
        let hold = &self.holds[hold];
        if !hold.is_open {
            return Err(Code::WrongState);
        }
        let mut wanted = together(items);
        if wanted.is_empty() {
            let all = hold.left.iter().copied().enumerate();
            wanted = all.filter(|(_, left)| *left > 0).collect();
            if wanted.is_empty() {
                return Err(Code::SoldOut);
            }
        }
        for (of, quantity) in &wanted {
            self.must_take_place(self.types[*of].concert)?;
            if *quantity > hold.left[*of] {
                return Err(Code::SoldOut);
            }
        }
        Ok(wanted)
    }

    fn release(&mut self, hold: usize, items: &Items) -> Result<(), Code> {
        let hold = &mut self.holds[hold];
        if !hold.is_open {
            return Ok(());
        }
        if items.is_empty() {
            hold.is_open = false;
        }
        for (of, quantity) in together(items) {
            if quantity > hold.left[of] {
                return Err(Code::SoldOut);
            }
            hold.left[of] -= quantity;
        }
        Ok(())
    }

    fn record(&mut self, at: usize, money: &Money) -> Result<(), Code> {
        let order = &self.orders[at];
        let is_of_cancelled = order
            .lines
            .iter()
            .any(|line| self.concerts[self.types[line.of].concert].is_cancelled);
        if order.state == State::Pending && is_of_cancelled {
            return Err(Code::ConcertCancelled);
        }
        let sums = sums(money, order.due());
        if sums.is_empty() {
            return Err(Code::WrongAmount);
        }
        must_be_tendered(money, &sums)?;
        self.take(at, &sums);
        Ok(())
    }

    fn cancel(&mut self, at: usize) -> Result<(), Code> {
        match self.orders[at].state {
            State::Paid => Err(Code::PaidOrder),
            State::Pending => {
                self.leave(at, State::Cancelled);
                Ok(())
            }
            State::Cancelled | State::Expired => Ok(()),
        }
    }

    /// A new deadline; an expired order comes back, from its hold where that keeps enough, else as if it were sold anew.
    fn extend(&mut self, at: usize, after: i64) -> Result<(), Code> {
        match self.orders[at].state {
            State::Pending => {}
            State::Expired => self.bring_back(at)?,
            State::Paid | State::Cancelled => return Err(Code::WrongState),
        }
        self.orders[at].expires = Some(self.now + after);
        self.complete(at);
        Ok(())
    }

    fn bring_back(&mut self, at: usize) -> Result<(), Code> {
        let mut wanted = Items::new();
        let mut from_hold = Items::new();
        for line in &self.orders[at].lines {
            let hold = line.hold.map(|hold| &self.holds[hold]);
            if hold.is_some_and(|hold| hold.is_open && hold.left[line.of] >= line.left) {
                self.must_take_place(self.types[line.of].concert)?;
                from_hold.push((line.of, line.left));
            } else {
                wanted.push((line.of, line.left));
            }
        }
        self.must_sell(&wanted)?;
        let hold = self.orders[at].lines.iter().find_map(|line| line.hold);
        for (of, quantity) in from_hold {
            self.holds[hold.unwrap()].left[of] -= quantity;
        }
        for line in &mut self.orders[at].lines {
            line.is_bound = wanted.iter().all(|(of, _)| *of != line.of);
        }
        self.orders[at].state = State::Pending;
        Ok(())
    }

    fn admit(&mut self, at: usize, ticket: usize) -> Result<(), Code> {
        let found = self.orders[at].tickets[ticket];
        let concert = &self.concerts[self.types[self.orders[at].lines[found.line].of].concert];
        let is_open = concert.starts - 4 * HOUR <= self.now && self.now < concert.starts + 6 * HOUR;
        if !found.is_valid || found.is_admitted || concert.is_cancelled || !is_open {
            return Err(Code::NotAdmitted);
        }
        self.orders[at].tickets[ticket].is_admitted = true;
        Ok(())
    }

    fn reissue(&mut self, at: usize, ticket: usize) -> Result<(), Code> {
        let found = self.orders[at].tickets[ticket];
        if !found.is_valid || found.is_admitted {
            return Err(Code::WrongState);
        }
        self.orders[at].tickets[ticket].is_valid = false;
        self.orders[at].tickets.push(found);
        Ok(())
    }
}
