//! The form of a controller: what it is, and its contact facts with a label each.

use ui::form::Field;
use web::Form;

use super::model::{AT_ONCE, Controller, ControllerFact, ControllerId, FACTS, KINDS};
use crate::typed;

/// One contact fact as it is typed: its words, its value, its label.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    pub(super) words: &'static str,
    pub(super) value: Field,
    pub(super) tlp: Field,
}

/// The form.
#[derive(Debug, Clone)]
pub(super) struct ControllerForm {
    pub(super) kind: Field,
    pub(super) title: Field,
    pub(super) facts: Vec<Typed>,
    pub(super) version: i64,
}

impl ControllerForm {
    /// The form of a controller, or an empty one.
    pub(super) fn of(controller: Option<&Controller>, facts: &[ControllerFact]) -> Self {
        let typed = |(name, words): (&'static str, &'static str)| {
            let fact = facts.iter().find(|fact| fact.name == name);
            Typed {
                words,
                value: Field::new(name, fact.map_or("", |fact| &fact.value)),
                tlp: Field::new(format!("{name}-tlp"), fact.map_or("", |fact| &fact.tlp)),
            }
        };
        let is_other = controller.is_some_and(|controller| controller.kind == "other");
        let title = controller
            .filter(|_| is_other)
            .map_or("", |controller| &controller.title);
        Self {
            kind: Field::new("kind", controller.map_or("", |controller| &controller.kind)),
            title: Field::new("title", title),
            facts: FACTS.into_iter().map(typed).collect(),
            version: controller.map_or(0, |controller| controller.version),
        }
    }

    /// The form as it was sent, with what is wrong with it.
    pub(super) fn filled(form: &Form) -> Self {
        let mut kind = Field::new("kind", form.field("kind"));
        if !KINDS.iter().any(|(word, _)| *word == kind.value()) {
            kind.refuse("Choose what kind of controller it is");
        }
        let mut title = typed::line(form, "title");
        if kind.value() == "other" {
            typed::require(&mut title, "Enter what it is called");
        }
        let facts = FACTS.into_iter().map(|(name, words)| {
            let value = typed::line(form, name);
            let mut tlp = Field::new(format!("{name}-tlp"), form.field(&format!("{name}-tlp")));
            if !value.value().is_empty() && typed::label_of(tlp.value()).is_none() {
                tlp.refuse(format!(
                    "Choose to whom it may be shown: {}",
                    text::words::lower_first(words)
                ));
            }
            Typed { words, value, tlp }
        });
        let mut facts: Vec<Typed> = facts.collect();
        if facts.iter().all(|fact| fact.value.value().is_empty())
            && let Some(first) = facts.first_mut()
        {
            first
                .value
                .refuse("Enter at least one thing by which it is known or reached, such as an e-mail address");
        }
        Self {
            facts,
            kind,
            title,
            version: form.field("version").parse().unwrap_or_default(),
        }
    }

    /// Its fields, in the order of the page.
    pub(super) fn fields(&self) -> Vec<&Field> {
        let facts = self.facts.iter().flat_map(|fact| [&fact.value, &fact.tlp]);
        [&self.kind, &self.title].into_iter().chain(facts).collect()
    }

    /// The facts by which it is reached at once.
    pub(super) fn at_once(&self) -> &[Typed] {
        &self.facts[..AT_ONCE.min(self.facts.len())]
    }

    /// The other facts, which are folded away while nobody has filled one in.
    pub(super) fn more(&self) -> &[Typed] {
        &self.facts[AT_ONCE.min(self.facts.len())..]
    }

    /// Whether one of the other facts has something in it, or something wrong with it.
    pub(super) fn is_unfolded(&self) -> bool {
        let mut fields = self.more().iter().flat_map(|fact| [&fact.value, &fact.tlp]);
        fields.any(|field| !field.value().is_empty() || !field.is_fine())
    }

    /// The controller that it makes.
    pub(super) fn controller(&self, id: ControllerId) -> Controller {
        let kind = self.kind.value();
        let name = KINDS
            .iter()
            .find(|(word, _)| *word == kind)
            .map_or("", |(_, name)| *name);
        let title = if kind == "other" { self.title.value() } else { name };
        Controller {
            id,
            kind: kind.to_owned(),
            title: title.to_owned(),
            version: self.version,
        }
    }

    /// The same, when it was `known` before: one that came along with an organisation that is no more keeps the
    /// name that says so, as long as it is of the same kind.
    pub(super) fn controller_of(&self, known: &Controller) -> Controller {
        let controller = self.controller(known.id);
        if controller.kind == known.kind && controller.kind != "other" {
            return Controller {
                title: known.title.clone(),
                ..controller
            };
        }
        controller
    }

    /// Says at the name that it is taken.
    pub(super) fn refuse_name(&mut self, words: &str) {
        if self.kind.value() == "other" {
            self.title.refuse(words);
        } else {
            self.kind.refuse(words);
        }
    }

    /// The facts that it makes: those with a value.
    pub(super) fn written(&self) -> Vec<ControllerFact> {
        let written = self.facts.iter().filter(|fact| !fact.value.value().is_empty());
        let written = written.map(|fact| ControllerFact {
            name: fact.value.name().to_owned(),
            value: fact.value.value().to_owned(),
            tlp: fact.tlp.value().to_owned(),
        });
        written.collect()
    }

    pub(super) fn kinds() -> Vec<ui::Choice> {
        KINDS.iter().map(|(word, name)| ui::Choice::new(word, name)).collect()
    }

    pub(super) fn labels() -> Vec<ui::Choice> {
        let labels = typed::LABELS.iter().map(|(tlp, _)| {
            let word = tlp.as_str();
            ui::Choice::new(word, typed::label_words(word))
        });
        std::iter::once(ui::Choice::new("", "Choose a label"))
            .chain(labels)
            .collect()
    }
}
