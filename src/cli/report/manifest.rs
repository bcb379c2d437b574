//! `boxoffice report manifest`

use clap::Args;

use crate::cli::app::App;
use crate::desk;
use crate::desk::report::ManifestReport;
use crate::domain::{Code, ConcertRef, Error, Result, Slug, TypeManifest};
use crate::output::Format;
use crate::view::{ManifestRow, ManifestView};

/// Where every place of a concert is: sold + comp + pending + held + allotted + unsold = capacity
#[derive(Debug, Args)]
#[command(
    after_help = "Exit status 5 means that the proof fails.\n\nExamples:\n  boxoffice report manifest java-jazz-2026"
)]
pub(crate) struct ManifestArgs {
    /// The concert: its slug or its id (or `BOXOFFICE_CONCERT`)
    concert: Option<ConcertRef>,
}

pub(crate) fn run(app: &App, args: &ManifestArgs) -> anyhow::Result<()> {
    let named = args
        .concert
        .clone()
        .map_or_else(|| app.concert(), |concert| Ok(Some(concert)))?;
    let concert = named.ok_or_else(|| {
        Error::new(Code::Usage, "of which concert?").hint("boxoffice report manifest CONCERT")
    })?;

    let report = app.read(|snapshot| desk::report::manifest(snapshot, &concert))?;

    let view = view(&report);
    if app.printer.format() == Format::Csv {
        app.printer.list(
            &view.ticket_types,
            i64::try_from(view.ticket_types.len()).unwrap_or(i64::MAX),
        )?;
    } else {
        app.printer.answer(&view)?;
    }
    Ok(must_balance(&report)?)
}

fn must_balance(report: &ManifestReport) -> Result<()> {
    if report.balances() {
        return Ok(());
    }
    let message = format!(
        "the manifest of `{}` does not add up: {} are claimed, {} are taken",
        report.concert.slug,
        report.claimed(),
        report.concert.taken
    );
    Err(Error::new(Code::CheckFailed, message).hint("boxoffice db check"))
}

fn view(report: &ManifestReport) -> ManifestView {
    let sum = |count: fn(&TypeManifest) -> i64| report.types.iter().map(count).sum();
    let concert = &report.concert;
    ManifestView {
        concert: concert.slug.to_string(),
        name: concert.name.to_string(),
        starts_at: concert.starts_at,
        timezone: concert.zone,
        capacity: report.capacity(),
        sold: sum(|of| of.sold),
        comp: sum(|of| of.comp),
        pending: sum(|of| of.pending),
        held: sum(|of| of.held),
        allotted: sum(|of| of.allotted),
        unsold: report.unsold(),
        balanced: report.balances(),
        ticket_types: report
            .types
            .iter()
            .map(|of| row(&concert.slug, of))
            .collect(),
    }
}

fn row(concert: &Slug, of: &TypeManifest) -> ManifestRow {
    ManifestRow {
        ticket_type: format!("{concert}/{}", of.ticket_type),
        name: of.name.to_string(),
        quota: of.quota,
        sold: of.sold,
        comp: of.comp,
        pending: of.pending,
        held: of.held,
        allotted: of.allotted,
        unsold: of.unsold(),
    }
}
