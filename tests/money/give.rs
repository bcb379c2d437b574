//! What the model says of giving back.

use boxoffice::domain::{Code, Method};

use crate::model::{Model, State, give_back, last_share};
use crate::step::Back;

impl Model {
    /// Gives tickets back, and answers with what they were worth.
    pub(crate) fn give_back(&mut self, at: usize, tickets: &[usize]) -> Result<i64, Code> {
        let order = &self.orders[at];
        if order.state != State::Paid {
            return Err(Code::WrongState);
        }
        let is_bad =
            |ticket: &usize| !order.tickets[*ticket].is_valid || order.tickets[*ticket].is_admitted;
        if tickets.iter().any(is_bad) {
            return Err(Code::WrongState);
        }
        let mut gone = tickets.to_vec();
        gone.sort_unstable();
        gone.dedup();
        let mut worth = 0;
        for (of, line) in self.orders[at].lines.clone().into_iter().enumerate() {
            let order = &mut self.orders[at];
            let of_line: Vec<_> = gone
                .iter()
                .filter(|ticket| order.tickets[**ticket].line == of)
                .collect();
            let quantity = i64::try_from(of_line.len()).unwrap();
            if quantity == 0 {
                continue;
            }
            for ticket in of_line {
                order.tickets[*ticket].is_valid = false;
            }
            let share = last_share(line.worth, line.left, quantity);
            worth += share;
            let line = &mut order.lines[of];
            line.left -= quantity;
            line.worth -= share;
            give_back(&mut self.holds, line, quantity);
        }
        if self.orders[at].valid() == 0 {
            self.orders[at].state = State::Cancelled;
        }
        Ok(worth)
    }

    /// Gives tickets back where asked, and pays back.
    pub(crate) fn refund(
        &mut self,
        at: usize,
        back: &Back,
        to: Option<Method>,
    ) -> Result<(), Code> {
        let (is_returned, amount) = match back {
            Back::All => {
                let tickets = &self.orders[at].tickets;
                let valid: Vec<_> = (0..tickets.len())
                    .filter(|ticket| tickets[*ticket].is_valid)
                    .collect();
                if !valid.is_empty() {
                    self.give_back(at, &valid)?;
                }
                (!valid.is_empty(), self.orders[at].open())
            }
            Back::Tickets(tickets) => (true, self.give_back(at, tickets)?),
            Back::Sum(amount) => (false, *amount),
        };
        if is_returned && amount == 0 {
            return Ok(());
        }
        if amount == 0 || amount > self.orders[at].open() {
            return Err(Code::NothingToRefund);
        }
        self.pay_back(at, amount, to);
        Ok(())
    }

    /// Pays receipts back, the newest first.
    fn pay_back(&mut self, at: usize, amount: i64, to: Option<Method>) {
        let mut left = amount;
        for receipt in self.orders[at].receipts.iter_mut().rev() {
            let part = (receipt.amount - receipt.back).min(left);
            if part > 0 {
                receipt.back += part;
                left -= part;
                self.paid_back.push((to.unwrap_or(receipt.method), part));
            }
        }
    }
}
