//! The night's reckoning of a concert, frozen by a seal, and what changed since.

use serde::{Deserialize, Serialize};

use super::sales::{by_type, methods};
use super::{must_be_over, unbalanced};
use crate::db::{Snapshot, Transaction};
use crate::desk::concert::get;
use crate::desk::telling::moment_text;
use crate::domain::{
    Amount, Code, Concert, ConcertId, ConcertRef, DetailKind, Equation, Error, Instant, Period,
    PriceLevel, Purpose, Result, Sealed, Settled, SettledComp, SettledType, Settlement, SoldType,
    Term, concert_of, wide_sum,
};
use crate::repository::{report, settlement as store};

/// A settlement: what was sealed last, and what changed since, or what would be sealed now.
#[derive(Debug, Clone)]
pub struct SettlementReport {
    /// The concert.
    pub concert: Concert,
    /// Only what had happened by then.
    pub as_of: Option<Instant>,
    /// The settlement that was sealed last, or the one that was asked for.
    pub sealed: Option<Settlement>,
    /// Its figures; those of now where none was sealed.
    pub settled: Settled,
    /// What changed since, by ticket type.
    pub adjustments: Vec<SettledType>,
    /// Tickets that were given for nothing.
    pub comps: Vec<SettledComp>,
    /// The proof of the figures of now; none for a settlement that is shown as it was.
    pub proof: Option<Equation>,
    /// The proof of its places, which is one of now only.
    pub places: Option<Equation>,
    /// What is wrong, where a proof fails.
    pub wrong: Option<Error>,
}

/// What came of sealing.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Seal {
    /// The concert.
    pub concert: ConcertId,
    /// The number of its settlement.
    pub number: i64,
    /// Whether nothing had changed since it was sealed.
    pub already: bool,
}

/// The settlement of a concert: the last that is sealed and what changed since, or the one with `number` as it was.
pub fn settlement(
    snapshot: &Snapshot<'_>,
    concert: &ConcertRef,
    number: Option<i64>,
    as_of: Option<Instant>,
) -> Result<SettlementReport> {
    must_be_over(snapshot, as_of)?;
    let concert = get(snapshot, concert)?;
    if let Some(number) = number {
        return as_it_was(snapshot, concert, number);
    }
    let period = period(concert.id, as_of);
    let (now, proof) = figures(snapshot, period)?;
    let places = match as_of {
        None => Some(places(snapshot, concert.id, &now)?),
        Some(_) => None,
    };
    let named = format!("the settlement of `{}`", concert.slug);
    let mut wrong = unbalanced(snapshot, &named, &proof)?;
    if let (None, Some(places)) = (&wrong, &places) {
        wrong = unbalanced(snapshot, &named, places)?;
    }
    let sealed = store::last(snapshot, concert.id, as_of)?;
    let adjustments = match &sealed {
        Some(last) => now.adjustments(&last.sealed.settled)?,
        None => Vec::new(),
    };
    Ok(SettlementReport {
        settled: sealed
            .as_ref()
            .map_or(now, |last| last.sealed.settled.clone()),
        comps: report::comps(snapshot, period)?,
        proof: Some(proof),
        places,
        concert,
        as_of,
        sealed,
        adjustments,
        wrong,
    })
}

fn as_it_was(snapshot: &Snapshot<'_>, concert: Concert, number: i64) -> Result<SettlementReport> {
    let Some(found) = store::find(snapshot, concert.id, number)? else {
        let slug = &concert.slug;
        let message = format!("`{slug}` has no settlement number {number}");
        return Err(Error::new(Code::NotFound, message)
            .hint(format!("boxoffice report settlement {slug} --seal")));
    };
    let as_of = Some(found.sealed.as_of);
    Ok(SettlementReport {
        comps: report::comps(snapshot, period(concert.id, as_of))?,
        settled: found.sealed.settled.clone(),
        concert,
        as_of,
        sealed: Some(found),
        adjustments: Vec::new(),
        proof: None,
        places: None,
        wrong: None,
    })
}

/// Seals the figures of a concert. Where they are those of the last seal, that one stands.
pub fn seal(tx: &Transaction<'_>, concert: ConcertId, as_of: Option<Instant>) -> Result<Seal> {
    must_be_over(tx, as_of)?;
    let last = store::last(tx, concert, None)?;
    must_follow(tx, concert, last.as_ref(), as_of)?;
    let (settled, proof) = figures(tx, period(concert, as_of))?;
    let mut proofs = vec![proof];
    if as_of.is_none() {
        proofs.push(places(tx, concert, &settled)?);
    }
    for proof in &proofs {
        if let Some(wrong) = unbalanced(tx, "the settlement", proof)? {
            return Err(wrong);
        }
    }
    let number = match last {
        Some(last) if last.sealed.settled == settled => {
            return Ok(Seal {
                concert,
                number: last.number,
                already: true,
            });
        }
        Some(last) => last.number + 1,
        None => 1,
    };
    let sealed = Sealed {
        as_of: as_of.unwrap_or_else(|| tx.now()),
        settled,
    };
    store::insert(tx, concert, number, &sealed)?;
    Ok(Seal {
        concert,
        number,
        already: false,
    })
}

/// Refuses to seal figures older than those that are sealed: the last seal is what every later change is told against.
fn must_follow(
    snapshot: &Snapshot<'_>,
    concert: ConcertId,
    last: Option<&Settlement>,
    as_of: Option<Instant>,
) -> Result<()> {
    let (Some(last), Some(as_of)) = (last, as_of) else {
        return Ok(());
    };
    if last.sealed.as_of <= as_of {
        return Ok(());
    }
    let (number, until) = (last.number, moment_text(snapshot, last.sealed.as_of)?);
    let slug = get(snapshot, &ConcertRef::Id(concert))?.slug;
    let message =
        format!("settlement {number} of `{slug}` is sealed with the figures of {until} already");
    Err(Error::new(Code::WrongState, message)
        .hint(format!(
            "boxoffice report settlement {slug} --number {number}"
        ))
        .hint(format!(
            "boxoffice report settlement {slug} --seal    seals the figures of now"
        )))
}

fn period(concert: ConcertId, as_of: Option<Instant>) -> Period {
    let of_concert = Period {
        concert: Some(concert),
        ..Period::default()
    };
    of_concert.until(as_of)
}

/// The figures of a concert, and that its types sum to what is asked at once.
fn figures(snapshot: &Snapshot<'_>, period: Period) -> Result<(Settled, Equation)> {
    let comps = report::comps(snapshot, period)?;
    let (prices, sums): (Vec<_>, Vec<_>) = report::by_price(snapshot, period)?.into_iter().unzip();
    let levels: Vec<_> = prices
        .into_iter()
        .zip(&sums)
        .filter(|(_, sum)| sum.kind == DetailKind::Ticket)
        .map(|(price, sum)| {
            let tickets = sum.quantity;
            (sum.key, PriceLevel { price, tickets })
        })
        .collect();
    let mut types: Vec<_> = by_type(snapshot, sums, &comps)?
        .into_iter()
        .map(|(of, figures)| SettledType {
            figures,
            ..SettledType::none(of.id, reference(&of), &of.name)
        })
        .collect();
    types.sort_by_key(|of| of.id);
    let mut find = |id, change: &dyn Fn(&mut SettledType) -> Result<()>| {
        types
            .iter_mut()
            .find(|of| of.id == id)
            .map_or(Ok(()), change)
    };
    for (id, level) in levels {
        find(id.0, &|of| {
            of.prices.push(level);
            Ok(())
        })?;
    }
    for (id, purpose, amount) in report::purposes(snapshot, period)? {
        find(id.0, &|of| {
            let side = match purpose {
                Purpose::Kept => &mut of.kept,
                Purpose::Donation => &mut of.donations,
            };
            *side = wide_sum([*side, amount])?;
            Ok(())
        })?;
    }
    let settled = Settled {
        ticket_types: types,
        methods: methods(snapshot, period, false)?,
        mixed: methods(snapshot, period, true)?,
    };
    let lines = report::total(snapshot, period)?;
    let proof = Equation {
        left: vec![Term::plus("rows", "ROWS", settled.total()?.amount)],
        right: vec![Term::plus("lines", "= LINES", lines)],
        of_places: false,
    };
    Ok((settled, proof))
}

/// That tickets, and what else claims places, are what the ledger of places has counted.
fn places(snapshot: &Snapshot<'_>, concert: ConcertId, now: &Settled) -> Result<Equation> {
    let claimed = report::claimed(snapshot, concert)?;
    Ok(Equation {
        left: vec![
            Term::plus("tickets", "TICKETS", Amount(now.total()?.tickets())),
            Term::plus("unpaid", "+ UNPAID", Amount(claimed.unpaid)),
            Term::plus("held", "+ HELD", Amount(claimed.held)),
            Term::less("ended", "- ENDED", Amount(claimed.ended)),
        ],
        right: vec![Term::plus("taken", "= TAKEN", Amount(claimed.taken))],
        of_places: true,
    })
}

fn reference(of: &SoldType) -> String {
    concert_of(&of.concert, &of.ticket_type)
}
