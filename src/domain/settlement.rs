//! The night's reckoning: figures of a concert by ticket type, as they are kept when it is sealed.

use serde::{Deserialize, Serialize};

use super::{
    Amount, Channel, Figures, Instant, MethodMoney, Name, Note, OrderCode, Result, SettlementId,
    TicketTypeId, wide_sum,
};

/// How many tickets were sold at one price, those included that came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceLevel {
    /// The price of one.
    pub price: Amount,
    /// How many, those included that came back; comps are among those for nothing.
    pub tickets: i64,
}

/// Tickets that were given for nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettledComp {
    /// The order.
    pub order: OrderCode,
    /// The ticket type.
    pub ticket_type: TicketTypeId,
    /// When.
    pub sold_at: Instant,
    /// Who sold the order.
    pub operator: Name,
    /// Where the order came from.
    pub channel: Channel,
    /// How many.
    pub tickets: i64,
    /// How many of them came back.
    pub returned: i64,
    /// Who approved of it.
    pub approver: Name,
    /// Why, unless that was erased.
    pub reason: Option<Note>,
}

/// What one ticket type comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettledType {
    /// The type's id.
    pub id: i64,
    /// `concert/type`.
    pub ticket_type: String,
    /// The type's name.
    pub name: String,
    /// By price.
    pub prices: Vec<PriceLevel>,
    /// What its lines sum to.
    pub figures: Figures,
    /// How much of its fees was kept of what was given back.
    pub kept: Amount,
    /// How much of its fees customers left to the house.
    pub donations: Amount,
}

/// All figures of a settlement. In JSON they are what is sealed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// By ticket type, in the order they were made.
    pub ticket_types: Vec<SettledType>,
    /// Money of orders with nothing else, by method.
    pub methods: Vec<MethodMoney>,
    /// Money of orders with tickets of other concerts as well, by method.
    pub mixed: Vec<MethodMoney>,
}

/// What is sealed: figures, and the moment they are of. People's words and names stay where they can be erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// What had happened by then is in the figures.
    pub as_of: Instant,
    /// The figures.
    pub settled: Settled,
}

/// A settlement as it was sealed.
#[derive(Debug, Clone)]
pub struct Settlement {
    /// Its id.
    pub id: SettlementId,
    /// Its number among those of its concert.
    pub number: i64,
    /// When it was sealed.
    pub at: Instant,
    /// Who sealed it.
    pub operator: Name,
    /// What was sealed.
    pub sealed: Sealed,
}

impl SettledType {
    /// A type that nothing was sold of.
    #[must_use]
    pub fn none(id: TicketTypeId, ticket_type: String, name: &Name) -> Self {
        Self {
            id: id.0,
            ticket_type,
            name: name.to_string(),
            prices: Vec::new(),
            figures: Figures::default(),
            kept: Amount::ZERO,
            donations: Amount::ZERO,
        }
    }
}

impl Settled {
    /// What all types come to.
    pub fn total(&self) -> Result<Figures> {
        let none = Figures::default();
        let mut types = self.ticket_types.iter();
        types.try_fold(none, |sum, of| sum.plus(&of.figures))
    }

    /// How much of the fees was kept, and how much was left to the house.
    pub fn kept(&self) -> Result<[Amount; 2]> {
        Ok([
            wide_sum(self.ticket_types.iter().map(|of| of.kept))?,
            wide_sum(self.ticket_types.iter().map(|of| of.donations))?,
        ])
    }

    /// What is another one here than in `before`, type by type: these figures less those.
    pub fn adjustments(&self, before: &Self) -> Result<Vec<SettledType>> {
        let mut found = Vec::new();
        let none = Figures::default();
        for of in &self.ticket_types {
            let was = before.ticket_types.iter().find(|was| was.id == of.id);
            let zero = Amount::ZERO;
            let (figures, kept, donations) = was.map_or((&none, zero, zero), |was| {
                (&was.figures, was.kept, was.donations)
            });
            let adjustment = SettledType {
                prices: Vec::new(),
                figures: of.figures.minus(figures)?,
                kept: wide_sum([of.kept, kept.negated()])?,
                donations: wide_sum([of.donations, donations.negated()])?,
                ..of.clone()
            };
            let is_one = adjustment.figures != none
                || !adjustment.kept.is_zero()
                || !adjustment.donations.is_zero();
            if is_one {
                found.push(adjustment);
            }
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjustments_are_what_changed_since_it_was_sealed() {
        let of = |id, sold| {
            let name: Name = "Adult".parse().unwrap();
            let mut of = SettledType::none(TicketTypeId(id), format!("jazz/t{id}"), &name);
            of.figures.sold = sold;
            of
        };
        let settled = |types: &[(i64, i64)]| Settled {
            ticket_types: types.iter().map(|(id, sold)| of(*id, *sold)).collect(),
            ..Settled::default()
        };
        let (before, now) = (
            settled(&[(1, 5), (2, 5)]),
            settled(&[(1, 5), (2, 3), (3, 1)]),
        );
        let found = now.adjustments(&before).unwrap();
        let found: Vec<_> = found.iter().map(|of| (of.id, of.figures.sold)).collect();
        assert_eq!(found, [(2, -2), (3, 1)]);
        assert_eq!(now.adjustments(&now), Ok(vec![]));
        assert_eq!(now.total().unwrap().sold, 9);
    }
}
