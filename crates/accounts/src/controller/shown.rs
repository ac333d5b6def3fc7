//! A controller as pages show it.

use db::{Result, Tx};
use web::OrganisationId;

use super::{
    model::{Controller, ControllerFact, fact_words},
    store,
};
use crate::typed;

/// A controller with its facts in a list.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) id: super::ControllerId,
    pub(crate) title: String,
    pub(crate) facts: ui::SummaryList,
}

/// The controllers beside an organisation, by title.
pub(crate) async fn all(tx: &mut Tx, organisation: OrganisationId) -> Result<Vec<Shown>> {
    let controllers = store::list(tx, organisation).await?;
    let mut facts = store::facts(tx, organisation).await?;
    let shown = controllers
        .into_iter()
        .map(|controller| of(&controller, &facts.remove(&controller.id).unwrap_or_default()));
    Ok(shown.collect())
}

/// One controller.
pub(super) fn of(controller: &Controller, facts: &[ControllerFact]) -> Shown {
    let mut list = ui::SummaryList::new();
    for fact in facts {
        if let Some(words) = fact_words(&fact.name) {
            list = list.row_html(words, typed::with_label(&fact.value, &fact.tlp));
        }
    }
    Shown {
        id: controller.id,
        title: controller.title.clone(),
        facts: list,
    }
}
