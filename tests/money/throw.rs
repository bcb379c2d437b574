//! Steps at random: mostly what is allowed, often what is not.

use boxoffice::domain::Method;

use crate::dice::Dice;
use crate::model::{HOUR, Model, State};
use crate::step::{Back, Items, Keep, Leaving, Money, NewOrder, Refund, Settling, Step, Terms};

/// Money by any method.
const METHODS: [Method; 4] = [Method::Cash, Method::Card, Method::Qris, Method::Transfer];

/// Makes a step, if there is anything to do it to.
type Throw = fn(&mut Dice, &Model) -> Option<Step>;

/// What can be thrown, and how many sides of the dice are for it. What cannot be done yet answers with nothing.
const KINDS: &[(usize, Throw)] = &[
    (18, |dice, model| {
        Some(Step::Sell {
            new: new_order(dice, model),
            money: money(dice),
        })
    }),
    (10, |dice, model| {
        Some(Step::Create {
            new: new_order(dice, model),
        })
    }),
    (5, |dice, model| {
        Some(Step::HoldCreate {
            items: items(dice, model, 5),
            expires: deadline(dice),
        })
    }),
    (7, |dice, model| {
        Some(Step::HoldSell {
            hold: hold(dice, model)?,
            new: from_hold(dice, model),
            money: money(dice),
        })
    }),
    (3, |dice, model| {
        Some(Step::HoldReserve {
            hold: hold(dice, model)?,
            new: from_hold(dice, model),
        })
    }),
    (3, |dice, model| {
        Some(Step::HoldRelease {
            hold: hold(dice, model)?,
            items: from_hold(dice, model).items,
        })
    }),
    (12, |dice, model| {
        Some(Step::Record {
            order: order(dice, model, &[State::Pending])?,
            money: money(dice),
        })
    }),
    (18, refund),
    (3, |dice, model| {
        a_ticket(dice, model, |order, ticket| Step::Void { order, ticket })
    }),
    (7, |dice, model| {
        let order = order(dice, model, &[State::Paid, State::Pending])?;
        Some(Step::Add {
            order,
            items: items(dice, model, 2),
            settling: settling(dice),
        })
    }),
    (10, exchange),
    (6, |dice, model| {
        let order = order(dice, model, &[State::Paid, State::Pending])?;
        Some(Step::Split {
            order,
            leaving: leaving(dice, model, order)?,
        })
    }),
    (5, |dice, model| {
        let order = with_open_money(dice, model)?;
        Some(Step::Keep {
            order,
            amount: some_open_money(dice, model, order),
        })
    }),
    (5, |dice, model| {
        let order = with_open_money(dice, model)?;
        let into = self::order(dice, model, &[State::Pending, State::Paid])?;
        Some(Step::Move {
            order,
            into,
            amount: some_open_money(dice, model, order),
        })
    }),
    (4, |dice, model| {
        Some(Step::Cancel {
            order: order(dice, model, &[State::Pending])?,
        })
    }),
    (2, |dice, model| {
        Some(Step::Expire {
            order: order(dice, model, &[State::Expired])?,
        })
    }),
    (4, |dice, model| {
        Some(Step::Extend {
            order: order(dice, model, &[State::Expired])?,
            expires: number(dice, 9) * HOUR,
        })
    }),
    (8, |dice, model| {
        a_ticket(dice, model, |order, ticket| Step::Admit { order, ticket })
    }),
    (2, |dice, model| {
        a_ticket(dice, model, |order, ticket| Step::Reissue { order, ticket })
    }),
    (1, |dice, model| {
        a_ticket(dice, model, |order, ticket| Step::Transfer {
            order,
            ticket,
        })
    }),
    (2, |dice, model| {
        Some(Step::Quota {
            of: dice.throw(model.types.len()),
            quota: number(dice, 20) - 1,
        })
    }),
    (2, |dice, model| {
        Some(Step::Price {
            of: dice.throw(model.types.len()),
            price: number(dice, 200_000),
        })
    }),
    (1, |dice, model| {
        Some(Step::PoolCapacity {
            pool: dice.throw(model.pools.len()),
            capacity: number(dice, 24),
        })
    }),
    (1, |dice, model| {
        Some(Step::ConcertCancel {
            concert: dice.throw(model.concerts.len()),
        })
    }),
    (2, |dice, model| Some(concert_refund(dice, model))),
    (9, |dice, _| {
        Some(Step::Pass {
            seconds: number(dice, 8) * HOUR / 2,
        })
    }),
];

impl Step {
    /// A step at random, most often one that the model could take.
    pub(crate) fn throw(dice: &mut Dice, model: &Model) -> Self {
        loop {
            let mut thrown = dice.throw(KINDS.iter().map(|(sides, _)| sides).sum());
            let kind = KINDS.iter().find(|(sides, _)| {
                let is_it = thrown < *sides;
                thrown = thrown.saturating_sub(*sides);
                is_it
            });
            if let Some(step) = kind.and_then(|(_, make)| make(dice, model)) {
                return step;
            }
        }
    }
}

/// A step about a ticket, most often of a paid order.
fn a_ticket(dice: &mut Dice, model: &Model, make: fn(usize, usize) -> Step) -> Option<Step> {
    let order = order(dice, model, &[State::Paid])?;
    Some(make(order, ticket(dice, model, order)?))
}

fn exchange(dice: &mut Dice, model: &Model) -> Option<Step> {
    let order = order(dice, model, &[State::Paid, State::Pending])?;
    let leaving = leaving(dice, model, order)?;
    let to = dice.throw(model.types.len());
    Some(Step::Exchange {
        order,
        leaving,
        to,
        keep: keep(dice),
        settling: settling(dice),
    })
}

fn concert_refund(dice: &mut Dice, model: &Model) -> Step {
    let all = 0..model.concerts.len();
    let cancelled = all.rev().find(|at| model.concerts[*at].is_cancelled);
    let cancelled = cancelled.filter(|_| !dice.chance(20));
    let concert = cancelled.unwrap_or_else(|| dice.throw(model.concerts.len()));
    Step::ConcertRefund {
        concert,
        to: method(dice),
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
