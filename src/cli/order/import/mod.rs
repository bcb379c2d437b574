//! `boxoffice order import`

mod otherwise;

use std::collections::HashMap;

use clap::Args;

use crate::cli::app::App;
use crate::cli::import::{ListFileArgs, Opened, Rejects, rows, taken};
use crate::cli::waiting::Waiting;
use crate::desk::order_import::{self, ListedKey, ListedKeys, Resolver, Wrong};
use crate::domain::{Error, OrderBrief, OrderField, OrderImportCounts, Result, count, escape};
use crate::import::{FieldMap, OrderDraft, OrderDrafts, Refusal};
use crate::office::{Done, Parts};
use crate::output::{Format, Progress};
use crate::view::{OrderImportView, OrderLineView};
use otherwise::Otherwise;

/// What the request is called.
const VERB: &str = "order import";

/// Make orders from a list, each through the same gate as a sale
///
/// The list is CSV, NDJSON or JSON. An order with `pay` is sold, one without is pending. Rows that stand together under
/// one `key` are lines of one order. All orders are made or none, and no key is taken twice: what is made stays made
/// once, however often the list, a mended one or the rejects are read again.
#[derive(Debug, Args)]
#[command(
    after_help = "Columns: key, concert, ticket_type, quantity, items, user, name, pay, tendered, reference, expires_at, note,\nchannel.\n\nAn order is known by its `key`. A list without that column needs `--key RUN`, such as its date: an order is then known\nin that run by all that stands in its row, whatever is read from it. The list, longer or mended, and its mended rejects\ngo on under the same RUN: see `boxoffice help import`. `pay` is one way, or\nseveral as in `card=60000; cash`, which JSON may have as a list.\n\nExamples:
  boxoffice order import partner.csv --key partner-2026-11-28 --dry-run
  boxoffice order import partner.ndjson --key partner-28 --format ndjson
  boxoffice order import list.csv --key box-28 --map ticket_type=Ticket --keep-going --rejects open.csv"
)]
pub(crate) struct ImportArgs {
    #[command(flatten)]
    list: ListFileArgs,

    /// Read FIELD from the column named COLUMN; columns that nothing is read from are left out
    #[arg(long, value_name = "FIELD=COLUMN")]
    map: Vec<FieldMap<OrderField>>,
}

pub(crate) fn run(app: &App, args: &ImportArgs) -> anyhow::Result<()> {
    let mut progress = app.progress()?;
    let opened = Opened::open(app, &args.list, &args.map, &mut progress)?;
    let keys = ListedKeys::of(&opened.list, app.key())?;
    let written = opened.key_of_rejects(app.key())?;
    let was_written = written
        .as_deref()
        .map_or(Ok(false), |key| app.is_known(key));
    let rejects = Rejects::unless_written(app, &args.list.refused, was_written?)?;
    let mut import = Import {
        app,
        opened: &opened,
        told: None,
        counts: OrderImportCounts::default(),
        keys,
        given: HashMap::new(),
        refusals: Vec::new(),
        otherwise: Otherwise::new(app, &args.list.refused),
        rejects,
        written,
        begins_again: false,
    };
    // Nothing has to be taken back alone where every order can be made, as in most lists; the first time finds out.
    let mut written = import.pass(Parts::Joined, &mut progress);
    if import.begins_again {
        progress.phase("Writing", opened.list.rows());
        written = import.pass(Parts::Apart, &mut progress);
    }
    drop(progress);
    import.conclude(written)
}

/// An import on its way.
struct Import<'i> {
    app: &'i App,
    opened: &'i Opened<'i, OrderField>,
    /// What is told of each order, once all of them are written.
    told: Option<Waiting>,
    counts: OrderImportCounts,
    keys: ListedKeys,
    /// The keys that refused rows were given, by their line.
    given: HashMap<u64, String>,
    refusals: Vec<Refusal>,
    /// The orders that were made before, and not as their rows say.
    otherwise: Otherwise,
    rejects: Rejects,
    /// What the run remembers its rejects by.
    written: Option<String>,
    /// Whether an order was refused that has to be taken back, and cannot be alone.
    begins_again: bool,
}

impl Import<'_> {
    /// Goes through the whole list in one transaction, with nothing counted and nothing told before.
    fn pass(&mut self, parts: Parts, progress: &mut Progress) -> Result<()> {
        let printer = &self.app.printer;
        let by_line = printer.format() == Format::Ndjson && !printer.is_quiet();
        self.told = by_line.then(Waiting::new).transpose()?;
        self.counts = OrderImportCounts::default();
        self.keys.begin_again();
        self.given.clear();
        self.refusals.clear();
        // What names mean is known within one transaction only.
        let profile = self.app.office()?.profile();
        let mut resolver = Resolver::new(profile.currency, profile.zone);
        self.otherwise.clear();
        self.app.together(parts, || {
            self.each(&mut resolver, progress)?;
            let (list, refusals, given) = (&self.opened.list, &self.refusals, &self.given);
            self.rejects.close(
                (self.counts.refused, self.counts.taken()),
                list.rows(),
                progress,
                |into, watch| list.rejects(refusals, given, into, watch),
            )?;
            self.remember_rejects()
        })
    }

    /// Remembers, with the orders, that the refused rows of this list are in their file.
    fn remember_rejects(&self) -> Result<()> {
        if self.rejects.is_filled() {
            let request = self.opened.request();
            let key = self.written.clone();
            self.app
                .write_under(key, VERB, &request, |_| Ok(()), |_, ()| Ok(()))?;
        }
        Ok(())
    }

    fn each(&mut self, resolver: &mut Resolver, progress: &mut Progress) -> Result<()> {
        let list = &self.opened.list;
        self.counts.rows = self.opened.rows();
        OrderDrafts::of(list)?.each(|draft| {
            progress.advance(draft.lines.len() as u64)?;
            self.take(draft, resolver)
        })
    }

    /// Makes one order, or notes why it cannot be made.
    fn take(&mut self, mut draft: OrderDraft, resolver: &mut Resolver) -> Result<()> {
        self.counts.orders += 1;
        let line = draft.lines.first().copied().unwrap_or_default();
        let key = self.keys.next(&draft).unwrap_or_else(|wrong| {
            if draft.refusals.is_empty() {
                let wrong = self.opened.list.refuse(line, OrderField::Key, wrong);
                draft.refusals.push(wrong);
            }
            None
        });
        if let Some(key) = key.as_ref().filter(|_| draft.refusals.is_empty()) {
            match self.make(&draft, key, resolver) {
                Ok(done) => return self.made(&draft, line, &done),
                Err(refusal) if !refusal.error.code.is_of_a_row() => return Err(refusal.error),
                Err(refusal) if self.app.office()?.has_failed() => {
                    self.begins_again = true;
                    return Err(refusal.error);
                }
                Err(refusal) => draft.refusals.push(refusal),
            }
        }
        if let Some(key) = &key
            && let Some(done) = self.made_otherwise(&mut draft, line, key)?
        {
            return self.made(&draft, line, &done);
        }
        draft.refuse_all(self.opened.list.unit());
        self.counts.refused += 1;
        if let Some(given) = key.as_ref().and_then(ListedKey::given) {
            let lines = draft.lines.iter();
            self.given
                .extend(lines.map(|line| (*line, given.to_owned())));
        }
        let reasons: Vec<_> = draft.refusals.iter().map(Refusal::reason).collect();
        let reason = escape(&reasons.join("; ")).into_owned();
        let view = OrderLineView::refused(line, draft.row.key.as_ref(), reason);
        self.refusals.append(&mut draft.refusals);
        self.tell(&view)
    }

    fn made(&mut self, draft: &OrderDraft, line: u64, done: &Done<OrderBrief>) -> Result<()> {
        self.counts.add(&done.value, done.repeated)?;
        let key = draft.row.key.as_ref();
        let made = OrderLineView::made(line, key, &done.value, self.app.currency()?);
        self.tell(&OrderLineView {
            outcome: if done.repeated {
                "repeated"
            } else {
                made.outcome
            },
            order: made.order.filter(|_| !done.dry_run),
            ..made
        })
    }

    /// Makes the order unless its key is known. What its rows mean is asked only then: names may mean something else by
    /// now, and `tomorrow` does.
    fn make(
        &self,
        draft: &OrderDraft,
        key: &ListedKey,
        resolver: &mut Resolver,
    ) -> std::result::Result<Done<OrderBrief>, Refusal> {
        self.must_not_be_made(draft, key)?;
        let (app, list) = (self.app, &self.opened.list);
        let mut place = (None, None);
        let done = app.write_under(
            Some(key.remembered().to_owned()),
            VERB,
            &draft.row,
            |tx| {
                let meant = resolver.resolve(tx, &draft.row);
                let made = meant.and_then(|listed| order_import::make(tx, &listed));
                made.map_err(|Wrong { field, item, error }| {
                    place = (field, item);
                    error
                })
            },
            |snapshot, sold| Ok((order_import::brief(snapshot, sold.order)?, *sold)),
        );
        let (field, item) = place;
        let line = draft.line_of(field, item);
        let done = done.map_err(|error| key.of_another_request(error));
        done.map_err(|error| match field {
            Some(OrderField::TicketType) if !list.has(OrderField::TicketType) => {
                list.refuse(line, OrderField::Items, error)
            }
            Some(field) => list.refuse(line, field, error),
            None => Refusal::of_row(line, error),
        })
        .and_then(|done| self.known_as_mended(draft, key, done))
    }

    fn tell(&mut self, view: &OrderLineView) -> Result<()> {
        match &mut self.told {
            Some(told) => told.add(view),
            None => Ok(()),
        }
    }

    /// Answers, or says why nothing was written. What a dry run would come to is told either way.
    fn conclude(mut self, written: Result<()>) -> anyhow::Result<()> {
        self.otherwise.tell(self.app, &self.opened.file);
        let (app, opened) = (self.app, self.opened);
        let before = self.rejects.hint();
        let rejects = std::mem::take(&mut self.rejects).after(&written);
        let refusals = std::mem::take(&mut self.refusals);
        let taken = taken(written)?;
        if taken.is_some() || app.is_dry_run() {
            self.answer(rejects.clone())?;
        }
        let told = opened.refused(app, &refusals, rejects.as_deref());
        let before = before.filter(|_| taken.is_some());
        let ended = told.end(taken.map(|()| false), rows(&refusals), opened.rows());
        Ok(ended.map_err(|error| before.into_iter().fold(error, Error::hint))?)
    }

    /// Answers with the counts, or with a line for each order.
    fn answer(self, rejects: Option<String>) -> anyhow::Result<()> {
        let (app, file) = (self.app, &self.opened.file);
        let currency = app.currency()?;
        let done = Done {
            value: self.counts,
            repeated: false,
            dry_run: app.is_dry_run(),
        };
        app.done(&done, |counts| {
            let total = currency.show(counts.total);
            let made = count(counts.created, "order");
            let tickets = count(counts.tickets, "ticket");
            format!("`{file}`: {made} made with {tickets}, {total} in all.")
        });
        match self.told {
            Some(told) => told.tell(&app.printer),
            None => Ok(app.printer.answer(&OrderImportView {
                ignored_columns: self.opened.list.ignored_columns().to_vec(),
                rejects,
                ..OrderImportView::of(file, &done.value, currency)
            })?),
        }
    }
}
