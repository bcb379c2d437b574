//! Orders from lists: through the same gate as a sale, all or nothing.

use std::fmt::Write;
use std::fs;

use serde_json::Value;

use super::office::{Answer, Office};
use super::stage::stage;

/// Makes the orders of a list from stdin.
pub(super) fn import<'o>(office: &'o Office, list: &str, options: &str) -> Answer<'o> {
    office
        .command(&format!("order import - {options}"))
        .stdin(list)
        .run()
}

/// What became of each order under `--format ndjson`.
fn told(answer: &Answer<'_>) -> Vec<Value> {
    let lines = answer.stdout.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// All orders, as they are listed.
pub(super) fn orders(office: &Office) -> Vec<Value> {
    let orders = office.run("order list --all --json").succeeds().json();
    orders.as_array().unwrap().clone()
}

#[test]
fn rows_under_one_key_are_lines_of_one_order_and_pay_decides_whether_it_is_sold() {
    let office = stage();
    let list = "key,concert,ticket_type,quantity,user,name,pay,tendered,expires_at,note\n\
                a,jazz,vip,2,ani@example.com,Ani,card=100000; cash,200000,,\n\
                a,,adult,1,,,,,,\n\
                b,jazz,adult,2,,,,,20m,will call\n\
                c,,jazz/adult,,,,qris,,,\n";
    let counts = import(&office, list, "--json").succeeds().json();
    for (key, expected) in [("rows", 4), ("orders", 3), ("created", 3), ("tickets", 6)] {
        assert_eq!(counts[key], expected, "{key}");
    }
    assert_eq!(counts["total"]["amount"], "500000");
    let told = told(&import(&office, list, "--format ndjson").succeeds());
    let outcomes: Vec<_> = told.iter().map(|order| &order["outcome"]).collect();
    assert_eq!(outcomes, ["repeated"; 3]);
    let code = told[0]["order"].as_str().unwrap();
    let sold = office.run(&format!("order show {code} --json")).succeeds();
    let sold = sold.json();
    assert_eq!(sold["user"], "ani@example.com");
    assert_eq!(sold["details"].as_array().unwrap().len(), 2);
    assert_eq!(sold["entries"].as_array().unwrap().len(), 2);
    assert_eq!(sold["channel"], "import");
    let statuses: Vec<_> = orders(&office)
        .iter()
        .map(|order| order["status"].clone())
        .collect();
    assert_eq!(statuses, ["paid", "pending", "paid"]);
}

#[test]
fn a_list_in_json_has_its_items_as_a_list() {
    let office = stage();
    let list = "{\"items\":[\"jazz/vip\",{\"ticket_type\":\"adult\",\"quantity\":2}],\"pay\":\"cash\"}\n\
                {\"items\":\"jazz/adult=2; vip\",\"pay\":[\"card=100000\",\"cash\"]}\n";
    let answer = import(&office, list, "--key run --format ndjson").succeeds();
    let tickets: Vec<_> = told(&answer)
        .iter()
        .map(|order| order["tickets"].clone())
        .collect();
    assert_eq!(tickets, [3, 3]);
}

#[test]
fn every_row_that_cannot_be_taken_is_named_and_nothing_is_written() {
    let office = stage();
    let before = fs::read(office.file()).unwrap();
    let list = "key,ticket_type,quantity,pay,user,expires_at\n\
                a,jazz/adult,1,cash,,\n\
                b,jazz/adult,0,cash,,\n\
                c,jazz/nope,1,cash,,\n\
                d,jazz/vip,1,gold,,\n\
                e,jazz/vip,3,cash,,\n\
                f,jazz/vip,1,cash,,20m\n\
                g,jazz/vip,1,cash,new@example.com,\n\
                h,jazz/adult,1,cash,,\n\
                h,jazz/adult,x,cash,,\n\
                a,jazz/adult,1,cash,,\n";
    let answer = import(&office, list, "--json").refused("rows_refused");
    let message = answer.error()["message"].as_str().unwrap().to_owned();
    let places: Vec<_> = message
        .lines()
        .skip(1)
        .map(|line| line.splitn(4, ':').skip(1).take(2).collect::<Vec<_>>())
        .collect();
    let expected = [
        [
            "2",
            " its key stands at 11 again, and other rows between (the rows of one order stand together)",
        ],
        ["3", " quantity"],
        ["4", " ticket_type"],
        ["5", " pay"],
        [
            "6",
            " at most 2 of `jazz/vip` go to one order, 3 were asked for",
        ],
        ["7", " expires_at"],
        ["8", " user"],
        ["10", " quantity"],
        ["9", " line 10 of the same order is refused"],
        [
            "11",
            " its key stands further up already, and not in the row before (the rows of one order stand together)",
        ],
    ];
    for (found, expected) in places.iter().zip(expected) {
        assert_eq!(found[0], expected[0], "{message}");
        if !expected[1].contains("at most") {
            assert_eq!(found[1], expected[1], "{message}");
        }
    }
    assert_eq!(places.len(), expected.len(), "{message}");
    assert_eq!(fs::read(office.file()).unwrap(), before);
}

#[test]
fn what_can_be_taken_is_taken_and_the_rest_is_written_to_be_mended() {
    let office = stage();
    let list = "key,ticket_type,quantity,pay\n\
                a,jazz/adult,1,cash\n\
                b,jazz/adult,9,cash\n\
                b,jazz/nope,1,\n\
                c,jazz/vip,1,cash\n";
    let answer = import(&office, list, "--keep-going --rejects open.csv --json");
    assert_eq!(answer.status, 6);
    assert_eq!(answer.json()["created"], 2);
    assert_eq!(answer.json()["refused"], 1);
    let rejects = fs::read_to_string(office.folder().join("open.csv")).unwrap();
    let lines: Vec<_> = rejects.lines().collect();
    assert_eq!(lines[0], "key,ticket_type,quantity,pay,refused_because");
    assert!(lines[1].starts_with("b,jazz/adult,9,cash,"), "{rejects}");
    assert!(lines[2].starts_with("b,jazz/nope,1,,"), "{rejects}");
    let mended = rejects.replace("jazz/nope", "jazz/vip");
    import(&office, &mended, "").succeeds();
    assert_eq!(orders(&office).len(), 3);
}

#[test]
fn a_dry_run_counts_what_the_list_would_come_to() {
    let office = stage();
    let before = fs::read(office.file()).unwrap();
    let list = "ticket_type,quantity,pay\njazz/vip,2,cash\njazz/vip,2,cash\n";
    let answer = import(&office, list, "--key run --dry-run --json").refused("rows_refused");
    assert_eq!(
        (&answer.json()["created"], &answer.json()["refused"]),
        (&1.into(), &1.into())
    );
    let list = "ticket_type,quantity,pay\njazz/vip,2,cash\njazz/vip,1,cash\n";
    let answer = import(&office, list, "--key run --dry-run --format ndjson").succeeds();
    assert_eq!(told(&answer)[1]["order"], Value::Null);
    assert_eq!(told(&answer)[1]["outcome"], "created");
    assert_eq!(fs::read(office.file()).unwrap(), before);
}

#[test]
fn columns_of_other_names_are_mapped() {
    let office = stage();
    let list = "Ticket;Seats;How\njazz/adult;2;cash\n";
    let answer = import(&office, list, "--json").refused("usage");
    assert!(answer.stderr.contains("are unknown"), "{}", answer.stderr);
    let maps = "--key run --map ticket_type=Ticket --map quantity=Seats --map pay=How --json";
    let counts = import(&office, list, maps).succeeds().json();
    assert_eq!(counts["tickets"], 2);
    import(&office, "pay\ncash\n", "--key run").refused("usage");
}

#[test]
fn an_import_that_was_killed_never_was_and_is_run_again() {
    let office = stage();
    let mut list = String::from("key,ticket_type,pay\n");
    for n in 0..10 {
        writeln!(list, "o{n},jazz/adult,cash").unwrap();
    }
    fs::write(office.folder().join("list.csv"), &list).unwrap();
    for wait in [1, 5, 20, 60] {
        let mut killed = office
            .program()
            .args(["order", "import", "list.csv", "--quiet"])
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(wait));
        killed.kill().unwrap();
        killed.wait().unwrap();
        let made = orders(&office).len();
        assert!(made == 0 || made == 10, "{made}");
    }
    office.run("order import list.csv").succeeds();
    assert_eq!(orders(&office).len(), 10);
}

#[test]
fn a_list_whose_orders_are_all_refused_is_refused_under_keep_going_too() {
    let office = stage();
    let list = "key,ticket_type\na,jazz/nope\n";
    let answer =
        import(&office, list, "--keep-going --rejects open.csv --json").refused("rows_refused");
    assert!(answer.error()["hints"].to_string().contains("open.csv"));
}

#[test]
fn a_list_where_a_text_belongs_is_refused_with_its_place() {
    let office = stage();
    let list = "{\"key\":\"a\",\"ticket_type\":\"jazz/adult\",\"note\":[\"x\"]}\n";
    let answer = import(&office, list, "--input-format ndjson --json").refused("rows_refused");
    assert!(
        answer.stderr.contains("stdin:1: note: `"),
        "{}",
        answer.stderr
    );
}

#[test]
fn rows_of_an_order_are_told_by_the_word_that_their_format_has() {
    let office = stage();
    let list = r#"[{"key":"a","ticket_type":"jazz/adult"},{"key":"a","ticket_type":"jazz/vip","quantity":0}]"#;
    let answer = import(&office, list, "").refused("rows_refused");
    let said = "stdin:1: row 2 of the same order is refused";
    assert!(answer.stderr.contains(said), "{}", answer.stderr);
    let lines = list.replace("},", "}\n");
    let lines = lines.trim_matches(['[', ']']);
    let answer = import(&office, lines, "").refused("rows_refused");
    let said = "stdin:1: line 2 of the same order is refused";
    assert!(answer.stderr.contains(said), "{}", answer.stderr);
}
