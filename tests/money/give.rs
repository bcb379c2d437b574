//! What the model says of giving back.

use boxoffice::domain::{Code, Method};

use crate::model::{Model, Order, State, give_back, last_share, percent};
use crate::sale::split;
use crate::step::{Back, Keep, Refund};

/// How much is kept of tickets that are worth so much.
pub(crate) fn kept(keep: Option<Keep>, worth: i64) -> Result<i64, Code> {
    match keep {
        None => Ok(0),
        Some(Keep::Percent(rate)) => Ok(percent(worth, rate)),
        Some(Keep::Sum(sum)) if sum <= worth => Ok(sum),
        Some(Keep::Sum(_)) => Err(Code::WrongAmount),
    }
}

impl Model {
    /// The tickets that are asked for, each once; they have to be valid, and unused unless that is set aside.
    pub(crate) fn returnable(
        &self,
        at: usize,
        tickets: &[usize],
        even_admitted: bool,
    ) -> Result<Vec<usize>, Code> {
        let order = &self.orders[at];
        let is_bad = |ticket: &usize| {
            let ticket = order.tickets[*ticket];
            !ticket.is_valid || ticket.is_admitted && !even_admitted
        };
        if tickets.iter().any(is_bad) {
            return Err(Code::WrongState);
        }
        let mut gone = tickets.to_vec();
        gone.sort_unstable();
        gone.dedup();
        Ok(gone)
    }

    /// Takes so many tickets out of a line, and answers with what they were worth.
    pub(crate) fn take_out(&mut self, at: usize, line: usize, quantity: i64) -> i64 {
        let line = &mut self.orders[at].lines[line];
        let share = last_share(line.worth, line.left, quantity);
        line.left -= quantity;
        line.worth -= share;
        give_back(&mut self.holds, line, quantity);
        share
    }

    /// Takes tickets out of their lines; they are void.
    fn take_tickets(&mut self, at: usize, gone: &[usize]) -> i64 {
        let mut worth = 0;
        for line in 0..self.orders[at].lines.len() {
            let tickets = &mut self.orders[at].tickets;
            let of_line: Vec<_> = gone
                .iter()
                .filter(|ticket| tickets[**ticket].line == line)
                .collect();
            for ticket in &of_line {
                tickets[**ticket].is_valid = false;
            }
            if !of_line.is_empty() {
                worth += self.take_out(at, line, i64::try_from(of_line.len()).unwrap());
            }
        }
        worth
    }

    /// Gives tickets back, and answers with what is to be paid back.
    fn give_back(
        &mut self,
        at: usize,
        tickets: &[usize],
        keep: Option<Keep>,
        even_admitted: bool,
    ) -> Result<i64, Code> {
        if self.orders[at].state != State::Paid {
            return Err(Code::WrongState);
        }
        let gone = self.returnable(at, tickets, even_admitted)?;
        let worth = self.take_tickets(at, &gone);
        let kept = kept(keep, worth)?;
        self.orders[at].kept += kept;
        let fee = self.end_if_empty(at);
        Ok(worth + fee - kept)
    }

    /// An order without tickets is over; what it was charged as a whole goes back.
    pub(crate) fn end_if_empty(&mut self, at: usize) -> i64 {
        let order = &mut self.orders[at];
        if order.left() > 0 {
            return 0;
        }
        order.state = State::Cancelled;
        std::mem::take(&mut order.fee)
    }

    pub(crate) fn void(&mut self, at: usize, ticket: usize) -> Result<(), Code> {
        self.give_back(at, &[ticket], None, false).map(drop)
    }

    /// Gives tickets back where asked, and pays back.
    pub(crate) fn refund(&mut self, at: usize, refund: &Refund) -> Result<(), Code> {
        match (&refund.back, refund.keep, refund.goodwill) {
            (Back::Sum(_), Some(_), _) | (Back::All | Back::Tickets(_), _, true) => {
                return Err(Code::Usage);
            }
            _ => {}
        }
        let tickets = match &refund.back {
            Back::All => {
                let tickets = &self.orders[at].tickets;
                (0..tickets.len())
                    .filter(|ticket| tickets[*ticket].is_valid)
                    .collect()
            }
            Back::Tickets(tickets) => tickets.clone(),
            Back::Sum(_) => Vec::new(),
        };
        if refund.keep.is_some() && tickets.is_empty() {
            return Err(Code::Usage);
        }
        let mut amount = 0;
        if !tickets.is_empty() {
            amount = self.give_back(at, &tickets, refund.keep, refund.even_admitted)?;
        }
        match &refund.back {
            Back::All => amount = self.orders[at].open(),
            Back::Sum(sum) => {
                amount = *sum;
                if refund.goodwill {
                    self.make_up(at, *sum)?;
                }
            }
            Back::Tickets(_) => {}
        }
        if !tickets.is_empty() && amount == 0 {
            return Ok(());
        }
        self.must_be_open(at, amount)?;
        self.pay_back(at, amount, refund.to);
        Ok(())
    }

    pub(crate) fn must_be_open(&self, at: usize, amount: i64) -> Result<(), Code> {
        if amount == 0 || amount > self.orders[at].open() {
            return Err(Code::NothingToRefund);
        }
        Ok(())
    }

    /// Goodwill for what the open money lacks, split by what the lines are worth.
    fn make_up(&mut self, at: usize, amount: i64) -> Result<(), Code> {
        let order = &mut self.orders[at];
        let lacking = amount - order.open();
        if lacking <= 0 {
            return Ok(());
        }
        if order.state != State::Paid {
            return Err(Code::WrongState);
        }
        let worth: i64 = order.lines.iter().map(|line| line.worth).sum();
        if lacking > worth {
            return Err(Code::WrongAmount);
        }
        let worths: Vec<_> = order.lines.iter().map(|line| line.worth).collect();
        for (line, part) in order.lines.iter_mut().zip(split(lacking, &worths)) {
            line.worth -= part;
        }
        Ok(())
    }

    /// Pays receipts back, the newest first.
    pub(crate) fn pay_back(&mut self, at: usize, amount: i64, to: Option<Method>) {
        let parts = self.orders[at].take_back(amount);
        let parts = parts
            .into_iter()
            .map(|(method, part)| (to.unwrap_or(method), part));
        self.paid_back.extend(parts);
    }
}

impl Order {
    /// Takes so much back of its receipts, the newest first, and answers with what came of which method.
    pub(crate) fn take_back(&mut self, amount: i64) -> Vec<(Method, i64)> {
        let mut left = amount;
        let mut parts = Vec::new();
        for receipt in self.receipts.iter_mut().rev() {
            let part = (receipt.amount - receipt.back).min(left);
            if part > 0 {
                receipt.back += part;
                left -= part;
                parts.push((receipt.method, part));
            }
        }
        parts
    }
}
