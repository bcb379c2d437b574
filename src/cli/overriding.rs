//! A rule that is set aside, as people type it.

use clap::{Arg, Args};

use crate::desk::overriding::Overriding;
use crate::domain::{Code, Error, Name, Note, OverrideKind, Result, quoted};

/// The rules that a sale may set aside.
pub(crate) const OF_A_SALE: &[OverrideKind] = &[
    OverrideKind::Limit,
    OverrideKind::Window,
    OverrideKind::Price,
];
/// The rules that an addition to an order may set aside.
pub(crate) const OF_AN_ADDITION: &[OverrideKind] = &[OverrideKind::Limit, OverrideKind::Window];
/// The rules that a sale from a hold may set aside.
pub(crate) const OF_A_HOLD: &[OverrideKind] = &[OverrideKind::Price];
/// The rules that a refund may set aside.
pub(crate) const OF_A_REFUND: &[OverrideKind] = &[OverrideKind::Admitted];

/// Which rule is set aside, and why.
#[derive(Debug, Clone, Args)]
pub(crate) struct OverrideArgs {
    /// Set a rule aside; needs a --reason
    #[arg(long = "override", value_name = "RULE", action = clap::ArgAction::Append)]
    rules: Vec<OverrideKind>,

    /// Who approved of it, where that is somebody else
    #[arg(long, value_name = "OPERATOR")]
    approved_by: Option<Name>,
}

/// Says in the help of `--override` which rules a verb may set aside; for its `mut_arg`.
pub(crate) fn only(allowed: &[OverrideKind]) -> impl FnOnce(Arg) -> Arg {
    let rules = one_of(allowed);
    move |arg| arg.help(format!("Set a rule aside: {rules}; needs a --reason"))
}

/// The rules as a choice: `limit, window or price`.
fn one_of(rules: &[OverrideKind]) -> String {
    let rules: Vec<_> = rules.iter().map(ToString::to_string).collect();
    match rules.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        rules => rules.concat(),
    }
}

impl OverrideArgs {
    /// What is set aside, for `reason`, each rule once. Only those of `allowed` are any of this verb's.
    pub(crate) fn overriding(
        &self,
        allowed: &[OverrideKind],
        reason: Option<&Note>,
    ) -> Result<Overriding> {
        if let Some(other) = self.rules.iter().find(|rule| !allowed.contains(rule)) {
            let known = one_of(allowed);
            let message = format!("`--override {other}` is nothing here; expected {known}");
            return Err(Error::new(Code::Usage, message));
        }
        if !self.rules.is_empty() && reason.is_none() {
            return Err(Error::new(Code::Usage, "why is the rule set aside?").hint("--reason TEXT"));
        }
        let mut kinds = self.rules.clone();
        kinds.sort_unstable();
        kinds.dedup();
        Ok(Overriding {
            kinds,
            reason: reason.filter(|_| !self.rules.is_empty()).cloned(),
            approver: self.approved_by.clone(),
        })
    }

    /// Refuses to name who approved where no rule is set aside; `instead` is what else is approved of.
    pub(crate) fn must_approve(&self, instead: &str) -> Result<()> {
        if self.approved_by.is_none() || !self.rules.is_empty() {
            return Ok(());
        }
        let message = "`--approved-by`: nothing is approved here";
        Err(Error::new(Code::Usage, message).hint(format!(
            "it goes with {instead}`--override RULE --reason TEXT`"
        )))
    }

    /// The words that were typed, for a command that does the same.
    pub(crate) fn words(&self) -> Vec<String> {
        let rules = self.rules.iter().map(|rule| format!("--override {rule}"));
        let approver = self.approved_by.as_ref();
        let approver = approver.map(|name| format!("--approved-by {}", quoted(name.as_str())));
        rules.chain(approver).collect()
    }
}
