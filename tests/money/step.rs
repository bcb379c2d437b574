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

/// Something of a type: which, and how many.
pub(crate) type Items = Vec<(usize, i64)>;

/// One step.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    Sell {
        items: Items,
        money: Money,
    },
    Create {
        items: Items,
        expires: Option<i64>,
    },
    HoldCreate {
        items: Items,
        expires: Option<i64>,
    },
    HoldSell {
        hold: usize,
        items: Items,
        money: Money,
    },
    HoldReserve {
        hold: usize,
        items: Items,
        expires: i64,
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
        back: Back,
        to: Option<Method>,
    },
    Void {
        order: usize,
        ticket: usize,
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
    Quota {
        of: usize,
        quota: i64,
    },
    Price {
        of: usize,
        price: i64,
    },
    ConcertCancel {
        concert: usize,
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
        let sides = [16, 10, 5, 6, 3, 3, 14, 14, 3, 4, 2, 4, 4, 2, 3, 2, 1, 8];
        let mut thrown = dice.throw(sides.iter().sum());
        let kind = sides.iter().position(|side| {
            let is_it = thrown < *side;
            thrown = thrown.saturating_sub(*side);
            is_it
        })?;
        let number = |dice: &mut Dice, most: i64| {
            1 + i64::try_from(dice.throw(usize::try_from(most).unwrap())).unwrap()
        };
        Some(match kind {
            0 => Self::Sell {
                items: items(dice, model, 3),
                money: money(dice),
            },
            1 => Self::Create {
                items: items(dice, model, 3),
                expires: deadline(dice),
            },
            2 => Self::HoldCreate {
                items: items(dice, model, 5),
                expires: deadline(dice),
            },
            3 => Self::HoldSell {
                hold: hold(dice, model)?,
                items: from_hold(dice, model),
                money: money(dice),
            },
            4 => Self::HoldReserve {
                hold: hold(dice, model)?,
                items: from_hold(dice, model),
                expires: number(dice, 5) * HOUR,
            },
            5 => Self::HoldRelease {
                hold: hold(dice, model)?,
                items: from_hold(dice, model),
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
            9 => Self::Cancel {
                order: order(dice, model, &[State::Pending])?,
            },
            10 => Self::Expire {
                order: order(dice, model, &[State::Expired])?,
            },
            11 => Self::Extend {
                order: order(dice, model, &[State::Expired])?,
                expires: number(dice, 9) * HOUR,
            },
            12 => {
                let order = order(dice, model, &[State::Paid])?;
                Self::Admit {
                    order,
                    ticket: ticket(dice, model, order)?,
                }
            }
            13 => {
                let order = order(dice, model, &[State::Paid])?;
                Self::Reissue {
                    order,
                    ticket: ticket(dice, model, order)?,
                }
            }
            14 => Self::Quota {
                of: dice.throw(model.types.len()),
                quota: number(dice, 20) - 1,
            },
            15 => Self::Price {
                of: dice.throw(model.types.len()),
                price: number(dice, 200_000),
            },
            16 => Self::ConcertCancel {
                concert: dice.throw(model.concerts.len()),
            },
            _ => Self::Pass {
                seconds: number(dice, 8) * HOUR / 2,
            },
        })
    }

    /// The verb, to count it.
    pub(crate) fn verb(&self) -> &'static str {
        match self {
            Self::Sell { .. } => "sell",
            Self::Create { .. } => "order create",
            Self::HoldCreate { .. } => "hold create",
            Self::HoldSell { .. } => "hold sell",
            Self::HoldReserve { .. } => "hold sell --expires-at",
            Self::HoldRelease { .. } => "hold release",
            Self::Record { .. } => "payment record",
            Self::Refund {
                back: Back::All, ..
            } => "payment refund --all",
            Self::Refund {
                back: Back::Tickets(_),
                ..
            } => "payment refund --ticket",
            Self::Refund {
                back: Back::Sum(_), ..
            } => "payment refund --amount",
            Self::Void { .. } => "ticket void",
            Self::Cancel { .. } => "order cancel",
            Self::Expire { .. } => "order expire",
            Self::Extend { .. } => "order update --expires-at",
            Self::Admit { .. } => "ticket admit",
            Self::Reissue { .. } => "ticket reissue",
            Self::Quota { .. } => "ticket-type update --quota",
            Self::Price { .. } => "ticket-type update --price",
            Self::ConcertCancel { .. } => "concert cancel",
            Self::Pass { .. } => "time passes",
        }
    }
}

fn refund(dice: &mut Dice, model: &Model) -> Option<Step> {
    let order = order(dice, model, &[State::Paid])?;
    let back = match dice.throw(4) {
        0 => Back::All,
        1 => {
            let open = model.orders[order].open();
            let most = usize::try_from(open.max(50_000)).unwrap();
            Back::Sum(1 + i64::try_from(dice.throw(most)).unwrap())
        }
        _ => {
            let first = ticket(dice, model, order)?;
            let more = (0..dice.throw(3)).filter_map(|_| ticket(dice, model, order));
            Back::Tickets(
                [first]
                    .into_iter()
                    .chain(more.collect::<Vec<_>>())
                    .collect(),
            )
        }
    };
    let to = dice.chance(30).then(|| METHODS[dice.throw(METHODS.len())]);
    Some(Step::Refund { order, back, to })
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

/// Nothing names all that is left.
fn from_hold(dice: &mut Dice, model: &Model) -> Items {
    if dice.chance(25) {
        Vec::new()
    } else {
        items(dice, model, 2)
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
