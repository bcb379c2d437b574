//! `boxoffice concert refund`

use clap::Args;

use super::named;
use crate::cli::app::App;
use crate::cli::overriding::{OF_A_REFUND, OverrideArgs, only};
use crate::desk;
use crate::desk::mass_refund::MassRefund;
use crate::domain::{
    Code, Concert, ConcertRef, Currency, Error, KeepText, Method, Note, OrderCode, OrderId,
    RefundSums, RefundedOrder, Result, count,
};
use crate::office::{Request, Snapshot};
use crate::view::{RefundSumsView, RefundedOrderView};

const VERB: &str = "concert refund";

/// Pay a cancelled concert back: the tickets of every order go back with what they are worth
///
/// An order over several concerts keeps its other tickets. One that was still to be paid is cancelled, or taken out of
/// this concert, and what was paid of it goes back. Each order is done by itself, so a run that was interrupted is run
/// again and goes on where it stopped; exit status 6 means that an order is still open.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  boxoffice concert refund java-jazz-2026 --dry-run    says how much goes back, and by which methods
  boxoffice concert refund java-jazz-2026 --reason 'The artist is ill' --yes --format ndjson")]
#[command(mut_arg("rules", only(OF_A_REFUND)))]
pub(crate) struct RefundArgs {
    /// The concert: its slug or its id
    concert: ConcertRef,

    /// By which method; the one it came by when left out
    #[arg(long, value_name = "METHOD")]
    to: Option<Method>,

    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: Option<Note>,

    /// Keep a part of what the tickets of each order were worth: a sum, or a percentage such as 10%
    #[arg(long, value_name = "MONEY|PERCENT%")]
    keep: Option<KeepText>,

    #[command(flatten)]
    overriding: OverrideArgs,
}

/// What is paid back, and how it is told.
struct Run<'r> {
    app: &'r App,
    concert: Concert,
    how: MassRefund,
    currency: Currency,
}

pub(crate) fn run(app: &App, args: &RefundArgs) -> anyhow::Result<()> {
    let concert = app.read(|snapshot| {
        let found = desk::concert::get(snapshot, &args.concert)?;
        desk::mass_refund::must_be_cancelled(&found)?;
        Ok(found)
    })?;
    let (currency, reason) = (app.currency()?, args.reason.as_ref());
    args.overriding.must_approve("")?;
    let keep = args.keep.as_ref().map(|keep| keep.resolve(currency));
    let run = Run {
        app,
        concert,
        how: MassRefund {
            to: args.to,
            reason: reason.cloned(),
            keep: keep.transpose()?,
            overriding: args.overriding.overriding(OF_A_REFUND, reason)?,
        },
        currency,
    };
    if app.is_dry_run() {
        let (told, sums) = run.try_all()?;
        app.printer
            .notice("dry_run", "Dry run: nothing was written.");
        run.tell(&sums, "would go back")?;
        app.printer.list(&run.views(&told)?, total(&told))?;
        return Ok(run.must_be_settled(&sums)?);
    }
    run.ask()?;
    run.refund_all()
}

impl Run<'_> {
    /// What would come of every order, tried in one transaction that is taken back.
    fn try_all(&self) -> Result<(Vec<RefundedOrder>, RefundSums)> {
        let office = self.app.office()?;
        let request = Request::new(VERB, &())?.dry_run(true);
        let mut told = Vec::new();
        office.write(
            &request,
            |tx| {
                told = desk::mass_refund::try_all(tx, self.concert.id, &self.how)?;
                Ok(())
            },
            |_, ()| Ok(()),
        )?;
        let sums = RefundSums::of(&told)?;
        Ok((told, sums))
    }

    /// Asks about the count and the sum, and refuses to go on when they moved while the question stood.
    fn ask(&self) -> Result<()> {
        if self.app.agrees() {
            return Ok(());
        }
        let (_, shown) = self.try_all()?;
        if shown == RefundSums::default() {
            return Ok(());
        }
        let (sentence, concert) = (self.sentence(&shown)?, named(&self.concert));
        self.app
            .confirm(&format!("Pay the concert {concert} back: {sentence}?"))?;
        if self.try_all()?.1 == shown {
            return Ok(());
        }
        let slug = &self.concert.slug;
        let message = format!("what goes back for `{slug}` has changed since it was shown");
        Err(Error::new(Code::Moved, message).hint("repeat the command to see how it stands now"))
    }

    /// The orders that something is to be done to, and those that were done under this key, to answer the same again.
    fn orders(&self) -> Result<Vec<(OrderId, OrderCode)>> {
        let (app, concert) = (self.app, self.concert.id);
        let open = app.read(|snapshot| desk::mass_refund::unsettled(snapshot, concert, false))?;
        let Some(key) = app.key() else {
            return Ok(open);
        };
        let every = app.read(|snapshot| desk::mass_refund::unsettled(snapshot, concert, true))?;
        let mut wanted = Vec::new();
        for (id, code) in every {
            let is_open = open.iter().any(|(other, _)| *other == id);
            if is_open || app.is_known(&format!("{}/{code}", key.as_str()))? {
                wanted.push((id, code));
            }
        }
        Ok(wanted)
    }

    fn refund_all(&self) -> anyhow::Result<()> {
        let app = self.app;
        let orders = self.orders()?;
        let mut progress = app.progress()?;
        progress.phase("orders", u64::try_from(orders.len()).unwrap_or(u64::MAX));
        let at_once = app.printer.answers_by_line();
        let (mut told, mut repeated) = (Vec::new(), 0);
        let ended = orders.iter().try_for_each(|(id, code)| {
            progress.advance(1)?;
            let (order, again) = self.refund_one(*id, code)?;
            repeated += i64::from(again);
            if at_once {
                app.printer
                    .list(&self.views(std::slice::from_ref(&order))?, 1)?;
            }
            told.push(order);
            anyhow::Ok(())
        });
        drop(progress);

        // Who was paid back before something failed is paid back all the same, so that is told first.
        if !at_once {
            app.printer.list(&self.views(&told)?, total(&told))?;
        }
        ended?;
        let sums = RefundSums::of(&told)?;
        if repeated > 0 {
            let orders = count(repeated, "order");
            let sentence = format!("{orders} done under this key before: the same answer.");
            app.printer.notice("repeated", &sentence);
        }
        self.tell(&sums, "went back")?;
        Ok(self.must_be_settled(&sums)?)
    }

    /// One order in a transaction of its own, and whether that was done under this key before. What is refused leaves
    /// the order open, and the others go on.
    fn refund_one(&self, id: OrderId, code: &OrderCode) -> Result<(RefundedOrder, bool)> {
        let concert = self.concert.id;
        let done = self.app.write_one(
            &code.to_string(),
            VERB,
            &(id, concert, &self.how),
            |tx| desk::mass_refund::refund_one(tx, id, concert, &self.how),
            desk::mass_refund::tell,
        );
        match done {
            Ok(done) => Ok((done.value, done.repeated)),
            Err(error) if error.code.is_of_a_row() => {
                let open =
                    |snapshot: &Snapshot<'_>| desk::mass_refund::tell_open(snapshot, id, &error);
                Ok((self.app.read(open)?, false))
            }
            Err(error) => Err(error),
        }
    }

    fn views(&self, told: &[RefundedOrder]) -> Result<Vec<RefundedOrderView>> {
        let views = told.iter();
        views
            .map(|order| RefundedOrderView::of(order, self.currency))
            .collect()
    }

    /// What all orders come to, where there is any.
    fn tell(&self, sums: &RefundSums, what: &str) -> Result<()> {
        if sums.orders > 0 {
            let view = RefundSumsView::of(sums, self.currency)?;
            let sentence = format!("{} {what}.", self.sentence(sums)?);
            self.app.printer.sums(&view, &sentence);
        }
        Ok(())
    }

    /// What goes back: `3 tickets in 2 orders, Rp300.000 by card, Rp75.000 by cash`.
    fn sentence(&self, sums: &RefundSums) -> Result<String> {
        let tickets = count(sums.tickets, "ticket");
        let orders = count(sums.orders, "order");
        let parts = sums.back.iter();
        let parts: Vec<_> = parts
            .map(|(method, sum)| format!("{} by {method}", self.currency.show(*sum)))
            .collect();
        let sum = if parts.is_empty() {
            self.currency.show(sums.refunded()?)
        } else {
            parts.join(", ")
        };
        Ok(format!("{tickets} in {orders}, {sum}"))
    }

    fn must_be_settled(&self, sums: &RefundSums) -> Result<()> {
        if sums.open == 0 {
            return Ok(());
        }
        let (slug, open) = (&self.concert.slug, count(sums.open, "order"));
        let message = format!("{open} of `{slug}` still open, the others are done");
        Err(Error::new(Code::Partial, message)
            .hint("`reason` says why; the same command goes on with what is open"))
    }
}

fn total<T>(told: &[T]) -> i64 {
    i64::try_from(told.len()).unwrap_or(i64::MAX)
}
