//! What the model says of a cancelled concert that is paid back.

use boxoffice::domain::{Code, Method};

use crate::model::{Line, Model, State};
use crate::step::{Back, Refund};

impl Model {
    /// Pays a cancelled concert back, order by order; those that are refused stay as they are.
    pub(crate) fn refund_concert(
        &mut self,
        concert: usize,
        to: Option<Method>,
    ) -> Result<(), Code> {
        if !self.concerts[concert].is_cancelled {
            return Err(Code::WrongState);
        }
        for at in 0..self.orders.len() {
            let mut after = self.clone();
            if after.refund_order(at, concert, to).is_ok() {
                *self = after;
            }
        }
        Ok(())
    }

    fn refund_order(&mut self, at: usize, concert: usize, to: Option<Method>) -> Result<(), Code> {
        let is_of = |line: &Line| self.types[line.of].concert == concert;
        let order = &self.orders[at];
        if !order.lines.iter().any(is_of) {
            return Ok(());
        }
        match order.state {
            State::Paid => {
                let of = |ticket: &usize| {
                    let ticket = order.tickets[*ticket];
                    ticket.is_valid && is_of(&order.lines[ticket.line])
                };
                let tickets: Vec<_> = (0..order.tickets.len()).filter(of).collect();
                if !tickets.is_empty() {
                    let back = Back::Tickets(tickets);
                    let refund = Refund {
                        back,
                        to,
                        keep: None,
                        goodwill: false,
                        even_admitted: false,
                    };
                    self.refund(at, &refund)?;
                }
            }
            State::Pending => self.give_places_back(at, concert, to)?,
            State::Expired | State::Cancelled => {}
        }
        let open = self.orders[at].open();
        if !self.orders[at].is_live() && open > 0 {
            self.pay_back(at, open, to);
        }
        Ok(())
    }

    fn give_places_back(
        &mut self,
        at: usize,
        concert: usize,
        to: Option<Method>,
    ) -> Result<(), Code> {
        let lines = &self.orders[at].lines;
        let is_of =
            |line: &usize| self.types[lines[*line].of].concert == concert && lines[*line].left > 0;
        let of: Vec<_> = (0..lines.len()).filter(is_of).collect();
        let gone: i64 = of.iter().map(|line| lines[*line].left).sum();
        if gone == 0 {
            return Ok(());
        }
        if gone == self.orders[at].left() {
            return self.cancel(at);
        }
        for line in of {
            let left = self.orders[at].lines[line].left;
            self.take_out(at, line, left);
        }
        self.complete(at);
        let open = self.orders[at].open();
        if open > 0 {
            self.pay_back(at, open, to);
        }
        Ok(())
    }
}
