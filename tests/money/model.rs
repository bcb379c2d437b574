//! The simple model: an evening as plain numbers. It knows nothing of the product but its rules.

use boxoffice::domain::Method;

/// An hour in seconds.
pub(crate) const HOUR: i64 = 3600;

/// A concert.
#[derive(Debug, Clone)]
pub(crate) struct Concert {
    pub(crate) capacity: Option<i64>,
    /// The tax on top of a ticket, in hundredths of a percent.
    pub(crate) tax_on_top: i64,
    /// The fee that each ticket bears.
    pub(crate) fee: i64,
    pub(crate) starts: i64,
    pub(crate) is_cancelled: bool,
}

/// A ticket type.
#[derive(Debug, Clone)]
pub(crate) struct Type {
    pub(crate) concert: usize,
    pub(crate) price: i64,
    pub(crate) quota: i64,
    pub(crate) limit: Option<i64>,
    pub(crate) window: (Option<i64>, Option<i64>),
    /// The pool that it shares.
    pub(crate) pool: Option<usize>,
    /// Another price from a moment on.
    pub(crate) tier: Option<(i64, i64)>,
}

/// How large a discount is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Size {
    Percent(i64),
    PerOrder(i64),
    PerTicket(i64),
}

/// A discount code.
#[derive(Debug, Clone)]
pub(crate) struct Discount {
    pub(crate) size: Size,
    pub(crate) concert: Option<usize>,
    pub(crate) uses: Option<i64>,
    pub(crate) ends: Option<i64>,
}

/// The contract's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Pending,
    Paid,
    Expired,
    Cancelled,
}

/// The tickets of one line that are left, and what they are worth together.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) of: usize,
    pub(crate) left: i64,
    pub(crate) worth: i64,
    pub(crate) sold: i64,
    /// The hold that it was sold from, and whether that gave it its places.
    pub(crate) hold: Option<usize>,
    pub(crate) is_bound: bool,
    /// The discount that made it cheaper.
    pub(crate) discount: Option<usize>,
    /// Whether its tickets were given for nothing, with a reason.
    pub(crate) is_comp: bool,
}

/// Money that came in by one method, and how much of it went back.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Receipt {
    pub(crate) method: Method,
    pub(crate) amount: i64,
    pub(crate) back: i64,
}

/// A ticket: its line and what became of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ticket {
    pub(crate) line: usize,
    pub(crate) is_valid: bool,
    pub(crate) is_admitted: bool,
}

/// An order.
#[derive(Debug, Clone)]
pub(crate) struct Order {
    pub(crate) state: State,
    pub(crate) lines: Vec<Line>,
    pub(crate) receipts: Vec<Receipt>,
    pub(crate) tickets: Vec<Ticket>,
    pub(crate) expires: Option<i64>,
    pub(crate) was_paid: bool,
    /// What it is charged as a whole, until its last ticket goes back.
    pub(crate) fee: i64,
    /// What the house keeps of it: fees kept of refunds, and donations.
    pub(crate) kept: i64,
    /// Which rules were set aside for it: the limit, the window.
    pub(crate) set_aside: (bool, bool),
}

/// A hold: what it keeps of each type.
#[derive(Debug, Clone)]
pub(crate) struct Hold {
    pub(crate) is_open: bool,
    pub(crate) left: Vec<i64>,
    pub(crate) expires: Option<i64>,
}

/// Everything.
#[derive(Debug, Clone, Default)]
pub(crate) struct Model {
    pub(crate) now: i64,
    pub(crate) concerts: Vec<Concert>,
    pub(crate) types: Vec<Type>,
    pub(crate) orders: Vec<Order>,
    pub(crate) holds: Vec<Hold>,
    pub(crate) pools: Vec<i64>,
    pub(crate) discounts: Vec<Discount>,
    /// The fee of an order that comes by the web.
    pub(crate) web_fee: i64,
    /// Money that went out by each method.
    pub(crate) paid_back: Vec<(Method, i64)>,
}

impl Order {
    pub(crate) fn is_live(&self) -> bool {
        matches!(self.state, State::Pending | State::Paid)
    }

    pub(crate) fn total(&self) -> i64 {
        self.lines.iter().map(|line| line.worth).sum::<i64>() + self.fee + self.kept
    }

    /// What it is worth now: once it is over, what the house keeps of it.
    pub(crate) fn worth(&self) -> i64 {
        let is_given_back = self.lines.iter().all(|line| line.left == 0);
        if self.is_live() || is_given_back {
            self.total()
        } else {
            0
        }
    }

    /// How many tickets its lines have left.
    pub(crate) fn left(&self) -> i64 {
        self.lines.iter().map(|line| line.left).sum()
    }

    pub(crate) fn received(&self) -> i64 {
        self.receipts.iter().map(|receipt| receipt.amount).sum()
    }

    pub(crate) fn back(&self) -> i64 {
        self.receipts.iter().map(|receipt| receipt.back).sum()
    }

    pub(crate) fn held(&self) -> i64 {
        self.received() - self.back()
    }

    pub(crate) fn due(&self) -> i64 {
        (self.worth() - self.held()).max(0)
    }

    pub(crate) fn open(&self) -> i64 {
        (self.held() - self.worth()).max(0)
    }

    /// How many places of a type it takes from sale.
    pub(crate) fn places(&self, of: usize) -> i64 {
        if !self.is_live() {
            return 0;
        }
        let lines = self.lines.iter().filter(|line| line.of == of);
        lines.map(|line| line.left).sum()
    }
}

impl Model {
    /// How many places of a type are taken.
    pub(crate) fn taken(&self, of: usize) -> i64 {
        let orders: i64 = self.orders.iter().map(|order| order.places(of)).sum();
        orders + self.held(of)
    }

    /// How many places of a type holds keep.
    pub(crate) fn held(&self, of: usize) -> i64 {
        let open = self.holds.iter().filter(|hold| hold.is_open);
        open.map(|hold| hold.left[of]).sum()
    }

    /// How many places a concert has left, if it has an end.
    pub(crate) fn concert_left(&self, concert: usize) -> Option<i64> {
        let types = (0..self.types.len()).filter(|of| self.types[*of].concert == concert);
        let taken: i64 = types.map(|of| self.taken(of)).sum();
        self.concerts[concert]
            .capacity
            .map(|capacity| capacity - taken)
    }

    /// How many places of a type can be sold.
    pub(crate) fn left(&self, of: usize) -> i64 {
        let by_quota = self.types[of].quota - self.taken(of);
        let by_concert = self.concert_left(self.types[of].concert);
        let by_pool = self.types[of].pool.map(|pool| self.pool_left(pool));
        by_quota
            .min(by_concert.unwrap_or(i64::MAX))
            .min(by_pool.unwrap_or(i64::MAX))
    }

    /// How many places a pool has left.
    pub(crate) fn pool_left(&self, pool: usize) -> i64 {
        let types = (0..self.types.len()).filter(|of| self.types[*of].pool == Some(pool));
        self.pools[pool] - types.map(|of| self.taken(of)).sum::<i64>()
    }

    /// What a ticket of a type costs now.
    pub(crate) fn price_now(&self, of: usize) -> i64 {
        let tier = self.types[of].tier.filter(|(from, _)| *from <= self.now);
        tier.map_or(self.types[of].price, |(_, price)| price)
    }

    /// How many orders have a discount.
    pub(crate) fn uses(&self, discount: usize) -> i64 {
        let live = self.orders.iter().filter(|order| order.is_live());
        let with = live.filter(|order| {
            order
                .lines
                .iter()
                .any(|line| line.discount == Some(discount))
        });
        with.map(|_| 1).sum()
    }

    /// Lets time pass: holds end before the orders that were sold from them.
    pub(crate) fn pass(&mut self, seconds: i64) {
        self.now += seconds;
        for hold in &mut self.holds {
            if hold.is_open && hold.expires.is_some_and(|end| end <= self.now) {
                hold.is_open = false;
            }
        }
        for at in 0..self.orders.len() {
            let order = &self.orders[at];
            let is_overdue =
                order.expires.is_some_and(|end| end <= self.now) && order.received() == 0;
            if order.state == State::Pending && is_overdue {
                self.leave(at, State::Expired);
            }
        }
    }

    /// An order gives up its places: to sale, or to the holds that they came from.
    pub(crate) fn leave(&mut self, at: usize, state: State) {
        self.orders[at].state = state;
        for line in &mut self.orders[at].lines {
            give_back(&mut self.holds, line, line.left);
        }
    }
}

/// Gives places of a line back to its hold while that is open.
pub(crate) fn give_back(holds: &mut [Hold], line: &mut Line, quantity: i64) {
    let Some(hold) = line.hold.filter(|_| line.is_bound) else {
        return;
    };
    if holds[hold].is_open {
        holds[hold].left[line.of] += quantity;
    }
}

/// The share that the last `quantity` of `parts` equal parts have of a sum, the remainder being on the last part.
pub(crate) fn last_share(sum: i64, parts: i64, quantity: i64) -> i64 {
    sum - sum / parts * (parts - quantity)
}

/// So many hundredths of a percent, rounded half up.
pub(crate) fn percent(amount: i64, hundredths: i64) -> i64 {
    part(amount, hundredths, 10_000)
}

/// `amount × part / whole`, rounded half up.
pub(crate) fn part(amount: i64, part: i64, whole: i64) -> i64 {
    (2 * amount * part + whole).div_euclid(2 * whole)
}
