//! What was sold, told apart in one of several ways, and what money moved.

use std::collections::BTreeMap;

use super::{must_be_over, unbalanced};
use crate::db::Snapshot;
use crate::domain::{
    Amount, Code, ConcertId, Equation, Error, Figures, Instant, Method, MethodMoney, OpenItem,
    Period, Result, SalesBy, SettledComp, SoldType, Term, TicketTypeId, Zone, wide_sum,
};
use crate::repository::report::{self, LineSum};

/// What a report of sales looks at.
#[derive(Debug, Clone, Copy)]
pub struct Scope {
    /// What is told apart.
    pub by: SalesBy,
    /// Which rows.
    pub period: Period,
    /// Only what had happened by then.
    pub as_of: Option<Instant>,
    /// The zone that days are counted in.
    pub zone: Zone,
}

/// What one type, day, concert, operator or channel sums to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SalesRow {
    /// Its name.
    pub name: String,
    /// Its sums.
    pub figures: Figures,
}

/// What was sold, and what money moved.
#[derive(Debug, Clone)]
pub struct SalesReport {
    /// What was told apart, nothing where that are the methods.
    pub rows: Vec<SalesRow>,
    /// What all of it sums to.
    pub total: Figures,
    /// By method.
    pub money: Vec<MethodMoney>,
    /// Its proof.
    pub proof: Equation,
    /// What is wrong, where the proof fails.
    pub wrong: Option<Error>,
}

/// What was sold and what money moved.
///
/// The proof of a report about everything is that lines, entries and accounts agree; that of any other, that its rows sum
/// to what is asked at once.
pub fn sales(snapshot: &Snapshot<'_>, scope: &Scope) -> Result<SalesReport> {
    must_be_over(snapshot, scope.as_of)?;
    let period = scope.period.until(scope.as_of);
    let rows = rows(snapshot, scope, period)?;
    let none = Figures::default();
    let total = rows
        .iter()
        .try_fold(none, |sum, row| sum.plus(&row.figures))?;
    let money = money(snapshot, period)?;
    let proof = if period.is_whole() {
        agreement(snapshot, total.amount, &money)?
    } else {
        Equation {
            left: vec![Term::plus("rows", "ROWS", total.amount)],
            right: vec![Term::plus(
                "lines",
                "= LINES",
                report::total(snapshot, period)?,
            )],
            of_places: false,
        }
    };
    let wrong = unbalanced(snapshot, "the report of sales", &proof)?;
    Ok(SalesReport {
        rows: if scope.by == SalesBy::Method {
            Vec::new()
        } else {
            rows
        },
        total,
        money,
        proof,
        wrong,
    })
}

/// What lines, entries and accounts have to agree on.
fn agreement(snapshot: &Snapshot<'_>, sold: Amount, money: &[MethodMoney]) -> Result<Equation> {
    let items = report::open_items(snapshot)?;
    let of = |amount: fn(&MethodMoney) -> [Amount; 2]| wide_sum(money.iter().flat_map(amount));
    Ok(Equation {
        left: vec![
            Term::plus("sold", "SOLD", sold),
            Term::plus("unpaid", "+ UNPAID", report::unpaid(snapshot)?),
            Term::less("ended", "- ENDED", report::dead(snapshot)?),
        ],
        right: vec![
            Term::plus(
                "received",
                "= RECEIVED",
                of(|row| [row.received, row.moved_in])?,
            ),
            Term::less(
                "refunded",
                "- REFUNDED",
                of(|row| [row.refunded, row.moved_out])?,
            ),
            Term::plus("due", "+ DUE", wide_sum(items.iter().map(OpenItem::due))?),
            Term::less(
                "open",
                "- OPEN",
                wide_sum(items.iter().map(OpenItem::open))?,
            ),
        ],
        of_places: false,
    })
}

/// Money by method: of a concert, that of its mixed orders is part of it.
fn money(snapshot: &Snapshot<'_>, period: Period) -> Result<Vec<MethodMoney>> {
    let mut found = methods(snapshot, period, false)?;
    if period.concert.is_some() {
        for of in methods(snapshot, period, true)? {
            match found.iter_mut().find(|row| row.method == of.method) {
                Some(row) => *row = joined(row, &of)?,
                None => found.push(of),
            }
        }
        found.sort_by_key(|row| row.method);
    }
    Ok(found)
}

fn joined(one: &MethodMoney, other: &MethodMoney) -> Result<MethodMoney> {
    Ok(MethodMoney {
        method: one.method,
        received: wide_sum([one.received, other.received])?,
        refunded: wide_sum([one.refunded, other.refunded])?,
        moved_in: wide_sum([one.moved_in, other.moved_in])?,
        moved_out: wide_sum([one.moved_out, other.moved_out])?,
    })
}

/// Money by method, of orders with nothing but tickets of the concert, or of its mixed ones.
pub(super) fn methods(
    snapshot: &Snapshot<'_>,
    period: Period,
    of_mixed: bool,
) -> Result<Vec<MethodMoney>> {
    let sums = if of_mixed {
        report::mixed_by_method(snapshot, period)?
    } else {
        report::by_method(snapshot, period)?
    };
    let mut found: BTreeMap<Method, MethodMoney> = BTreeMap::new();
    let row = |found: &mut BTreeMap<Method, MethodMoney>, method| {
        *found.entry(method).or_insert(MethodMoney::none(method))
    };
    for (method, kind, amount) in sums {
        let mut of = row(&mut found, method);
        of.add(kind, amount)?;
        found.insert(method, of);
    }
    for (method, moved_in, moved_out) in report::moves(snapshot, period, of_mixed)? {
        let mut of = row(&mut found, method);
        of.tell_moves(moved_in, moved_out)?;
        found.insert(method, of);
    }
    Ok(found.into_values().collect())
}

fn rows(snapshot: &Snapshot<'_>, scope: &Scope, period: Period) -> Result<Vec<SalesRow>> {
    let comps = report::comps(snapshot, period)?;
    match scope.by {
        SalesBy::Type | SalesBy::Method => {
            let found = by_type(snapshot, report::by_type(snapshot, period)?, &comps)?;
            let name = |of: &SoldType| crate::domain::concert_of(&of.concert, &of.ticket_type);
            Ok(found
                .into_iter()
                .map(|(of, figures)| SalesRow {
                    name: name(&of),
                    figures,
                })
                .collect())
        }
        SalesBy::Concert => by_concert(by_type(
            snapshot,
            report::by_type(snapshot, period)?,
            &comps,
        )?),
        SalesBy::Day => {
            let day = |minute: &str| -> Result<String> {
                let at: Instant = format!("{minute}:00Z").parse()?;
                Ok(scope.zone.date(at).to_string())
            };
            let key = |comp: &SettledComp| comp.sold_at.to_string()[..16].to_owned();
            keyed(report::by_minute(snapshot, period)?, &comps, key, day)
        }
        SalesBy::Operator => keyed(
            report::by_operator(snapshot, period)?,
            &comps,
            |comp| comp.operator.to_string(),
            |name| Ok(name.to_owned()),
        ),
        SalesBy::Channel => keyed(
            report::by_channel(snapshot, period)?,
            &comps,
            |comp| comp.channel.to_string(),
            |name| Ok(name.to_owned()),
        ),
    }
}

/// Figures by a key, under the names that the keys have.
fn keyed(
    sums: Vec<LineSum<String>>,
    comps: &[SettledComp],
    key: impl Fn(&SettledComp) -> String,
    name: impl Fn(&str) -> Result<String>,
) -> Result<Vec<SalesRow>> {
    let mut found: BTreeMap<String, Figures> = BTreeMap::new();
    for sum in sums {
        let figures = found.entry(name(&sum.key)?).or_default();
        figures.add(sum.kind, sum.quantity, sum.amount, sum.tax)?;
    }
    for comp in comps {
        found
            .entry(name(&key(comp))?)
            .or_default()
            .give(comp.tickets);
    }
    let rows = found.into_iter();
    Ok(rows
        .map(|(name, figures)| SalesRow { name, figures })
        .collect())
}

fn by_concert(types: Vec<(SoldType, Figures)>) -> Result<Vec<SalesRow>> {
    let mut found: Vec<(ConcertId, SalesRow)> = Vec::new();
    for (of, figures) in types {
        match found.last_mut() {
            Some((id, row)) if *id == of.concert_id => row.figures = row.figures.plus(&figures)?,
            _ => found.push((
                of.concert_id,
                SalesRow {
                    name: of.concert.to_string(),
                    figures,
                },
            )),
        }
    }
    Ok(found.into_iter().map(|(_, row)| row).collect())
}

/// Figures by ticket type; those of types that are not there any more are left out, and the proof misses them.
pub(super) fn by_type(
    snapshot: &Snapshot<'_>,
    sums: Vec<LineSum<TicketTypeId>>,
    comps: &[SettledComp],
) -> Result<Vec<(SoldType, Figures)>> {
    let mut found: BTreeMap<i64, Figures> = BTreeMap::new();
    for sum in sums {
        let figures = found.entry(sum.key.0).or_default();
        figures.add(sum.kind, sum.quantity, sum.amount, sum.tax)?;
    }
    for comp in comps {
        found
            .entry(comp.ticket_type.0)
            .or_default()
            .give(comp.tickets);
    }
    let ids: Vec<_> = found.keys().map(|id| TicketTypeId(*id)).collect();
    let types = report::types(snapshot, &ids)?;
    types
        .into_iter()
        .map(|of| {
            let figures = found.remove(&of.id.0);
            let missing = || Error::new(Code::Failed, "a ticket type has no figures");
            Ok((of, figures.ok_or_else(missing)?))
        })
        .collect()
}
