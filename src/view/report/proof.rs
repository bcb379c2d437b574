//! How the proof of a report is told.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::domain::{Currency, Equation, Money, Result, Term};
use crate::view::{Cell, Section};

/// An equation: its terms by name, and whether it holds.
#[derive(Debug)]
pub struct ProofView {
    terms: Vec<(&'static str, &'static str, Money)>,
    of_places: bool,
    balanced: bool,
}

impl ProofView {
    /// The view of an equation.
    pub fn of(proof: &Equation, currency: Currency) -> Result<Self> {
        let term = |term: &Term| {
            let amount = term.amount;
            (term.name, term.heading, Money { amount, currency })
        };
        Ok(Self {
            terms: proof.left.iter().chain(&proof.right).map(term).collect(),
            of_places: proof.of_places,
            balanced: proof.holds()?,
        })
    }

    /// Whether it holds.
    #[must_use]
    pub const fn balanced(&self) -> bool {
        self.balanced
    }

    pub(super) fn section(&self) -> Section {
        let cells = self.terms.iter().map(|(_, _, money)| {
            if self.of_places {
                Cell::Count(money.amount.0)
            } else {
                Cell::Money(*money)
            }
        });
        Section {
            title: match (self.of_places, self.balanced) {
                (false, true) => "Proof: it adds up",
                (false, false) => "Proof: it does NOT add up",
                (true, true) => "Proof of places: it adds up",
                (true, false) => "Proof of places: it does NOT add up",
            },
            columns: self.terms.iter().map(|(_, heading, _)| *heading).collect(),
            rows: vec![cells.collect()],
        }
    }
}

impl Serialize for ProofView {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.terms.len() + 1))?;
        for (name, _, money) in &self.terms {
            if self.of_places {
                map.serialize_entry(name, &money.amount.0)?;
            } else {
                map.serialize_entry(name, money)?;
            }
        }
        map.serialize_entry("balanced", &self.balanced)?;
        map.end()
    }
}
