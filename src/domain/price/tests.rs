//! Sums that do not divide, and what is larger than its lines.

use proptest::prelude::*;

use super::*;
use crate::domain::{Instant, Word};

fn at() -> Instant {
    "2026-11-01T03:00:00Z".parse().unwrap()
}

fn of(id: i64, quantity: i64, price: i64) -> Wanted {
    Wanted {
        ticket_type: TicketTypeId(id),
        concert: ConcertId(1),
        quantity,
        unit_price: Amount(price),
        tax: None,
    }
}

fn taxed(wanted: Wanted, rate: i64, kind: TaxKind) -> Wanted {
    let tax = Tax {
        rate: Rate(rate),
        kind,
    };
    Wanted {
        tax: Some(tax),
        ..wanted
    }
}

fn discount(size: Size, per: Per) -> Discount {
    Discount {
        id: DiscountId(1),
        slug: "code".parse().unwrap(),
        name: "Code".parse().unwrap(),
        size,
        per,
        concert_id: None,
        ticket_type_id: None,
        scope: None,
        max_uses: None,
        uses: 0,
        starts_at: None,
        ends_at: None,
        created_at: at(),
        updated_at: at(),
    }
}

fn fee(size: Size, per: Per) -> Fee {
    Fee {
        id: FeeId(1),
        slug: "booking".parse().unwrap(),
        name: "Booking".parse().unwrap(),
        size,
        per,
        concert_id: None,
        concert: None,
        channel: None,
        starts_at: None,
        ends_at: None,
        created_at: at(),
        updated_at: at(),
    }
}

/// Each line as its kind, what it is about, and its amount; with its tax where it has any.
fn told(lines: &[PriceLine]) -> String {
    let line = |line: &PriceLine| {
        let about = line.refers_to.map(|at| format!(">{at}"));
        let tax = line.tax.map(|(_, tax)| format!("~{}", tax.0));
        let (about, tax) = (about.unwrap_or_default(), tax.unwrap_or_default());
        format!("{}{about}={}{tax}", line.kind, line.amount.0)
    };
    lines.iter().map(line).collect::<Vec<_>>().join(" ")
}

fn off(wanted: &[Wanted], size: Size, per: Per) -> String {
    told(&lines(wanted, Some(&discount(size, per)), &[]).unwrap())
}

const AMOUNT: fn(i64) -> Size = |amount| Size::Amount(Amount(amount));
const PERCENT: fn(i64) -> Size = |hundredths| Size::Percent(Rate(hundredths));

#[test]
fn a_percentage_off_is_rounded_on_each_line() {
    assert_eq!(
        off(&[of(1, 3, 33_333), of(2, 1, 5)], PERCENT(1_000), Per::Order),
        "ticket=99999 discount>0=-10000 ticket=5 discount>2=-1"
    );
    assert_eq!(
        off(&[of(1, 1, 4)], PERCENT(1_000), Per::Order),
        "ticket=4",
        "what is rounded to nothing makes no line"
    );
}

#[test]
fn a_sum_off_an_order_is_split_by_what_the_lines_cost_and_the_rest_is_on_the_last() {
    let three = [of(1, 1, 100), of(2, 1, 100), of(3, 1, 100)];
    assert_eq!(
        off(&three, AMOUNT(100), Per::Order),
        "ticket=100 discount>0=-33 ticket=100 discount>2=-33 ticket=100 discount>4=-34"
    );
    let small = [
        of(1, 1, 1),
        of(2, 1, 1),
        of(3, 1, 1),
        of(4, 1, 1),
        of(5, 1, 1),
    ];
    assert_eq!(
        off(&small, AMOUNT(2), Per::Order),
        "ticket=1 ticket=1 ticket=1 ticket=1 discount>3=-1 ticket=1 discount>5=-1",
        "the last bears no more than it costs"
    );
}

#[test]
fn no_discount_makes_a_line_less_than_nothing() {
    let two = [of(1, 2, 50), of(2, 1, 30)];
    assert_eq!(
        off(&two, AMOUNT(1_000), Per::Order),
        "ticket=100 discount>0=-100 ticket=30 discount>2=-30"
    );
    assert_eq!(
        off(&two, AMOUNT(40), Per::Ticket),
        "ticket=100 discount>0=-80 ticket=30 discount>2=-30"
    );
}

#[test]
fn a_discount_leaves_lines_alone_that_it_is_not_for() {
    let of_type = Discount {
        ticket_type_id: Some(TicketTypeId(2)),
        ..discount(AMOUNT(50), Per::Order)
    };
    let made = lines(&[of(1, 1, 100), of(2, 1, 30)], Some(&of_type), &[]).unwrap();
    assert_eq!(told(&made), "ticket=100 ticket=30 discount>1=-30");
}

#[test]
fn tax_is_counted_after_the_discount() {
    let inside = [taxed(of(1, 1, 1_100), 1_000, TaxKind::Inside)];
    assert_eq!(
        off(&inside, AMOUNT(110), Per::Order),
        "ticket=1100~100 discount>0=-110~-10"
    );
    let on_top = [taxed(of(1, 3, 33_333), 1_100, TaxKind::OnTop)];
    assert_eq!(
        off(&on_top, PERCENT(1_000), Per::Order),
        "ticket=99999 discount>0=-10000 tax>0=9900~9900"
    );
}

#[test]
fn fees_are_on_what_is_left_after_the_discount_and_bear_no_tax() {
    let wanted = [
        taxed(of(1, 2, 1_000), 1_000, TaxKind::OnTop),
        of(2, 1, 0),
        of(3, 1, 500),
    ];
    let fees = [
        fee(AMOUNT(25), Per::Ticket),
        fee(PERCENT(1_000), Per::Order),
    ];
    let half = discount(PERCENT(5_000), Per::Order);
    let made = lines(&wanted, Some(&half), &fees).unwrap();
    assert_eq!(
        told(&made),
        "ticket=2000 discount>0=-1000 tax>0=100~100 fee>0=50 ticket=0 ticket=500 discount>5=-250 fee>5=25 fee=125"
    );
    assert_eq!(
        made.last().map(|line| line.ticket_type),
        Some(TicketTypeId(1))
    );
}

#[test]
fn what_costs_nothing_bears_no_fee() {
    let fees = [fee(AMOUNT(25), Per::Ticket), fee(AMOUNT(99), Per::Order)];
    assert_eq!(
        told(&lines(&[of(1, 2, 0)], None, &fees).unwrap()),
        "ticket=0"
    );
    let all = discount(PERCENT(10_000), Per::Order);
    let made = lines(&[of(1, 2, 10)], Some(&all), &fees).unwrap();
    assert_eq!(told(&made), "ticket=20 discount>0=-20");
}

#[test]
fn a_sum_beyond_all_sums_is_refused() {
    assert!(lines(&[of(1, 100_000, 1_000_000_000_000)], None, &[]).is_err());
}

fn size() -> impl Strategy<Value = Size> {
    prop_oneof![
        (1..=10_000_i64).prop_map(PERCENT),
        (1..200_000_i64).prop_map(AMOUNT)
    ]
}

fn wanted() -> impl Strategy<Value = Wanted> {
    let tax = proptest::option::of((1..=10_000_i64, proptest::bool::ANY));
    (1..9_i64, 1..7_i64, 0..50_000_i64, tax).prop_map(|(id, quantity, price, tax)| match tax {
        None => of(id, quantity, price),
        Some((rate, true)) => taxed(of(id, quantity, price), rate, TaxKind::Inside),
        Some((rate, false)) => taxed(of(id, quantity, price), rate, TaxKind::OnTop),
    })
}

proptest! {
    #[test]
    fn every_line_is_worth_something_or_nothing_and_never_less(
        wanted in proptest::collection::vec(wanted(), 1..7),
        size in size(),
        per in proptest::sample::select(Per::ALL),
        fees in proptest::collection::vec((size(), proptest::sample::select(Per::ALL)), 0..3),
    ) {
        let fees: Vec<_> = fees.into_iter().map(|(size, per)| fee(size, per)).collect();
        let made = lines(&wanted, Some(&discount(size, per)), &fees).unwrap();
        let about = |at: usize| made.iter().enumerate().filter(move |(place, line)| *place == at || line.refers_to == Some(at));
        let mut off = 0;
        for (at, line) in made.iter().enumerate() {
            if line.kind == DetailKind::Ticket {
                let sum: i64 = about(at).map(|(_, line)| line.amount.0).sum();
                prop_assert!(sum >= 0, "{}", told(&made));
                let tax: i64 = about(at).filter_map(|(_, line)| line.tax).map(|(_, tax)| tax.0).sum();
                prop_assert!(tax >= 0);
            } else {
                prop_assert_eq!(line.amount, line.unit_price);
                prop_assert!(!line.amount.is_zero());
            }
            if line.kind == DetailKind::Discount {
                prop_assert!(line.amount.0 < 0);
                off -= line.amount.0;
            }
        }
        if let (Size::Amount(amount), Per::Order) = (size, per) {
            let gross: i64 = wanted.iter().map(|of| of.quantity * of.unit_price.0).sum();
            prop_assert_eq!(off, amount.0.min(gross));
        }
    }
}
