//! `boxoffice report sales`

use clap::Args;

use super::as_of::{AsOf, must_hold};
use crate::cli::app::App;
use crate::cli::paging::Days;
use crate::desk;
use crate::desk::report::{SalesReport, Scope};
use crate::domain::{Concert, ConcertRef, Period, Profile, Result, SalesBy, wide_sum};
use crate::output::Format;
use crate::view::{
    ByChannel, ByConcert, ByDay, ByOperator, ByType, FiguresView, MethodRow, ProofView,
    SalesReportView, SalesRow,
};

/// What was sold, by ticket type or otherwise, and what money moved, by method
///
/// A line is sold when its order is first paid, or when it is added after that. Ends with its proof: the lines, the
/// entries and the accounts of all orders agree; of a part, its rows sum to what is asked at once.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit status 1 means that the proof fails.\n\nExamples:\n  boxoffice report sales --concert java-jazz-2026\n  boxoffice report sales --from today --json\n  boxoffice report sales --by day --as-of 'yesterday 23:59'"
)]
pub(crate) struct SalesArgs {
    /// What to tell apart: type, day, concert, operator, channel or method
    #[arg(long, value_name = "WHAT", default_value_t = SalesBy::Type)]
    by: SalesBy,

    #[command(flatten)]
    days: Days,

    /// Only of this concert
    #[arg(long, value_name = "CONCERT")]
    concert: Option<ConcertRef>,

    #[command(flatten)]
    as_of: AsOf,
}

pub(crate) fn run(app: &App, args: &SalesArgs) -> anyhow::Result<()> {
    let (from, before) = args.days.resolve(app)?;
    let as_of = args.as_of.by_the_office(app)?;
    let office_zone = app.zone()?;

    let (concert, report, scope) = app.read(|snapshot| {
        let concert = args
            .concert
            .as_ref()
            .map(|concert| desk::concert::get(snapshot, concert))
            .transpose()?;
        let scope = Scope {
            by: args.by,
            period: Period {
                concert: concert.as_ref().map(|concert| concert.id),
                from,
                before,
            },
            as_of,
            zone: concert.as_ref().map_or(office_zone, |concert| concert.zone),
        };
        Ok((concert, desk::report::sales(snapshot, &scope)?, scope))
    })?;

    let view = view(concert.as_ref(), &report, &scope, app.office()?.profile())?;
    if app.printer.format() == Format::Csv {
        rows(app, view)?;
    } else {
        app.printer.answer(&view)?;
    }
    must_hold(report.wrong)
}

/// In CSV only what is told apart, under a header of its own.
fn rows(app: &App, view: SalesReportView) -> anyhow::Result<()> {
    macro_rules! list {
        ($of:ident) => {{
            let rows: Vec<_> = view.sales.into_iter().map($of).collect();
            app.printer
                .list(&rows, i64::try_from(rows.len()).unwrap_or(i64::MAX))?;
        }};
    }
    match view.by {
        SalesBy::Type => list!(ByType),
        SalesBy::Day => list!(ByDay),
        SalesBy::Concert => list!(ByConcert),
        SalesBy::Operator => list!(ByOperator),
        SalesBy::Channel => list!(ByChannel),
        SalesBy::Method => {
            let total = i64::try_from(view.methods.len()).unwrap_or(i64::MAX);
            app.printer.list(&view.methods, total)?;
        }
    }
    Ok(())
}

fn view(
    concert: Option<&Concert>,
    report: &SalesReport,
    scope: &Scope,
    profile: &Profile,
) -> Result<SalesReportView> {
    let sales = report.rows.iter().map(|row| SalesRow {
        by: scope.by,
        name: row.name.clone(),
        figures: FiguresView::of(&row.figures, profile.currency),
    });
    let methods = report.money.iter().map(|of| MethodRow::of(of, profile));
    let methods: Vec<_> = methods.collect::<Result<_>>()?;
    let money = wide_sum(methods.iter().map(|row| row.net.amount))?;
    Ok(SalesReportView {
        concert: concert.map(|concert| concert.slug.to_string()),
        from: scope.period.from,
        before: scope.period.before,
        tickets: report.total.tickets(),
        amount: profile.money(report.total.amount),
        money: profile.money(money),
        by: scope.by,
        sales: sales.collect(),
        methods,
        total: FiguresView::of(&report.total, profile.currency),
        proof: ProofView::of(&report.proof, profile.currency)?,
        as_of: scope.as_of,
        timezone: scope.zone,
    })
}
