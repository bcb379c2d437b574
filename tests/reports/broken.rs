//! What does not add up is said, by each report with both sums.

use boxoffice::desk::report::{self, Scope};
use boxoffice::domain::{Code, ConcertId, ConcertRef, Error, Period, SalesBy, Zone};
use boxoffice::office::Snapshot;

use super::evening::{Evening, TYPES, sell};

fn after_a_sale() -> Evening {
    let evening = Evening::new();
    evening
        .write(|tx| sell(tx, &[(TYPES[0], 2), (TYPES[1], 1)]))
        .unwrap();
    evening
}

fn sales(snapshot: &Snapshot<'_>, by: SalesBy, concert: Option<ConcertId>) -> Option<Error> {
    let period = Period {
        concert,
        ..Period::default()
    };
    let scope = Scope {
        by,
        period,
        as_of: None,
        zone: Zone::UTC,
    };
    report::sales(snapshot, &scope).unwrap().wrong
}

#[track_caller]
fn is_told(wrong: Option<Error>, sums: [&str; 2]) {
    let wrong = wrong.expect("it does not add up");
    assert_eq!((wrong.code, wrong.code.exit()), (Code::Unbalanced, 1));
    for sum in sums {
        assert!(wrong.message.contains(sum), "{wrong}");
    }
}

#[test]
fn money_that_no_line_explains_is_told_by_sales_and_open_items() {
    let evening = after_a_sale();
    assert_eq!(
        evening.read(|snapshot| Ok(sales(snapshot, SalesBy::Type, None))),
        None
    );
    evening.break_with("UPDATE payment_entries SET amount = amount + 7");
    let sums = ["Rp800.000", "Rp800.007"];
    is_told(
        evening.read(|snapshot| Ok(sales(snapshot, SalesBy::Type, None))),
        sums,
    );
    let open = evening.read(|snapshot| report::open_items(snapshot, None));
    is_told(open.wrong, ["-Rp7", "Rp0"]);
}

#[test]
fn an_account_that_was_edited_is_told_by_sales() {
    let evening = after_a_sale();
    evening.break_with("UPDATE payments SET refunded = 100");
    is_told(
        evening.read(|snapshot| Ok(sales(snapshot, SalesBy::Concert, None))),
        ["Rp800.000", "Rp800.100"],
    );
}

#[test]
fn lines_of_nobody_and_of_no_type_are_missed_by_the_rows() {
    let evening = after_a_sale();
    evening.break_with("UPDATE orders SET operator_id = 99");
    is_told(
        evening.read(|snapshot| Ok(sales(snapshot, SalesBy::Operator, Some(ConcertId(1))))),
        ["Rp0", "Rp800.000"],
    );
}

#[test]
fn a_line_that_takes_no_place_is_told_by_the_settlement_and_never_sealed() {
    let evening = after_a_sale();
    evening.break_with("UPDATE order_details SET quantity = 3, amount = 450000 WHERE id = 1");
    let concert = ConcertRef::Id(ConcertId(1));
    let settled = evening.read(|snapshot| report::settlement(snapshot, &concert, None, None));
    is_told(settled.wrong, ["4 places", "3 places"]);
    let sealed = evening.write(|tx| report::seal(tx, ConcertId(1), None));
    is_told(sealed.err(), ["4 places", "3 places"]);
}

#[test]
fn a_ticket_that_is_gone_is_told_by_the_manifest() {
    let evening = after_a_sale();
    evening.break_with("UPDATE concerts SET taken = taken - 1 WHERE id = 1");
    let concert = ConcertRef::Id(ConcertId(1));
    let manifest = evening.read(|snapshot| report::manifest(snapshot, &concert, None));
    is_told(manifest.wrong(), ["3 are claimed", "2 are taken"]);
    let now = evening.now.get();
    evening.wait(1);
    evening.break_with("DELETE FROM tickets WHERE id = 1");
    let manifest = evening.read(|snapshot| report::manifest(snapshot, &concert, Some(now)));
    is_told(manifest.wrong(), ["2 are claimed", "3 are taken"]);
}
