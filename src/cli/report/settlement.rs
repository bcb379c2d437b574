//! `boxoffice report settlement`

use clap::Args;
use serde::Serialize;

use super::as_of::{AsOf, must_hold};
use crate::cli::app::App;
use crate::desk;
use crate::desk::report::SettlementReport;
use crate::domain::{Code, ConcertId, ConcertRef, Equation, Error, Instant, Result};
use crate::office::Snapshot;
use crate::output::Format;
use crate::view::{ProofView, SettlementParts, SettlementView};

/// The reckoning of a concert by ticket type: gross, discounts, fees, tax, net; sold, comp, returned
///
/// Once it is sealed its figures stay as they are; what changes later is told as adjustments to them. Money counts for
/// the concert that its order is of while it moves; that of orders for several concerts stands apart.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit status 1 means that the proof fails.\n\nExamples:\n  boxoffice report settlement java-jazz-2026\n  boxoffice report settlement java-jazz-2026 --seal\n  boxoffice report settlement java-jazz-2026 --number 1 --json"
)]
pub(crate) struct SettlementArgs {
    /// The concert: its slug or its id (or `BOXOFFICE_CONCERT`)
    concert: Option<ConcertRef>,

    /// Freeze the figures under the next number; nothing is done where they have not changed
    #[arg(long)]
    seal: bool,

    /// Show a sealed settlement as it was
    #[arg(long, value_name = "N", conflicts_with_all = ["seal", "as_of"])]
    number: Option<i64>,

    #[command(flatten)]
    as_of: AsOf,
}

/// What is to be sealed.
#[derive(Debug, Serialize)]
struct SealRequest {
    concert: ConcertId,
    as_of: Option<Instant>,
}

pub(crate) fn run(app: &App, args: &SettlementArgs) -> anyhow::Result<()> {
    let named = args
        .concert
        .clone()
        .map_or_else(|| app.concert(), |concert| Ok(Some(concert)))?;
    let concert = named.ok_or_else(|| {
        Error::new(Code::Usage, "of which concert?").hint("boxoffice report settlement CONCERT")
    })?;
    let found = app.read(|snapshot| desk::concert::get(snapshot, &concert))?;
    let as_of = args.as_of.resolve(found.zone, app.office()?.now()?)?;
    if args.seal {
        return seal(app, found.id, as_of);
    }
    let report =
        app.read(|snapshot| desk::report::settlement(snapshot, &concert, args.number, as_of))?;
    answer(app, &view(app, &report)?)?;
    must_hold(report.wrong)
}

fn seal(app: &App, concert: ConcertId, as_of: Option<Instant>) -> anyhow::Result<()> {
    let request = SealRequest { concert, as_of };
    let shown = |snapshot: &Snapshot<'_>, seal: &desk::report::Seal| {
        let concert = ConcertRef::Id(seal.concert);
        let report = desk::report::settlement(snapshot, &concert, Some(seal.number), None)?;
        Ok((seal.already, report))
    };
    let done = app.write(
        "report settlement",
        &request,
        |tx| desk::report::seal(tx, concert, as_of),
        shown,
    )?;
    app.done(&done, |(already, report)| {
        let number = report.sealed.as_ref().map_or(0, |sealed| sealed.number);
        let slug = &report.concert.slug;
        if *already {
            format!("Nothing has changed since settlement {number} of `{slug}` was sealed.")
        } else {
            format!("Sealed settlement {number} of `{slug}`.")
        }
    });
    answer(app, &view(app, &done.value.1)?)
}

fn answer(app: &App, view: &SettlementView) -> anyhow::Result<()> {
    if app.printer.format() == Format::Csv {
        let total = i64::try_from(view.ticket_types.len()).unwrap_or(i64::MAX);
        return Ok(app.printer.list(&view.ticket_types, total)?);
    }
    Ok(app.printer.answer(view)?)
}

fn view(app: &App, report: &SettlementReport) -> Result<SettlementView> {
    let profile = app.office()?.profile();
    let proof = |proof: Option<&Equation>| {
        let proof = proof.map(|proof| ProofView::of(proof, profile.currency));
        proof.transpose()
    };
    let proofs = [
        proof(report.proof.as_ref())?,
        proof(report.places.as_ref())?,
    ];
    let parts = SettlementParts {
        concert: &report.concert,
        sealed: report.sealed.as_ref(),
        settled: &report.settled,
        adjustments: &report.adjustments,
        comps: &report.comps,
        as_of: report.as_of,
    };
    SettlementView::of(parts, proofs, profile)
}
