//! What tickets are worth that bear discounts, fees and taxes: given back and split to the unit.

use boxoffice::desk::leaving::Leaving;
use boxoffice::desk::order::{Whole, whole};
use boxoffice::desk::refund::{HowMuch, Refunding, refund};
use boxoffice::desk::sale::{Customer, NewOrder, reserve};
use boxoffice::desk::settle::Taking;
use boxoffice::desk::split::{Splitting, split};
use boxoffice::desk::{change_order, payment};
use boxoffice::domain::{
    Amount, Channel, DetailKind, DiscountId, FeeId, Keep, Line, Method, Offer, OrderId,
    OrderStatus, Rate, Result, TicketId, TicketTypeId, UserRef,
};
use boxoffice::office::Transaction;
use boxoffice::repository::order;
use boxoffice::repository::order_detail::{self, NewDetail};

use super::house::House;

/// What three tickets of 150000 are charged beside their price.
#[derive(Clone, Copy)]
struct Charged {
    discount: i64,
    tax: i64,
    fee: i64,
    rounding: i64,
    of_order: i64,
}

const CHARGED: Charged = Charged {
    discount: 100_000,
    tax: 35_000,
    fee: 1_001,
    rounding: -1,
    of_order: 5_000,
};

/// A house with one rule each for discounts, fees per ticket and fees per order, as rows 1, 1 and 2; the fees are not of the
/// counter, where these orders are made.
fn house() -> House {
    let house = House::open();
    let made = house.write("rules", |tx| {
        tx.run(
            "INSERT INTO discounts (id, slug, name, amount, per, created_at, updated_at)
             VALUES (1, 'x', 'X', 100000, 'order', $1, $1)",
            &[&tx.now()],
        )?;
        tx.touch("discounts", 1);
        tx.run(
            "INSERT INTO fees (id, slug, name, amount, per, channel, created_at, updated_at)
             VALUES (1, 'a', 'A', 1001, 'ticket', 'web', $1, $1)",
            &[&tx.now()],
        )?;
        tx.run(
            "INSERT INTO fees (id, slug, name, amount, per, channel, created_at, updated_at)
             VALUES (2, 'b', 'B', 5000, 'order', 'web', $1, $1)",
            &[&tx.now()],
        )?;
        tx.touch("fees", 1);
        tx.touch("fees", 2);
        Ok(())
    });
    made.unwrap();
    house
}

/// A pending order of three tickets.
fn three(tx: &Transaction<'_>, of: TicketTypeId, charged: Charged) -> Result<OrderId> {
    let new = NewOrder {
        lines: vec![Line {
            ticket_type: of,
            quantity: 3,
        }],
        customer: Customer {
            user: UserRef::WalkIn,
            name: None,
        },
        channel: Channel::Counter,
        note: None,
    };
    let id = reserve(tx, &new, None)?.order;
    order::reopen(tx, id)?;
    let line = order_detail::list(tx, id)?[0].id;
    let sum = |kind, amount: i64| NewDetail::sum(kind, Some(of), Amount(amount));
    let tax = |amount| Some((1_000, Amount(amount)));
    for detail in [
        NewDetail {
            discount: Some(DiscountId(1)),
            ..sum(DetailKind::Discount, -charged.discount)
        },
        NewDetail {
            tax: tax(charged.tax),
            ..sum(DetailKind::Tax, charged.tax)
        },
        NewDetail {
            fee: Some(FeeId(1)),
            ..sum(DetailKind::Fee, charged.fee)
        },
        sum(DetailKind::Rounding, charged.rounding),
    ] {
        let detail = NewDetail {
            refers_to: Some(line),
            ..detail
        };
        order_detail::insert(tx, id, &detail)?;
    }
    let of_order = NewDetail {
        fee: Some(FeeId(2)),
        ..sum(DetailKind::Fee, charged.of_order)
    };
    order_detail::insert(tx, id, &of_order)?;
    order::place(tx, id)?;
    Ok(id)
}

fn card() -> Taking {
    Taking {
        offers: vec![Offer {
            method: Method::Card,
            amount: None,
        }],
        tendered: None,
        reference: None,
    }
}

/// The same, paid.
fn paid(house: &House, charged: Charged) -> OrderId {
    let made = house.write("sell", |tx| {
        let id = three(tx, house.adult, charged)?;
        payment::record(tx, id, &card())?;
        Ok(id)
    });
    made.unwrap()
}

fn look(house: &House, id: OrderId) -> Whole {
    house.read(|snapshot| whole(snapshot, id))
}

fn ticket(house: &House, id: OrderId, number: usize) -> TicketId {
    look(house, id).tickets[number - 1].id
}

/// Amount and tax of every line of a kind.
fn lines(whole: &Whole, kind: DetailKind) -> Vec<(i64, i64)> {
    let of_kind = whole.details.iter().filter(|line| line.kind == kind);
    let told = of_kind.map(|line| (line.amount.0, line.tax_amount.map_or(0, |tax| tax.0)));
    told.collect()
}

fn tax(whole: &Whole) -> i64 {
    let taxes = whole.details.iter().filter_map(|line| line.tax_amount);
    taxes.map(|tax| tax.0).sum()
}

#[test]
fn a_ticket_goes_back_with_its_share_and_the_last_with_what_the_order_was_charged() {
    let house = house();
    let id = paid(&house, CHARGED);
    let mut back = Refunding::of(HowMuch::Tickets(vec![ticket(&house, id, 1)]));
    back.keep = Some(Keep::Percent(Rate(1_000)));
    house.write("refund", |tx| refund(tx, id, &back)).unwrap();
    let one = look(&house, id);
    assert_eq!(lines(&one, DetailKind::Return), [(-128_668, -11_668)]);
    assert_eq!(one.payment.refunded, Amount(128_668 - 12_867));
    assert_eq!(one.order.status, OrderStatus::Paid);

    let all = Refunding::of(HowMuch::All);
    house.write("refund", |tx| refund(tx, id, &all)).unwrap();
    let gone = look(&house, id);
    assert_eq!(lines(&gone, DetailKind::Return)[1], (-257_332, -23_332));
    assert_eq!(lines(&gone, DetailKind::Goodwill), [(-5_000, 0)]);
    assert_eq!(
        gone.details.last().unwrap().fee.as_ref().unwrap().as_str(),
        "b"
    );
    assert_eq!(
        (gone.order.status, gone.order.total),
        (OrderStatus::Cancelled, Amount(12_867))
    );
    assert_eq!(tax(&gone), 0);
    assert_eq!(gone.payment.open().unwrap(), Amount::ZERO);
    assert_eq!(house.findings(), Vec::<String>::new());
}

#[test]
fn goodwill_bears_its_part_of_the_tax() {
    let house = house();
    let id = paid(&house, CHARGED);
    let mut sorry = Refunding::of(HowMuch::Sum(Amount(38_600)));
    sorry.goodwill = true;
    house.write("refund", |tx| refund(tx, id, &sorry)).unwrap();
    let after = look(&house, id);
    assert_eq!(lines(&after, DetailKind::Goodwill), [(-38_600, -3_500)]);
    house
        .write("refund", |tx| refund(tx, id, &Refunding::of(HowMuch::All)))
        .unwrap();
    let gone = look(&house, id);
    assert_eq!((gone.order.total, tax(&gone)), (Amount::ZERO, 0));
    assert_eq!(house.findings(), Vec::<String>::new());
}

#[test]
fn a_split_keeps_worth_and_tax_to_the_unit() {
    for (discount, tax_of, fee, rounding) in [
        (100_000, 35_000, 1_001, -1),
        (1, 0, 0, 0),
        (449_999, 1, 2, 7),
        (100_001, 34_999, 1, 0),
        (0, 2, 1, -2),
    ] {
        let charged = Charged {
            discount,
            tax: tax_of,
            fee,
            rounding,
            ..CHARGED
        };
        let house = house();
        let id = paid(&house, charged);
        let before = look(&house, id);
        let splitting = Splitting {
            leaving: Leaving::Tickets(vec![ticket(&house, id, 2)]),
            user: None,
            name: None,
        };
        let new = house
            .write("split", |tx| split(tx, id, &splitting))
            .unwrap();
        let (old, new) = (look(&house, id), look(&house, new.order));
        let totals = old.order.total.0 + new.order.total.0;
        assert_eq!(totals, before.order.total.0, "{discount}");
        assert_eq!(tax(&old) + tax(&new), tax(&before), "{discount}");
        for order in [&old, &new] {
            assert_eq!(order.order.status, OrderStatus::Paid, "{discount}");
            assert_eq!(order.payment.open().unwrap(), Amount::ZERO);
        }
        // What went with the ticket goes back with it.
        for (id, left) in [(new.order.id, 0), (old.order.id, 0)] {
            let all = Refunding::of(HowMuch::All);
            house.write("refund", |tx| refund(tx, id, &all)).unwrap();
            let gone = look(&house, id);
            assert_eq!(
                (gone.order.total, tax(&gone)),
                (Amount(left), 0),
                "{discount}"
            );
        }
        assert_eq!(house.findings(), Vec::<String>::new());
    }
}

#[test]
fn an_order_that_is_cancelled_unpaid_keeps_its_lines_as_they_were() {
    let house = house();
    let id = house
        .write("reserve", |tx| three(tx, house.adult, CHARGED))
        .unwrap();
    house
        .write("cancel", |tx| change_order::cancel(tx, id))
        .unwrap();
    let gone = look(&house, id);
    assert_eq!(lines(&gone, DetailKind::Return), []);
    assert_eq!(gone.payment.worth, Amount::ZERO);
    assert_eq!(house.findings(), Vec::<String>::new());
}
