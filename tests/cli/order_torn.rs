//! Orders of which a list may not have every row: nothing of them is sold.

use super::office::Office;
use super::stage::stage;

fn outcomes(office: &Office, list: &str) -> Vec<(String, String)> {
    let answer = office
        .command("order import - --keep-going --key night --format ndjson")
        .stdin(list)
        .run();
    let told = answer.stdout.lines().map(|line| {
        let order: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| order[key].as_str().unwrap_or("-").to_owned();
        (text("key"), text("outcome"))
    });
    told.collect()
}

fn expected(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(key, outcome): &(&str, &str)| ((*key).to_owned(), (*outcome).to_owned());
    pairs.iter().map(owned).collect()
}

#[test]
fn rows_of_one_order_that_stand_apart_sell_nothing_of_it() {
    let office = stage();
    let list = "key,concert,ticket_type,quantity,pay\n\
                a,jazz,vip,1,cash\n\
                b,jazz,adult,1,cash\n\
                a,jazz,adult,1,cash\n";
    assert_eq!(
        outcomes(&office, list),
        expected(&[("a", "refused"), ("b", "created"), ("a", "refused")])
    );
}

#[test]
fn an_order_beside_a_row_that_cannot_be_read_may_lack_it_and_is_not_sold() {
    let office = stage();
    let list = "key,concert,ticket_type,quantity,pay\n\
                a,jazz,vip,1,cash\n\
                b,jazz,adult,1,cash\n\
                b,jazz,vip,1,cash,too,many\n\
                c,jazz,adult,1,cash\n\
                d,jazz,adult,1,cash\n";
    assert_eq!(
        outcomes(&office, list),
        expected(&[
            ("a", "created"),
            ("b", "refused"),
            ("-", "refused"),
            ("c", "refused"),
            ("d", "created"),
        ])
    );
}

/// What is said of each line of a list that is refused.
fn reasons(office: &Office, list: &str) -> Vec<String> {
    let answer = office
        .command("order import - --json")
        .stdin(list)
        .run()
        .refused("rows_refused");
    let message = answer.error()["message"].as_str().unwrap().to_owned();
    let mut told: Vec<_> = message.lines().skip(1).map(ToOwned::to_owned).collect();
    told.sort();
    told
}

#[test]
fn what_is_wrong_with_an_order_is_told_at_the_row_that_holds_it() {
    let office = stage();
    let header = "key,concert,ticket_type,quantity,user,pay,expires_at\n";
    for (rows, wrong) in [
        ("a,jazz,vip,1,,cash,\na,,nope,1,,,\n", "ticket_type: "),
        (
            "a,jazz,adult,1,,cash,\na,,vip,3,,,\n",
            "at most 2 `jazz/vip`",
        ),
        ("a,jazz,adult,1,,cash,\na,,child,1,,,\n", "`jazz/child` "),
        ("a,jazz,adult,1,,,\na,,vip,1,,cash=1,\n", "pay: "),
        ("a,jazz,adult,1,,,\na,,vip,1,new@example.com,,\n", "user: "),
        ("a,jazz,adult,1,,cash,\na,,vip,1,,,20m\n", "expires_at: "),
    ] {
        let told = reasons(&office, &format!("{header}{rows}"));
        let with_it = "stdin:2: line 3 of the same order is refused";
        assert_eq!((told.len(), told[0].as_str()), (2, with_it), "{told:?}");
        let is_told = told[1].starts_with("stdin:3: ") && told[1].contains(wrong);
        assert!(is_told, "{wrong}: {told:?}");
    }
    let both = format!("{header}a,jazz,adult,9,,cash,\na,,adult,9,,,\n");
    let told = reasons(&office, &both);
    assert!(
        told[0].contains("`jazz/adult`") && told[1].contains("line 2 of the same"),
        "{told:?}"
    );
}
