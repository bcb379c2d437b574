//! Ticket types of lists that do not say how many there are: what the box office has keeps its quota, the rest is noted.

use std::collections::BTreeSet;

use super::draft::{Draft, Said};
use super::plan_type::known_type;
use crate::domain::{
    ConcertField as Field, Currency, Money, Note, Odd, Oddity, Problem, TicketType,
};

/// Takes the types out of a draft that can neither be made, as their quota is unknown, nor are there: each becomes a
/// part of the note, as in a list whose types have no slugs.
pub(super) fn leave_out(
    draft: &mut Draft,
    known: &[TicketType],
    currency: Currency,
) -> Result<Vec<Oddity>, Problem> {
    let all = draft.types.iter().enumerate();
    let uncounted: BTreeSet<usize> = all
        .filter(|(_, it)| it.may_be_note && it.quota.is_none())
        .filter(|(_, it)| known_type(it, &draft.types, known).is_none())
        .map(|(at, _)| at)
        .collect();
    if uncounted.is_empty() {
        return Ok(Vec::new());
    }
    let mut notes: Vec<String> = Vec::new();
    notes.extend(draft.note.as_ref().map(|said| said.value.to_string()));
    let mut odd = Vec::new();
    for of_type in uncounted.iter().map(|at| &draft.types[*at]) {
        let price = of_type.price.as_ref().map(|said| Money {
            amount: said.value,
            currency,
        });
        let price = price.map_or_else(|| "no price".to_owned(), |price| price.to_string());
        notes.push(format!("{}: {price}", of_type.name));
        let message = format!("`{}`", of_type.name);
        odd.push(Oddity::new(Odd::NoQuota, of_type.line, message).of_type(&of_type.name));
    }
    let line = draft.note.as_ref().map_or(draft.line(), |said| said.line);
    let note: Result<Note, _> = notes.join("; ").parse();
    let value = note.map_err(|error| Problem::of_field(line, Field::Note, error))?;
    draft.note = Some(Said { value, line });
    draft.drop_types(&uncounted);
    Ok(odd)
}
