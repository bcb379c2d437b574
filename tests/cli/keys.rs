//! One request key, one effect: whoever asks again gets the same answer, whatever became of the names since.

use super::night::{AT_THE_DOORS, Going, NIGHT};
use super::office::{Answer, Office};

fn lines(office: &Office) -> i64 {
    let journal = office.run("journal verify --json").succeeds().json();
    journal["lines"].as_i64().unwrap()
}

/// Runs a command twice under one key; the second time it answers and ends as the first time, and writes nothing.
#[track_caller]
fn twice<'o>(office: &'o Office, line: &str, now: &str) -> Answer<'o> {
    let run = || office.command(&format!("{line} --json")).at(now).run();
    let first = run();
    let written = lines(office);
    let again = run();
    assert_eq!(
        (first.status, &first.stdout),
        (again.status, &again.stdout),
        "{line}\n{}\n{}",
        first.stderr,
        again.stderr
    );
    assert!(again.stderr.contains("repeated"), "{}", again.stderr);
    assert_eq!(lines(office), written, "{line}");
    first
}

/// An office with one concert, whose one type has ten places.
fn with_a_concert() -> Office {
    let office = Office::new();
    for line in [
        "venue create --name Istora --location Jakarta",
        "concert create --name Jazz --venue istora --starts-at '2026-11-28 20:00'",
        "ticket-type create --concert jazz --name VIP --price 100000 --quota 10",
    ] {
        office.run(line).succeeds();
    }
    office
}

#[test]
fn the_same_request_under_the_same_key_is_done_once_and_asks_no_second_time() {
    let office = Office::new();
    let mut night = Going::through(&office);
    for (number, step) in NIGHT.iter().enumerate() {
        let options = format!("--json --key night-{number}");
        let before = lines(&office);
        let first = night.command(step, &options).run().succeeds();
        let again = night.unconfirmed(step, &options).run().succeeds();
        if step.verb() == "order import" {
            // Each order has a key of its own, and the answer counts those that were there.
            assert_eq!(first.json()["created"], again.json()["repeated"]);
        } else {
            assert_eq!(first.json(), again.json(), "{}", step.verb());
            let warnings = &again.stderr;
            assert!(warnings.contains("repeated"), "{}: {warnings}", step.verb());
        }
        assert_eq!(lines(&office), before + 1, "{}", step.verb());
        night.note(step, &first);
    }
}

#[test]
fn a_key_of_another_request_is_refused_before_anything_is_asked_or_looked_for() {
    let office = Office::new();
    office
        .run("venue create --name Other --location Bogor --key taken")
        .succeeds();
    let mut night = Going::through(&office);
    for step in NIGHT {
        // Each code and each order is a request of its own, under a key of its own.
        if !["ticket admit", "order import", "concert refund"].contains(&step.verb().as_str()) {
            let reused = night.unconfirmed(step, "--json --key taken").run();
            reused.refused("key_reused");
        }
        let answer = night.command(step, "--json").run().succeeds();
        night.note(step, &answer);
    }
}

#[test]
fn a_repetition_ends_as_the_first_time_did_also_where_that_was_no_success() {
    let office = with_a_concert();
    let order = office.run("order create jazz/vip --expires-at 20m --quiet");
    let order = order.succeeds().stdout;
    let order = order.trim();
    let late = "2026-11-02T03:00:00Z";
    let record = format!("payment record {order} --pay cash=100000 --key late");
    assert_eq!(twice(&office, &record, late).status, 6);
    let refund = format!("payment refund {order} --amount 100000 --yes --key back");
    assert_eq!(twice(&office, &refund, late).status, 0);
    assert_eq!(twice(&office, &record, late).status, 6);

    let sold = office.run("sell jazz/vip --pay card --json").succeeds();
    let code = sold.json()["tickets"][0]["code"]
        .as_str()
        .unwrap()
        .to_owned();
    let admit = format!("ticket admit {code} --gate north");
    let early = format!("{admit} --key early");
    assert_eq!(twice(&office, &early, late).status, 4);
    assert_eq!(twice(&office, &early, AT_THE_DOORS).status, 4);
    let open = format!("{admit} --key open");
    assert_eq!(twice(&office, &open, AT_THE_DOORS).status, 0);
    let other = office.command(&format!("ticket admit {code} --gate south --key open"));
    other.at(AT_THE_DOORS).run().refused("key_reused");
}

#[test]
fn a_code_that_one_command_reads_twice_admits_once_under_a_key_too() {
    let office = with_a_concert();
    let sold = office.run("sell jazz/vip --pay card --json").succeeds();
    let code = sold.json()["tickets"][0]["code"]
        .as_str()
        .unwrap()
        .to_owned();
    let door = twice(
        &office,
        &format!("ticket admit {code} {code} --key evening"),
        AT_THE_DOORS,
    );
    assert_eq!(door.status, 4);
    assert_eq!(door.json()[0]["result"], "admitted");
    assert_eq!(door.json()[1]["result"], "already_admitted");
}

#[test]
fn what_is_remembered_of_a_deleted_user_is_the_id_alone() {
    let office = Office::new();
    office
        .run("user create --name Rina --email rina@example.com")
        .succeeds();
    let delete = "user delete rina@example.com --yes --key forget";
    let gone = twice(&office, delete, super::office::NOW).json();
    assert_eq!(
        gone,
        serde_json::json!({"deleted": "user", "reference": "2", "id": 2, "erased": false})
    );
}

#[test]
fn the_key_of_a_run_over_many_codes_is_taken_for_that_run_alone() {
    let office = with_a_concert();
    let sale = office.run("sell jazz/vip=2 --pay cash --json").succeeds();
    let sale = sale.json();
    let code = |at: usize| sale["tickets"][at]["code"].as_str().unwrap().to_owned();
    let admit = |code: String| format!("ticket admit {code} --key door");
    let doors = "2026-11-28T12:30:00Z";
    office.command(&admit(code(0))).at(doors).run().succeeds();
    for other in [
        admit(code(1)),
        "sell jazz/vip --pay cash --key door".to_owned(),
    ] {
        let refused = office.command(&format!("{other} --json")).at(doors).run();
        assert_eq!(refused.error()["code"], "key_reused", "{other}");
    }
}
