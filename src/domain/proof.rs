//! The proof of a report: two sums that must be one.

use super::{Amount, Result, wide_sum};

/// One sum in an equation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// Its name in JSON.
    pub name: &'static str,
    /// Its heading in a table, with its sign.
    pub heading: &'static str,
    /// How much.
    pub amount: Amount,
    /// Whether it is taken away.
    pub is_less: bool,
}

/// The proof of a report: two sums that were asked in two ways and must be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Equation {
    /// The one side.
    pub left: Vec<Term>,
    /// The other.
    pub right: Vec<Term>,
    /// Whether its terms count places and no money.
    pub of_places: bool,
}

impl Term {
    /// A sum that is added.
    #[must_use]
    pub const fn plus(name: &'static str, heading: &'static str, amount: Amount) -> Self {
        Self {
            name,
            heading,
            amount,
            is_less: false,
        }
    }

    /// A sum that is taken away.
    #[must_use]
    pub const fn less(name: &'static str, heading: &'static str, amount: Amount) -> Self {
        Self {
            name,
            heading,
            amount,
            is_less: true,
        }
    }
}

impl Equation {
    /// What the two sides sum to.
    pub fn sides(&self) -> Result<[Amount; 2]> {
        let signed = |term: &Term| {
            if term.is_less {
                term.amount.negated()
            } else {
                term.amount
            }
        };
        Ok([
            wide_sum(self.left.iter().map(signed))?,
            wide_sum(self.right.iter().map(signed))?,
        ])
    }

    /// Whether both sides are one.
    pub fn holds(&self) -> Result<bool> {
        let [left, right] = self.sides()?;
        Ok(left == right)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_equation_holds_where_both_sides_are_one() {
        let term = |amount| Term::plus("one", "ONE", Amount(amount));
        let mut proof = Equation {
            left: vec![term(7)],
            right: vec![term(9), Term::less("two", "- TWO", Amount(2))],
            of_places: false,
        };
        assert_eq!(proof.holds(), Ok(true));
        proof.left.push(term(1));
        assert_eq!(proof.sides(), Ok([Amount(8), Amount(7)]));
        assert_eq!(proof.holds(), Ok(false));
    }
}
