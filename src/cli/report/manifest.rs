//! `boxoffice report manifest`

use clap::Args;

use super::as_of::{AsOf, must_hold};
use crate::cli::app::App;
use crate::desk;
use crate::desk::report::ManifestReport;
use crate::domain::{Code, ConcertRef, Error, Slug, TypeManifest};
use crate::output::Format;
use crate::view::{ManifestRow, ManifestView};

/// Where every place of a concert is: sold + comp + pending + held + allotted + unsold = capacity
#[derive(Debug, Args)]
#[command(
    after_help = "Exit status 1 means that the proof fails.\n\nExamples:\n  boxoffice report manifest java-jazz-2026\n  boxoffice report manifest java-jazz-2026 --as-of 'yesterday 23:59'"
)]
pub(crate) struct ManifestArgs {
    /// The concert: its slug or its id (or `BOXOFFICE_CONCERT`)
    concert: Option<ConcertRef>,

    #[command(flatten)]
    as_of: AsOf,
}

pub(crate) fn run(app: &App, args: &ManifestArgs) -> anyhow::Result<()> {
    let named = args
        .concert
        .clone()
        .map_or_else(|| app.concert(), |concert| Ok(Some(concert)))?;
    let concert = named.ok_or_else(|| {
        Error::new(Code::Usage, "of which concert?").hint("boxoffice report manifest CONCERT")
    })?;

    let now = app.office()?.now()?;
    let report = app.read(|snapshot| {
        let zone = desk::concert::get(snapshot, &concert)?.zone;
        let as_of = args.as_of.resolve(zone, now)?;
        desk::report::manifest(snapshot, &concert, as_of)
    })?;

    let view = view(&report);
    if app.printer.format() == Format::Csv {
        app.printer.list(
            &view.ticket_types,
            i64::try_from(view.ticket_types.len()).unwrap_or(i64::MAX),
        )?;
    } else {
        app.printer.answer(&view)?;
    }
    must_hold(report.wrong())
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
        as_of: report.as_of,
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
        pool: of.pool.as_ref().map(ToString::to_string),
    }
}
