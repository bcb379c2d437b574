//! What people do on such an evening.

use boxoffice::domain::Method;

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

/// Every verb, as it is counted.
pub(crate) const VERBS: &[&str] = &[
    "--comp",
    "--discount",
    "--override admitted",
    "--override limit",
    "--override price",
    "--override window",
    "concert cancel",
    "concert refund",
    "hold create",
    "hold release",
    "hold sell",
    "hold sell --expires-at",
    "order add",
    "order cancel",
    "order create",
    "order exchange",
    "order expire",
    "order split",
    "order update --expires-at",
    "payment keep",
    "payment move",
    "payment record",
    "payment refund --all",
    "payment refund --amount",
    "payment refund --goodwill",
    "payment refund --keep",
    "payment refund --ticket",
    "pool update --capacity",
    "sell",
    "ticket admit",
    "ticket reissue",
    "ticket transfer",
    "ticket void",
    "ticket-type update --price",
    "ticket-type update --quota",
    "time passes",
];

impl Step {
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
    pub(crate) fn is_plain(&self) -> bool {
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
