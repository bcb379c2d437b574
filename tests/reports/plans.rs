//! The big sums are read from covering indexes alone.

use super::evening::Evening;

/// What the engine says it will do for a statement of a file of `src/repository/report` that holds these words.
fn plan(evening: &Evening, sql: &str) -> String {
    let file = rusqlite::Connection::open(evening.path()).unwrap();
    let mut statement = file.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let steps = statement.raw_query().mapped(|row| row.get::<_, String>(3));
    let steps: Vec<String> = steps.map(|step| step.unwrap()).collect();
    steps.join("\n")
}

/// The statements that the library runs while it does this.
fn asked(evening: &Evening, look: impl FnOnce(&boxoffice::office::Snapshot<'_>)) -> Vec<String> {
    use std::sync::{Arc, Mutex};
    let told = Arc::new(Mutex::new(Vec::new()));
    let telling = Arc::clone(&told);
    let mut setting = super::evening::setting(evening.now.get());
    setting.trace = Some(boxoffice::office::Trace {
        filled: true,
        tell: Box::new(move |text| telling.lock().unwrap().push(text.to_owned())),
    });
    let office = boxoffice::office::Office::open(&evening.path(), setting).unwrap();
    office
        .read(|snapshot| {
            look(snapshot);
            Ok(())
        })
        .unwrap();
    drop(office);
    let told = told.lock().unwrap();
    told.clone()
}

#[test]
fn sales_and_settlements_are_summed_from_covering_indexes() {
    use boxoffice::desk::report::{self, Scope};
    use boxoffice::domain::{ConcertId, ConcertRef, Period, SalesBy, Zone};
    let evening = Evening::new();
    let statements = asked(&evening, |snapshot| {
        let scope = Scope {
            by: SalesBy::Type,
            period: Period::default(),
            as_of: None,
            zone: Zone::UTC,
        };
        report::sales(snapshot, &scope).unwrap();
        report::settlement(snapshot, &ConcertRef::Id(ConcertId(1)), None, None).unwrap();
    });
    // What is not summed begins with few rows: no table of many is walked through but by an index that has the few.
    for sql in statements.iter().filter(|sql| sql.starts_with("SELECT")) {
        let plan = plan(&evening, sql);
        let walks = plan.lines().filter(|step| {
            ["SCAN d", "SCAN e", "SCAN o", "SCAN p", "SCAN k"]
                .iter()
                .any(|walk| *step == *walk || step.starts_with(&format!("{walk} ")))
        });
        let few = [
            "COVERING INDEX",
            "_given",
            "_kept",
            "orders_overdue",
            "_unbalanced",
            "_dead",
        ];
        let few = |step: &&str| few.iter().any(|few| step.contains(few));
        let walks: Vec<_> = walks.filter(|step| !few(step)).collect();
        assert!(walks.is_empty(), "{sql}\n{plan}");
    }
    let mut sums = 0;
    for sql in statements.iter().filter(|sql| {
        sql.contains("FROM order_details AS d") && sql.contains("GROUP BY d.ticket_type_id")
            || sql.contains("FROM payment_entries AS e") && sql.contains("GROUP BY e.")
    }) {
        if sql.contains("purpose") || sql.contains("CROSS JOIN") || sql.contains("payment_moves") {
            continue;
        }
        sums += 1;
        let plan = plan(&evening, sql);
        assert!(
            plan.contains("USING COVERING INDEX order_details_sold")
                || plan.contains("USING COVERING INDEX payment_entries_method"),
            "{sql}\n{plan}"
        );
        assert!(!plan.contains("TEMP B-TREE"), "{sql}\n{plan}");
    }
    assert!(sums >= 4, "{statements:#?}");
    let proof = [
        (
            "order_details_given",
            "d.approver_id IS NOT NULL AND d.kind",
        ),
        ("order_details_kept", "d.purpose IS NOT NULL"),
        ("payments_unbalanced", "received - p.refunded <> p.amount"),
        ("payments_dead", "p.live = 0 AND p.amount <> 0"),
        (
            "orders_overdue",
            "o.status = 'pending' AND o.paid_at IS NULL",
        ),
    ];
    for (index, words) in proof {
        let sql = statements.iter().find(|sql| sql.contains(words)).unwrap();
        let plan = plan(&evening, sql);
        assert!(plan.contains(index), "{sql}\n{plan}");
    }
}
