//! One night from the first venue to the last scan: every command that changes something, each where it succeeds.

use std::collections::BTreeMap;

use super::office::{Answer, NOW, Office, Run};

/// The doors are open then.
pub(crate) const AT_THE_DOORS: &str = "2026-11-28T12:30:00Z";

/// A command of the night.
pub(crate) struct Step {
    /// What the reference it answers with is called further down; empty where nobody needs it.
    name: &'static str,
    /// Where the clock stands.
    now: &'static str,
    /// The command, with `{name}` for a reference from further up.
    line: &'static str,
    /// What is on stdin.
    stdin: &'static str,
}

const fn step(line: &'static str) -> Step {
    named("", line)
}

const fn named(name: &'static str, line: &'static str) -> Step {
    Step {
        name,
        now: NOW,
        line,
        stdin: "",
    }
}

const fn at_the_doors(line: &'static str) -> Step {
    Step {
        name: "",
        now: AT_THE_DOORS,
        line,
        stdin: "",
    }
}

/// The night. A new verb that changes something gets its line here.
pub(crate) const NIGHT: &[Step] = &[
    step("office update --name 'Gedung Kesenian'"),
    step("venue create --name 'Istora Senayan' --location Jakarta --capacity 100"),
    step("venue update istora-senayan --capacity 90"),
    step("venue create --name Fort --location Makassar"),
    step("venue update fort --slug old-fort"),
    step("venue delete old-fort --yes"),
    step("venue create --name Istora --location Jakarta"),
    step("venue merge istora --into istora-senayan --yes"),
    Step {
        name: "",
        now: NOW,
        line: "concert import -",
        stdin: "concert,name,venue,location,starts_at,ticket_type,price,quota\n\
                big-night,Big Night,Istora Senayan,Jakarta,2026-12-12 20:00,Adult,100000,20\n",
    },
    step("artist create --name Tulus"),
    step("artist create --name Raisa"),
    step("artist update raisa --name 'Raisa Andriana'"),
    step("artist create --name Gone"),
    step("artist update gone --slug long-gone"),
    step("artist delete long-gone --yes"),
    step("artist create --name TULUS"),
    step("artist merge tulus-2 --into tulus --yes"),
    step("user create --name Rina --email rina@example.com"),
    step("user update rina@example.com --phone +62811000"),
    Step {
        name: "",
        now: NOW,
        line: "user password rina@example.com --password-stdin",
        stdin: "kopi tubruk\n",
    },
    Step {
        name: "",
        now: NOW,
        line: "user import -",
        stdin: "name,email\nSari,sari@example.com\n",
    },
    step("user create --name Gone --email gone@example.com"),
    step("user update gone@example.com --email gone@example.org"),
    step("user delete gone@example.org --yes"),
    step(
        "concert create --name 'Java Jazz' --venue istora-senayan --starts-at '2026-11-28 20:00' --artist tulus",
    ),
    step("concert update java-jazz --doors-at '2026-11-28 19:00'"),
    step("concert lineup java-jazz --add raisa"),
    step("concert create --name Rained --venue istora-senayan --starts-at '2026-12-05 20:00'"),
    step("concert update rained --slug rained-off --starts-at '2026-12-05 19:00'"),
    step("concert cancel rained-off --reason rain --yes"),
    step("concert delete rained-off --yes"),
    step("ticket-type create --concert java-jazz --name Adult --price 150000 --quota 50"),
    step("ticket-type create --concert java-jazz --name Child --price 50000 --quota 10"),
    step("ticket-type update java-jazz/child --quota 20"),
    step("ticket-type create --concert java-jazz --name Gone --price 1 --quota 1"),
    step("ticket-type update java-jazz/gone --slug away"),
    step("ticket-type delete java-jazz/away --yes"),
    step("pool create --concert java-jazz --name Floor --capacity 60 --ticket-type adult"),
    step("pool update java-jazz/floor --capacity 65"),
    step("pool create --concert java-jazz --name Gone --capacity 1"),
    step("pool delete java-jazz/gone --yes"),
    step(
        "tier create --ticket-type java-jazz/child --name Door --price 60000 --starts-at '2026-11-28 18:00'",
    ),
    step("tier update java-jazz/child/door --slug late"),
    step(
        "tier create --ticket-type java-jazz/child --name Gone --price 1 --starts-at '2026-11-27 18:00'",
    ),
    step("tier delete java-jazz/child/gone --yes"),
    step("discount create --code FRIEND --name Friends --percent 10 --ticket-type java-jazz/child"),
    step("discount update friend --max-uses 5"),
    step("fee create --name 'Web service' --amount 1000 --per order --channel web"),
    step("fee update web-service --name Web"),
    named(
        "sold",
        "sell java-jazz/adult=3 child --pay cash --tendered 1000000 --user rina@example.com",
    ),
    named("held", "order create java-jazz/adult=2 --expires-at 3d"),
    step("concert update java-jazz --starts-at '2026-11-28 20:15' --yes"),
    step("order update {held} --note 'will call'"),
    step("payment record {held} --pay card"),
    Step {
        name: "",
        now: NOW,
        line: "order import -",
        stdin: "key,ticket_type,quantity,pay\nnight,java-jazz/adult,2,cash\n",
    },
    named("left", "order create java-jazz/child=2"),
    step("order cancel {left} --yes"),
    named("late", "order create java-jazz/child --expires-at 20m"),
    Step {
        name: "",
        now: "2026-11-02T03:00:00Z",
        line: "order expire {late}",
        stdin: "",
    },
    step("hold create java-jazz/adult=3 --reason Press --expires-at 3d"),
    step("hold update press --reason 'Press and radio'"),
    step("hold add press adult"),
    step("hold sell press adult --pay cash --tendered 200000"),
    step("hold release press"),
    step("ticket reissue {sold}/1 --yes"),
    step("ticket void {sold}/2 --reason lost --yes"),
    step("payment refund {sold} --amount 150000 --reason lost --yes"),
    step("payment refund {held} --all --yes"),
    named("grown", "order create java-jazz/adult"),
    step("order add {grown} java-jazz/child"),
    step("payment record {grown} --pay cash"),
    step("order exchange {grown} --from java-jazz/child --to java-jazz/adult --pay cash"),
    step("ticket transfer {grown}/3 --holder Rina"),
    step("order split {grown} --ticket {grown}/1"),
    step("ticket void {grown}/3 --reason lost --yes"),
    named("small", "order create java-jazz/child"),
    step("payment move {grown} --into {small} --amount 50000"),
    step("payment keep {grown} --reason gift"),
    step("sell java-jazz/child --discount Friend --channel web --pay cash"),
    step("sell java-jazz/child=2 --comp Press --approved-by Bos"),
    step("report settlement java-jazz --seal"),
    step("order create java-jazz/child --user last@example.com --name Last"),
    step("user delete last@example.com --yes"),
    step("concert create --name Wet --venue istora-senayan --starts-at '2026-12-06 20:00'"),
    step("ticket-type create --concert wet --name Lawn --price 50000 --quota 10"),
    step("sell wet/lawn=2 --pay card"),
    step("concert cancel wet --yes"),
    step("concert refund wet --yes"),
    at_the_doors("ticket admit {code}"),
];

/// A night that is being gone through.
pub(crate) struct Going<'o> {
    office: &'o Office,
    names: BTreeMap<&'static str, String>,
}

impl<'o> Going<'o> {
    /// The beginning, in an empty office.
    pub(crate) const fn through(office: &'o Office) -> Self {
        Self {
            office,
            names: BTreeMap::new(),
        }
    }

    /// The command of a step, with further options.
    pub(crate) fn command(&self, step: &Step, options: &str) -> Run<'o> {
        self.command_of(step, step.line, options)
    }

    fn command_of(&self, step: &Step, line: &str, options: &str) -> Run<'o> {
        let mut line = line.to_owned();
        for (name, reference) in &self.names {
            line = line.replace(&format!("{{{name}}}"), reference);
        }
        if line.contains("{code}") {
            line = line.replace("{code}", &self.valid_code());
        }
        self.office
            .command(&format!("{line} {options}"))
            .at(step.now)
            .stdin(step.stdin)
    }

    /// The command of a step without its `--yes`, so that it fails where it would ask.
    pub(crate) fn unconfirmed(&self, step: &Step, options: &str) -> Run<'o> {
        let line = step.line.replace(" --yes", "");
        self.command_of(step, &line, options)
    }

    /// Takes note of the reference that a step answered with under `--json`.
    pub(crate) fn note(&mut self, step: &Step, answer: &Answer<'_>) {
        if !step.name.is_empty() {
            let reference = answer.json()["order"].as_str().unwrap().to_owned();
            self.names.insert(step.name, reference);
        }
    }

    fn valid_code(&self) -> String {
        let tickets = self
            .office
            .run("ticket list --status valid --json")
            .succeeds()
            .json();
        tickets[0]["code"].as_str().unwrap().to_owned()
    }
}

impl Step {
    /// The words of the verb, such as `venue create`.
    pub(crate) fn verb(&self) -> String {
        let words: Vec<_> = self.line.split(' ').collect();
        if words[0] == "sell" {
            words[0].to_owned()
        } else {
            words[..2].join(" ")
        }
    }
}

/// An office after the whole night.
pub(crate) fn office() -> Office {
    let office = Office::new();
    let mut night = Going::through(&office);
    for step in NIGHT {
        let answer = night.command(step, "--json").run().succeeds();
        night.note(step, &answer);
    }
    office
}
