//! `boxoffice concert update`

use clap::Args;

use super::{look, named, sentence, still_to_be_paid};
use crate::cli::app::App;
use crate::cli::error::nothing_to_update;
use crate::desk;
use crate::desk::cancel::Owed;
use crate::domain::{
    Change, Concert, ConcertPatch, ConcertRef, ConcertStatus, Name, Note, Result, Slug, TimeText,
    Venue, VenueRef, count, must_be_ahead,
};
use crate::office::Snapshot;
use crate::view::ConcertDetailView;

/// Change a concert; moving one that is sold is asked about first
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  boxoffice concert update java-jazz-2026 --doors-at '2026-11-28 18:00'
  boxoffice concert update java-jazz-2026 --starts-at '2026-12-05 20:00' --yes
  boxoffice concert update java-jazz-2026 --status postponed")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch on the command line"
)]
pub(crate) struct UpdateArgs {
    /// The concert: its slug or its id
    concert: ConcertRef,

    /// Its new name
    #[arg(long, value_name = "NAME")]
    name: Option<Name>,

    /// Where it takes place
    #[arg(long, value_name = "VENUE")]
    venue: Option<VenueRef>,

    /// When it starts, by the venue's clocks; doors keep their distance unless named
    #[arg(long, value_name = "TIME")]
    starts_at: Option<TimeText>,

    /// When the doors open
    #[arg(long, value_name = "TIME")]
    doors_at: Option<TimeText>,

    /// No hour is set for the doors any more
    #[arg(long, conflicts_with = "doors_at")]
    clear_doors_at: bool,

    /// How many people it admits
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(0..=10_000_000))]
    capacity: Option<i64>,

    /// It has no limit any more
    #[arg(long, conflicts_with = "capacity")]
    clear_capacity: bool,

    /// Whether it takes place: scheduled, or postponed, which stops the sale
    #[arg(long, value_name = "STATUS")]
    status: Option<ConcertStatus>,

    /// What else is to be known
    #[arg(long, value_name = "TEXT")]
    note: Option<Note>,

    /// Nothing else is to be known any more
    #[arg(long, conflicts_with = "note")]
    clear_note: bool,

    /// What to type to name it
    #[arg(long, value_name = "SLUG")]
    slug: Option<Slug>,

    /// Take a start that is over
    #[arg(long)]
    allow_past: bool,
}

/// The concert as it is, where it goes to, and what is sold of it.
struct Plan {
    concert: Concert,
    venue: Venue,
    patch: ConcertPatch,
    owed: Owed,
}

pub(crate) fn run(app: &App, args: UpdateArgs) -> anyhow::Result<()> {
    let allow_past = args.allow_past;
    let plan = app.read(|snapshot| resolve(snapshot, args))?;
    let Plan {
        concert,
        venue,
        patch,
        owed,
    } = &plan;
    if *patch == ConcertPatch::default() {
        return Err(nothing_to_update("concert").into());
    }
    let question = plan.question();
    if let Some(question) = &question {
        app.confirm(question)?;
    }

    let done = app.write(
        "concert update",
        &(concert.id, patch),
        |tx| {
            if question.is_some() {
                desk::cancel::must_still_owe(tx, concert.id, owed)?;
            }
            if let Some(starts_at) = patch.starts_at.filter(|_| !allow_past) {
                must_be_ahead(starts_at, venue.zone, tx.now())?;
            }
            desk::concert::update(tx, concert.id, patch)
        },
        |snapshot, id| look(app, snapshot, *id),
    )?;

    app.done(&done, |view| {
        if patch.starts_at.is_some() || !patch.doors_at.is_keep() {
            return sentence(&view.concert);
        }
        format!("Concert `{}` is changed.", view.concert.concert)
    });
    for remark in plan.remarks(&done.value) {
        app.next(&remark);
    }
    Ok(app.printer.answer(&done.value)?)
}

fn resolve(snapshot: &Snapshot<'_>, args: UpdateArgs) -> Result<Plan> {
    let concert = desk::concert::get(snapshot, &args.concert)?;
    let is_named = args.venue.is_some();
    let venue = args.venue.unwrap_or(VenueRef::Id(concert.venue_id));
    let venue = desk::venue::get(snapshot, &venue)?;
    let zone = if venue.id == concert.venue_id {
        concert.zone
    } else {
        venue.zone
    };
    let at = |time: TimeText| time.resolve(zone, snapshot.now());
    let doors_at = args.doors_at.map(at).transpose()?;
    let patch = ConcertPatch {
        name: args.name,
        venue_id: is_named.then_some(venue.id),
        starts_at: args.starts_at.map(at).transpose()?,
        doors_at: Change::from_flags(doors_at, args.clear_doors_at),
        capacity: Change::from_flags(args.capacity, args.clear_capacity),
        status: args.status,
        slug: args.slug,
        note: Change::from_flags(args.note, args.clear_note),
    };
    let owed = desk::cancel::owed(snapshot, concert.id)?;
    Ok(Plan {
        concert,
        venue,
        patch,
        owed,
    })
}

impl Plan {
    /// What stays as it was although the concert moved, and what comes next.
    fn remarks(&self, now: &ConcertDetailView) -> Vec<String> {
        let Self {
            concert,
            venue,
            patch,
            ..
        } = self;
        let slug = &now.concert.concert;
        let mut remarks = Vec::new();
        let stays = venue.id != concert.venue_id && patch.capacity.is_keep();
        if let Some(admits) = venue
            .capacity
            .filter(|_| stays && venue.capacity != concert.capacity)
        {
            remarks.push(format!(
                "boxoffice concert update {slug} --capacity {admits} makes it as large as its new venue"
            ));
        }
        let has_window = now.ticket_types.iter().any(|of_concert| {
            of_concert
                .sale_starts_at
                .or(of_concert.sale_ends_at)
                .is_some()
        });
        if has_window && now.concert.starts_at != concert.starts_at {
            remarks.push(format!(
                "boxoffice ticket-type list --concert {slug} shows when the sale begins and ends; that has not moved"
            ));
        }
        if now.concert.status == ConcertStatus::Postponed {
            remarks.push(format!(
                "boxoffice concert update {slug} --starts-at TIME --status scheduled"
            ));
        }
        remarks
    }

    /// What to ask before people who hold tickets have to go to another place or at another time.
    fn question(&self) -> Option<String> {
        let Self {
            concert,
            venue,
            patch,
            owed,
        } = self;
        let starts_at = patch.starts_at.filter(|at| *at != concert.starts_at);
        let is_sold = owed.paid_orders > 0 || owed.pending_orders > 0;
        let moves = venue.id != concert.venue_id;
        if !is_sold || starts_at.is_none() && !moves {
            return None;
        }
        let to = starts_at.map(|at| format!(" to {}", venue.zone.show(at)));
        let place = moves.then(|| format!(" to {}", venue.name));
        let sold = match owed.paid_orders {
            0 => "nothing sold".to_owned(),
            orders => format!(
                "{} sold in {}",
                count(owed.tickets, "ticket"),
                count(orders, "order")
            ),
        };
        Some(format!(
            "Move the concert {}{}{}, with {sold}{}?",
            named(concert),
            to.unwrap_or_default(),
            place.unwrap_or_default(),
            still_to_be_paid(owed),
        ))
    }
}
