//! What people do on such an evening, at random: mostly what is allowed, often what is not.

use boxoffice::domain::Method;

use crate::dice::Dice;
use crate::model::{HOUR, Model, State};

/// Money on the counter.
#[derive(Debug, Clone)]
pub(crate) struct Money {
    pub(crate) offers: Vec<(Method, Option<i64>)>,
    pub(crate) tendered: Option<i64>,
}

/// How much is given back.
#[derive(Debug, Clone)]
pub(crate) enum Back {
    All,
    Tickets(Vec<usize>),
    Sum(i64),
}

/// What the house keeps of what goes back.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Keep {
    Sum(i64),
    Percent(i64),
}

/// A refund as it is asked for.
#[derive(Debug, Clone)]
pub(crate) struct Refund {
    pub(crate) back: Back,
    pub(crate) to: Option<Method>,
    pub(crate) keep: Option<Keep>,
    pub(crate) goodwill: bool,
    pub(crate) even_admitted: bool,
}

/// On which terms something is sold.
#[derive(Debug, Clone, Default)]
pub(crate) struct Terms {
    pub(crate) discount: Option<usize>,
    pub(crate) is_comp: bool,
    pub(crate) price: Option<i64>,
    /// Whether the limit and the window are set aside.
    pub(crate) set_aside: (bool, bool),
    pub(crate) is_web: bool,
}

/// An order to be made.
#[derive(Debug, Clone)]
pub(crate) struct NewOrder {
    pub(crate) items: Items,
    pub(crate) terms: Terms,
    pub(crate) expires: Option<i64>,
}

/// What leaves an order: tickets, or places of types.
#[derive(Debug, Clone)]
pub(crate) enum Leaving {
    Tickets(Vec<usize>),
    Places(Items),
}

/// How a difference is settled.
#[derive(Debug, Clone)]
pub(crate) struct Settling {
    pub(crate) money: Option<Money>,
    pub(crate) later: bool,
}

/// Something of a type: which, and how many.
pub(crate) type Items = Vec<(usize, i64)>;

/// One step.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    Sell {
        new: NewOrder,
        money: Money,
    },
    Create {
        new: NewOrder,
    },
    HoldCreate {
        items: Items,
        expires: Option<i64>,
    },
    HoldSell {
        hold: usize,
        new: NewOrder,
        money: Money,
    },
    HoldReserve {
        hold: usize,
        new: NewOrder,
    },
    HoldRelease {
        hold: usize,
        items: Items,
    },
    Record {
        order: usize,
        money: Money,
    },
    Refund {
        order: usize,
        refund: Refund,
    },
    Void {
        order: usize,
        ticket: usize,
    },
    Add {
        order: usize,
        items: Items,
        settling: Settling,
    },
    Exchange {
        order: usize,
        leaving: Leaving,
        to: usize,
        keep: Option<Keep>,
        settling: Settling,
    },
    Split {
        order: usize,
        leaving: Leaving,
    },
    Keep {
        order: usize,
        amount: Option<i64>,
    },
    Move {
        order: usize,
        into: usize,
        amount: Option<i64>,
    },
    Cancel {
        order: usize,
    },
    Expire {
        order: usize,
    },
    Extend {
        order: usize,
        expires: i64,
    },
    Admit {
        order: usize,
        ticket: usize,
    },
    Reissue {
        order: usize,
        ticket: usize,
    },
    Transfer {
        order: usize,
        ticket: usize,
    },
    Quota {
        of: usize,
        quota: i64,
    },
    Price {
        of: usize,
        price: i64,
    },
    PoolCapacity {
        pool: usize,
        capacity: i64,
    },
    ConcertCancel {
        concert: usize,
    },
    ConcertRefund {
        concert: usize,
        to: Option<Method>,
    },
    Pass {
        seconds: i64,
    },
}

/// Money by any method.
const METHODS: [Method; 4] = [Method::Cash, Method::Card, Method::Qris, Method::Transfer];

impl Step {
    /// A step at random, most often one that the model could take.
    pub(crate) fn throw(dice: &mut Dice, model: &Model) -> Self {
        loop {
            if let Some(step) = Self::maybe(dice, model) {
                return step;
            }
        }
    }

    fn maybe(dice: &mut Dice, model: &Model) -> Option<Self> {
        let sides = [
            18, 10, 5, 7, 3, 3, 12, 18, 3, 7, 10, 6, 5, 5, 4, 2, 4, 8, 2, 1, 2, 2, 1, 1, 2, 9,
        ];
        let mut thrown = dice.throw(sides.iter().sum());
        let kind = sides.iter().position(|side| {
            let is_it = thrown < *side;
            thrown = thrown.saturating_sub(*side);
            is_it
        })?;
        Some(match kind {
            0 => Self::Sell {
                new: new_order(dice, model),
                money: money(dice),
            },
            1 => Self::Create {
                new: new_order(dice, model),
            },
            2 => Self::HoldCreate {
                items: items(dice, model, 5),
                expires: deadline(dice),
            },
            3 => Self::HoldSell {
                hold: hold(dice, model)?,
                new: from_hold(dice, model),
                money: money(dice),
            },
            4 => Self::HoldReserve {
                hold: hold(dice, model)?,
                new: from_hold(dice, model),
            },
            5 => Self::HoldRelease {
                hold: hold(dice, model)?,
                items: from_hold(dice, model).items,
            },
            6 => Self::Record {
                order: order(dice, model, &[State::Pending])?,
                money: money(dice),
            },
            7 => refund(dice, model)?,
            8 => {
                let order = order(dice, model, &[State::Paid])?;
                Self::Void {
                    order,
                    ticket: ticket(dice, model, order)?,
                }
            }
            9 => {
                let order = order(dice, model, &[State::Paid, State::Pending])?;
                Self::Add {
                    order,
                    items: items(dice, model, 2),
                    settling: settling(dice),
                }
            }
            10 => {
                let order = order(dice, model, &[State::Paid, State::Pending])?;
                let leaving = leaving(dice, model, order)?;
                let to = dice.throw(model.types.len());
                Self::Exchange {
                    order,
                    leaving,
                    to,
                    keep: keep(dice),
                    settling: settling(dice),
                }
            }
            11 => {
                let order = order(dice, model, &[State::Paid, State::Pending])?;
                Self::Split {
                    order,
                    leaving: leaving(dice, model, order)?,
                }
            }
            12 => {
                let order = with_open_money(dice, model)?;
                Self::Keep {
                    order,
                    amount: some_open_money(dice, model, order),
                }
            }
            13 => {
                let order = with_open_money(dice, model)?;
                let into = self::order(dice, model, &[State::Pending, State::Paid])?;
                Self::Move {
                    order,
                    into,
                    amount: some_open_money(dice, model, order),
                }
            }
            14 => Self::Cancel {
                order: order(dice, model, &[State::Pending])?,
            },
            15 => Self::Expire {
                order: order(dice, model, &[State::Expired])?,
            },
            16 => Self::Extend {
                order: order(dice, model, &[State::Expired])?,
                expires: number(dice, 9) * HOUR,
            },
            17 => {
                let order = order(dice, model, &[State::Paid])?;
                Self::Admit {
                    order,
                    ticket: ticket(dice, model, order)?,
                }
            }
            18 => {
                let order = order(dice, model, &[State::Paid])?;
                Self::Reissue {
                    order,
                    ticket: ticket(dice, model, order)?,
                }
            }
            19 => {
                let order = order(dice, model, &[State::Paid])?;
                Self::Transfer {
                    order,
                    ticket: ticket(dice, model, order)?,
                }
            }
            20 => Self::Quota {
                of: dice.throw(model.types.len()),
                quota: number(dice, 20) - 1,
            },
            21 => Self::Price {
                of: dice.throw(model.types.len()),
                price: number(dice, 200_000),
            },
            22 => Self::PoolCapacity {
                pool: dice.throw(model.pools.len()),
                capacity: number(dice, 24),
            },
            23 => Self::ConcertCancel {
                concert: dice.throw(model.concerts.len()),
            },
            24 => {
                let all: Vec<_> = (0..model.concerts.len()).collect();
                let cancelled = all
                    .iter()
                    .copied()
                    .filter(|at| model.concerts[*at].is_cancelled);
                let concert = cancelled.last().filter(|_| !dice.chance(20));
                let concert = concert.unwrap_or_else(|| dice.throw(all.len()));
                Self::ConcertRefund {
                    concert,
                    to: method(dice),
                }
            }
            _ => Self::Pass {
                seconds: number(dice, 8) * HOUR / 2,
            },
        })
    }

    /// The verb, to count it.
    pub(crate) fn verb(&self) -> &'static str {
        match self {
            Self::Sell { new, .. } | Self::Create { new } | Self::HoldSell { new, .. }
                if !new.terms.is_plain() =>
            {
                new.terms.word()
            }
            Self::Sell { .. } => "sell",
            Self::Create { .. } => "order create",
            Self::HoldCreate { .. } => "hold create",
            Self::HoldSell { .. } => "hold sell",
            Self::HoldReserve { .. } => "hold sell --expires-at",
            Self::HoldRelease { .. } => "hold release",
            Self::Record { .. } => "payment record",
            Self::Refund { refund, .. } => match &refund.back {
                _ if refund.even_admitted => "--override admitted",
                _ if refund.keep.is_some() => "payment refund --keep",
                Back::All => "payment refund --all",
                Back::Tickets(_) => "payment refund --ticket",
                Back::Sum(_) if refund.goodwill => "payment refund --goodwill",
                Back::Sum(_) => "payment refund --amount",
            },
            Self::Void { .. } => "ticket void",
            Self::Add { .. } => "order add",
            Self::Exchange { .. } => "order exchange",
            Self::Split { .. } => "order split",
            Self::Keep { .. } => "payment keep",
            Self::Move { .. } => "payment move",
            Self::Cancel { .. } => "order cancel",
            Self::Expire { .. } => "order expire",
            Self::Extend { .. } => "order update --expires-at",
            Self::Admit { .. } => "ticket admit",
            Self::Reissue { .. } => "ticket reissue",
            Self::Transfer { .. } => "ticket transfer",
            Self::Quota { .. } => "ticket-type update --quota",
            Self::Price { .. } => "ticket-type update --price",
            Self::PoolCapacity { .. } => "pool update --capacity",
            Self::ConcertCancel { .. } => "concert cancel",
            Self::ConcertRefund { .. } => "concert refund",
            Self::Pass { .. } => "time passes",
        }
    }
}

impl Terms {
    fn is_plain(&self) -> bool {
        self.discount.is_none()
            && !self.is_comp
            && self.price.is_none()
            && self.set_aside == (false, false)
    }

    fn word(&self) -> &'static str {
        match self {
            Self { is_comp: true, .. } => "--comp",
            Self {
                discount: Some(_), ..
            } => "--discount",
            Self { price: Some(_), .. } => "--override price",
            Self {
                set_aside: (true, _),
                ..
            } => "--override limit",
            _ => "--override window",
        }
    }
}

fn number(dice: &mut Dice, most: i64) -> i64 {
    1 + i64::try_from(dice.throw(usize::try_from(most).unwrap())).unwrap()
}

fn method(dice: &mut Dice) -> Option<Method> {
    dice.chance(30).then(|| METHODS[dice.throw(METHODS.len())])
}

fn refund(dice: &mut Dice, model: &Model) -> Option<Step> {
    let order = order(dice, model, &[State::Paid])?;
    let back = match dice.throw(5) {
        0 => Back::All,
        1 | 2 => {
            let most = model.orders[order].open().max(50_000);
            Back::Sum(number(dice, most))
        }
        _ => Back::Tickets(tickets(dice, model, order)?),
    };
    let is_sum = matches!(back, Back::Sum(_));
    let refund = Refund {
        keep: keep(dice).filter(|_| !is_sum || dice.chance(5)),
        goodwill: is_sum && dice.chance(60) || dice.chance(2),
        even_admitted: !is_sum && dice.chance(25),
        to: method(dice),
        back,
    };
    Some(Step::Refund { order, refund })
}

fn keep(dice: &mut Dice) -> Option<Keep> {
    match dice.throw(6) {
        0 => Some(Keep::Percent(number(dice, 10_000))),
        1 => Some(Keep::Sum(number(dice, 60_000))),
        _ => None,
    }
}

fn tickets(dice: &mut Dice, model: &Model, order: usize) -> Option<Vec<usize>> {
    let first = ticket(dice, model, order)?;
    let more = (0..dice.throw(3)).filter_map(|_| ticket(dice, model, order));
    Some(
        [first]
            .into_iter()
            .chain(more.collect::<Vec<_>>())
            .collect(),
    )
}

fn leaving(dice: &mut Dice, model: &Model, order: usize) -> Option<Leaving> {
    let is_paid = model.orders[order].state == State::Paid;
    if is_paid != dice.chance(15) {
        return tickets(dice, model, order).map(Leaving::Tickets);
    }
    let lines = &model.orders[order].lines;
    let line = &lines[dice.throw(lines.len())];
    let quantity = if is_paid {
        line.left.max(1)
    } else {
        number(dice, line.left.max(1) + 1)
    };
    Some(Leaving::Places(vec![(line.of, quantity)]))
}

fn settling(dice: &mut Dice) -> Settling {
    match dice.throw(8) {
        0 => Settling {
            money: None,
            later: false,
        },
        1 | 2 => Settling {
            money: None,
            later: true,
        },
        _ => Settling {
            money: Some(money(dice)),
            later: false,
        },
    }
}

fn new_order(dice: &mut Dice, model: &Model) -> NewOrder {
    NewOrder {
        items: items(dice, model, 3),
        terms: terms(dice, model),
        expires: deadline(dice),
    }
}

fn terms(dice: &mut Dice, model: &Model) -> Terms {
    let mut terms = Terms {
        is_web: dice.chance(20),
        ..Terms::default()
    };
    match dice.throw(14) {
        0 | 1 => terms.discount = Some(dice.throw(model.discounts.len())),
        2 => terms.is_comp = true,
        3 => terms.price = Some(number(dice, 90_000)),
        4 => terms.set_aside = (true, false),
        5 => terms.set_aside = (false, true),
        _ => {}
    }
    terms
}

/// An order that holds open money, if there is one.
fn with_open_money(dice: &mut Dice, model: &Model) -> Option<usize> {
    let all = 0..model.orders.len();
    let open: Vec<_> = all.filter(|at| model.orders[*at].open() > 0).collect();
    if open.is_empty() || dice.chance(10) {
        return order(dice, model, &[State::Expired]);
    }
    Some(open[dice.throw(open.len())])
}

fn some_open_money(dice: &mut Dice, model: &Model, order: usize) -> Option<i64> {
    let most = model.orders[order].open() + 2;
    dice.chance(40).then(|| number(dice, most))
}

fn items(dice: &mut Dice, model: &Model, most: usize) -> Items {
    let thrown = (0..=dice.throw(3)).map(|_| {
        let most = if dice.chance(10) { most + 9 } else { most };
        let quantity = 1 + dice.throw(most);
        (
            dice.throw(model.types.len()),
            i64::try_from(quantity).unwrap(),
        )
    });
    thrown.collect()
}

/// Without items all that is left.
fn from_hold(dice: &mut Dice, model: &Model) -> NewOrder {
    let items = if dice.chance(25) {
        Vec::new()
    } else {
        items(dice, model, 2)
    };
    let terms = Terms {
        set_aside: (false, false),
        ..terms(dice, model)
    };
    NewOrder {
        items,
        terms,
        expires: Some(number(dice, 5) * HOUR),
    }
}

fn deadline(dice: &mut Dice) -> Option<i64> {
    dice.chance(70)
        .then(|| HOUR * (1 + i64::try_from(dice.throw(6)).unwrap()))
}

fn money(dice: &mut Dice) -> Money {
    let method = METHODS[dice.throw(METHODS.len())];
    let sum = |dice: &mut Dice| 1 + i64::try_from(dice.throw(150_000)).unwrap();
    match dice.throw(10) {
        0 => Money {
            offers: vec![(method, Some(sum(dice)))],
            tendered: None,
        },
        1 | 2 => Money {
            offers: vec![(Method::Card, Some(sum(dice))), (Method::Cash, None)],
            tendered: None,
        },
        3 => Money {
            offers: vec![(Method::Cash, None)],
            tendered: Some(10 * sum(dice)),
        },
        4 => Money {
            offers: vec![(method, None)],
            tendered: Some(sum(dice)),
        },
        _ => Money {
            offers: vec![(method, None)],
            tendered: None,
        },
    }
}

fn hold(dice: &mut Dice, model: &Model) -> Option<usize> {
    (!model.holds.is_empty()).then(|| dice.throw(model.holds.len()))
}

/// An order, most often in one of these states.
fn order(dice: &mut Dice, model: &Model, states: &[State]) -> Option<usize> {
    let all = model.orders.len();
    let fits: Vec<_> = (0..all)
        .filter(|at| states.contains(&model.orders[*at].state))
        .collect();
    if fits.is_empty() || dice.chance(12) {
        return (all > 0).then(|| dice.throw(all));
    }
    Some(fits[dice.throw(fits.len())])
}

fn ticket(dice: &mut Dice, model: &Model, order: usize) -> Option<usize> {
    let tickets = model.orders[order].tickets.len();
    (tickets > 0).then(|| dice.throw(tickets))
}
