//! A random evening: what a report said at a moment, it says of that moment for ever.

use std::fmt::Write as _;

use boxoffice::desk::refund::{self, HowMuch, Refunding};
use boxoffice::desk::report::{self, Scope};
use boxoffice::desk::terms::Terms;
use boxoffice::desk::{change_order, concert, hold, hold_sale, payment, sale, sweep, ticket_type};
use boxoffice::domain::{
    Amount, Change, Code, ConcertId, ConcertPatch, ConcertRef, Equation, HoldId, Instant, Line,
    Method, NewHold, OrderId, OrderRef, Period, Result, SalesBy, Span, TicketTypeId,
    TicketTypePatch, Zone,
};
use boxoffice::office::{Snapshot, Transaction};
use proptest::prelude::*;

use super::evening::{Evening, TYPES, by, comp, donate, order_of, sell};

/// One thing that happens: which, about which order or type, how much, and how many seconds later.
type Step = (u8, usize, i64, i64);

/// Does a step; what is refused is no matter here.
fn act(tx: &Transaction<'_>, (what, which, much, _): Step) -> Result<()> {
    let of = TYPES[which % 3];
    let other = TYPES[(which + 1) % 3];
    let order = OrderId(i64::try_from(which).unwrap() + 1);
    let later = Some(tx.now().plus(Span::from_seconds(much * 150)));
    let refunding = Refunding::of;
    if matches!(what, 5..=11 | 18) {
        boxoffice::desk::order::get(tx, &OrderRef::Id(order))?;
    }
    match what {
        0 | 1 => sell(tx, &[(of, much)]).map(drop),
        2 => sell(tx, &[(of, much), (other, 1)]).map(drop),
        3 | 4 => sale::reserve(tx, &order_of(&[(of, much)]), later).map(drop),
        5 => payment::record(tx, order, &by(Method::Card, Some(100_000 * much))).map(drop),
        6 => payment::record(tx, order, &by(Method::Qris, None)).map(drop),
        7 => change_order::cancel(tx, order).map(drop),
        8 => {
            let patch = change_order::OrderPatch {
                expires_at: Change::Set(tx.now().plus(Span::from_seconds(much * 100))),
                ..change_order::OrderPatch::default()
            };
            change_order::update(tx, order, &patch).map(drop)
        }
        9 => {
            let tickets = boxoffice::repository::ticket::of_order(tx, order)?;
            let one = tickets.iter().take(1).map(|ticket| ticket.id).collect();
            refund::refund(tx, order, &refunding(HowMuch::Tickets(one))).map(drop)
        }
        10 => refund::refund(tx, order, &refunding(HowMuch::All)).map(drop),
        11 => refund::refund(tx, order, &refunding(HowMuch::Sum(Amount(50_000 * much)))).map(drop),
        12 | 13 => limit(tx, what, of, much),
        14 => keep(tx, of, much, later.filter(|_| which % 2 == 0)),
        15 => {
            let line = [(of, 1)];
            let id = HoldId(much);
            hold_sale::reserve(tx, id, &order_of(&line), &Terms::default(), later).map(drop)
        }
        16 => hold::release(tx, HoldId(much), &[]).map(drop),
        17 => comp(tx, of, much).map(drop),
        18 => donate(tx, order),
        _ => sweep::all(tx).map(drop),
    }
}

/// Another quota or another capacity.
fn limit(tx: &Transaction<'_>, what: u8, of: TicketTypeId, much: i64) -> Result<()> {
    if what == 12 {
        let patch = TicketTypePatch {
            quota: Some(20 + much * 5),
            ..TicketTypePatch::default()
        };
        return ticket_type::update(tx, of, &patch).map(drop);
    }
    let patch = ConcertPatch {
        capacity: match much {
            4 => Change::Clear,
            _ => Change::Set(40 + much),
        },
        ..ConcertPatch::default()
    };
    concert::update(tx, ConcertId(1), &patch).map(drop)
}

/// Places kept from sale.
fn keep(tx: &Transaction<'_>, of: TicketTypeId, much: i64, until: Option<Instant>) -> Result<()> {
    let line = Line {
        ticket_type: of,
        quantity: much,
    };
    let new = NewHold {
        lines: vec![line],
        reason: "Press".parse()?,
        slug: None,
    };
    hold::create(tx, &new, until).map(drop)
}

/// Everything that reports say now or as of a moment, their proofs aside, which are looked at.
fn told(snapshot: &Snapshot<'_>, as_of: Option<Instant>) -> Result<String> {
    let mut text = String::new();
    let zone: Zone = "America/New_York".parse()?;
    for concert in [None, Some(ConcertId(1)), Some(ConcertId(2))] {
        for by in [
            SalesBy::Type,
            SalesBy::Day,
            SalesBy::Concert,
            SalesBy::Operator,
            SalesBy::Channel,
        ] {
            let period = Period {
                concert,
                ..Period::default()
            };
            let scope = Scope {
                by,
                period,
                as_of,
                zone,
            };
            let sales = report::sales(snapshot, &scope)?;
            assert_eq!(sales.wrong, None, "{:?}", sales.proof);
            writeln!(text, "{:?}\n{:?}", sales.rows, sales.money).unwrap();
        }
    }
    for id in [ConcertId(1), ConcertId(2)] {
        let concert = ConcertRef::Id(id);
        let manifest = report::manifest(snapshot, &concert, as_of)?;
        assert_eq!(manifest.wrong(), None, "{manifest:?}");
        let (limit, taken) = (manifest.limit, manifest.taken);
        writeln!(text, "{limit:?} {taken} {:#?}", manifest.types).unwrap();
        let settlement = report::settlement(snapshot, &concert, None, as_of)?;
        assert_eq!(settlement.wrong, None);
        let (settled, comps) = (settlement.settled, settlement.comps);
        writeln!(text, "{settled:?}\n{comps:?}\n{:?}", settlement.adjustments).unwrap();
    }
    let open = report::open_items(snapshot, as_of)?;
    assert_eq!(open.wrong, None, "{:?}\n{:#?}", open.proof, open.items);
    writeln!(text, "{:#?}\n{:?}", open.items, sums(&open.proof)).unwrap();
    Ok(text)
}

fn sums(proof: &Equation) -> [Amount; 2] {
    proof.sides().unwrap()
}

fn step() -> impl Strategy<Value = Step> {
    (0..20_u8, 0..14_usize, 1..5_i64, 1..400_i64)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn what_a_report_says_of_a_moment_never_changes(steps in prop::collection::vec(step(), 1..60)) {
        let evening = Evening::new();
        let mut moments: Vec<(Instant, String)> = Vec::new();
        for (at, step) in steps.iter().enumerate() {
            // A refusal is an answer too; a file that is damaged is none.
            if let Err(error) = evening.write(|tx| act(tx, *step)) {
                let is_rule = error.code.is_of_a_row() && error.code != Code::Refused;
                prop_assert!(is_rule || step.0 == 18, "{step:?}: {error}");
            }
            if at == steps.len() / 3 {
                // A seal is never refused here, and where nothing changed it is the last one.
                evening.write(|tx| report::seal(tx, ConcertId(1), None)).unwrap();
            }
            if at % 3 == 0 {
                let live = evening.read(|snapshot| told(snapshot, None));
                moments.push((evening.now.get(), live));
            }
            evening.wait(step.3);
        }
        for (at, expected) in &moments {
            let then = evening.read(|snapshot| told(snapshot, Some(*at)));
            prop_assert_eq!(expected, &then, "of {}", at);
        }
    }
}

#[test]
fn nobody_knows_the_future_nor_a_moment_that_is_not_over() {
    let evening = Evening::new();
    for seconds in [0, 1] {
        let later = evening.now.get().plus(Span::from_seconds(seconds));
        let refused = evening.read(|snapshot| Ok(report::open_items(snapshot, Some(later))));
        assert_eq!(refused.unwrap_err().code, Code::InvalidValue);
    }
}
