//! The journal at the desk: its lines, and whether its chain holds.

use crate::db::{Finding, Snapshot};
use crate::domain::{Code, Error, Head, HeadMark, JournalFilter, JournalLine, Result, Site};
use crate::repository::journal;

/// What became of a look along the whole chain.
#[derive(Debug, Clone)]
pub struct Chain {
    /// How many lines there are, over all sites.
    pub lines: i64,
    /// The newest line of the asking site.
    pub head: Head,
    /// Where the chain is broken.
    pub findings: Vec<Finding>,
}

/// Lines with their operator's name, the newest first, and how many there are without the limit.
pub fn list(
    snapshot: &Snapshot<'_>,
    filter: &JournalFilter,
) -> Result<(Vec<(JournalLine, String)>, i64)> {
    let command = filter.command.as_deref();
    Ok((
        journal::list(snapshot, command, filter.limit)?,
        journal::count(snapshot, command)?,
    ))
}

/// One line of a site, with its operator's name.
pub fn get(snapshot: &Snapshot<'_>, site: Site, seq: i64) -> Result<(JournalLine, String)> {
    if let Some(found) = journal::find(snapshot, site, seq)? {
        return Ok(found);
    }
    let newest = journal::head(snapshot, site)?.seq;
    Err(Error::new(
        Code::NotFound,
        format!("the journal has no line {seq}; its newest is {newest}"),
    )
    .hint("boxoffice journal list"))
}

/// The newest line of a site.
pub fn head(snapshot: &Snapshot<'_>, site: Site) -> Result<Head> {
    journal::head(snapshot, site)
}

/// Follows the chain from the first line to the newest, and looks for a head that was kept elsewhere.
pub fn verify(snapshot: &Snapshot<'_>, site: Site, kept: Option<&HeadMark>) -> Result<Chain> {
    let mut chain = follow(snapshot, site, |_| {})?;
    if let Some(kept) = kept {
        let found = journal::hash_at(snapshot, site, kept.seq)?;
        if !found.is_some_and(|hash| hash.starts_with(&kept.hash)) {
            chain.findings.push(Finding::new(
                "head",
                format!(
                    "`{kept}` is not in this journal, whose newest line is {}",
                    chain.head.mark()
                ),
            ));
        }
    }
    Ok(chain)
}

/// Follows the chain and shows every line to `visit`.
pub(super) fn follow(
    snapshot: &Snapshot<'_>,
    site: Site,
    mut visit: impl FnMut(&JournalLine),
) -> Result<Chain> {
    let mut chain = Chain {
        lines: 0,
        head: Head::default(),
        findings: Vec::new(),
    };
    let mut before: Option<(Site, Head)> = None;
    journal::each(snapshot, |line| {
        let previous = match &before {
            Some((of, head)) if *of == line.site => head.clone(),
            _ => Head::default(),
        };
        chain.findings.extend(broken_link(&line, &previous));
        chain.lines += 1;
        visit(&line);
        let newest = Head {
            seq: line.seq,
            hash: line.hash,
        };
        if line.site == site {
            chain.head = newest.clone();
        }
        before = Some((line.site, newest));
        Ok(())
    })?;
    Ok(chain)
}

/// What is wrong between a line and the one before it.
fn broken_link(line: &JournalLine, previous: &Head) -> Option<Finding> {
    let JournalLine { site, seq, .. } = line;
    let at = match site.0 {
        0 => format!("line {seq}"),
        site => format!("line {seq} of site {site}"),
    };
    let wrong = if *seq != previous.seq + 1 {
        format!("{at} follows line {}", previous.seq)
    } else if line.previous_hash != previous.hash {
        format!("{at} does not carry the hash of the line before")
    } else if line.hash != line.expected_hash() {
        format!("{at} does not have the hash of its content")
    } else {
        return None;
    };
    Some(Finding::new("journal", wrong))
}
