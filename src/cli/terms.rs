//! On which terms something is sold, as people type it.

use clap::Args;
use serde::{Serialize, Serializer};

use super::app::App;
use super::error::of_flag;
use super::overriding::OverrideArgs;
use crate::desk::terms::Terms;
use crate::domain::{DiscountCode, MoneyText, Note, OverrideKind, Result, quoted};

/// What a sale is made on.
#[derive(Debug, Clone, Args)]
pub(crate) struct TermsArgs {
    /// The code of a discount, in any case
    #[arg(long, value_name = "CODE")]
    discount: Option<DiscountCode>,

    /// Give all of it for nothing, for this reason
    #[arg(long, value_name = "REASON", conflicts_with_all = ["discount", "price"])]
    comp: Option<Note>,

    /// What each ticket costs instead; needs --override price
    #[arg(long, value_name = "MONEY")]
    price: Option<MoneyText>,

    #[command(flatten)]
    overriding: OverrideArgs,

    /// Why a rule is set aside
    #[arg(long, value_name = "TEXT", requires = "rules")]
    reason: Option<Note>,
}

impl TermsArgs {
    /// The same in the office's currency. Only the rules of `allowed` are any of this verb's.
    pub(crate) fn terms(&self, app: &App, allowed: &[OverrideKind]) -> Result<Terms> {
        let overriding = self.overriding.overriding(allowed, self.reason.as_ref())?;
        if self.comp.is_none() {
            self.overriding.must_approve("`--comp REASON` or ")?;
        }
        let price = self.price.as_ref().map(|price| {
            let currency = app.currency()?;
            price.resolve(currency).map_err(of_flag("--price"))
        });
        let terms = Terms {
            discount: self.discount.clone(),
            comp: self.comp.clone(),
            price: price.transpose()?,
            overriding,
        };
        terms.must_agree()?;
        Ok(terms)
    }

    /// The words that were typed, for a command that does the same.
    pub(crate) fn words(&self) -> Vec<String> {
        let flag = |name: &str, value: Option<String>| {
            value.map(|value| format!("--{name} {}", quoted(&value)))
        };
        let text = |note: &Option<Note>| note.as_ref().map(ToString::to_string);
        let mut words = Vec::new();
        words.extend(flag(
            "discount",
            self.discount.as_ref().map(ToString::to_string),
        ));
        words.extend(flag("comp", text(&self.comp)));
        words.extend(flag("price", self.price.as_ref().map(ToString::to_string)));
        words.extend(self.overriding.words());
        words.extend(flag("reason", text(&self.reason)));
        words
    }
}

/// A request on terms. It says them only where there are some, so that a plain sale stays the request it always was.
pub(crate) struct OnTerms<'t, T>(pub(crate) T, pub(crate) &'t Terms);

impl<T: Serialize> Serialize for OnTerms<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let Self(request, terms) = self;
        if terms.are_plain() {
            request.serialize(serializer)
        } else {
            (request, terms).serialize(serializer)
        }
    }
}
