//! The tax on the tickets of a concert, as people type it.

use clap::Args;
use serde::{Serialize, Serializer};

use crate::domain::{NewConcert, Rate, Tax, TaxKind};

/// How much of the price is tax, and where it stands.
#[derive(Debug, Clone, Copy, Args, Serialize)]
pub(super) struct TaxArgs {
    /// The tax in the price of its tickets, a percentage such as 11 or 7.5%; orders already made keep theirs
    #[arg(long, value_name = "RATE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    tax: Option<Rate>,

    /// The tax stands on top of the price, as a line of its own
    #[arg(long, requires = "tax")]
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    tax_on_top: bool,
}

impl TaxArgs {
    /// The tax, where one was named.
    pub(super) fn tax(self) -> Option<Tax> {
        let kind = if self.tax_on_top {
            TaxKind::OnTop
        } else {
            TaxKind::Inside
        };
        self.tax.map(|rate| Tax { rate, kind })
    }
}

/// A request for a concert, which says its tax only where there is one.
pub(super) struct WithTax<'c>(pub(super) &'c NewConcert, pub(super) Option<Tax>);

impl Serialize for WithTax<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(new, tax) = self;
        match tax {
            Some(tax) => (new, tax).serialize(serializer),
            None => new.serialize(serializer),
        }
    }
}
