//! Local times as instants, and the refusal of those that clocks skip or show twice.

use chrono::{
    DateTime, Days, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat, TimeDelta,
    TimeZone,
};
use chrono_tz::Tz;

use super::zone::minute;
use super::{Code, Error, Instant, Result, Zone};

impl Zone {
    /// The instant at which the clocks of the zone show `local`.
    ///
    /// A time the clocks skip and a time they show twice are refused, with what to write instead.
    pub fn instant(self, local: NaiveDateTime) -> Result<Instant> {
        match self.0.from_local_datetime(&local) {
            MappedLocalTime::Single(time) => in_range(&time),
            MappedLocalTime::Ambiguous(first, second) => {
                let message = format!("`{}` exists twice in {self}", minute(local));
                Err(Error::new(Code::InvalidValue, message)
                    .hint(format!("before the clocks go back: `{}`", rfc3339(&first)))
                    .hint(format!(
                        "after the clocks went back: `{}`",
                        rfc3339(&second)
                    )))
            }
            MappedLocalTime::None => {
                let message = format!("`{}` does not exist in {self}", minute(local));
                let error = Error::new(Code::InvalidValue, message);
                Err(match self.after_gap(local) {
                    Some(next) => {
                        error.hint(format!("the next time that exists is `{}`", minute(next)))
                    }
                    None => error,
                })
            }
        }
    }

    /// What the clocks of the zone show at an instant, without an offset: `2026-11-28T20:00:00`. Where they show that
    /// twice, the offset says which is meant.
    #[must_use]
    pub fn clock(self, instant: Instant) -> String {
        let local = self.local(instant);
        if self.instant(local) == Ok(instant) {
            local.format("%Y-%m-%dT%H:%M:%S").to_string()
        } else {
            self.rfc3339(instant)
        }
    }

    /// The instant a date begins: its first minute that exists, the earlier where it exists twice.
    #[must_use]
    pub fn day_start(self, date: NaiveDate) -> Instant {
        let midnight = date.and_time(NaiveTime::MIN);
        let begin = self.after_gap(midnight).unwrap_or(midnight);
        self.0
            .from_local_datetime(&begin)
            .earliest()
            .and_then(|time| Instant::from_seconds(time.timestamp()))
            .unwrap_or(if begin.and_utc().timestamp() < 0 {
                Instant::MIN
            } else {
                Instant::MAX
            })
    }

    /// The instant the day after a date begins.
    #[must_use]
    pub fn day_end(self, date: NaiveDate) -> Instant {
        date.checked_add_days(Days::new(1))
            .map_or(Instant::MAX, |next| self.day_start(next))
    }

    /// The first minute from `local` on that exists, within two days: no gap was ever longer.
    fn after_gap(self, local: NaiveDateTime) -> Option<NaiveDateTime> {
        (0..=2 * 24 * 60)
            .filter_map(|minutes| local.checked_add_signed(TimeDelta::minutes(minutes)))
            .find(|time| self.0.from_local_datetime(time).earliest().is_some())
    }
}

fn in_range(time: &DateTime<Tz>) -> Result<Instant> {
    Instant::from_seconds(time.timestamp()).ok_or_else(|| {
        Error::new(
            Code::InvalidValue,
            format!("`{}` lies outside the years 1 to 9999", rfc3339(time)),
        )
    })
}

fn rfc3339(time: &DateTime<Tz>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, false)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::Span;

    fn zone(name: &str) -> Zone {
        name.parse().unwrap()
    }

    fn local(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    fn instant(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn a_wall_clock_time_is_that_of_the_zone() {
        let start = zone("Asia/Jakarta")
            .instant(local("2026-11-28 20:00"))
            .unwrap();
        assert_eq!(start.to_string(), "2026-11-28T13:00:00Z");
    }

    #[test]
    fn a_gap_hour_is_refused_with_the_next_minute_that_exists() {
        let error = zone("Europe/Berlin")
            .instant(local("2026-03-29 02:30"))
            .unwrap_err();
        assert_eq!(error.code, Code::InvalidValue);
        assert_eq!(
            error.message,
            "`2026-03-29 02:30` does not exist in Europe/Berlin"
        );
        assert_eq!(
            error.hints,
            ["the next time that exists is `2026-03-29 03:00`"]
        );
    }

    #[test]
    fn a_fold_hour_is_refused_with_both_readings() {
        let error = zone("Europe/Berlin")
            .instant(local("2026-10-25 02:30"))
            .unwrap_err();
        assert_eq!(
            error.message,
            "`2026-10-25 02:30` exists twice in Europe/Berlin"
        );
        assert_eq!(
            error.hints,
            [
                "before the clocks go back: `2026-10-25T02:30:00+02:00`",
                "after the clocks went back: `2026-10-25T02:30:00+01:00`",
            ]
        );
    }

    #[test]
    fn a_clock_is_told_without_an_offset_unless_it_shows_the_same_twice() {
        let berlin = zone("Europe/Berlin");
        for (at, told) in [
            ("2026-10-24T20:00:00Z", "2026-10-24T22:00:00"),
            ("2026-10-25T00:30:00Z", "2026-10-25T02:30:00+02:00"),
            ("2026-10-25T01:30:00Z", "2026-10-25T02:30:00+01:00"),
        ] {
            assert_eq!(berlin.clock(instant(at)), told);
        }
    }

    #[test]
    fn a_day_the_zone_skipped_is_refused() {
        let error = zone("Pacific/Apia")
            .instant(local("2011-12-30 12:00"))
            .unwrap_err();
        assert_eq!(
            error.hints,
            ["the next time that exists is `2011-12-31 00:00`"]
        );
    }

    #[test]
    fn a_day_begins_with_its_first_minute_that_exists() {
        let cairo = zone("Africa/Cairo");
        let day = NaiveDate::from_ymd_opt(2026, 4, 24).unwrap();
        assert_eq!(cairo.local(cairo.day_start(day)), local("2026-04-24 01:00"));
        let havana = zone("America/Havana");
        let day = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
        assert_eq!(havana.day_start(day).to_string(), "2026-11-01T04:00:00Z");
        assert_eq!(
            havana.day_end(day).since(havana.day_start(day)),
            Span::hours(25)
        );
    }

    #[test]
    fn the_ends_of_time_stay_in_range() {
        let first = NaiveDate::from_ymd_opt(1, 1, 1).unwrap();
        assert_eq!(zone("Asia/Jakarta").day_start(first), Instant::MIN);
        let last = zone("Pacific/Pago_Pago").instant(local("9999-12-31 23:59"));
        assert_eq!(last.unwrap_err().code, Code::InvalidValue);
    }

    /// Zones with gaps and folds of an hour, half an hour and a day, and one with none.
    fn restless() -> impl Strategy<Value = Zone> {
        let names = [
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe",
            "Pacific/Apia",
            "Africa/Casablanca",
            "America/Havana",
            "Asia/Jakarta",
            "Asia/Seoul",
        ];
        prop::sample::select(names.map(zone).to_vec())
    }

    proptest! {
        #[test]
        fn every_instant_is_read_back_from_its_local_time_or_is_one_of_two_readings(
            zone in restless(),
            seconds in 0..4_000_000_000_i64,
        ) {
            let instant = Instant::from_seconds(seconds).unwrap();
            match zone.instant(zone.local(instant)) {
                Ok(read) => prop_assert_eq!(read, instant),
                Err(error) => {
                    let readings: Vec<Instant> = error
                        .hints
                        .iter()
                        .map(|hint| hint.split('`').nth(1).unwrap().parse().unwrap())
                        .collect();
                    prop_assert_eq!(readings.len(), 2);
                    prop_assert!(readings.contains(&instant));
                }
            }
        }

        #[test]
        fn the_minute_proposed_after_a_gap_exists(zone in restless(), minutes in 0..66_000_000_i64) {
            let typed = NaiveDateTime::default() + TimeDelta::minutes(minutes);
            let refused = zone.instant(typed).err().map(|error| error.hints);
            if let Some([hint]) = refused.as_deref() {
                let next = local(hint.split('`').nth(1).unwrap());
                prop_assert!(typed < next);
                let second = zone.0.from_local_datetime(&(next - TimeDelta::minutes(1))).earliest();
                prop_assert!(second.is_none());
                prop_assert!(zone.0.from_local_datetime(&next).earliest().is_some());
            }
        }
    }

    #[test]
    fn around_every_change_of_the_clocks_each_minute_is_read_right() {
        let zones = [
            "Europe/Berlin",
            "Australia/Lord_Howe",
            "America/Havana",
            "Africa/Casablanca",
        ];
        for zone in zones.map(zone) {
            let mut hour = instant("2026-01-01T00:00:00Z");
            let end = instant("2027-01-01T00:00:00Z");
            let mut changes = 0;
            while hour < end {
                let next = hour.plus(Span::hours(1));
                let shift = zone.local(next) - zone.local(hour) - TimeDelta::hours(1);
                if !shift.is_zero() {
                    changes += 1;
                    assert_change(zone, next, shift);
                }
                hour = next;
            }
            assert!(2 <= changes, "{zone}");
        }
    }

    /// A change within the hour before `next`: a shift forward skips minutes, one back repeats them.
    fn assert_change(zone: Zone, next: Instant, shift: TimeDelta) {
        let from = zone.local(next) - TimeDelta::hours(4);
        let minutes = (0..8 * 60).map(|minute| from + TimeDelta::minutes(minute));
        let refused: Vec<Error> = minutes.filter_map(|it| zone.instant(it).err()).collect();
        assert_eq!(
            refused.len().to_string(),
            shift.num_minutes().abs().to_string(),
            "{zone}"
        );
        let hints = if TimeDelta::zero() < shift { 1 } else { 2 };
        assert!(
            refused.iter().all(|error| error.hints.len() == hints),
            "{zone}"
        );
    }
}
