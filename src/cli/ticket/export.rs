//! `boxoffice ticket export`

use clap::Args;

use super::filter::Filters;
use crate::cli::app::App;
use crate::cli::export::{self, Export, Target, rows};
use crate::desk;
use crate::domain::{ConcertStatus, Result, TicketFilter, TicketStatus};
use crate::office::Snapshot;
use crate::output::Feed;
use crate::view::{BarcodeParts, BarcodeView, TicketExportView};

/// Write tickets for other programs, without their codes; or their codes for a gate system
///
/// Without `--barcodes` no code is written, so the file may lie about. With it, the file lets its bearer in: it lists
/// the codes that are valid now, of concerts that take place, from when to when each lets somebody in. Ask for
/// `--status void` to get the codes that a gate has to forget. `boxoffice help export` names the columns.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  boxoffice ticket export --concert java-jazz-2026 --out tickets.csv
  boxoffice ticket export --barcodes --concert java-jazz-2026 --out gate.csv
  boxoffice ticket export --barcodes --concert java-jazz-2026 --status void --out revoked.csv")]
pub(crate) struct ExportArgs {
    #[command(flatten)]
    filters: Filters,

    /// Write the codes themselves, as gate systems read them
    #[arg(long)]
    barcodes: bool,

    #[command(flatten)]
    target: Target,
}

pub(crate) fn run(app: &App, args: &ExportArgs) -> anyhow::Result<()> {
    let form = rows(app)?;
    if args.barcodes && args.target.is_watched(app) && !app.printer.is_quiet() {
        app.confirm("Show codes that let their bearer in, here on the screen?")?;
    }
    let noun = if args.barcodes { "barcode" } else { "ticket" };
    export::write(app, &args.target, form, noun, |snapshot, export| {
        let filter = args.filters.resolve(snapshot)?;
        if args.barcodes {
            barcodes(export, snapshot, filter)
        } else {
            tickets(app, export, snapshot, &filter)
        }
    })
}

fn tickets(
    app: &App,
    export: &mut Export<'_>,
    snapshot: &Snapshot<'_>,
    filter: &TicketFilter,
) -> Result<()> {
    let profile = app.office()?.profile();
    export.add(Feed::begin::<TicketExportView>)?;
    export.announce(desk::export::count_tickets(snapshot, filter)?);
    desk::export::tickets(snapshot, filter, |ticket| {
        export.record(|feed| feed.record(&TicketExportView::of(ticket, profile)))
    })
}

/// Unless a state is asked for, only what the door would let in.
fn barcodes(export: &mut Export<'_>, snapshot: &Snapshot<'_>, filter: TicketFilter) -> Result<()> {
    let all = filter.status.is_some();
    let filter = TicketFilter {
        status: filter.status.or(Some(TicketStatus::Valid)),
        ..filter
    };
    export.add(Feed::begin::<BarcodeView>)?;
    export.announce(desk::export::count_tickets(snapshot, &filter)?);
    desk::export::barcodes(snapshot, &filter, |barcode| {
        if !all && barcode.concert.status == ConcertStatus::Cancelled {
            return Ok(());
        }
        let view = BarcodeView::of(BarcodeParts {
            ticket: barcode.ticket,
            concert: barcode.concert,
            order: barcode.order,
        });
        export.record(|feed| feed.record(&view))
    })
}
