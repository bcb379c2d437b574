//! One sequence: the house and the model side by side.

use std::collections::BTreeMap;

use boxoffice::domain::Code;

use crate::dice::Dice;
use crate::house::House;
use crate::model::Model;
use crate::step::Step;

/// How often each verb was taken, and each refusal met.
pub(crate) type Played = BTreeMap<String, usize>;

/// A sequence under way.
pub(crate) struct Case {
    dice: Dice,
    house: House,
    model: Model,
    played: Played,
    steps: Vec<Step>,
}

impl Case {
    pub(crate) fn new(seed: u64) -> Self {
        let (house, model) = House::open();
        Self {
            dice: Dice::new(seed),
            house,
            model,
            played: Played::new(),
            steps: Vec::new(),
        }
    }

    /// Takes one step on both sides and compares everything.
    pub(crate) fn step(&mut self) {
        let step = Step::throw(&mut self.dice, &self.model);
        self.steps.push(step.clone());
        let expected = self.model.take_step(&step);
        let found = self.house.act(&step);
        let code = found.as_ref().err().map(|error| error.code);
        assert!(
            expected.err() == code,
            "{step:?}: the model says {expected:?}, the product {found:?}\n{:#?}\n{:?}",
            self.model,
            self.steps
        );
        self.note(&step, code);
        if let Err(differs) = self.house.agrees(&self.model) {
            panic!(
                "after {step:?} ({code:?}): {differs}\n{:#?}\n{:?}",
                self.model, self.steps
            );
        }
    }

    fn note(&mut self, step: &Step, code: Option<Code>) {
        let what = match code {
            None => step.verb().to_owned(),
            Some(code) => format!("refused: {code}"),
        };
        *self.played.entry(what).or_default() += 1;
    }

    /// Asks the file's own check, and ends.
    pub(crate) fn end(self) -> Played {
        let findings = self.house.findings();
        assert!(findings.is_empty(), "{findings:?}\n{:?}", self.steps);
        self.played
    }
}
