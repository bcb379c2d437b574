//! Users from the command line: their contacts, passwords, and how they are forgotten.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use super::office::Office;
use super::stage::{sold, stage};

fn with_ani() -> Office {
    let office = stage();
    office
        .run("user create --name Ani --email Ani@Example.com --phone '+62 812-3456'")
        .succeeds();
    office
}

#[test]
fn a_user_is_known_by_address_by_number_and_by_id() {
    let office = with_ani();
    for name in ["ani@example.com", "ANI@EXAMPLE.COM", "'+62 812 3456'", "2"] {
        let shown = office.run(&format!("user show {name} --quiet")).succeeds();
        assert_eq!(shown.stdout, "ani@example.com\n", "{name}");
    }
    let unknown = office.run("user show anu@example.com").refused("not_found");
    assert!(
        unknown.stderr.contains("did you mean `ani@example.com`?"),
        "{}",
        unknown.stderr
    );
    office.run("user show ani").refused("invalid_value");
}

#[test]
fn an_address_belongs_to_one_user_who_keeps_one_way_to_be_reached() {
    let office = with_ani();
    office
        .run("user create --name Budi --email ani@example.com")
        .refused("taken");
    office.run("user create --name Budi").refused("usage");
    office.run("user update 2 --clear-phone").succeeds();
    office
        .run("user update 2 --clear-email")
        .refused("wrong_state");
}

#[test]
fn nobody_changes_the_walk_in_customer() {
    let office = stage();
    for line in [
        "update walk-in --name Someone",
        "delete walk-in --yes",
        "password 1 --clear",
    ] {
        office.run(&format!("user {line}")).refused("wrong_state");
    }
}

#[test]
fn a_user_with_orders_is_erased_and_the_orders_stay() {
    let office = with_ani();
    let order = sold(&office, "sell jazz/vip --pay card --user ani@example.com").order;
    let asked = office
        .run("user delete ani@example.com")
        .refused("needs_confirmation");
    assert!(
        asked.stderr.contains("while 1 order stays"),
        "{}",
        asked.stderr
    );
    let erased = office
        .run("user delete ani@example.com --yes --json")
        .succeeds();
    assert_eq!(
        erased.json(),
        serde_json::json!({"deleted": "user", "reference": "2", "id": 2, "erased": true})
    );
    office.run("user show ani@example.com").refused("not_found");
    let order = office
        .run(&format!("order show {order} --json"))
        .succeeds()
        .json();
    assert!(
        order["user"] == "2" && order["user_name"].is_null(),
        "{order}"
    );
    office
        .run("user update 2 --name Ani")
        .refused("wrong_state");
    let file = fs::read(office.file()).unwrap();
    let file = String::from_utf8_lossy(&file);
    assert!(
        !file.contains("ani@example.com"),
        "the address is still in the file"
    );
}

#[test]
fn a_password_is_set_and_checked_without_being_shown() {
    let office = with_ani();
    let secret = office.folder().join("secret.txt");
    fs::write(&secret, "kopi tubruk\n").unwrap();
    fs::set_permissions(&secret, Permissions::from_mode(0o600)).unwrap();
    let set = office
        .run("user password 2 --password-file secret.txt --json")
        .succeeds();
    assert!(set.json()["has_password"] == true && !set.stdout.contains("kopi"));
    let verify = |user: &str, typed: &str| {
        let line = format!("user verify {user} --password-stdin --quiet");
        office.command(&line).stdin(typed).run()
    };
    assert_eq!(
        verify("2", "kopi tubruk\n").succeeds().stdout,
        "ani@example.com\n"
    );
    let wrong = verify("2", "teh botol\n");
    let unknown = verify("nobody@example.com", "kopi tubruk\n");
    assert_eq!((wrong.status, &wrong.stderr), (4, &unknown.stderr));
    let short = office
        .command("user password 2 --password-stdin")
        .stdin("kopi\n");
    short.run().refused_as(2);
    office.run("user password 2").refused("usage");
    office.run("user password 2 --clear").succeeds();
    assert_eq!(verify("2", "kopi tubruk\n").status, 4);
}
