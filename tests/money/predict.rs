//! What the model says of a step: the refusal, or how everything stands after it.

use boxoffice::domain::Code;

use crate::change::rest_of;
use crate::model::{HOUR, Hold, Line, Model, State};
use crate::sale::{exactly, round, together};
use crate::step::{Items, Money, NewOrder, Step};

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
            Step::Sell { new, money } => {
                let wanted = together(&new.items);
                self.must_sell(&wanted, new.terms.set_aside)?;
                self.sell(&wanted, None, new, money)?;
            }
            Step::Create { new } => {
                let wanted = together(&new.items);
                self.must_sell(&wanted, new.terms.set_aside)?;
                let priced = self.priced(&wanted, &new.terms)?;
                self.place(priced, None, new);
            }
            Step::HoldCreate { items, expires } => self.hold(items, *expires)?,
            Step::HoldSell { hold, new, money } => {
                let wanted = self.left_in_hold(*hold, &new.items)?;
                self.sell(&wanted, Some(*hold), new, money)?;
            }
            Step::HoldReserve { hold, new } => {
                let wanted = self.left_in_hold(*hold, &new.items)?;
                let priced = self.priced(&wanted, &new.terms)?;
                self.place(priced, Some(*hold), new);
            }
            Step::HoldRelease { hold, items } => self.release(*hold, items)?,
            Step::Record { order, money } => self.record(*order, money)?,
            Step::Refund { order, refund } => self.refund(*order, refund)?,
            Step::Void { order, ticket } => self.void(*order, *ticket)?,
            Step::Add {
                order,
                items,
                settling,
            } => self.add(*order, items, settling)?,
            Step::Exchange {
                order,
                leaving,
                to,
                keep,
                settling,
            } => {
                self.exchange(*order, leaving, *to, *keep, settling)?;
            }
            Step::Split { order, leaving } => self.split(*order, leaving)?,
            Step::Keep { order, amount } => self.keep(*order, *amount)?,
            Step::Move {
                order,
                into,
                amount,
            } => self.move_money(*order, *into, *amount)?,
            Step::Cancel { order } => self.cancel(*order)?,
            Step::Extend { order, expires } => self.extend(*order, *expires)?,
            Step::Admit { order, ticket } => self.admit(*order, *ticket)?,
            Step::Reissue { order, ticket } => self.reissue(*order, *ticket)?,
            Step::ConcertRefund { concert, to } => self.refund_concert(*concert, *to)?,
            other => self.set(other)?,
        }
        Ok(())
    }

    /// Steps that set one thing.
    fn set(&mut self, step: &Step) -> Result<(), Code> {
        match step {
            Step::Expire { order } if self.orders[*order].state != State::Expired => {
                return Err(Code::WrongState);
            }
            Step::Transfer { order, ticket } if !self.orders[*order].tickets[*ticket].is_valid => {
                return Err(Code::WrongState);
            }
            Step::Quota { of, quota } if *quota < self.taken(*of) => return Err(Code::BelowTaken),
            Step::Quota { of, quota } => self.types[*of].quota = *quota,
            Step::Price { of, price } => self.types[*of].price = *price,
            Step::PoolCapacity { pool, capacity } => {
                if *capacity < self.pools[*pool] - self.pool_left(*pool) {
                    return Err(Code::BelowTaken);
                }
                self.pools[*pool] = *capacity;
            }
            Step::ConcertCancel { concert } => self.concerts[*concert].is_cancelled = true,
            Step::Pass { seconds } => self.pass(*seconds),
            _ => {}
        }
        Ok(())
    }

    fn sell(
        &mut self,
        wanted: &Items,
        hold: Option<usize>,
        new: &NewOrder,
        money: &Money,
    ) -> Result<(), Code> {
        let (mut lines, fee) = self.priced(wanted, &new.terms)?;
        let total = |lines: &[Line]| lines.iter().map(|line| line.worth).sum::<i64>() + fee;
        let before = total(&lines);
        round(&mut lines, money, before);
        let sums = exactly(money, total(&lines))?;
        let new = NewOrder {
            expires: None,
            ..new.clone()
        };
        let at = self.place((lines, fee), hold, &new);
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
    fn left_in_hold(&self, hold: usize, items: &Items) -> Result<Items, Code> {
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
        self.must_still_take_place(at)?;
        let due = self.orders[at].due();
        if self.orders[at].state == State::Pending {
            round(&mut self.orders[at].lines, money, due);
        }
        let sums = if 0 < due && self.orders[at].due() == 0 {
            exactly(money, 0)?
        } else {
            rest_of(money, self.orders[at].due())?
        };
        self.take(at, &sums);
        Ok(())
    }

    pub(crate) fn cancel(&mut self, at: usize) -> Result<(), Code> {
        match self.orders[at].state {
            State::Paid => return Err(Code::PaidOrder),
            State::Pending if self.orders[at].was_paid => {
                for line in 0..self.orders[at].lines.len() {
                    let left = self.orders[at].lines[line].left;
                    if left > 0 {
                        self.take_out(at, line, left);
                    }
                }
                self.end_if_empty(at);
                let order = &mut self.orders[at];
                order.kept = order.kept.min(order.held());
            }
            State::Pending => self.leave(at, State::Cancelled),
            State::Cancelled | State::Expired => {}
        }
        Ok(())
    }

    /// A new deadline; an expired order comes back, from its hold where that keeps enough, else as if it were sold anew.
    fn extend(&mut self, at: usize, after: i64) -> Result<(), Code> {
        match self.orders[at].state {
            State::Pending if !self.orders[at].was_paid => {}
            State::Expired => self.bring_back(at)?,
            _ => return Err(Code::WrongState),
        }
        self.orders[at].expires = Some(self.now + after);
        self.complete(at);
        Ok(())
    }

    fn bring_back(&mut self, at: usize) -> Result<(), Code> {
        let order = self.orders[at].clone();
        let mut wanted = Items::new();
        let mut is_from_hold = Vec::new();
        for line in &order.lines {
            let hold = line.hold.map(|hold| &self.holds[hold]);
            let keeps = line.left > 0
                && hold.is_some_and(|hold| hold.is_open && hold.left[line.of] >= line.left);
            is_from_hold.push(keeps);
            if keeps {
                self.must_take_place(self.types[line.of].concert)?;
            } else if line.left > 0 {
                wanted.push((line.of, line.left));
            }
        }
        self.must_sell(&together(&wanted), order.set_aside)?;
        for discount in order.lines.iter().filter_map(|line| line.discount) {
            if self.discounts[discount]
                .uses
                .is_some_and(|most| most <= self.uses(discount))
            {
                return Err(Code::DiscountRefused);
            }
        }
        for (line, from_hold) in self.orders[at].lines.iter_mut().zip(is_from_hold) {
            line.is_bound = from_hold;
            if let Some(hold) = line.hold.filter(|_| from_hold) {
                self.holds[hold].left[line.of] -= line.left;
            }
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
