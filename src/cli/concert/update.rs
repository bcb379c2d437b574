//! `boxoffice concert update`

use clap::Args;
use serde::Serialize;

use super::tax::TaxArgs;
use super::{look, named, sentence, to_call, with_the_rest};
use crate::cli::app::App;
use crate::cli::error::{must_be_as_shown, nothing_to_update};
use crate::desk;
use crate::desk::cancel::Owed;
use crate::domain::{
    Change, Concert, ConcertPatch, ConcertRef, ConcertStatus, Instant, Name, Note, Result, Slug,
    TimeText, Venue, VenueRef, count, must_be_ahead,
};
use crate::office::Snapshot;
use crate::view::{ConcertDetailView, MovedView};

/// Change a concert; moving one that is sold is asked about first
#[derive(Debug, Args, Serialize)]
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

    /// When it starts, by the venue's clocks; doors and end keep their distance unless named
    #[arg(long, value_name = "TIME")]
    starts_at: Option<TimeText>,

    /// When the doors open
    #[arg(long, value_name = "TIME")]
    doors_at: Option<TimeText>,

    /// No hour is set for the doors any more
    #[arg(long, conflicts_with = "doors_at")]
    clear_doors_at: bool,

    /// When it ends
    #[arg(long, value_name = "TIME")]
    ends_at: Option<TimeText>,

    /// No hour is set for the end any more
    #[arg(long, conflicts_with = "ends_at")]
    clear_ends_at: bool,

    /// How many people it admits
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(0..=10_000_000))]
    capacity: Option<i64>,

    /// It has no limit any more
    #[arg(long, conflicts_with = "capacity")]
    clear_capacity: bool,

    #[command(flatten)]
    #[serde(flatten)]
    tax: TaxArgs,

    /// No tax is on its tickets any more
    #[arg(long, conflicts_with = "tax")]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    no_tax: bool,

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
    now: Instant,
}

pub(crate) fn run(app: &App, args: &UpdateArgs) -> anyhow::Result<()> {
    let shown = app.unless_repeated(|snapshot| args.resolve(snapshot, snapshot.now()))?;
    let question = shown.as_ref().and_then(Plan::question);
    if let Some(question) = &question {
        app.confirm(question)?;
    }

    let done = app.write(
        "concert update",
        args,
        |tx| {
            // Times such as `now` mean what was shown, however long the question stood.
            let now = shown.as_ref().map_or(tx.now(), |shown| shown.now);
            let plan = args.resolve(tx, now)?;
            if let Some(shown) = shown.as_ref().filter(|_| question.is_some()) {
                shown.must_still_hold(&plan, args)?;
                desk::cancel::must_still_owe(tx, plan.concert.id, &shown.owed)?;
            }
            if let Some(starts_at) = plan.patch.starts_at.filter(|_| !args.allow_past) {
                must_be_ahead(starts_at, plan.venue.zone, tx.now())?;
            }
            desk::concert::update(tx, plan.concert.id, &plan.patch)
        },
        |snapshot, id| {
            let moves = args.moves();
            Ok(MovedView {
                concert: look(app, snapshot, *id)?,
                to_call: moves
                    .then(|| to_call(snapshot, *id))
                    .transpose()?
                    .unwrap_or_default(),
            })
        },
    )?;

    app.done(&done, |view| {
        if args.starts_at.is_some() || args.doors_at.is_some() || args.clear_doors_at {
            return sentence(&view.concert.concert);
        }
        format!("Concert `{}` is changed.", view.concert.concert.concert)
    });
    for remark in shown
        .iter()
        .flat_map(|plan| plan.remarks(&done.value.concert))
    {
        app.next(&remark);
    }
    Ok(app.printer.answer(&done.value)?)
}

impl UpdateArgs {
    /// Whether those who have tickets have to be told: it takes place elsewhere, at another time or not for now.
    fn moves(&self) -> bool {
        self.starts_at.is_some()
            || self.venue.is_some()
            || self.status == Some(ConcertStatus::Postponed)
    }

    /// What is asked for, of the concert and the venue as they are, with times counted from `now`.
    fn resolve(&self, snapshot: &Snapshot<'_>, now: Instant) -> Result<Plan> {
        let concert = desk::concert::get(snapshot, &self.concert)?;
        let at_home = VenueRef::Id(concert.venue_id);
        let venue = desk::venue::get(snapshot, self.venue.as_ref().unwrap_or(&at_home))?;
        let zone = if venue.id == concert.venue_id {
            concert.zone
        } else {
            venue.zone
        };
        let at = |time: &TimeText| time.resolve(zone, now);
        let doors_at = self.doors_at.as_ref().map(at).transpose()?;
        let ends_at = self.ends_at.as_ref().map(at).transpose()?;
        let patch = ConcertPatch {
            name: self.name.clone(),
            venue_id: self.venue.as_ref().map(|_| venue.id),
            starts_at: self.starts_at.as_ref().map(at).transpose()?,
            doors_at: Change::from_flags(doors_at, self.clear_doors_at),
            ends_at: Change::from_flags(ends_at, self.clear_ends_at),
            capacity: Change::from_flags(self.capacity, self.clear_capacity),
            status: self.status,
            slug: self.slug.clone(),
            note: Change::from_flags(self.note.clone(), self.clear_note),
            tax: Change::from_flags(self.tax.tax(), self.no_tax),
        };
        if patch == ConcertPatch::default() {
            return Err(nothing_to_update("concert"));
        }
        let owed = desk::cancel::owed(snapshot, concert.id)?;
        Ok(Plan {
            concert,
            venue,
            patch,
            owed,
            now,
        })
    }
}

impl Plan {
    /// Refuses to go on with another concert, venue or start than was shown before the question.
    fn must_still_hold(&self, now: &Self, args: &UpdateArgs) -> Result<()> {
        let shown = |plan: &Self| (plan.concert.id, plan.venue.id, plan.patch.starts_at);
        must_be_as_shown(Some(shown(self)), shown(now), &args.concert)
    }

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
            ..
        } = self;
        let starts_at = patch.starts_at.filter(|at| *at != concert.starts_at);
        let moves = venue.id != concert.venue_id;
        if !owed.is_anything() || starts_at.is_none() && !moves {
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
            "Move the concert {}{}{}, with {}?",
            named(concert),
            to.unwrap_or_default(),
            place.unwrap_or_default(),
            with_the_rest(sold, owed),
        ))
    }
}
