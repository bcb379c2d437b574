//! Money as people put it on the counter.

use clap::Args;

use super::app::App;
use crate::desk::settle::Taking;
use crate::domain::{MoneyText, Note, Offer, Pay, Result};

/// How it is paid.
#[derive(Debug, Clone, Args)]
pub(crate) struct TakingArgs {
    /// How it is paid: cash, card, transfer, qris, voucher or invoice; can be repeated, the last without a sum takes the
    /// rest
    #[arg(long, value_name = "METHOD[=MONEY]")]
    pay: Vec<Pay>,

    /// What was handed over in cash
    #[arg(long, value_name = "MONEY", requires = "pay")]
    tendered: Option<MoneyText>,

    /// A slip's or a transfer's number
    #[arg(long, value_name = "TEXT", requires = "pay")]
    reference: Option<Note>,
}

impl TakingArgs {
    /// Whether no money was named at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.pay.is_empty()
    }

    /// The same in the office's currency.
    pub(crate) fn taking(&self, app: &App) -> Result<Taking> {
        let currency = app.office()?.profile().currency;
        let offer = |pay: &Pay| {
            let amount = pay
                .amount
                .as_ref()
                .map(|text| text.resolve(currency))
                .transpose()?;
            Ok(Offer {
                method: pay.method,
                amount,
            })
        };
        Ok(Taking {
            offers: self.pay.iter().map(offer).collect::<Result<_>>()?,
            tendered: self
                .tendered
                .as_ref()
                .map(|text| text.resolve(currency))
                .transpose()?,
            reference: self.reference.clone(),
        })
    }
}
