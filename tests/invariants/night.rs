//! The office under attack: one night with orders in every state, made through the library.

use std::cell::Cell;
use std::path::{Path, PathBuf};

use boxoffice::desk;
use boxoffice::desk::change_order::OrderPatch;
use boxoffice::desk::refund::{HowMuch, Refunding};
use boxoffice::desk::sale::{Customer, NewOrder};
use boxoffice::desk::settle::Taking;
use boxoffice::desk::terms::Terms;
use boxoffice::domain::{
    Amount, ArtistId, Change, Channel, ConcertId, ConcertPatch, ConcertStatus, HoldId, Instant,
    Line, Method, NewArtist, NewConcert, NewHold, NewTicketType, NewUser, NewVenue, Offer, OrderId,
    Result, Site, TicketId, TicketRef, TicketTypeId, UserId, VenueId,
};
use boxoffice::office::{NewOffice, Office, Request, Setting, Snapshot, Transaction};
use serde::{Serialize, de::DeserializeOwned};

/// Where the clock stands when the night is looked at.
pub(crate) const NOW: &str = "2026-11-28T12:30:00Z";

const ADULT: i64 = 1;
const VIP: i64 = 2;
const CHILD: i64 = 3;
const UNSOLD: i64 = 4;

/// How the library opens the office at a moment.
pub(crate) fn setting(now: &str) -> Setting {
    Setting {
        operator: "Sari".parse().unwrap(),
        practice_now: Some(now.parse().unwrap()),
        on_wait: Box::new(|| {}),
        trace: None,
    }
}

/// Everything `db check` finds in the file at `path`, as the words of its checks with their messages.
pub(crate) fn findings(path: &Path) -> Vec<(String, String)> {
    let look = |snapshot: &Snapshot<'_>, site, head: Result<()>| -> Result<Vec<(String, String)>> {
        let found = desk::check::findings(snapshot, site, head);
        Ok(found
            .into_iter()
            .map(|finding| (finding.check.to_owned(), finding.message))
            .collect())
    };
    let found = match Office::open(path, setting(NOW)) {
        Ok(office) => office.read(|snapshot| {
            let head = office.head_agrees(snapshot);
            look(snapshot, office.profile().site, head)
        }),
        Err(unread) => Office::inspect(path, setting(NOW), |snapshot| {
            look(snapshot, Site(0), Err(unread))
        }),
    };
    found.unwrap_or_else(|error| vec![(error.code.to_string(), error.message)])
}

/// Makes the night in `folder`.
///
/// Venue 3 is merged into venue 1, artist 4 into artist 1.
/// Users: 2 Rina, 3 Bimo, 4 erased, 5 without orders, 6 deleted. Orders: 1 paid and partly scanned, 2 pending, 3 expired with a credit, 4 cancelled, 5 partly refunded, 6 refunded,
/// 7 pending with a part paid, 8 of an erased customer, 9 overdue, 10 reissued, 11 cancelled after a part was paid.
/// Holds, all of type 4, of which 4 of 5 places are taken: 1 open, keeps 2, and order 12, paid, has one from it; 2 released;
/// 3 overdue. The line of order 12 is order detail 15.
/// Places of concert 1: adult 3 of 6, vip 3 of 3, child 3 of 10, together 9 of 10.
pub(crate) fn make(folder: &Path) -> PathBuf {
    let path = folder.join("night.db");
    let night = Night {
        path: path.clone(),
        writes: Cell::new(0),
    };
    night.open_house();
    night.sell();
    night.change();
    night.hold();
    night.admit();
    let deadline = OrderPatch {
        expires_at: Change::Set(instant("2026-12-01T00:00:00Z")),
        ..OrderPatch::default()
    };
    night.write(|tx| desk::change_order::update(tx, OrderId(2), &deadline));
    night.write(|tx| desk::report::seal(tx, ConcertId(1), None));
    path
}

struct Night {
    path: PathBuf,
    writes: Cell<u32>,
}

impl Night {
    fn open_house(&self) {
        let new = NewOffice {
            name: "Gedung Kesenian".parse().unwrap(),
            currency: "IDR".parse().unwrap(),
            zone: "Asia/Jakarta".parse().unwrap(),
            practice: true,
        };
        drop(Office::create(&self.path, new, setting("2026-11-01T03:00:00Z")).unwrap());
        for (name, capacity) in [("Istora Senayan", 15), ("Empty Hall", 100)] {
            self.write(|tx| desk::venue::create(tx, &venue(name, capacity)));
        }
        for name in ["Tulus", "Raisa", "Unbooked"] {
            let artist = NewArtist {
                name: name.parse().unwrap(),
                slug: None,
            };
            self.write(|tx| desk::artist::create(tx, &artist));
        }
        self.write(|tx| desk::concert::create(tx, &concert("Java Jazz", 1, &[1, 2])));
        self.write(|tx| desk::concert::create(tx, &concert("Nothing Yet", 2, &[])));
        self.merge_doubles();
        for (of, name, price, quota) in [
            (1, "Adult", 150_000, 6),
            (1, "VIP", 500_000, 3),
            (1, "Child", 50_000, 10),
            (2, "Unsold", 1, 5),
        ] {
            self.write(|tx| desk::ticket_type::create(tx, &ticket_type(of, name, price, quota)));
        }
        for (name, email, phone) in [
            ("Rina", Some("rina@example.com"), None),
            ("Bimo", None, Some("+628111")),
            ("Citra", Some("citra@example.com"), None),
            ("Nobody", Some("nobody@example.com"), None),
            ("Gone", Some("gone@example.com"), None),
        ] {
            let user = NewUser {
                name: name.parse().unwrap(),
                email: email.map(|email| email.parse().unwrap()),
                phone: phone.map(|phone| phone.parse().unwrap()),
                note: None,
            };
            self.write(|tx| desk::user::create(tx, &user, None));
        }
    }

    /// Venue 3 goes on as a name of venue 1, artist 4 of artist 1.
    fn merge_doubles(&self) {
        self.write(|tx| desk::venue::create(tx, &venue("ISTORA", 15)));
        let artist = NewArtist {
            name: "TULUS".parse().unwrap(),
            slug: Some("tulus-2".parse().unwrap()),
        };
        self.write(|tx| desk::artist::create(tx, &artist));
        self.write(|tx| {
            let into = "istora-senayan".parse().unwrap();
            let merging = desk::merge::venues(tx, &["istora".parse().unwrap()], &into)?;
            desk::merge::merge_venues(tx, &merging, "venue merge")
        });
        self.write(|tx| {
            let into = "tulus".parse().unwrap();
            let merging = desk::merge::artists(tx, &["tulus-2".parse().unwrap()], &into)?;
            desk::merge::merge_artists(tx, &merging, "artist merge")
        });
    }

    fn sell(&self) {
        self.write(|tx| {
            desk::sale::sell(
                tx,
                &order(2, &[(ADULT, 2), (VIP, 1)]),
                &cash_and_card(300_000),
            )
        });
        let later = instant("2026-11-30T00:00:00Z");
        self.write(|tx| desk::sale::reserve(tx, &order(1, &[(CHILD, 1)]), Some(later)));
        let soon = instant("2026-11-01T03:20:00Z");
        self.write(|tx| desk::sale::reserve(tx, &order(1, &[(ADULT, 1)]), Some(soon)));
        self.write(|tx| desk::sale::reserve(tx, &order(3, &[(ADULT, 1)]), None));
        self.write(|tx| desk::sale::sell(tx, &order(3, &[(ADULT, 2)]), &cash()));
        self.write(|tx| desk::sale::sell(tx, &order(2, &[(CHILD, 2)]), &cash()));
        self.write(|tx| desk::sale::reserve(tx, &order(3, &[(VIP, 1)]), None));
        self.write(|tx| desk::sale::sell(tx, &order(4, &[(CHILD, 1)]), &cash()));
        let overdue = instant("2026-11-28T12:00:00Z");
        self.write(|tx| desk::sale::reserve(tx, &order(1, &[(CHILD, 1)]), Some(overdue)));
        self.write(|tx| desk::sale::sell(tx, &order(2, &[(VIP, 1)]), &cash()));
        self.write(|tx| desk::sale::reserve(tx, &order(3, &[(CHILD, 1)]), None));
    }

    fn change(&self) {
        self.write_at("2026-11-02T03:00:00Z", |tx| {
            desk::payment::record(tx, OrderId(3), &taking(&[(Method::Cash, Some(60_000))]))
        });
        self.write(|tx| desk::change_order::cancel(tx, OrderId(4)));
        let one = HowMuch::Tickets(vec![
            self.read(|snapshot| ticket_of(snapshot, OrderId(5), 1)),
        ]);
        self.write(|tx| desk::refund::refund(tx, OrderId(5), &refunding(one.clone())));
        self.write(|tx| desk::refund::refund(tx, OrderId(6), &refunding(HowMuch::All)));
        self.write(|tx| {
            desk::payment::record(
                tx,
                OrderId(7),
                &taking(&[(Method::Transfer, Some(100_000))]),
            )
        });
        for user in [UserId(4), UserId(6)] {
            self.write(|tx| desk::user::delete(tx, user));
        }
        let vip = self.read(|snapshot| ticket_of(snapshot, OrderId(10), 1));
        self.write(|tx| desk::ticket::reissue(tx, vip));
        self.write(|tx| {
            desk::payment::record(tx, OrderId(11), &taking(&[(Method::Qris, Some(20_000))]))
        });
        self.write(|tx| desk::change_order::cancel(tx, OrderId(11)));
        let smaller = ConcertPatch {
            capacity: Change::Set(10),
            ..ConcertPatch::default()
        };
        self.write(|tx| desk::concert::update(tx, ConcertId(1), &smaller));
    }

    fn hold(&self) {
        self.write(|tx| desk::hold::create(tx, &hold("Sponsors", 3), None));
        self.write(|tx| {
            desk::hold_sale::sell(
                tx,
                HoldId(1),
                &order(1, &[(UNSOLD, 1)]),
                &Terms::default(),
                &cash(),
            )
        });
        self.write(|tx| desk::hold::create(tx, &hold("Press", 1), None));
        self.write(|tx| desk::hold::release(tx, HoldId(2), &[]));
        let overdue = instant("2026-11-28T12:00:00Z");
        self.write(|tx| desk::hold::create(tx, &hold("Late", 1), Some(overdue)));
    }

    fn admit(&self) {
        let code = self
            .read(|snapshot| Ok(desk::ticket::get(snapshot, &TicketRef::Id(TicketId(1)))?.code));
        for _ in 0..2 {
            self.write_at(NOW, |tx| {
                desk::admission::admit(tx, &code, Some(ConcertId(1)), None)
            });
        }
    }

    fn write<R: Serialize + DeserializeOwned + Clone>(
        &self,
        act: impl Fn(&Transaction<'_>) -> Result<R>,
    ) -> R {
        self.write_at("2026-11-01T03:00:00Z", act)
    }

    fn write_at<R: Serialize + DeserializeOwned + Clone>(
        &self,
        now: &str,
        act: impl Fn(&Transaction<'_>) -> Result<R>,
    ) -> R {
        let office = Office::open(&self.path, setting(now)).unwrap();
        self.writes.set(self.writes.get() + 1);
        let key = format!("night-{}", self.writes.get());
        let request = Request::new("night", &()).unwrap().with_key(Some(key));
        office
            .write(&request, act, |_, made| Ok(made.clone()))
            .unwrap()
            .value
    }

    fn read<T>(&self, look: impl Fn(&Snapshot<'_>) -> Result<T>) -> T {
        Office::open(&self.path, setting(NOW))
            .unwrap()
            .read(look)
            .unwrap()
    }
}

fn ticket_of(snapshot: &Snapshot<'_>, order: OrderId, number: usize) -> Result<TicketId> {
    Ok(desk::order::whole(snapshot, order)?.tickets[number - 1].id)
}

fn venue(name: &str, capacity: i64) -> NewVenue {
    NewVenue {
        name: name.parse().unwrap(),
        location: "Jakarta".parse().unwrap(),
        capacity: Some(capacity),
        zone: None,
        slug: None,
    }
}

fn concert(name: &str, venue: i64, artists: &[i64]) -> NewConcert {
    NewConcert {
        name: name.parse().unwrap(),
        venue_id: VenueId(venue),
        starts_at: instant("2026-11-28T13:00:00Z"),
        time_known: true,
        doors_at: Some(instant("2026-11-28T12:00:00Z")),
        ends_at: None,
        capacity: None,
        artists: artists.iter().map(|id| ArtistId(*id)).collect(),
        slug: None,
        source: None,
        status: ConcertStatus::Scheduled,
        note: None,
    }
}

fn ticket_type(concert: i64, name: &str, price: i64, quota: i64) -> NewTicketType {
    NewTicketType {
        concert_id: ConcertId(concert),
        name: name.parse().unwrap(),
        price: Amount(price),
        quota,
        slug: None,
        sale_starts_at: None,
        sale_ends_at: None,
        max_per_order: None,
    }
}

fn order(user: i64, lines: &[(i64, i64)]) -> NewOrder {
    let line = |(of, quantity): &(i64, i64)| Line {
        ticket_type: TicketTypeId(*of),
        quantity: *quantity,
    };
    NewOrder {
        lines: lines.iter().map(line).collect(),
        customer: Customer {
            user: boxoffice::domain::UserRef::Id(UserId(user)),
            name: None,
        },
        channel: Channel::Counter,
        note: Some("for the front row".parse().unwrap()),
    }
}

fn hold(reason: &str, quantity: i64) -> NewHold {
    NewHold {
        lines: vec![Line {
            ticket_type: TicketTypeId(UNSOLD),
            quantity,
        }],
        reason: reason.parse().unwrap(),
        slug: None,
    }
}

fn taking(offers: &[(Method, Option<i64>)]) -> Taking {
    let offer = |(method, amount): &(Method, Option<i64>)| Offer {
        method: *method,
        amount: amount.map(Amount),
    };
    Taking {
        offers: offers.iter().map(offer).collect(),
        tendered: None,
        reference: None,
    }
}

fn cash() -> Taking {
    taking(&[(Method::Cash, None)])
}

fn cash_and_card(cash: i64) -> Taking {
    taking(&[(Method::Cash, Some(cash)), (Method::Card, None)])
}

fn refunding(how_much: HowMuch) -> Refunding {
    Refunding {
        reason: Some("rain".parse().unwrap()),
        ..Refunding::of(how_much)
    }
}

fn instant(text: &str) -> Instant {
    text.parse().unwrap()
}
