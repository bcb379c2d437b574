//! A box office inside another program: the library's front door is `Office`, its acts are in `desk`.
//!
//! `cargo run --example embed` makes an office in a temporary folder, sells two tickets and prints the order.

#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use std::error::Error;

use boxoffice::desk;
use boxoffice::desk::sale::{Customer, NewOrder};
use boxoffice::desk::settle::Taking;
use boxoffice::domain::{
    Amount, Channel, ConcertStatus, Line, Method, NewConcert, NewTicketType, NewVenue, Offer,
    UserRef,
};
use boxoffice::office::{NewOffice, Office, Request, Setting};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::temp_dir().join(format!("boxoffice-embed-{}", std::process::id()));
    let office = open(&folder.join("house.db"))?;
    let standing = stock(&office)?;

    let sale = NewOrder {
        lines: vec![Line {
            ticket_type: standing,
            quantity: 2,
        }],
        customer: Customer {
            user: UserRef::WalkIn,
            name: None,
        },
        channel: Channel::Web,
        note: None,
    };
    let offers = vec![Offer {
        method: Method::Card,
        amount: None,
    }];
    let taking = Taking {
        offers,
        tendered: None,
        reference: None,
    };

    // The key makes a repetition after a lost connection answer with the same order.
    let request = Request::new("sell", &(&sale, &taking))?.with_key(Some("basket-4711".to_owned()));
    let done = office.write(
        &request,
        |tx| desk::sale::sell(tx, &sale, &taking),
        |snapshot, sold| desk::order::whole(snapshot, sold.order),
    )?;

    let order = &done.value.order;
    let total = office.profile().currency.show(order.total);
    println!(
        "order {} is {}: {} tickets for {total}",
        order.code,
        order.status,
        done.value.tickets.len()
    );
    office.close()?;
    std::fs::remove_dir_all(folder)?;
    Ok(())
}

/// Makes a new office. Opening one that is there is `Office::open` with the same setting.
fn open(path: &std::path::Path) -> Result<Office, Box<dyn Error>> {
    let new = NewOffice {
        name: "Web shop".parse()?,
        currency: "EUR".parse()?,
        zone: "Europe/Berlin".parse()?,
        practice: false,
    };
    let setting = Setting {
        operator: "web".parse()?,
        practice_now: None,
        on_wait: Box::new(|| {}),
        trace: None,
    };
    Ok(Office::create(path, new, setting)?)
}

/// A venue, a concert in thirty days, and one ticket type, in one change.
fn stock(office: &Office) -> Result<boxoffice::domain::TicketTypeId, Box<dyn Error>> {
    let starts_at = office.now()?.plus("30d".parse()?);
    let request = Request::new("stock", &starts_at)?;
    let done = office.write(
        &request,
        |tx| {
            let venue = NewVenue {
                name: "Hall".parse()?,
                location: "Berlin".parse()?,
                capacity: Some(200),
                zone: None,
                slug: None,
            };
            let concert = NewConcert {
                name: "Embedded Night".parse()?,
                venue_id: desk::venue::create(tx, &venue)?,
                starts_at,
                time_known: true,
                doors_at: None,
                ends_at: None,
                capacity: None,
                artists: Vec::new(),
                slug: None,
                source: None,
                status: ConcertStatus::Scheduled,
                note: None,
            };
            let standing = NewTicketType {
                concert_id: desk::concert::create(tx, &concert)?,
                name: "Standing".parse()?,
                price: Amount(2_450),
                quota: 200,
                slug: None,
                sale_starts_at: None,
                sale_ends_at: None,
                max_per_order: None,
            };
            desk::ticket_type::create(tx, &standing)
        },
        |_, id| Ok(*id),
    )?;
    Ok(done.value)
}
