//! How long something took, by the clock and by the processor, which is another thing on a machine with other work.

use std::fs;
use std::ops::AddAssign;
use std::time::{Duration, Instant};

/// What something took, with the programs it ran.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Took {
    /// By the clock.
    pub(crate) time: Duration,
    /// In ticks of the processor.
    pub(crate) processor: u64,
}

impl Took {
    /// What `work` takes.
    pub(crate) fn of(work: impl FnOnce()) -> Self {
        let (began, ticks) = (Instant::now(), ticks());
        work();
        Self {
            time: began.elapsed(),
            processor: self::ticks() - ticks,
        }
    }
}

impl AddAssign for Took {
    fn add_assign(&mut self, other: Self) {
        self.time += other.time;
        self.processor += other.processor;
    }
}

/// The ticks of this process and of those it waited for: fields 14 to 17 of what the kernel says of it.
fn ticks() -> u64 {
    let stat = fs::read_to_string("/proc/self/stat").expect("the kernel counts");
    let (_, fields) = stat.rsplit_once(')').expect("a name");
    let fields = fields.split_whitespace().skip(11).take(4);
    fields
        .map(|field| field.parse::<u64>().expect("a number"))
        .sum()
}
