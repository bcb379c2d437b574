//! What somebody at the door reads of a ticket that lets nobody in.

use super::office::Office;
use super::stage::{DOORS, sold, stage};

/// What is said of a code at the door.
#[track_caller]
fn refused_at_the_door(office: &Office, code: &str) -> String {
    let mut told: Vec<_> = ["verify", "admit"]
        .iter()
        .map(|verb| {
            let read = office.command(&format!("ticket {verb} {code}")).at(DOORS);
            let read = read.run().refused("not_admitted");
            let told = read.stderr.lines();
            let mut told = told.filter_map(|line| line.strip_prefix("error: "));
            told.next().unwrap().to_owned()
        })
        .collect();
    assert_eq!(told[0], told[1]);
    told.remove(0)
}

#[test]
fn a_ticket_that_was_reissued_is_void_and_the_last_one_took_its_place() {
    let office = stage();
    let paid = sold(&office, "sell jazz/adult=2 --pay card");
    let order = &paid.order;
    for ticket in [1, 3] {
        office
            .run(&format!("ticket reissue {order}/{ticket} --yes"))
            .succeeds();
    }
    assert_eq!(
        refused_at_the_door(&office, &paid.codes[0]),
        format!(
            "`{order}/1` is void since Sun 1 Nov 2026 10:00 WIB: reissued, `{order}/4` took its place"
        )
    );
    let read = office.run(&format!("ticket verify {} --json", paid.codes[0]));
    assert_eq!(read.json()["replaced_by"], format!("{order}/4"));
}

#[test]
fn each_ticket_that_was_exchanged_is_void_and_names_the_one_it_was_exchanged_for() {
    let office = stage();
    let paid = sold(&office, "sell jazz/adult=3 --pay card");
    let order = &paid.order;
    let exchange = format!(
        "order exchange {order} --ticket {order}/1 --ticket {order}/3 --to jazz/vip --pay card"
    );
    office.run(&exchange).succeeds();
    for (code, by) in [(0, 4), (2, 5)] {
        let said = refused_at_the_door(&office, &paid.codes[code]);
        let end = format!(": exchanged, `{order}/{by}` took its place");
        assert!(said.ends_with(&end), "{said}");
    }
}

#[test]
fn a_ticket_that_was_given_back_is_void_for_its_reason_and_nothing_took_its_place() {
    let office = stage();
    let paid = sold(&office, "sell jazz/adult=2 --pay card");
    let order = &paid.order;
    office
        .run(&format!("ticket void {order}/1 --reason ill --yes"))
        .succeeds();
    let said = refused_at_the_door(&office, &paid.codes[0]);
    assert!(said.ends_with("10:00 WIB: ill"), "{said}");
}

#[test]
fn the_place_of_a_ticket_in_its_order_lets_nobody_in_and_says_what_does() {
    let office = stage();
    let order = sold(&office, "sell jazz/adult --pay card").order;
    let hint = format!("hint: boxoffice ticket show {order}/1    tells");
    let verify = office.run(&format!("ticket verify {order}/1"));
    let verify = verify.refused("invalid_value");
    assert!(
        verify.stderr.contains("the door takes the code"),
        "{}",
        verify.stderr
    );
    assert!(verify.stderr.contains(&hint), "{}", verify.stderr);
    let admit = office.command(&format!("ticket admit {order}/1")).at(DOORS);
    let admit = admit.run().refused("not_admitted");
    assert!(
        admit.stderr.contains("the door takes the code"),
        "{}",
        admit.stderr
    );
    assert!(admit.stderr.contains(&hint), "{}", admit.stderr);
}
