//! `boxoffice journal verify`

use clap::Args;

use crate::cli::app::App;
use crate::desk;
use crate::domain::{Code, Error, HeadMark};
use crate::view::{ChainView, FindingView};

/// Follow the journal's chain from the first line to the newest
#[derive(Debug, Args)]
#[command(
    after_help = "Write the head down elsewhere now and then: a chain shows every edit but one that was made anew to its end.

Examples:
  boxoffice journal verify
  boxoffice journal verify --head 2105:9f3ab2c4d5e6"
)]
pub(crate) struct VerifyArgs {
    /// A head that was written down: it must be in the chain
    #[arg(long, value_name = "LINE:HASH")]
    head: Option<HeadMark>,
}

pub(crate) fn run(app: &App, args: &VerifyArgs) -> anyhow::Result<()> {
    let site = app.office()?.profile().site;

    let chain = app.read(|snapshot| desk::journal::verify(snapshot, site, args.head.as_ref()))?;

    let head = chain.head.mark();
    let findings = chain.findings.into_iter().map(|finding| FindingView {
        check: finding.check,
        message: finding.message,
    });
    let view = ChainView {
        lines: chain.lines,
        head,
        findings: findings.collect(),
    };
    app.printer.answer(&view)?;
    match view.findings.first() {
        None => Ok(()),
        Some(finding) => Err(Error::new(Code::CheckFailed, finding.message.clone())
            .hint("boxoffice db check")
            .into()),
    }
}
