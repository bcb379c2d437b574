//! `boxoffice order import`

use clap::Args;
use serde::Serialize;

use crate::cli::app::App;
use crate::cli::listing::{ListArgs, Opened};
use crate::cli::waiting::Waiting;
use crate::desk::order_import::{self, ListedOrder, Resolver};
use crate::domain::{OrderBrief, OrderField, OrderImportCounts, Result, count, escape};
use crate::import::{FieldMap, OrderDraft, OrderDrafts, Refusal};
use crate::office::{Done, Parts};
use crate::output::{Format, Progress};
use crate::view::{OrderImportView, OrderLineView};

/// What the request is called.
const VERB: &str = "order import";

/// Make orders from a list, each through the same gate as a sale
///
/// The list is CSV, NDJSON or JSON. An order with `pay` is sold, one without is pending. Rows that stand together under
/// one `key` are lines of one order. All orders are made or none; running the same list again doubles nothing.
#[derive(Debug, Args)]
#[command(
    after_help = "Columns: key, concert, ticket_type, quantity, items, user, name, pay, tendered, reference, expires_at, note,\nchannel. An order without a `key` is known by its line: under `--key RUN` as RUN/LINE, else by the file's own bytes.\n\nExamples:
  boxoffice order import partner.csv --dry-run
  boxoffice order import partner.ndjson --key partner-28 --format ndjson
  boxoffice order import list.csv --map ticket_type=Ticket --map quantity=Seats --keep-going --rejects open.csv"
)]
pub(crate) struct ImportArgs {
    #[command(flatten)]
    list: ListArgs,

    /// Read FIELD from the column named COLUMN; columns that nothing is read from are left out
    #[arg(long, value_name = "FIELD=COLUMN")]
    map: Vec<FieldMap<OrderField>>,
}

pub(crate) fn run(app: &App, args: &ImportArgs) -> anyhow::Result<()> {
    let mut progress = app.progress()?;
    let opened = Opened::open(app, &args.list, &args.map, &mut progress)?;
    let request = opened.request(false);
    let profile = app.office()?.profile();
    let mut import = Import {
        app,
        opened: &opened,
        resolver: Resolver::new(profile.currency, profile.zone),
        told: None,
        counts: OrderImportCounts::default(),
        refusals: Vec::new(),
        begins_again: false,
    };
    import.forget()?;
    let is_new = app.unless_repeated(|_| Ok(()))?.is_some();
    // Nothing has to be taken back alone where every order can be made, as in most lists; the first time finds out.
    let mut done = import.pass(&request, Parts::Joined, is_new, &mut progress);
    if import.begins_again {
        import.forget()?;
        progress.phase("Writing", opened.list.rows());
        done = import.pass(&request, Parts::Apart, is_new, &mut progress);
    }
    drop(progress);
    let rejects = opened.write_rejects(app, &import.refusals)?;
    import.answer(&done?, rejects.as_deref())
}

/// An import on its way.
struct Import<'i> {
    app: &'i App,
    opened: &'i Opened<'i, OrderField>,
    resolver: Resolver,
    /// What is told of each order, once all of them are written.
    told: Option<Waiting>,
    counts: OrderImportCounts,
    refusals: Vec<Refusal>,
    /// Whether an order was refused that has to be taken back, and cannot be alone.
    begins_again: bool,
}

impl Import<'_> {
    /// Goes through the whole list in one transaction.
    fn pass(
        &mut self,
        request: &impl Serialize,
        parts: Parts,
        is_new: bool,
        progress: &mut Progress,
    ) -> Result<Done<OrderImportCounts>> {
        let (app, opened) = (self.app, self.opened);
        app.office()?.together(parts, app.is_dry_run(), || {
            if is_new {
                self.each(progress)?;
            }
            if !self.refusals.is_empty() && !opened.keeps_going() {
                return Err(opened.refused(app, &self.refusals));
            }
            let counts = self.counts;
            app.write(VERB, request, |_| Ok(counts), |_, counts| Ok(*counts))
        })
    }

    /// Begins with nothing counted and nothing told.
    fn forget(&mut self) -> Result<()> {
        let printer = &self.app.printer;
        let by_line = printer.format() == Format::Ndjson && !printer.is_quiet();
        self.told = by_line.then(Waiting::new).transpose()?;
        self.counts = OrderImportCounts::default();
        self.refusals.clear();
        Ok(())
    }

    fn each(&mut self, progress: &mut Progress) -> Result<()> {
        let list = &self.opened.list;
        self.counts.rows = i64::try_from(list.rows()).unwrap_or(i64::MAX);
        OrderDrafts::of(list)?.each(|draft| {
            progress.advance(draft.lines.len() as u64)?;
            self.take(draft)
        })
    }

    /// Makes one order, or notes why it cannot be made.
    fn take(&mut self, mut draft: OrderDraft) -> Result<()> {
        self.counts.orders += 1;
        let line = draft.lines.first().copied().unwrap_or_default();
        if draft.refusals.is_empty() {
            match self.make(&draft, line) {
                Ok(done) => {
                    self.counts.add(&done.value, done.repeated)?;
                    let key = draft.row.key.as_ref();
                    let made = OrderLineView::made(line, key, &done.value, self.app.currency()?);
                    return self.tell(&OrderLineView {
                        outcome: if done.repeated {
                            "repeated"
                        } else {
                            made.outcome
                        },
                        order: made.order.filter(|_| !done.dry_run),
                        ..made
                    });
                }
                // A file or a disk that fails, or Ctrl-C, is about no row.
                Err(refusal) if matches!(refusal.error.code.exit(), 1 | 5 | 130) => {
                    return Err(refusal.error);
                }
                Err(refusal) if self.app.office()?.has_failed() => {
                    self.begins_again = true;
                    return Err(refusal.error);
                }
                Err(refusal) => draft.refusals.push(refusal),
            }
            draft.refuse_all(line);
        }
        self.counts.refused += 1;
        let reasons: Vec<_> = draft.refusals.iter().map(Refusal::reason).collect();
        let reason = escape(&reasons.join("; ")).into_owned();
        let view = OrderLineView::refused(line, draft.row.key.as_ref(), reason);
        self.refusals.append(&mut draft.refusals);
        self.tell(&view)
    }

    fn make(
        &mut self,
        draft: &OrderDraft,
        line: u64,
    ) -> std::result::Result<Done<OrderBrief>, Refusal> {
        let whole = |error| Refusal::of_row(line, error);
        let resolver = &mut self.resolver;
        let mut wrong = None;
        let meant = self.app.read(|snapshot| {
            resolver
                .resolve(snapshot, &draft.row)
                .map_err(|(field, error)| {
                    wrong = Some(field);
                    error
                })
        });
        let list = &self.opened.list;
        let listed: ListedOrder = meant.map_err(|error| match wrong {
            Some(OrderField::TicketType) if !list.has(OrderField::TicketType) => {
                list.refuse(line, OrderField::Items, error)
            }
            Some(field) => list.refuse(line, field, error),
            None => whole(error),
        })?;
        let done = self.app.write_under(
            Some(self.key(draft, line)),
            VERB,
            &listed,
            |tx| order_import::make(tx, &listed),
            |snapshot, sold| order_import::brief(snapshot, sold.order),
        );
        done.map_err(whole)
    }

    /// What makes an order the same when the list is read again.
    fn key(&self, draft: &OrderDraft, line: u64) -> String {
        match (&draft.row.key, self.app.key()) {
            (Some(own), Some(run)) => format!("{run}/{own}"),
            (Some(own), None) => own.to_string(),
            (None, Some(run)) => format!("{run}/{line}"),
            (None, None) => format!("{}/{line}", self.opened.list.source().sha256()),
        }
    }

    fn tell(&mut self, view: &OrderLineView) -> Result<()> {
        match &mut self.told {
            Some(told) => told.add(view),
            None => Ok(()),
        }
    }

    /// Answers with the counts, or with a line for each order.
    fn answer(self, done: &Done<OrderImportCounts>, rejects: Option<&str>) -> anyhow::Result<()> {
        let (app, file) = (self.app, &self.opened.file);
        let currency = app.currency()?;
        app.done(done, |counts| {
            let total = currency.show(counts.total);
            let made = count(counts.created, "order");
            let tickets = count(counts.tickets, "ticket");
            format!("`{file}`: {made} made with {tickets}, {total} in all.")
        });
        match self.told {
            Some(told) if !done.repeated => told.tell(&app.printer)?,
            _ => app.printer.answer(&OrderImportView {
                ignored_columns: self.opened.list.ignored_columns().to_vec(),
                rejects: rejects.map(ToOwned::to_owned),
                ..OrderImportView::of(file, &done.value, currency)
            })?,
        }
        if self.refusals.is_empty() {
            return Ok(());
        }
        let open = self.opened.open_rows(app, &self.refusals, rejects);
        Err(open.into())
    }
}
