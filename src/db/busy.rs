//! Waiting for another till without `SQLite`'s long sleeps, which starve whoever is unlucky.

use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::error;
use crate::domain::Result;

/// Called once when a command has waited a second for another one.
pub type OnWait = Box<dyn Fn() + Send>;

/// After this long the box office counts as busy.
const GIVE_UP: Duration = Duration::from_secs(30);
/// After this long the person who waits is told.
const TELL: Duration = Duration::from_secs(1);

/// Makes `connection` wait up to 30 seconds for others, in short sleeps, and call `on_wait` once after one second.
pub(super) fn wait_politely(connection: &mut Connection, on_wait: OnWait) -> Result<()> {
    let mut began = Instant::now();
    let mut told = false;
    let handler = move |attempt: i32| {
        if attempt == 0 {
            began = Instant::now();
            told = false;
        }
        let waited = began.elapsed();
        if waited >= TELL && !told {
            told = true;
            on_wait();
        }
        // Spread by attempt and process, so that tills which began together do not collide for ever.
        let spread = u64::from(std::process::id())
            .wrapping_mul(31)
            .wrapping_add(attempt.unsigned_abs().into())
            % 7;
        std::thread::sleep(Duration::from_micros(300 + 200 * spread));
        waited < GIVE_UP
    };
    connection
        .busy_handler(Some(handler))
        .map_err(error::from_driver)
}
