//! Places of overdue orders and holds count as free in every answer; the next sale sweeps them first.
//!
//! The joins are crossed so that they begin with the few that are overdue, and not with all entries of a type; a plus
//! keeps an index out of the way that would find more rows. `$1` is the moment of the snapshot, `s` the type of a place.

/// Places that overdue orders and overdue holds still have in the ledger and that are free for sale.
macro_rules! overdue {
    ($of:literal) => {
        concat!(
            "((SELECT CAST(coalesce(sum(e.quantity), 0) AS BIGINT)
                FROM orders AS o CROSS JOIN payments AS p CROSS JOIN place_entries AS e CROSS JOIN ticket_types AS s
                WHERE o.status = 'pending' AND o.expires_at <= $1 AND p.order_id = o.id AND p.received = 0
                  AND e.claim = 'order' AND e.claim_id = o.id AND s.id = e.ticket_type_id AND ",
            $of,
            ") + (SELECT CAST(coalesce(sum(e.quantity), 0) AS BIGINT)
                FROM holds AS h CROSS JOIN place_entries AS e CROSS JOIN ticket_types AS s
                WHERE h.status = 'open' AND h.expires_at <= $1
                  AND e.claim = 'hold' AND e.claim_id = h.id AND s.id = e.ticket_type_id AND ",
            $of,
            ") - ",
            $crate::repository::overdue::returning!($of),
            ")"
        )
    };
}

/// Places that overdue orders give back to the holds that they were sold from, `b` being the entries of such a hold.
macro_rules! returning {
    ($of:literal) => {
        concat!(
            "(SELECT CAST(coalesce(sum(-b.quantity), 0) AS BIGINT)
                FROM orders AS o CROSS JOIN payments AS p CROSS JOIN order_details AS d CROSS JOIN hold_entries AS b
                CROSS JOIN holds AS h CROSS JOIN ticket_types AS s
                WHERE o.status = 'pending' AND o.expires_at <= $1 AND p.order_id = o.id AND p.received = 0
                  AND d.order_id = o.id AND b.order_detail_id = d.id AND h.id = b.hold_id
                  AND h.status = 'open' AND (h.expires_at IS NULL OR h.expires_at > $1)
                  AND s.id = d.ticket_type_id AND ",
            $of,
            ")"
        )
    };
}

pub(super) use overdue;
pub(super) use returning;
