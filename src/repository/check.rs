//! The invariants as questions: each lists the rows that break it, so an empty answer is a good one.

use crate::db::{Finding, Snapshot};
use crate::domain::{Instant, Result};

/// A named question; every row of its answer is one thing that is wrong, named by its column `what`.
struct Question {
    check: &'static str,
    sql: &'static str,
}

const QUESTIONS: &[Question] = &[
    Question {
        check: "places",
        sql: "SELECT 'ticket type ' || t.id || ' counts ' || t.taken || ' places, its entries ' || coalesce(sum(e.quantity), 0) AS what
              FROM ticket_types AS t LEFT JOIN place_entries AS e ON e.ticket_type_id = t.id
              GROUP BY t.id, t.taken HAVING t.taken <> coalesce(sum(e.quantity), 0)",
    },
    Question {
        check: "places",
        sql: "SELECT 'ticket type ' || id || ' has ' || taken || ' places taken of a quota of ' || quota AS what
              FROM ticket_types WHERE taken > quota OR taken < 0",
    },
    Question {
        check: "places",
        sql: "SELECT 'concert ' || c.id || ' counts ' || c.taken || ' places, its types ' || coalesce(sum(t.taken), 0) AS what
              FROM concerts AS c LEFT JOIN ticket_types AS t ON t.concert_id = c.id
              GROUP BY c.id, c.taken HAVING c.taken <> coalesce(sum(t.taken), 0)",
    },
    Question {
        check: "places",
        sql: "SELECT 'pool ' || p.id || ' counts ' || p.taken || ' places of a capacity of ' || p.capacity || ', its types ' || coalesce(sum(t.taken), 0) AS what
              FROM pools AS p LEFT JOIN ticket_types AS t ON t.pool_id = p.id
              GROUP BY p.id, p.taken, p.capacity HAVING p.taken <> coalesce(sum(t.taken), 0) OR p.taken > p.capacity",
    },
    Question {
        check: "places",
        sql: "SELECT 'ticket type ' || t.id || ' is in a pool that is not of its concert' AS what FROM ticket_types AS t
              WHERE t.pool_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM pools AS p WHERE p.id = t.pool_id AND p.concert_id = t.concert_id)",
    },
    Question {
        check: "places",
        sql: "SELECT 'concert ' || id || ' has ' || taken || ' places taken of a capacity of ' || capacity AS what
              FROM concerts WHERE taken > capacity",
    },
    Question {
        check: "places",
        sql: "SELECT 'place entry ' || id || ' carries ' || taken || ', the entries up to it ' || running AS what
              FROM (SELECT id, taken, sum(quantity) OVER (PARTITION BY ticket_type_id ORDER BY id) AS running FROM place_entries) AS e
              WHERE taken <> running",
    },
    Question {
        check: "claims",
        sql: "SELECT 'order ' || order_id || ' claims ' || sum(wanted) || ' places of ticket type ' || ticket_type_id || ', its entries say ' || sum(had) AS what
              FROM (SELECT d.order_id, d.ticket_type_id, d.quantity AS wanted, 0 AS had
                        FROM order_details AS d JOIN orders AS o ON o.id = d.order_id
                        WHERE d.kind IN ('ticket', 'return') AND o.status IN ('pending', 'paid')
                    UNION ALL
                    SELECT claim_id, ticket_type_id, 0, quantity FROM place_entries WHERE claim = 'order') AS c
              GROUP BY order_id, ticket_type_id HAVING sum(wanted) <> sum(had)",
    },
    Question {
        check: "claims",
        sql: "SELECT 'hold ' || hold_id || ' keeps ' || sum(wanted) || ' places of ticket type ' || ticket_type_id || ', its entries in the ledger say ' || sum(had) AS what
              FROM (SELECT i.hold_id, i.ticket_type_id, i.quantity AS wanted, 0 AS had
                        FROM hold_entries AS i JOIN holds AS h ON h.id = i.hold_id WHERE h.status = 'open'
                    UNION ALL
                    SELECT claim_id, ticket_type_id, 0, quantity FROM place_entries WHERE claim = 'hold') AS c
              GROUP BY hold_id, ticket_type_id HAVING sum(wanted) <> sum(had)",
    },
    Question {
        check: "claims",
        sql: "SELECT 'place entry ' || e.id || ' belongs to a hold that is missing' AS what FROM place_entries AS e
              WHERE e.claim = 'hold' AND NOT EXISTS (SELECT 1 FROM holds AS h WHERE h.id = e.claim_id)",
    },
    Question {
        check: "holds",
        sql: "SELECT 'hold ' || hold_id || ' has given away more places of ticket type ' || ticket_type_id || ' than it had' AS what
              FROM hold_entries GROUP BY hold_id, ticket_type_id HAVING sum(quantity) < 0",
    },
    Question {
        check: "holds",
        sql: "SELECT 'order detail ' || e.order_detail_id || ' took ' || -sum(e.quantity) || ' places from a hold, which cannot be' AS what
              FROM hold_entries AS e LEFT JOIN order_details AS d ON d.id = e.order_detail_id
              WHERE e.order_detail_id IS NOT NULL GROUP BY e.order_detail_id, d.id, d.kind, d.quantity
              HAVING d.id IS NULL OR d.kind <> 'ticket' OR -sum(e.quantity) NOT BETWEEN 0 AND d.quantity
                  OR min(e.hold_id) <> max(e.hold_id) OR min(e.ticket_type_id) <> max(e.ticket_type_id)",
    },
    Question {
        check: "holds",
        sql: "SELECT 'order ' || o.id || ' is ' || o.status || ', but its order detail ' || d.id || ' still has places of hold ' || h.id AS what
              FROM hold_entries AS e JOIN holds AS h ON h.id = e.hold_id JOIN order_details AS d ON d.id = e.order_detail_id
              JOIN orders AS o ON o.id = d.order_id
              WHERE h.status = 'open' AND o.status IN ('cancelled', 'expired') AND (h.expires_at IS NULL OR h.expires_at > o.changed_at)
              GROUP BY o.id, o.status, d.id, h.id HAVING sum(e.quantity) <> 0",
    },
    Question {
        check: "claims",
        sql: "SELECT 'place entry ' || e.id || ' belongs to an order that is missing' AS what FROM place_entries AS e
              WHERE e.claim = 'order' AND NOT EXISTS (SELECT 1 FROM orders AS o WHERE o.id = e.claim_id)",
    },
    Question {
        check: "drafts",
        sql: "SELECT 'order ' || id || ' was left as a draft' AS what FROM orders WHERE status = 'draft'",
    },
    Question {
        check: "totals",
        sql: "SELECT 'order ' || o.id || ' has the total ' || o.total || ', its details sum to ' || coalesce(sum(d.amount), 0) AS what
              FROM orders AS o LEFT JOIN order_details AS d ON d.order_id = o.id
              GROUP BY o.id, o.total HAVING o.total <> coalesce(sum(d.amount), 0)",
    },
    Question {
        check: "payments",
        sql: "SELECT 'order ' || o.id || ' has no payment, or one over another sum or state' AS what
              FROM orders AS o LEFT JOIN payments AS p ON p.order_id = o.id
              WHERE p.id IS NULL OR p.amount <> o.total
                  OR p.live <> CASE WHEN o.status IN ('draft', 'pending', 'paid') THEN 1
                      WHEN o.status = 'cancelled' AND o.total > 0 AND NOT EXISTS (SELECT 1 FROM order_details AS d
                          WHERE d.order_id = o.id AND d.kind IN ('ticket', 'return')
                          GROUP BY d.ticket_type_id HAVING sum(d.quantity) <> 0) THEN 1 ELSE 0 END",
    },
    Question {
        check: "payments",
        sql: "SELECT 'payment ' || p.id || ' holds ' || p.held || ', its entries sum to '
                  || coalesce(sum(CASE WHEN e.kind = 'refund' THEN -e.amount ELSE e.amount END), 0) AS what
              FROM payments AS p LEFT JOIN payment_entries AS e ON e.payment_id = p.id
              GROUP BY p.id, p.received, p.refunded
              HAVING p.received <> coalesce(sum(CASE WHEN e.kind <> 'refund' THEN e.amount END), 0)
                  OR p.refunded <> coalesce(sum(CASE WHEN e.kind = 'refund' THEN e.amount END), 0)",
    },
    Question {
        check: "payments",
        sql: "SELECT 'payment entry ' || e.id || ' was paid back more than once' AS what
              FROM payment_entries AS e JOIN payment_entries AS r ON r.refunds_id = e.id
              GROUP BY e.id, e.amount HAVING sum(r.amount) > e.amount",
    },
    Question {
        check: "payments",
        sql: "SELECT 'payment entry ' || f.id || ' moved ' || f.amount || ' to other orders, where ' || sum(i.amount) || ' came in' AS what
              FROM payment_moves AS m JOIN payment_entries AS f ON f.id = m.refund_id JOIN payment_entries AS i ON i.id = m.receipt_id
              GROUP BY f.id, f.amount HAVING sum(i.amount) <> f.amount",
    },
    Question {
        check: "payments",
        sql: "SELECT 'payment entry ' || f.id || ' moved to entry ' || i.id || ', which did not come of it' AS what
              FROM payment_moves AS m JOIN payment_entries AS f ON f.id = m.refund_id JOIN payment_entries AS i ON i.id = m.receipt_id
              WHERE f.kind <> 'refund' OR i.kind = 'refund' OR i.method <> f.method OR i.at <> f.at OR i.payment_id = f.payment_id",
    },
    Question {
        check: "totals",
        sql: "SELECT 'order ' || o.id || ' is cancelled and worth ' || o.total || ', of which it keeps ' || coalesce(sum(d.amount), 0) AS what
              FROM orders AS o JOIN payments AS p ON p.order_id = o.id
              LEFT JOIN order_details AS d ON d.order_id = o.id
                  AND (d.purpose IS NOT NULL OR d.kind = 'goodwill' AND d.refers_to_id IS NULL AND d.fee_id IS NULL)
              WHERE o.status = 'cancelled' AND p.live = 1
              GROUP BY o.id, o.total HAVING o.total <> coalesce(sum(d.amount), 0)",
    },
    Question {
        check: "totals",
        sql: "SELECT 'order detail ' || d.id || ' says that it was sold at ' || coalesce(d.sold_at, 'no time') || ', which its order does not' AS what
              FROM order_details AS d JOIN orders AS o ON o.id = d.order_id
              WHERE d.sold_at IS NOT CASE WHEN d.created_at < o.paid_at THEN o.paid_at WHEN o.paid_at IS NOT NULL THEN d.created_at END",
    },
    Question {
        check: "payments",
        sql: "SELECT 'payment entry ' || e.id || ' is of concert ' || coalesce(e.concert_id, 'none') || ', which the lines of its order do not say' AS what
              FROM payment_entries AS e JOIN payments AS p ON p.id = e.payment_id
              WHERE CASE WHEN e.concert_id IS NULL
                  THEN (SELECT count(DISTINCT t.concert_id) FROM order_details AS d JOIN ticket_types AS t ON t.id = d.ticket_type_id
                      WHERE d.order_id = p.order_id) = 1
                  ELSE NOT EXISTS (SELECT 1 FROM order_details AS d JOIN ticket_types AS t ON t.id = d.ticket_type_id
                      WHERE d.order_id = p.order_id AND t.concert_id = e.concert_id) END",
    },
    Question {
        check: "cover",
        sql: "SELECT 'order ' || o.id || ' is paid, but holds ' || p.held || ' of ' || o.total AS what
              FROM orders AS o JOIN payments AS p ON p.order_id = o.id WHERE o.status = 'paid' AND p.held < o.total",
    },
    Question {
        check: "cover",
        sql: "SELECT 'order ' || o.id || ' is cancelled and keeps ' || p.worth || ', but holds ' || p.held AS what
              FROM orders AS o JOIN payments AS p ON p.order_id = o.id WHERE o.status = 'cancelled' AND p.held < p.worth",
    },
    Question {
        check: "tickets",
        sql: "SELECT 'order ' || order_id || ' has ' || sum(valid) || ' valid tickets of type ' || ticket_type_id || ', its lines sum to ' || sum(wanted) AS what
              FROM (SELECT d.order_id, d.ticket_type_id, d.quantity AS wanted, 0 AS valid
                        FROM order_details AS d JOIN orders AS o ON o.id = d.order_id
                        WHERE d.kind IN ('ticket', 'return') AND o.status = 'paid'
                    UNION ALL
                    SELECT order_id, ticket_type_id, 0, 1 FROM tickets WHERE status = 'valid') AS c
              GROUP BY order_id, ticket_type_id HAVING sum(valid) <> sum(wanted)",
    },
    Question {
        check: "tickets",
        sql: "SELECT 'ticket ' || r.id || ' replaces ticket ' || k.id || ', which is still valid' AS what
              FROM tickets AS r JOIN tickets AS k ON k.id = r.replaces_id WHERE k.status = 'valid'",
    },
    Question {
        check: "tickets",
        sql: "SELECT 'ticket ' || k.id || ' is not of a line of its order' AS what FROM tickets AS k
              WHERE NOT EXISTS (SELECT 1 FROM order_details AS d WHERE d.id = k.order_detail_id
                  AND d.order_id = k.order_id AND d.ticket_type_id = k.ticket_type_id AND d.kind = 'ticket')",
    },
    Question {
        check: "scans",
        sql: "SELECT 'ticket ' || ticket_id || ' let somebody in ' || count(*) || ' times' AS what FROM scans
              WHERE result = 'admitted' GROUP BY ticket_id, entry, id / 10000000000 HAVING count(*) > 1",
    },
    Question {
        check: "ids",
        sql: "SELECT r.table_name || ' has given out an id twice' AS what FROM retired_ids AS r
              WHERE r.table_name = 'users' AND EXISTS (SELECT 1 FROM users WHERE id = r.id)
                 OR r.table_name = 'venues' AND EXISTS (SELECT 1 FROM venues WHERE id = r.id)
                 OR r.table_name = 'artists' AND EXISTS (SELECT 1 FROM artists WHERE id = r.id)
                 OR r.table_name = 'concerts' AND EXISTS (SELECT 1 FROM concerts WHERE id = r.id)
                 OR r.table_name = 'ticket_types' AND EXISTS (SELECT 1 FROM ticket_types WHERE id = r.id)
                 OR r.table_name = 'pools' AND EXISTS (SELECT 1 FROM pools WHERE id = r.id)
                 OR r.table_name = 'tiers' AND EXISTS (SELECT 1 FROM tiers WHERE id = r.id)",
    },
    Question {
        check: "limits",
        sql: "SELECT g.of || ' ' || g.of_id || ' is kept as deleted, and is there' AS what FROM limits_gone AS g
              WHERE g.of = 'pool' AND EXISTS (SELECT 1 FROM pools WHERE id = g.of_id)
                 OR g.of = 'ticket_type' AND EXISTS (SELECT 1 FROM ticket_types WHERE id = g.of_id)",
    },
    Question {
        check: "merged",
        sql: "SELECT 'venue ' || v.id || ' is merged into ' || v.merged_into || ', which is merged itself or missing' AS what
              FROM venues AS v LEFT JOIN venues AS t ON t.id = v.merged_into
              WHERE v.merged_into IS NOT NULL AND (t.id IS NULL OR t.merged_into IS NOT NULL)
              UNION ALL
              SELECT 'artist ' || a.id || ' is merged into ' || a.merged_into || ', which is merged itself or missing'
              FROM artists AS a LEFT JOIN artists AS t ON t.id = a.merged_into
              WHERE a.merged_into IS NOT NULL AND (t.id IS NULL OR t.merged_into IS NOT NULL)",
    },
    Question {
        check: "merged",
        sql: "SELECT 'concert ' || c.id || ' is at venue ' || c.venue_id || ', which is merged into another' AS what
              FROM concerts AS c JOIN venues AS v ON v.id = c.venue_id WHERE v.merged_into IS NOT NULL
              UNION ALL
              SELECT 'artist ' || a.id || ' is in the line-up of concert ' || l.concert_id || ', but merged into another'
              FROM concert_artists AS l JOIN artists AS a ON a.id = l.artist_id WHERE a.merged_into IS NOT NULL",
    },
    Question {
        check: "schema",
        sql: "SELECT 'the probe of foreign keys was moved by hand' AS what
              WHERE NOT EXISTS (SELECT 1 FROM key_probe WHERE n = mirror)",
    },
];

/// At most so many findings of one question are named.
const MOST: usize = 20;

/// Asks every question. One that cannot be asked, because the schema was changed, is a finding too.
pub fn invariants(snapshot: &Snapshot<'_>) -> Vec<Finding> {
    QUESTIONS
        .iter()
        .flat_map(|question| ask(snapshot, question))
        .collect()
}

fn ask(snapshot: &Snapshot<'_>, question: &Question) -> Vec<Finding> {
    let finding = |what: String| Finding::new(question.check, what);
    let answer = snapshot.all(question.sql, &[], |row| row.get::<String>("what"));
    let broken = match answer {
        Ok(broken) => broken,
        Err(error) => return vec![finding(format!("cannot be checked: {error}"))],
    };
    let more = broken.len().saturating_sub(MOST);
    let mut found: Vec<_> = broken.into_iter().take(MOST).map(finding).collect();
    if more > 0 {
        found.push(finding(format!("and {more} more of this kind")));
    }
    found
}

/// Calls `visit` with the id and the code of every order, the code as it stands, whether it can be read or not.
pub fn order_codes(snapshot: &Snapshot<'_>, mut visit: impl FnMut(i64, String)) -> Result<()> {
    snapshot.each("SELECT id, code FROM orders ORDER BY id", &[], |row| {
        visit(row.get("id")?, row.get("code")?);
        Ok(())
    })
}

/// Calls `visit` with every table that lost rows, and the highest id it lost.
pub fn retired_ids(snapshot: &Snapshot<'_>, mut visit: impl FnMut(String, i64)) -> Result<()> {
    snapshot.each(
        "SELECT table_name, id FROM retired_ids ORDER BY table_name",
        &[],
        |row| {
            visit(row.get("table_name")?, row.get("id")?);
            Ok(())
        },
    )
}

/// Calls `visit` with the table and the id of whatever had another limit or another deadline once, the column, when that
/// changed and what it was until then: the first change of each moment, the only one that a report looks at.
pub fn changes(
    snapshot: &Snapshot<'_>,
    mut visit: impl FnMut(Changed) -> Result<()>,
) -> Result<()> {
    snapshot.each(
        "SELECT c.of, c.of_id, CAST(c.was AS TEXT) AS was, c.at FROM limit_changes AS c
         WHERE NOT EXISTS (SELECT 1 FROM limit_changes AS b WHERE b.of = c.of AND b.of_id = c.of_id AND b.at = c.at AND b.id < c.id)
         UNION ALL
         SELECT 'order', c.order_id, c.was, c.at FROM deadline_changes AS c
         WHERE NOT EXISTS (SELECT 1 FROM deadline_changes AS b WHERE b.order_id = c.order_id AND b.at = c.at AND b.id < c.id)",
        &[],
        |row| {
            let of: String = row.get("of")?;
            let (table, column) = match of.as_str() {
                "concert" => ("concerts", "capacity"),
                "pool" => ("pools", "capacity"),
                "ticket_type" => ("ticket_types", "quota"),
                "pool_of_type" => ("ticket_types", "pool_id"),
                _ => ("orders", "expires_at"),
            };
            visit(Changed {
                table,
                column,
                id: row.get("of_id")?,
                at: row.get("at")?,
                was: row.get("was")?,
            })
        },
    )
}

/// What a limit or a deadline was until a moment, as it is kept.
#[derive(Debug, Clone)]
pub struct Changed {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// The row.
    pub id: i64,
    /// When it changed.
    pub at: Instant,
    /// What it was until then, as text.
    pub was: Option<String>,
}
