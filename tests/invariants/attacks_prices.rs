//! Prices from the `sqlite3` shell: tiers, discounts, fees, taxes, and the lines that come of them.

use std::path::Path;

use boxoffice::desk::sale::{Customer, NewOrder};
use boxoffice::desk::settle::Taking;
use boxoffice::desk::terms::Terms;
use boxoffice::desk::{concert, discount, fee, sale, tier};
use boxoffice::domain::{
    Amount, Change, Channel, ConcertId, ConcertPatch, Line, Method, NewDiscount, NewFee, NewTier,
    Offer, Per, Rate, Result, Size, Tax, TaxKind, TicketTypeId, UserRef,
};
use boxoffice::office::{Office, Request, Transaction};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::attack::Attack;
use super::attack::Expected::{Found, Refused};
use super::night::{NOW, setting};

const fn refused(name: &'static str, sql: &'static str) -> Attack {
    Attack {
        name,
        sql,
        expected: Refused,
    }
}

const fn unheard(name: &'static str, sql: &'static str) -> Attack {
    Attack {
        name,
        sql,
        expected: Found("journal"),
    }
}

pub(crate) const TIERS: &[Attack] = &[
    refused(
        "a tier below nothing",
        "UPDATE tiers SET price = -1 WHERE id = 1",
    ),
    refused(
        "a tier of no time",
        "UPDATE tiers SET starts_at = 'soon' WHERE id = 1",
    ),
    refused(
        "a tier of another type",
        "UPDATE tiers SET ticket_type_id = 1 WHERE id = 1",
    ),
    refused("renumber a tier", "UPDATE tiers SET id = 9 WHERE id = 1"),
    refused(
        "two tiers at once",
        "UPDATE OR REPLACE tiers SET starts_at = (SELECT starts_at FROM tiers WHERE id = 2) WHERE id = 1",
    ),
    refused(
        "take the slug of a tier",
        "UPDATE OR REPLACE tiers SET slug = 'door' WHERE id = 1",
    ),
    refused(
        "replace a tier by its id",
        "REPLACE INTO tiers SELECT id, ticket_type_id, 'x', name, 1, starts_at, created_at, updated_at FROM tiers WHERE id = 1",
    ),
    refused(
        "replace a tier by its start",
        "REPLACE INTO tiers SELECT 9, ticket_type_id, 'x', name, 1, starts_at, created_at, updated_at FROM tiers WHERE id = 1",
    ),
    refused(
        "a tier of no type",
        "INSERT INTO tiers SELECT 9, 999, 'x', name, 1, @now, created_at, updated_at FROM tiers WHERE id = 1",
    ),
    refused(
        "delete a type with tiers",
        "DELETE FROM ticket_types WHERE id = 4",
    ),
    unheard("a cheaper tier", "UPDATE tiers SET price = 1 WHERE id = 2"),
    unheard("delete a tier", "DELETE FROM tiers WHERE id = 2"),
];

pub(crate) const DISCOUNTS: &[Attack] = &[
    refused(
        "a discount of more than all",
        "UPDATE discounts SET percent = 10001 WHERE id = 1",
    ),
    refused(
        "a discount of nothing",
        "UPDATE discounts SET percent = NULL WHERE id = 1",
    ),
    refused(
        "a discount of a part and a sum",
        "UPDATE discounts SET amount = 5 WHERE id = 1",
    ),
    refused(
        "a discount that makes dearer",
        "UPDATE discounts SET percent = NULL, amount = -5 WHERE id = 1",
    ),
    refused(
        "no use of a discount",
        "UPDATE discounts SET max_uses = 0 WHERE id = 1",
    ),
    refused(
        "another code for a discount",
        "UPDATE discounts SET slug = 'x' WHERE id = 1",
    ),
    refused(
        "a code of digits",
        "INSERT INTO discounts SELECT 9, '10', name, percent, amount, per, NULL, NULL, 1, NULL, NULL, created_at, updated_at FROM discounts WHERE id = 1",
    ),
    refused(
        "replace a discount by its code",
        "REPLACE INTO discounts SELECT 9, slug, name, percent, amount, per, NULL, NULL, 9, NULL, NULL, created_at, updated_at FROM discounts WHERE id = 1",
    ),
    refused("delete a discount", "DELETE FROM discounts WHERE id = 1"),
    refused(
        "a discount for a concert and a type",
        "UPDATE discounts SET concert_id = 1, ticket_type_id = 1 WHERE id = 1",
    ),
    refused(
        "a larger discount",
        "UPDATE discounts SET percent = 9000 WHERE id = 1",
    ),
    refused(
        "a discount for no concert",
        "INSERT INTO discounts (id, slug, name, amount, per, concert_id, created_at, updated_at) VALUES (9, 'x', 'X', 1, 'order', 99, @now, @now)",
    ),
    refused(
        "an override by nobody",
        "INSERT INTO overrides (id, order_id, kind, reason, operator_id, at) VALUES (9, 1, 'limit', 'so', 99, @now)",
    ),
    unheard(
        "more uses of a discount",
        "UPDATE discounts SET max_uses = 99 WHERE id = 1",
    ),
    refused(
        "a line comes of another discount",
        "UPDATE order_details SET discount_id = NULL WHERE discount_id = 1",
    ),
    refused(
        "a line comes of an unknown discount",
        "INSERT INTO order_details (id, order_id, kind, ticket_type_id, quantity, unit_price, amount, created_at, discount_id) VALUES (99, 2, 'discount', 3, 1, -5, -5, @now, 99)",
    ),
    refused(
        "a discount on an order that stands",
        "INSERT INTO order_details (id, order_id, kind, ticket_type_id, quantity, unit_price, amount, created_at, discount_id) VALUES (99, 2, 'discount', 3, 1, -5, -5, @now, 1)",
    ),
    refused(
        "a ticket that comes of a discount",
        "BEGIN; UPDATE orders SET status = 'draft', changed_at = @now WHERE id = 2; INSERT INTO order_details (id, order_id, kind, ticket_type_id, quantity, unit_price, amount, created_at, discount_id) VALUES (99, 2, 'ticket', 3, 1, 5, 5, @now, 1)",
    ),
    refused(
        "a larger discount on a line",
        "UPDATE order_details SET amount = -1000, unit_price = -1000 WHERE discount_id = 1",
    ),
    refused(
        "another tax on a line",
        "UPDATE order_details SET tax_amount = 0 WHERE tax_amount IS NOT NULL",
    ),
    refused(
        "another approver of a line",
        "UPDATE order_details SET approver_id = 1 WHERE id = 1",
    ),
];

pub(crate) const FEES: &[Attack] = &[
    refused(
        "a fee of nothing",
        "UPDATE fees SET amount = 0 WHERE id = 1",
    ),
    refused(
        "a fee of more than all",
        "UPDATE fees SET amount = NULL, percent = 20000 WHERE id = 1",
    ),
    refused(
        "a fee per nobody",
        "UPDATE fees SET per = 'customer' WHERE id = 1",
    ),
    refused(
        "a fee of no channel",
        "UPDATE fees SET channel = 'fax' WHERE id = 1",
    ),
    refused(
        "another slug for a fee",
        "UPDATE fees SET slug = 'x' WHERE id = 1",
    ),
    refused(
        "replace a fee by its slug",
        "REPLACE INTO fees SELECT 9, slug, name, percent, 1, per, NULL, NULL, NULL, NULL, created_at, updated_at FROM fees WHERE id = 1",
    ),
    refused("delete a fee", "DELETE FROM fees WHERE id = 1"),
    refused("a larger fee", "UPDATE fees SET amount = 99 WHERE id = 1"),
    refused(
        "a fee of no concert",
        "INSERT INTO fees (id, slug, name, amount, per, concert_id, created_at, updated_at) VALUES (9, 'x', 'X', 1, 'ticket', 99, @now, @now)",
    ),
    unheard(
        "a fee that ends",
        "UPDATE fees SET ends_at = @now WHERE id = 1",
    ),
    refused(
        "a fee line without its fee",
        "UPDATE order_details SET fee_id = NULL WHERE fee_id = 1",
    ),
    refused(
        "a fee that is kept for itself",
        "UPDATE order_details SET purpose = 'kept' WHERE fee_id = 1",
    ),
    refused(
        "a fee below nothing",
        "BEGIN; UPDATE orders SET status = 'draft', changed_at = @now WHERE id = 2; INSERT INTO order_details (id, order_id, kind, ticket_type_id, quantity, unit_price, amount, created_at, fee_id) VALUES (99, 2, 'fee', 3, 1, -5, -5, @now, 1)",
    ),
    refused(
        "a tax without a kind",
        "UPDATE concerts SET tax_rate = 10 WHERE id = 1",
    ),
    refused(
        "a kind without a tax",
        "UPDATE concerts SET tax_kind = 'inside' WHERE id = 1",
    ),
    refused(
        "a tax of more than all",
        "UPDATE concerts SET tax_rate = 10001, tax_kind = 'inside' WHERE id = 1",
    ),
    unheard(
        "a tax on a concert",
        "UPDATE concerts SET tax_rate = 1000, tax_kind = 'inside' WHERE id = 1",
    ),
    refused(
        "a comp that costs",
        "BEGIN; UPDATE orders SET status = 'draft', changed_at = @now WHERE id = 2; INSERT INTO order_details (id, order_id, kind, ticket_type_id, quantity, unit_price, amount, created_at, comp_reason) VALUES (99, 2, 'ticket', 3, 1, 5, 5, @now, 'Press')",
    ),
];

/// Two tiers and a discount of type 4, a fee, and an order that has a line of each.
pub(crate) fn price(path: &Path) {
    let office = Office::open(path, setting(NOW)).unwrap();
    for (name, starts_at) in [
        ("Early", "2026-11-01T00:00:00Z"),
        ("Door", "2026-11-28T20:00:00Z"),
    ] {
        let new = NewTier {
            ticket_type_id: TicketTypeId(4),
            name: name.parse().unwrap(),
            price: Amount(1_000),
            starts_at: starts_at.parse().unwrap(),
            slug: None,
        };
        write(&office, |tx| tier::create(tx, &new));
    }
    let new = NewDiscount {
        code: "TEN".parse().unwrap(),
        name: "Ten".parse().unwrap(),
        size: Size::Percent(Rate(1_000)),
        per: Per::Order,
        concert_id: None,
        ticket_type_id: None,
        max_uses: Some(3),
        starts_at: None,
        ends_at: None,
    };
    write(&office, |tx| discount::create(tx, &new));
    let new = NewFee {
        name: "Booking".parse().unwrap(),
        size: Size::Amount(Amount(50)),
        per: Per::Ticket,
        concert_id: None,
        channel: None,
        starts_at: None,
        ends_at: None,
        slug: None,
    };
    write(&office, |tx| fee::create(tx, &new));
    let taxed = ConcertPatch {
        tax: Change::Set(Tax {
            rate: Rate(1_000),
            kind: TaxKind::Inside,
        }),
        ..ConcertPatch::default()
    };
    write(&office, |tx| concert::update(tx, ConcertId(2), &taxed));
    let terms = Terms {
        discount: Some("ten".parse().unwrap()),
        ..Terms::default()
    };
    write(&office, |tx| sale::sell_on(tx, &order(), &terms, &card()));
}

/// One ticket of type 4.
fn order() -> NewOrder {
    NewOrder {
        lines: vec![Line {
            ticket_type: TicketTypeId(4),
            quantity: 1,
        }],
        customer: Customer {
            user: UserRef::WalkIn,
            name: None,
        },
        channel: Channel::Counter,
        note: None,
    }
}

/// All of it by card.
fn card() -> Taking {
    Taking {
        offers: vec![Offer {
            method: Method::Card,
            amount: None,
        }],
        tendered: None,
        reference: None,
    }
}

fn write<R: Serialize + DeserializeOwned>(
    office: &Office,
    act: impl FnOnce(&Transaction<'_>) -> Result<R>,
) {
    let request = Request::new("step", &()).unwrap();
    office.write(&request, act, |_, _| Ok(())).unwrap();
}
