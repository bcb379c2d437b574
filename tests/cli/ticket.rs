//! Tickets: at the door, voided, reissued.

use insta::assert_snapshot;

use super::office::{Answer, Office};
use super::stage::{DOORS, sold, stage};

fn at<'o>(office: &'o Office, now: &str, line: &str) -> Answer<'o> {
    office.command(line).at(now).run()
}

#[test]
fn a_ticket_admits_once() {
    let office = stage();
    let code = sold(&office, "sell jazz/vip --pay card").codes.remove(0);
    let admit = format!("ticket admit {code} --gate north");
    assert_snapshot!(at(&office, DOORS, &admit).succeeds().text(), @"
    CODE                  RESULT    TICKET   TICKET TYPE  HOLDER  ADMITTED              GATE
    TICKET-CODE-NUMBER-1  admitted  ORD-1/1  jazz/vip     -       2026-11-28 19:30 WIB  north
    ------- stderr -------
    warning: practice office: its clock stands at Sat 28 Nov 2026 19:30 WIB
    `ORD-1/1` is let in.
    ");
    assert_snapshot!(at(&office, DOORS, &admit).text(), @"
    CODE                  RESULT            TICKET   TICKET TYPE  HOLDER  ADMITTED              GATE
    TICKET-CODE-NUMBER-1  already_admitted  ORD-1/1  jazz/vip     -       2026-11-28 19:30 WIB  north
    ------- stderr -------
    warning: practice office: its clock stands at Sat 28 Nov 2026 19:30 WIB
    `ORD-1/1` let somebody in already: Sat 28 Nov 2026 19:30 WIB at north.
    error: `ORD-1/1` let somebody in already: Sat 28 Nov 2026 19:30 WIB at north
    [exit status: 4]
    ");
}

#[test]
fn each_code_stands_for_itself_also_from_a_scanner() {
    let office = stage();
    let codes = sold(&office, "sell jazz/vip=2 --pay card").codes;
    let unknown = "KXQPRT-77HMNA-C3DFGJ";
    let scanner = format!(
        "{}\n\n{unknown}\nnonsense\n{}\n",
        codes[0],
        codes[1].to_lowercase()
    );
    let read = office.command("ticket admit - --json").stdin(&scanner);
    let read = read.at(DOORS).run();
    assert_eq!(read.status, 4);
    let results: Vec<_> = read
        .json()
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["result"].clone())
        .collect();
    assert_eq!(results.first(), Some(&"admitted".into()));
    assert_eq!(results.last(), Some(&"admitted".into()));
    assert_eq!(results.len(), 4, "{results:?}");
}

#[test]
fn the_door_refuses_the_wrong_night_the_wrong_hour_and_what_is_void() {
    let office = stage();
    office
        .run("concert create --name Other --venue istora --starts-at '2026-11-28 21:00'")
        .succeeds();
    let paid = sold(&office, "sell jazz/vip=2 --pay card");
    let code = &paid.codes[0];
    let result = |now: &str, options: &str| {
        let read = at(
            &office,
            now,
            &format!("ticket admit {code} {options} --json"),
        );
        (
            read.json()[0]["result"].as_str().unwrap().to_owned(),
            read.status,
        )
    };
    let refused = |result: &str| (result.to_owned(), 4);
    assert_eq!(result(DOORS, "--concert other"), refused("wrong_concert"));
    assert_eq!(result("2026-11-28T11:59:59Z", ""), refused("outside_hours"));
    assert_eq!(result("2026-11-28T19:00:00Z", ""), refused("outside_hours"));
    office
        .run(&format!("ticket void {}/1 --yes", paid.order))
        .succeeds();
    assert_eq!(result(DOORS, ""), refused("void"));
    office.run("concert cancel jazz --yes").succeeds();
    let second = format!("ticket admit {} --json", paid.codes[1]);
    assert_eq!(
        at(&office, DOORS, &second).json()[0]["result"],
        "concert_cancelled"
    );
}

#[test]
fn verify_says_what_the_door_would_and_writes_nothing() {
    let office = stage();
    let code = sold(&office, "sell jazz/vip --pay card").codes.remove(0);
    let verify = format!("ticket verify {code} --json");
    for _ in 0..2 {
        let good = at(&office, DOORS, &verify).succeeds();
        assert_eq!(good.json()["result"], "admitted");
    }
    let early = office.run(&verify);
    assert_eq!(
        (early.status, &early.json()["result"]),
        (4, &"outside_hours".into())
    );
    let order = office.run("ticket list --json").json()[0]["ticket"].clone();
    let short = format!("ticket verify {}", order.as_str().unwrap());
    office.run(&short).refused("invalid_value");
}

#[test]
fn a_voided_ticket_frees_its_place_and_its_code_says_since_when() {
    let office = stage();
    let paid = sold(&office, "sell jazz/vip=2 --pay card");
    let void = format!("ticket void {}/1 --reason lost", paid.order);
    office.run(&void).refused("needs_confirmation");
    let voided = office.run(&format!("{void} --yes")).succeeds();
    assert!(
        voided.stderr.contains("Rp100.000 of order"),
        "{}",
        voided.stderr
    );
    let again = office.run(&format!("{void} --yes")).refused("wrong_state");
    assert!(again.stderr.contains("is void since"), "{}", again.stderr);
    assert_eq!(
        office.run("ticket-type show jazz/vip --json").json()["left"],
        2
    );
    let verdict = at(
        &office,
        DOORS,
        &format!("ticket verify {} --json", paid.codes[0]),
    );
    assert_eq!(verdict.json()["voided_at"], super::office::NOW);
}

#[test]
fn a_reissued_ticket_has_a_new_code_and_the_old_one_is_void() {
    let office = stage();
    let paid = sold(&office, "sell jazz/vip --pay card");
    let reissue = format!("ticket reissue {}/1", paid.order);
    let tried = office
        .run(&format!("{reissue} --dry-run --json"))
        .succeeds()
        .json();
    assert!(
        tried["code"].is_null() && tried["ticket"].is_null(),
        "{tried}"
    );
    let new = office.run(&format!("{reissue} --json")).succeeds().json();
    let code = new["code"].as_str().unwrap();
    assert_ne!(code, paid.codes[0]);
    let read = |code: &str| at(&office, DOORS, &format!("ticket verify {code} --json")).json();
    assert_eq!(read(&paid.codes[0])["result"], "void");
    assert_eq!(read(code)["result"], "admitted");
    office.run(&reissue).refused("wrong_state");
    assert_eq!(
        office.run("ticket-type show jazz/vip --json").json()["taken"],
        1
    );
}

#[test]
fn tickets_are_found_by_order_and_by_who_is_in() {
    let office = stage();
    let paid = sold(&office, "sell jazz/vip=2 --pay card");
    sold(&office, "sell jazz/adult --pay card");
    at(&office, DOORS, &format!("ticket admit {}", paid.codes[1])).succeeds();
    let (first, second) = (format!("{}/1", paid.order), format!("{}/2", paid.order));
    for (filter, expected) in [
        (
            format!("--order {}", paid.order),
            format!("{first}\n{second}\n"),
        ),
        ("--admitted".to_owned(), format!("{second}\n")),
        (
            format!("--not-admitted --text {}", paid.order),
            format!("{first}\n"),
        ),
        ("--status void".to_owned(), String::new()),
    ] {
        let found = office
            .run(&format!("ticket list --quiet {filter}"))
            .succeeds();
        assert_eq!(found.stdout, expected, "{filter}");
    }
}
