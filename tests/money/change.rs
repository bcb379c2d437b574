//! What the model says of orders that change: added to, exchanged, split; their open money kept or moved.

use boxoffice::domain::{Code, Method};

use crate::give::kept;
use crate::model::{Line, Model, Order, Receipt, State, last_share};
use crate::sale::{exactly, must_be_tendered, round, sums, together};
use crate::step::{Items, Keep, Leaving, Money, Settling, Terms};

/// How many of which line leave, and their tickets.
type Chosen = (Vec<(usize, i64)>, Vec<usize>);

impl Model {
    fn must_be_changeable(&self, at: usize) -> Result<(), Code> {
        if self.orders[at].is_live() {
            Ok(())
        } else {
            Err(Code::WrongState)
        }
    }

    /// The lines of an addition at today's prices, under every rule of selling, what the order has already counted.
    fn addition(&self, at: usize, wanted: &[(usize, i64)]) -> Result<Vec<Line>, Code> {
        self.must_sell(wanted, (false, false))?;
        for (of, quantity) in wanted {
            let has: i64 = self.orders[at]
                .lines
                .iter()
                .filter(|line| line.of == *of)
                .map(|line| line.left)
                .sum();
            if self.types[*of]
                .limit
                .is_some_and(|most| most < has + quantity)
            {
                return Err(Code::LimitExceeded);
            }
        }
        self.priced(wanted, &Terms::default())
            .map(|(lines, _)| lines)
    }

    /// Settles what is due of a changed order, and closes it.
    fn settle(&mut self, at: usize, was: State, settling: &Settling) -> Result<(), Code> {
        if let Some(money) = &settling.money {
            let due = self.orders[at].due();
            round(&mut self.orders[at].lines, money, due);
        }
        let due = self.orders[at].due();
        match (&settling.money, was) {
            (Some(money), State::Paid) => {
                let sums = exactly(money, due)?;
                self.receive(at, &sums);
            }
            (Some(money), _) => {
                let sums = rest_of(money, due)?;
                self.receive(at, &sums);
            }
            (None, State::Paid) if due > 0 && settling.later => {
                for ticket in self.orders[at]
                    .tickets
                    .iter_mut()
                    .filter(|ticket| ticket.is_valid)
                {
                    if ticket.is_admitted {
                        return Err(Code::WrongState);
                    }
                    ticket.is_valid = false;
                }
            }
            (None, State::Paid) if due > 0 => return Err(Code::Usage),
            _ => {}
        }
        self.close(at);
        Ok(())
    }

    /// Cancelled without tickets, paid once covered, else pending.
    fn close(&mut self, at: usize) {
        self.orders[at].state = State::Pending;
        if self.orders[at].left() == 0 {
            self.orders[at].state = State::Cancelled;
        }
        self.complete(at);
    }

    pub(crate) fn add(
        &mut self,
        at: usize,
        items: &Items,
        settling: &Settling,
    ) -> Result<(), Code> {
        self.must_be_changeable(at)?;
        let lines = self.addition(at, &together(items))?;
        let was = self.orders[at].state;
        self.orders[at].lines.extend(lines);
        self.settle(at, was, settling)
    }

    pub(crate) fn exchange(
        &mut self,
        at: usize,
        leaving: &Leaving,
        to: usize,
        keep: Option<Keep>,
        settling: &Settling,
    ) -> Result<(), Code> {
        self.must_be_changeable(at)?;
        let (lines, tickets) = self.choose(at, leaving)?;
        let types: Vec<_> = lines
            .iter()
            .map(|(line, _)| self.orders[at].lines[*line].of)
            .collect();
        if types.contains(&to) {
            return Err(Code::WrongState);
        }
        for of in types {
            if self.must_take_place(self.types[of].concert) == Err(Code::ConcertPast) {
                return Err(Code::ConcertPast);
            }
        }
        let quantity = lines.iter().map(|(_, quantity)| quantity).sum();
        let worth = self.leave_lines(at, &lines, &tickets);
        self.orders[at].kept += kept(keep, worth)?;
        let added = self.addition(at, &[(to, quantity)])?;
        let was = self.orders[at].state;
        self.orders[at].lines.extend(added);
        self.settle(at, was, settling)
    }

    fn choose(&self, at: usize, leaving: &Leaving) -> Result<Chosen, Code> {
        let order = &self.orders[at];
        let tickets = match (leaving, order.state) {
            (Leaving::Tickets(tickets), State::Paid) => tickets.clone(),
            (Leaving::Tickets(_), _) => return Err(Code::WrongState),
            (Leaving::Places(wanted), State::Paid) => all_tickets(order, wanted)?,
            (Leaving::Places(wanted), _) => return Ok((newest_places(order, wanted)?, Vec::new())),
        };
        let gone = self.returnable(at, &tickets, false)?;
        let lines = (0..order.lines.len()).map(|line| {
            let of_line = gone
                .iter()
                .filter(|ticket| order.tickets[**ticket].line == line);
            (line, of_line.map(|_| 1).sum::<i64>())
        });
        Ok((lines.filter(|(_, quantity)| *quantity > 0).collect(), gone))
    }

    fn leave_lines(&mut self, at: usize, lines: &[(usize, i64)], tickets: &[usize]) -> i64 {
        for ticket in tickets {
            self.orders[at].tickets[*ticket].is_valid = false;
        }
        lines
            .iter()
            .map(|(line, quantity)| self.take_out(at, *line, *quantity))
            .sum()
    }

    pub(crate) fn split(&mut self, at: usize, leaving: &Leaving) -> Result<(), Code> {
        self.must_be_changeable(at)?;
        let (lines, tickets) = self.choose(at, leaving)?;
        let gone: i64 = lines.iter().map(|(_, quantity)| quantity).sum();
        if gone >= self.orders[at].left() {
            return Err(Code::WrongState);
        }
        let was = self.orders[at].clone();
        let copies = lines
            .iter()
            .map(|(line, quantity)| copy(&was.lines[*line], *quantity));
        let new = Order {
            state: State::Pending,
            lines: copies.collect(),
            receipts: Vec::new(),
            tickets: Vec::new(),
            expires: was
                .expires
                .filter(|end| was.state == State::Pending && self.now < *end),
            was_paid: false,
            fee: 0,
            kept: 0,
            set_aside: (false, false),
        };
        let worth = self.leave_lines(at, &lines, &tickets);
        self.close(at);
        self.orders.push(new);
        let into = self.orders.len() - 1;
        for line in 0..self.orders[into].lines.len() {
            self.bind_again(into, line);
        }
        let open = self.orders[at].open().min(worth);
        self.carry(at, into, open);
        self.complete(into);
        Ok(())
    }

    /// A copied line has the hold's places again that its tickets gave back just now.
    fn bind_again(&mut self, at: usize, line: usize) {
        let line = &mut self.orders[at].lines[line];
        let Some(hold) = line.hold.filter(|_| line.is_bound) else {
            line.hold = None;
            return;
        };
        line.is_bound = self.holds[hold].is_open;
        if line.is_bound {
            self.holds[hold].left[line.of] -= line.left;
        } else {
            line.hold = None;
        }
    }

    /// Money goes from one order to another by the methods it came by.
    fn carry(&mut self, from: usize, into: usize, amount: i64) {
        for part in self.orders[from].take_back(amount) {
            self.receive(into, &[part]);
        }
    }

    /// Takes money for an order, without handing out its tickets.
    pub(crate) fn receive(&mut self, at: usize, sums: &[(Method, i64)]) {
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
    }

    pub(crate) fn keep(&mut self, at: usize, amount: Option<i64>) -> Result<(), Code> {
        let amount = amount.unwrap_or_else(|| self.orders[at].open());
        self.must_be_open(at, amount)?;
        let order = &mut self.orders[at];
        if !order.is_live() {
            order.kept = order.worth();
            for line in &mut order.lines {
                (line.left, line.worth) = (0, 0);
            }
            order.fee = 0;
        }
        order.kept += amount;
        self.close(at);
        Ok(())
    }

    pub(crate) fn move_money(
        &mut self,
        from: usize,
        into: usize,
        amount: Option<i64>,
    ) -> Result<(), Code> {
        if from == into {
            return Err(Code::WrongState);
        }
        let is_named = amount.is_some();
        let amount = amount.unwrap_or_else(|| self.orders[from].open());
        self.must_be_open(from, amount)?;
        self.must_be_changeable(into)?;
        self.must_still_take_place(into)?;
        let due = self.orders[into].due();
        let amount = if is_named || due == 0 {
            amount
        } else {
            amount.min(due)
        };
        self.carry(from, into, amount);
        self.complete(into);
        Ok(())
    }

    /// An order that is to be paid has nothing of a cancelled concert.
    pub(crate) fn must_still_take_place(&self, at: usize) -> Result<(), Code> {
        let order = &self.orders[at];
        let is_cancelled =
            |line: &Line| line.left > 0 && self.concerts[self.types[line.of].concert].is_cancelled;
        if order.state == State::Pending && order.lines.iter().any(is_cancelled) {
            return Err(Code::ConcertCancelled);
        }
        Ok(())
    }
}

/// So many tickets of a line in an order of their own, worth the same.
fn copy(line: &Line, quantity: i64) -> Line {
    let worth = last_share(line.worth, line.left, quantity);
    Line {
        left: quantity,
        sold: quantity,
        worth,
        // The order that took the code is the one that uses it.
        discount: None,
        ..line.clone()
    }
}

/// The tickets of these types, where all of them are meant.
fn all_tickets(order: &Order, wanted: &Items) -> Result<Vec<usize>, Code> {
    let mut all = Vec::new();
    for (of, quantity) in wanted {
        let is_of = |at: &usize| {
            let ticket = order.tickets[*at];
            ticket.is_valid && order.lines[ticket.line].of == *of
        };
        let of_type: Vec<_> = (0..order.tickets.len()).filter(is_of).collect();
        let has = i64::try_from(of_type.len()).unwrap();
        if has < *quantity {
            return Err(Code::WrongState);
        }
        if *quantity < has {
            return Err(Code::Ambiguous);
        }
        all.extend(of_type);
    }
    Ok(all)
}

/// Places of an order that is not paid, those of the newest lines first.
fn newest_places(order: &Order, wanted: &Items) -> Result<Vec<(usize, i64)>, Code> {
    let mut found = Vec::new();
    for (of, quantity) in wanted {
        let mut missing = *quantity;
        for (at, line) in order.lines.iter().enumerate().rev() {
            let part = if line.of == *of {
                line.left.min(missing)
            } else {
                0
            };
            if part > 0 {
                found.push((at, part));
                missing -= part;
            }
        }
        if missing > 0 {
            return Err(Code::WrongState);
        }
    }
    Ok(found)
}

/// What is offered for an order that may be paid in parts.
pub(crate) fn rest_of(money: &Money, due: i64) -> Result<Vec<(Method, i64)>, Code> {
    let sums = sums(money, due);
    if sums.is_empty() {
        return Err(Code::WrongAmount);
    }
    must_be_tendered(money, &sums)?;
    Ok(sums)
}
