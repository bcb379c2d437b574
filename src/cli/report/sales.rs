//! `boxoffice report sales`

use clap::Args;

use crate::cli::app::App;
use crate::cli::paging::Days;
use crate::desk;
use crate::desk::report::{SalesReport, Scope};
use crate::domain::{Amount, Concert, ConcertRef, Profile, Result};
use crate::output::Format;
use crate::view::{MethodRow, SalesReportView, SalesRow};

/// What was sold, by ticket type, and what money moved, by method
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  boxoffice report sales --concert java-jazz-2026\n  boxoffice report sales --from today --json"
)]
pub(crate) struct SalesArgs {
    #[command(flatten)]
    days: Days,

    /// Only of this concert
    #[arg(long, value_name = "CONCERT")]
    concert: Option<ConcertRef>,
}

pub(crate) fn run(app: &App, args: &SalesArgs) -> anyhow::Result<()> {
    let (from, before) = args.days.resolve(app)?;

    let (concert, report, scope) = app.read(|snapshot| {
        let concert = args
            .concert
            .as_ref()
            .map(|concert| desk::concert::get(snapshot, concert))
            .transpose()?;
        let scope = Scope {
            concert: concert.as_ref().map(|concert| concert.id),
            from,
            before,
        };
        Ok((concert, desk::report::sales(snapshot, scope)?, scope))
    })?;

    let view = view(concert.as_ref(), &report, scope, app.office()?.profile())?;
    if app.printer.format() == Format::Csv {
        let total = i64::try_from(view.sales.len()).unwrap_or(i64::MAX);
        return Ok(app.printer.list(&view.sales, total)?);
    }
    Ok(app.printer.answer(&view)?)
}

fn view(
    concert: Option<&Concert>,
    report: &SalesReport,
    scope: Scope,
    profile: &Profile,
) -> Result<SalesReportView> {
    let money = |amount| profile.money(amount);
    let sales = report.sales.iter().map(|sales| SalesRow {
        ticket_type: format!("{}/{}", sales.concert, sales.ticket_type),
        sold: sales.sold,
        returned: sales.returned,
        tickets: sales.sold - sales.returned,
        amount: money(sales.amount),
    });
    let methods = report.money.iter().map(|of| {
        let net = of.received.checked_sub(of.refunded)?;
        Ok(MethodRow {
            method: of.method,
            received: money(of.received),
            refunded: money(of.refunded),
            net: money(net),
        })
    });
    let methods: Vec<_> = methods.collect::<Result<_>>()?;
    Ok(SalesReportView {
        concert: concert.map(|concert| concert.slug.to_string()),
        from: scope.from,
        before: scope.before,
        tickets: report.tickets(),
        amount: money(report.amount()?),
        money: money(Amount::sum(methods.iter().map(|row| row.net.amount))?),
        sales: sales.collect(),
        methods,
        timezone: concert.map_or(profile.zone, |concert| concert.zone),
    })
}
