//! Places under any sequence of holds, sales from them, returns and releases: the file agrees with a model that only
//! counts.

use boxoffice::desk;
use boxoffice::desk::refund::{HowMuch, Refunding};
use boxoffice::desk::sale::NewOrder;
use boxoffice::desk::terms::Terms;
use boxoffice::domain::{Code, HoldId, Instant, Line, NewHold, OrderId, Span, TicketStatus};
use boxoffice::office::Office;
use proptest::prelude::*;

use super::house::{House, now};
use super::places::{at, card, left, order_of, write};

/// How many places the concert has.
const QUOTA: i64 = 12;

/// Something that is done; numbers name the hold or the order it is done to, counted from the first.
#[derive(Debug, Clone)]
enum Step {
    Sell(i64),
    Hold(i64, Option<i64>),
    SellFrom(usize, i64),
    ReserveFrom(usize, i64),
    Cancel(usize),
    RefundOne(usize),
    Release(usize),
    ReleaseSome(usize, i64),
    LetTimePass,
}

/// A hold as the model knows it: what it was given and has not released, sold or not.
struct Held {
    id: HoldId,
    places: i64,
    released: bool,
    expires: Option<i64>,
}

/// An order as the model knows it, and the hold it was sold from.
struct Known {
    id: OrderId,
    places: i64,
    paid: bool,
    expires: Option<i64>,
    from: Option<usize>,
}

/// What must be so.
#[derive(Default)]
struct Model {
    clock: i64,
    holds: Vec<Held>,
    orders: Vec<Known>,
}

impl Model {
    fn is_ahead(&self, expires: Option<i64>) -> bool {
        expires.is_none_or(|hour| hour > self.clock)
    }

    fn is_open(&self, hold: usize) -> bool {
        let hold = &self.holds[hold];
        !hold.released && self.is_ahead(hold.expires)
    }

    fn sold(&self, fits: impl Fn(&Known) -> bool) -> i64 {
        let open = |order: &&Known| order.paid || self.is_ahead(order.expires);
        let orders = self.orders.iter().filter(open);
        orders
            .filter(|order| fits(order))
            .map(|order| order.places)
            .sum()
    }

    /// What an open hold keeps: all it has but what is sold from it now.
    fn kept(&self, hold: usize) -> i64 {
        if self.is_open(hold) {
            self.holds[hold].places - self.sold(|order| order.from == Some(hold))
        } else {
            0
        }
    }

    fn left(&self) -> i64 {
        let kept: i64 = (0..self.holds.len()).map(|hold| self.kept(hold)).sum();
        QUOTA - self.sold(|_| true) - kept
    }
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        2 => (1..4_i64).prop_map(Step::Sell),
        3 => (1..6_i64, proptest::option::of(1..4_i64)).prop_map(|(places, hours)| Step::Hold(places, hours)),
        4 => (0..4_usize, 1..4_i64).prop_map(|(hold, places)| Step::SellFrom(hold, places)),
        3 => (0..4_usize, 1..4_i64).prop_map(|(hold, places)| Step::ReserveFrom(hold, places)),
        2 => (0..8_usize).prop_map(Step::Cancel),
        3 => (0..8_usize).prop_map(Step::RefundOne),
        1 => (0..4_usize).prop_map(Step::Release),
        2 => (0..4_usize, 1..4_i64).prop_map(|(hold, places)| Step::ReleaseSome(hold, places)),
        2 => Just(Step::LetTimePass),
    ];
    prop::collection::vec(step, 1..30)
}

fn hour(clock: i64) -> Instant {
    now().plus(Span::hours(clock))
}

fn hold(model: &mut Model, office: &Office, places: i64, hours: Option<i64>) {
    let expires = hours.map(|hours| model.clock + hours);
    let new = NewHold {
        lines: order_of(places).lines,
        reason: "Sponsors".parse().unwrap(),
        slug: None,
    };
    let made = write(office, |tx| desk::hold::create(tx, &new, expires.map(hour)));
    if places <= model.left() {
        model.holds.push(Held {
            id: made.unwrap(),
            places,
            released: false,
            expires,
        });
    } else {
        assert_eq!(made.unwrap_err().code, Code::SoldOut);
    }
}

/// Sells from general sale or from a hold, at once or to be paid within the hour.
fn sell(model: &mut Model, office: &Office, from: Option<usize>, places: i64, paid: bool) {
    let new: NewOrder = order_of(places);
    let expires = (!paid).then_some(model.clock + 1);
    let hold = match from.map(|from| model.holds.get(from)) {
        Some(None) => return,
        Some(Some(hold)) => Some(hold.id),
        None => None,
    };
    let made = write(office, |tx| match hold {
        None => desk::sale::sell(tx, &new, &card()),
        Some(hold) if paid => desk::hold_sale::sell(tx, hold, &new, &Terms::default(), &card()),
        Some(hold) => {
            desk::hold_sale::reserve(tx, hold, &new, &Terms::default(), expires.map(hour))
        }
    });
    let (there, refusal) = match from {
        Some(hold) if !model.is_open(hold) => (0, Code::WrongState),
        Some(hold) => (model.kept(hold), Code::SoldOut),
        None => (model.left(), Code::SoldOut),
    };
    if places <= there {
        model.orders.push(Known {
            id: made.unwrap().order,
            places,
            paid,
            expires,
            from,
        });
    } else {
        assert_eq!(made.unwrap_err().code, refusal);
    }
}

fn cancel(model: &mut Model, office: &Office, order: usize) {
    let Some(order) = model.orders.get_mut(order) else {
        return;
    };
    let done = write(office, |tx| desk::change_order::cancel(tx, order.id));
    assert_eq!(done.is_err(), order.paid && order.places > 0);
    if !order.paid {
        order.places = 0;
    }
}

fn refund_one(model: &mut Model, office: &Office, order: usize) {
    let known = model.orders.get_mut(order);
    let Some(order) = known.filter(|order| order.paid && order.places > 0) else {
        return;
    };
    let whole = office.read(|snapshot| desk::order::whole(snapshot, order.id));
    let tickets = whole.unwrap().tickets.into_iter();
    let mut valid = tickets.filter(|ticket| ticket.status == TicketStatus::Valid);
    let one = Refunding::of(HowMuch::Tickets(vec![valid.next().unwrap().id]));
    write(office, |tx| desk::refund::refund(tx, order.id, &one)).unwrap();
    order.places -= 1;
}

/// Releases all of a hold, or so many places of it.
fn release(model: &mut Model, office: &Office, hold: usize, places: Option<i64>) {
    let Some(id) = model.holds.get(hold).map(|hold| hold.id) else {
        return;
    };
    let lines: Vec<Line> = places.map_or_else(Vec::new, |places| order_of(places).lines);
    let (was_open, kept) = (model.is_open(hold), model.kept(hold));
    let done = write(office, |tx| desk::hold::release(tx, id, &lines));
    match places {
        Some(places) if was_open && places > kept => {
            assert_eq!(done.unwrap_err().code, Code::SoldOut);
        }
        _ => {
            assert_eq!(done.unwrap().already, !was_open);
            match places {
                Some(places) if was_open => model.holds[hold].places -= places,
                Some(_) => {}
                None => model.holds[hold].released = true,
            }
        }
    }
}

fn step(model: &mut Model, office: &Office, step: &Step) {
    match *step {
        Step::Sell(places) => sell(model, office, None, places, true),
        Step::Hold(places, hours) => hold(model, office, places, hours),
        Step::SellFrom(hold, places) => sell(model, office, Some(hold), places, true),
        Step::ReserveFrom(hold, places) => sell(model, office, Some(hold), places, false),
        Step::Cancel(order) => cancel(model, office, order),
        Step::RefundOne(order) => refund_one(model, office, order),
        Step::Release(hold) => release(model, office, hold, None),
        Step::ReleaseSome(hold, places) => release(model, office, hold, Some(places)),
        Step::LetTimePass => model.clock += 1,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn held_places_agree_with_a_model_that_only_counts(steps in steps()) {
        let house = House::with_quota(QUOTA);
        let mut model = Model::default();
        for one in &steps {
            let office = at(&house, model.clock);
            step(&mut model, &office, one);
            drop(office);
            let office = at(&house, model.clock);
            prop_assert_eq!(left(&office), model.left(), "after {:?} of {:?}", one, steps);
            for (number, hold) in model.holds.iter().enumerate() {
                let whole = office.read(|snapshot| desk::hold::whole(snapshot, hold.id)).unwrap();
                prop_assert_eq!(whole.hold.left, model.kept(number), "hold {} after {:?} of {:?}", number, one, steps);
                prop_assert_eq!(whole.types[0].left, model.kept(number));
            }
        }
        house.must_be_sound();
    }
}
