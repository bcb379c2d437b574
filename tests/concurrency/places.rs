//! Places under any sequence of sales, reservations, cancellations, refunds and changes of quota: the file agrees with
//! a model that only counts.

use boxoffice::desk;
use boxoffice::desk::refund::{HowMuch, Refunding};
use boxoffice::desk::sale::{Customer, NewOrder};
use boxoffice::desk::settle::Taking;
use boxoffice::domain::{
    Channel, Code, Error, Line, Method, Offer, OrderId, Span, TicketStatus, TicketTypeFilter,
    TicketTypeId, TicketTypePatch, UserRef,
};
use boxoffice::office::{Office, Request, Transaction};
use proptest::prelude::*;

use super::house::{House, setting};

/// How many places the concert has.
const QUOTA: i64 = 12;

/// Something a till does; numbers name the order, counted from the first, that it is done to.
#[derive(Debug, Clone)]
enum Step {
    Sell(i64),
    Reserve(i64),
    ReserveBriefly(i64),
    Pay(usize),
    Cancel(usize),
    GiveBack(usize, usize),
    RefundAll(usize),
    SetQuota(i64),
    LetTimePass,
}

/// An order as the model knows it.
struct Known {
    id: OrderId,
    places: i64,
    paid: bool,
    closed: bool,
    expires: Option<i64>,
}

/// What must be so: who has how many places, of how many.
struct Model {
    quota: i64,
    clock: i64,
    orders: Vec<Known>,
}

impl Model {
    fn taken(&self) -> i64 {
        self.orders
            .iter()
            .filter(|order| self.is_open(order))
            .map(|order| order.places)
            .sum()
    }

    fn is_open(&self, order: &Known) -> bool {
        !order.closed && (order.paid || order.expires.is_none_or(|expires| expires > self.clock))
    }
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (1..5_i64).prop_map(Step::Sell),
        3 => (1..5_i64).prop_map(Step::Reserve),
        3 => (1..5_i64).prop_map(Step::ReserveBriefly),
        3 => (0..8_usize).prop_map(Step::Pay),
        2 => (0..8_usize).prop_map(Step::Cancel),
        3 => (0..8_usize, 0..4_usize).prop_map(|(order, ticket)| Step::GiveBack(order, ticket)),
        1 => (0..8_usize).prop_map(Step::RefundAll),
        1 => (0..20_i64).prop_map(Step::SetQuota),
        2 => Just(Step::LetTimePass),
    ];
    prop::collection::vec(step, 1..30)
}

/// The house as seen at the model's hour.
pub(crate) fn at(house: &House, clock: i64) -> Office {
    let mut setting = setting();
    setting.practice_now = Some(super::house::now().plus(Span::hours(clock)));
    Office::open(&house.path(), setting).unwrap()
}

/// Does something in one transaction.
pub(crate) fn write<R: serde::Serialize + serde::de::DeserializeOwned + Clone>(
    office: &Office,
    act: impl FnOnce(&Transaction<'_>) -> Result<R, Error>,
) -> Result<R, Error> {
    let request = Request::new("step", &()).unwrap();
    office
        .write(&request, act, |_, done| Ok(done.clone()))
        .map(|done| done.value)
}

/// An order of so many places.
pub(crate) fn order_of(quantity: i64) -> NewOrder {
    NewOrder {
        lines: vec![Line {
            ticket_type: TicketTypeId(1),
            quantity,
        }],
        customer: Customer {
            user: UserRef::WalkIn,
            name: None,
        },
        channel: Channel::Counter,
        note: None,
    }
}

/// All of it by card.
pub(crate) fn card() -> Taking {
    Taking {
        offers: vec![Offer {
            method: Method::Card,
            amount: None,
        }],
        tendered: None,
        reference: None,
    }
}

/// Sells or reserves, and fails exactly where the model has too few places left.
fn take(model: &mut Model, office: &Office, quantity: i64, paid: bool, expires: Option<i64>) {
    let deadline = expires.map(|hour| super::house::now().plus(Span::hours(hour)));
    let new = order_of(quantity);
    let made = write(office, |tx| {
        if paid {
            desk::sale::sell(tx, &new, &card())
        } else {
            desk::sale::reserve(tx, &new, deadline)
        }
    });
    if model.taken() + quantity <= model.quota {
        let id = made.unwrap().order;
        model.orders.push(Known {
            id,
            places: quantity,
            paid,
            closed: false,
            expires,
        });
    } else {
        assert_eq!(made.unwrap_err().code, Code::SoldOut);
    }
}

/// Pays, cancels or gives back what the model says is there, and is refused where it is not.
fn change(model: &mut Model, office: &Office, step: &Step) {
    let (Step::Pay(number)
    | Step::Cancel(number)
    | Step::RefundAll(number)
    | Step::GiveBack(number, _)) = *step
    else {
        return;
    };
    let Some(order) = model.orders.get(number) else {
        return;
    };
    let (id, open, paid) = (order.id, model.is_open(order), order.paid);
    let order = &mut model.orders[number];
    match step {
        Step::Pay(_) => {
            let done = write(office, |tx| desk::payment::record(tx, id, &card()));
            assert_eq!(done.is_ok(), open && !paid);
            order.paid |= open;
        }
        Step::Cancel(_) => {
            let done = write(office, |tx| desk::change_order::cancel(tx, id));
            assert_eq!(done.is_err(), open && paid);
            order.closed |= !paid;
        }
        Step::RefundAll(_) => {
            let all = Refunding::of(HowMuch::All);
            let done = write(office, |tx| desk::refund::refund(tx, id, &all));
            assert_eq!(done.is_ok(), open && paid);
            order.closed |= paid;
        }
        Step::GiveBack(_, number) => give_back(order, office, *number),
        _ => {}
    }
}

fn give_back(order: &mut Known, office: &Office, number: usize) {
    let whole = office
        .read(|snapshot| desk::order::whole(snapshot, order.id))
        .unwrap();
    let valid: Vec<_> = whole
        .tickets
        .iter()
        .filter(|ticket| ticket.status == TicketStatus::Valid)
        .collect();
    let Some(ticket) = valid.get(number).map(|ticket| ticket.id) else {
        return;
    };
    let one = Refunding::of(HowMuch::Tickets(vec![ticket]));
    write(office, |tx| desk::refund::refund(tx, order.id, &one)).unwrap();
    order.places -= 1;
    order.closed |= order.places == 0;
}

/// What the house says could be sold now.
pub(crate) fn left(office: &Office) -> i64 {
    let (types, _) = office
        .read(|snapshot| desk::ticket_type::list(snapshot, &TicketTypeFilter::default()))
        .unwrap();
    types[0].left
}

fn set_quota(model: &mut Model, office: &Office, quota: i64) {
    let patch = TicketTypePatch {
        quota: Some(quota),
        ..TicketTypePatch::default()
    };
    let done = write(office, |tx| {
        desk::ticket_type::update(tx, TicketTypeId(1), &patch)
    });
    if model.taken() <= quota {
        done.unwrap();
        model.quota = quota.min(QUOTA);
    } else {
        assert_eq!(done.unwrap_err().code, Code::BelowTaken);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn places_agree_with_a_model_that_only_counts(steps in steps()) {
        let house = House::with_quota(QUOTA);
        let mut model = Model { quota: QUOTA, clock: 0, orders: Vec::new() };
        for step in &steps {
            let office = at(&house, model.clock);
            let soon = model.clock + 1;
            match step {
                Step::Sell(quantity) => take(&mut model, &office, *quantity, true, None),
                Step::Reserve(quantity) => take(&mut model, &office, *quantity, false, None),
                Step::ReserveBriefly(quantity) => take(&mut model, &office, *quantity, false, Some(soon)),
                Step::SetQuota(quota) => set_quota(&mut model, &office, *quota),
                Step::LetTimePass => model.clock += 1,
                step => change(&mut model, &office, step),
            }
            let office = at(&house, model.clock);
            let left = left(&office);
            prop_assert_eq!(left, model.quota - model.taken(), "after {:?} of {:?}", step, steps);
        }
        house.must_be_sound();
    }
}
