//! A rule that is set aside, as people type it.

use clap::Args;

use crate::desk::overriding::Overriding;
use crate::domain::{Code, Error, Name, Note, OverrideKind, Result, quoted};

/// Which rule is set aside, and why.
#[derive(Debug, Clone, Args)]
pub(crate) struct OverrideArgs {
    /// Set a rule aside for this order: limit, window, price or admitted; needs a --reason
    #[arg(long = "override", value_name = "RULE", action = clap::ArgAction::Append)]
    rules: Vec<OverrideKind>,

    /// Who approved of it, where that is somebody else
    #[arg(long, value_name = "OPERATOR")]
    approved_by: Option<Name>,
}

impl OverrideArgs {
    /// What is set aside, for `reason`. Only the rules of `allowed` are any of this verb's.
    pub(crate) fn overriding(
        &self,
        allowed: &[OverrideKind],
        reason: Option<&Note>,
    ) -> Result<Overriding> {
        if let Some(other) = self.rules.iter().find(|rule| !allowed.contains(rule)) {
            let known: Vec<_> = allowed.iter().map(ToString::to_string).collect();
            let message = format!(
                "`--override {other}` is nothing here; expected {}",
                known.join(" or ")
            );
            return Err(Error::new(Code::Usage, message));
        }
        if !self.rules.is_empty() && reason.is_none() {
            return Err(Error::new(Code::Usage, "why is the rule set aside?").hint("--reason TEXT"));
        }
        Ok(Overriding {
            kinds: self.rules.clone(),
            reason: reason.filter(|_| !self.rules.is_empty()).cloned(),
            approver: self.approved_by.clone(),
        })
    }

    /// The words that were typed, for a command that does the same.
    pub(crate) fn words(&self) -> Vec<String> {
        let rules = self.rules.iter().map(|rule| format!("--override {rule}"));
        let approver = self.approved_by.as_ref();
        let approver = approver.map(|name| format!("--approved-by {}", quoted(name.as_str())));
        rules.chain(approver).collect()
    }

    /// Who approved of it.
    pub(crate) const fn approver(&self) -> Option<&Name> {
        self.approved_by.as_ref()
    }
}
