//! Questions, asked through a real terminal.

use rexpect::session::{PtySession, spawn_command};

use super::office::Office;
use super::stage::stage;
use super::text::words;

/// How long an answer may take, in milliseconds.
const PATIENCE: u64 = 10_000;

/// The program at a terminal.
fn at_a_terminal(office: &Office, line: &str) -> PtySession {
    let mut program = office.program();
    program.env("TERM", "xterm-256color").args(words(line));
    spawn_command(program, Some(PATIENCE)).unwrap()
}

/// What was still said, and the exit status.
fn end(mut session: PtySession) -> (String, String) {
    let said = session.exp_eof().unwrap();
    let status = format!("{:?}", session.process().wait().unwrap());
    (said, status)
}

fn with_a_venue() -> Office {
    let office = Office::new();
    office
        .run("venue create --name 'Istora Senayan' --location Jakarta")
        .succeeds();
    office
}

#[test]
fn a_question_that_is_not_answered_with_yes_changes_nothing() {
    for answer in ["", "n"] {
        let office = with_a_venue();
        let mut session = at_a_terminal(&office, "venue delete istora-senayan");
        session
            .exp_string("Delete the venue `istora-senayan`")
            .unwrap();
        session.exp_string("[y/N]").unwrap();
        session.send_line(answer).unwrap();
        let (said, status) = end(session);
        assert!(status.contains(", 130)"), "{status}");
        assert!(said.contains("nothing was written"), "{said}");
        office.run("venue show istora-senayan").succeeds();
    }
}

#[test]
fn a_question_that_is_answered_with_yes_is_done() {
    let office = with_a_venue();
    let mut session = at_a_terminal(&office, "venue delete istora-senayan");
    session.exp_string("[y/N]").unwrap();
    session.send_line("y").unwrap();
    let (said, status) = end(session);
    assert!(status.contains(", 0)"), "{status}: {said}");
    office.run("venue show istora-senayan").refused("not_found");
}

#[test]
fn ctrl_c_at_a_question_gives_the_terminal_back_and_ends_with_130() {
    let office = with_a_venue();
    let mut session = at_a_terminal(&office, "venue delete istora-senayan");
    session.exp_string("[y/N]").unwrap();
    session.send_control('c').unwrap();
    let (said, status) = end(session);
    assert!(status.contains(", 130)"), "{status}: {said}");
    assert!(
        said.contains("\u{1b}[?25h"),
        "the cursor stays hidden: {said:?}"
    );
    office.run("venue show istora-senayan").succeeds();
}

#[test]
fn no_input_asks_nobody_even_at_a_terminal() {
    let office = with_a_venue();
    for options in ["--no-input", "--yes"] {
        let session = at_a_terminal(
            &office,
            &format!("venue delete istora-senayan --dry-run {options}"),
        );
        assert!(end(session).1.contains(", 0)"));
    }
    let session = at_a_terminal(&office, "venue delete istora-senayan --no-input");
    let (said, status) = end(session);
    assert!(
        status.contains(", 2)") && said.contains("--yes"),
        "{status}: {said}"
    );
}

#[test]
fn a_sale_is_asked_for_step_by_step_and_ends_with_the_command_that_does_the_same() {
    let office = stage();
    let mut session = at_a_terminal(&office, "sell");
    for (question, answer) in [
        ("Concert", "jazz"),
        ("Ticket type", "vip"),
        ("How many `vip`", "2"),
        ("Ticket type", "nothing more"),
        ("Customer's e-mail", "ani@example.com"),
        ("The new customer's name", "Ani"),
        ("Paid by", "cash"),
        ("Tendered", "250000"),
    ] {
        session.exp_string(question).unwrap();
        session.send_line(answer).unwrap();
    }
    let (said, status) = end(session);
    assert!(status.contains(", 0)"), "{status}: {said}");
    for told in [
        "boxoffice sell jazz/vip=2 --pay cash --tendered 250000 --user ani@example.com --name Ani",
        "2 tickets for Rp200.000. Give back Rp50.000.",
    ] {
        assert!(said.contains(told), "{said}");
    }
    let orders = office.run("order list --json").succeeds().json();
    assert_eq!(
        (&orders[0]["user"], &orders[0]["total"]["amount"]),
        (&"ani@example.com".into(), &"200000".into())
    );
}

#[test]
fn a_sale_that_is_given_up_at_a_question_sells_nothing() {
    let office = stage();
    let mut session = at_a_terminal(&office, "sell");
    session.exp_string("Concert").unwrap();
    session.send_line("jazz").unwrap();
    session.exp_string("Ticket type").unwrap();
    session.send_control('c').unwrap();
    let (said, status) = end(session);
    assert!(status.contains(", 130)"), "{status}: {said}");
    assert_eq!(office.run("order list --quiet").succeeds().stdout, "");
}

fn with_a_user() -> Office {
    let office = Office::new();
    office
        .run("user create --name Rina --email rina@example.com")
        .succeeds();
    office
}

#[test]
fn a_password_is_asked_for_twice_and_never_shown() {
    let office = with_a_user();
    let mut session = at_a_terminal(&office, "user password rina@example.com");
    let mut shown = String::new();
    for (question, typed) in [
        ("New password of rina@example.com: ", "kopi tubruk"),
        ("The same again: ", "kopi susu 1"),
        ("New password of rina@example.com: ", "kopi tubruk"),
        ("The same again: ", "kopi tubruk"),
    ] {
        shown += &session.exp_string(question).unwrap();
        session.send_line(typed).unwrap();
    }
    let (rest, status) = end(session);
    shown += &rest;
    assert!(status.contains(", 0)"), "{status}: {shown}");
    assert!(shown.contains("not the same"), "{shown}");
    assert!(!shown.contains("kopi"), "a password was shown: {shown}");
    office
        .command("user verify rina@example.com --password-stdin")
        .stdin("kopi tubruk\n")
        .run()
        .succeeds();
}

#[test]
fn ctrl_c_at_a_password_sets_none_and_gives_the_terminal_back() {
    let office = with_a_user();
    let mut session = at_a_terminal(&office, "user password rina@example.com");
    session
        .exp_string("New password of rina@example.com: ")
        .unwrap();
    session.send("kopi").unwrap();
    session.send_control('c').unwrap();
    let (said, status) = end(session);
    assert!(status.contains(", 130)"), "{status}: {said}");
    assert!(!said.contains("kopi"), "{said}");
    office
        .command("user verify rina@example.com --password-stdin")
        .stdin("kopi tubruk\n")
        .run()
        .refused("wrong_password");
}

#[test]
fn a_mass_refund_asks_with_the_sum_and_refuses_when_that_moved() {
    let office = stage();
    let line = "sell jazz/vip --pay card --json";
    let order = office.run(line).succeeds().json()["order"].clone();
    office.run("sell jazz/adult --pay cash").succeeds();
    office.run("concert cancel jazz --yes").succeeds();
    for (moves, ends) in [(true, ", 4)"), (false, ", 0)")] {
        let mut session = at_a_terminal(&office, "concert refund jazz");
        session.exp_string("Pay the concert `jazz`").unwrap();
        session.exp_string("[y/N]").unwrap();
        if moves {
            let refund = format!("payment refund {} --all", order.as_str().unwrap());
            office.run(&refund).succeeds();
        }
        session.send_line("y").unwrap();
        let (said, status) = end(session);
        assert!(status.contains(ends), "{status}: {said}");
        assert_eq!(said.contains("has changed since"), moves, "{said}");
    }
}
