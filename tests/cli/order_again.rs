//! Lists of orders that are read again: an order is known by its own key, or within a run by what its rows say.

use std::fs;

use super::order_import::{import, orders};
use super::stage::stage;

#[test]
fn the_same_list_twice_doubles_nothing_with_keys_or_without() {
    let office = stage();
    for (list, options) in [
        (
            "ticket_type,pay\njazz/adult,cash\njazz/adult,cash\n",
            "--key thursday",
        ),
        ("key,ticket_type,pay\nx,jazz/adult,cash\n", ""),
        ("ticket_type,pay\njazz/adult,cash\n", "--key friday"),
    ] {
        let before = orders(&office).len();
        import(&office, list, options).succeeds();
        let after = orders(&office).len();
        assert!(before < after);
        import(&office, list, options).succeeds();
        assert_eq!(orders(&office).len(), after, "{list}");
    }
    let another = "key,ticket_type,pay\nx,jazz/adult,card\n";
    let answer = import(&office, another, "--json").refused("rows_refused");
    assert!(answer.stderr.contains("the key `x`"), "{}", answer.stderr);
}

#[test]
fn orders_need_a_key_of_their_own_or_of_the_run() {
    let office = stage();
    let before = fs::read(office.file()).unwrap();
    let answer = import(&office, "ticket_type\njazz/adult\n", "--json").refused("usage");
    assert!(
        answer.error()["hints"][0]
            .as_str()
            .unwrap()
            .starts_with("--key NAME")
    );
    let blank = import(&office, "key,ticket_type\n,jazz/adult\n", "--json");
    let blank = blank.refused("rows_refused");
    assert!(
        blank.stderr.contains("the order has no key"),
        "{}",
        blank.stderr
    );
    assert_eq!(fs::read(office.file()).unwrap(), before);
}

#[test]
fn what_was_made_is_known_before_any_rule_and_whatever_names_have_come_to_mean() {
    let office = stage();
    let list = "key,ticket_type,pay,expires_at\na,jazz/adult,,tomorrow 20:00\nb,jazz/adult,cash,\n";
    import(&office, list, "").succeeds();
    office
        .run("concert update jazz --slug blues --yes")
        .succeeds();
    let again = office.command("order import - --json").stdin(list);
    let again = again.at("2026-11-03T03:00:00Z").run().succeeds();
    assert_eq!(again.json()["repeated"], 2);
}

#[test]
fn a_mended_list_and_its_rejects_go_on_under_the_key_of_the_run() {
    let office = stage();
    let list = "ticket_type,pay\njazz/vip,cash\njazz/vip,cash\njazz/vip,cash\njazz/vip,cash\njazz/adult,gold\n";
    let options = "--key friday --keep-going --json";
    let first = import(&office, list, &format!("{options} --rejects open.csv"));
    assert_eq!((first.status, &first.json()["created"]), (6, &3.into()));
    let again = import(&office, list, options);
    assert_eq!((again.status, &again.json()["repeated"]), (6, &3.into()));
    let moved = list
        .replace("ticket_type,pay\n", "\u{feff}ticket_type,pay\r\n\n")
        .replace("gold", "card");
    let moved = import(&office, &moved, options);
    assert_eq!(
        (&moved.json()["created"], &moved.json()["repeated"]),
        (&1.into(), &3.into())
    );

    office
        .run("ticket-type update jazz/vip --quota 9")
        .succeeds();
    let rejects = fs::read_to_string(office.folder().join("open.csv")).unwrap();
    let vip: Vec<_> = rejects.lines().take(2).collect();
    let counts = import(&office, &vip.join("\n"), "--key friday --json").succeeds();
    assert_eq!(counts.json()["created"], 1, "{rejects}");
    let again = import(&office, list, options);
    assert_eq!(
        (&again.json()["created"], &again.json()["repeated"]),
        (&0.into(), &4.into())
    );
}

#[test]
fn rejects_of_a_run_are_not_taken_without_it() {
    let office = stage();
    let list = "ticket_type,pay\njazz/adult,cash\njazz/nope,cash\n";
    let options = "--key friday --keep-going --rejects open.csv";
    assert_eq!(import(&office, list, options).status, 6);
    let rejects = fs::read_to_string(office.folder().join("open.csv")).unwrap();
    let mended = rejects.replace("nope", "vip");
    let answer = import(&office, &mended, "--json").refused("rows_refused");
    let said = "is the key of an order within a run (--key NAME";
    assert!(answer.stderr.contains(said), "{}", answer.stderr);
    import(&office, &mended, "--key friday").succeeds();
    assert_eq!(orders(&office).len(), 2);
}

#[test]
fn a_key_of_its_own_never_stands_for_another_order_of_a_run() {
    let office = stage();
    let row = |key: &str| format!("key,ticket_type,pay\n{key},jazz/adult,cash\n");
    for (at, (key, options)) in [
        ("a/b", ""),
        ("b", "--key a"),
        ("b/c", "--key a"),
        ("c", "--key a/b"),
    ]
    .into_iter()
    .enumerate()
    {
        import(&office, &row(key), options).succeeds();
        assert_eq!(orders(&office).len(), at + 1, "{key} {options}");
    }
    let long = "k".repeat(200);
    let options = format!("--key {}", "r".repeat(200));
    for _ in 0..2 {
        import(&office, &row(&long), &options).succeeds();
        assert_eq!(orders(&office).len(), 5);
    }
    let another = row("b/c").replace("cash", "card");
    let answer = import(&office, &another, "--key a --json").refused("rows_refused");
    let said = "the key `b/c` was used for another request";
    assert!(answer.stderr.contains(said), "{}", answer.stderr);
}

#[test]
fn a_key_that_a_sale_was_made_under_is_not_told_as_one_of_an_order_of_a_list() {
    let office = stage();
    office
        .run("sell jazz/adult --pay cash --key web-1")
        .succeeds();
    let list = "key,ticket_type,pay\nweb-1,jazz/adult,cash\n";
    let answer = import(&office, list, "--json").refused("rows_refused");
    let said = "the key `web-1` was used for another request";
    assert!(answer.stderr.contains(said), "{}", answer.stderr);
    assert_eq!(orders(&office).len(), 1);
}
