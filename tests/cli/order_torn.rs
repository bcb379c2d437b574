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
