//! Adding an organisation: picked from the table of councils, or entered by hand.

use askama::Template;
use axum::response::Response;
use ui::form::{Errors, Field};
use web::{Error, Form, OrganisationId, Page, Read, Result, see_other};

use super::{
    councils::{self, Council},
    model::{KINDS, NATIONS, Organisation, OrganisationKind, nation_name},
    store,
};
use crate::{
    around::Refusal,
    audit::{self, Act},
    form::below,
    typed,
};

const ABOVE: [(&str, &str); 1] = [("Organisations", "/hub/organisations")];
const TITLE: &str = "Add an organisation";
const BY_HAND: &str = "Enter an organisation by hand";
/// More than these are not offered: a longer part of the name is needed.
const MOST: usize = 20;

#[derive(Template)]
#[template(path = "organisation/add.html")]
struct SearchPage {
    shell: ui::Shell,
    errors: Errors,
    search: Field,
    choice: Field,
    choices: Vec<ui::Choice>,
    is_cut: bool,
}

/// The search for a council, and what it found.
pub async fn search(read: Read) -> Result<Page> {
    let around = below(&read, TITLE, &ABOVE);
    search_page(&read, around, Errors::default())
}

fn search_page(read: &Read, shell: ui::Shell, errors: Errors) -> Result<Page> {
    let search = super::list::asked(read);
    let found = councils::search(search.value());
    let choices = found
        .iter()
        .take(MOST)
        .map(|council| {
            let mut about = format!("{}, {}", council.kind_name, nation_name(council.nation));
            if !council.welsh.is_empty() {
                about = format!("{about}. In Welsh: {}", council.welsh);
            }
            ui::Choice::new(council.code, council.name).hint(about)
        })
        .collect();
    let mut choice = Field::empty("code");
    if let Some((_, words)) = errors.list().next() {
        choice.refuse(words);
    }
    Page::of(&SearchPage {
        shell,
        errors,
        search,
        choice,
        choices,
        is_cut: found.len() > MOST,
    })
}

/// Adds the council that was chosen.
pub async fn add_council(form: Form) -> Result<Response> {
    let Some(council) = councils::find(form.field("code")) else {
        let choice = Field::empty("code").refused("Choose a council");
        let around = below(&form.read, TITLE, &ABOVE);
        return match Refusal::of([&choice]) {
            Some(refusal) => refusal.answer(around, |shell, errors| search_page(&form.read, shell, errors)),
            None => Err(Error::NotFound("council")),
        };
    };
    let mut change = form.change().await?;
    if let Some(known) = store::find_by_code(&mut change.tx, council.code).await? {
        let id = known.merged_into_id.unwrap_or(known.id);
        return Ok(see_other(&format!("/hub/organisations/{id}?done=known")));
    }
    let organisation = of_council(council);
    if let Some(known) = store::find_namesake(&mut change.tx, council.name, organisation.id).await? {
        return Ok(see_other(&format!("/hub/organisations/{}?done=known", known.id)));
    }
    let organisation = add(&mut change, organisation, council.short).await?;
    change.commit().await?;
    Ok(see_other(&format!("/hub/organisations/{}?done=added", organisation.id)))
}

fn of_council(council: Council) -> Organisation {
    Organisation {
        id: OrganisationId::new(),
        slug: String::new(),
        name: council.name.to_owned(),
        kind: council.kind().as_str().to_owned(),
        nation: council.nation.to_owned(),
        code: Some(council.code.to_owned()),
        merged_into_id: None,
        version: 1,
    }
}

/// Keeps a new organisation under a slug made from `words`.
async fn add(change: &mut web::Change, mut organisation: Organisation, words: &str) -> Result<Organisation> {
    let (tx, read) = (&mut change.tx, &change.read);
    let base = text::slug::of(words);
    organisation.slug = store::free_slug(tx, &base, organisation.id).await?;
    store::add(tx, &organisation, read.now).await?;
    let act = Act::by(read, "organisation.added")
        .in_organisation(Some(organisation.id))
        .on("organisation", organisation.id)
        .with("name", organisation.name.as_str());
    audit::record(tx, &act, read.now).await?;
    Ok(organisation)
}

/// The form of an organisation that is in no table.
#[derive(Debug, Clone)]
pub(super) struct ByHand {
    pub(super) name: Field,
    pub(super) kind: Field,
    pub(super) nation: Field,
}

impl ByHand {
    pub(super) fn blank() -> Self {
        Self {
            name: Field::empty("name"),
            kind: Field::empty("kind"),
            nation: Field::empty("nation"),
        }
    }

    pub(super) fn filled(form: &Form) -> Self {
        let mut name = typed::line(form, "name");
        typed::require(&mut name, "Enter its name");
        if name.is_fine() && text::slug::of(name.value()).is_empty() {
            name.refuse("Enter a name with letters in it");
        }
        let mut kind = Field::new("kind", form.field("kind"));
        if OrganisationKind::of(kind.value()).is_none() {
            kind.refuse("Choose what kind of organisation it is");
        }
        let mut nation = Field::new("nation", form.field("nation"));
        if !NATIONS.iter().any(|(slug, _)| *slug == nation.value()) {
            nation.refuse("Choose its nation");
        }
        Self { name, kind, nation }
    }

    /// Refuses a name that people would take for that of an organisation that is here: not the one with the
    /// identifier `but`, which may keep its own.
    pub(super) async fn refuse_namesake(&mut self, tx: &mut db::Tx, but: OrganisationId) -> Result<()> {
        if self.name.is_fine()
            && let Some(known) = store::find_namesake(tx, self.name.value(), but).await?
        {
            self.name.refuse(format!(
                "{} stands here already. Use that one, or give this one a name that tells them apart",
                known.name
            ));
        }
        Ok(())
    }

    pub(super) fn fields(&self) -> [&Field; 3] {
        [&self.name, &self.kind, &self.nation]
    }

    pub(super) fn kinds() -> Vec<ui::Choice> {
        KINDS
            .iter()
            .map(|(_, word, name)| ui::Choice::new(word, name))
            .collect()
    }

    pub(super) fn nations() -> Vec<ui::Choice> {
        NATIONS.iter().map(|(slug, name)| ui::Choice::new(slug, name)).collect()
    }
}

#[derive(Template)]
#[template(path = "organisation/by_hand.html")]
struct ByHandPage {
    shell: ui::Shell,
    errors: Errors,
    form: ByHand,
}

/// The form for an organisation that is in no table.
pub async fn by_hand(read: Read) -> Result<Page> {
    Page::of(&ByHandPage {
        shell: below(&read, BY_HAND, &ABOVE),
        errors: Errors::default(),
        form: ByHand::blank(),
    })
}

/// Adds an organisation that was entered by hand.
pub async fn add_by_hand(form: Form) -> Result<Response> {
    let mut filled = ByHand::filled(&form);
    let mut change = form.change().await?;
    let id = OrganisationId::new();
    filled.refuse_namesake(&mut change.tx, id).await?;
    if let Some(refusal) = Refusal::of(filled.fields()) {
        let around = below(&change.read, BY_HAND, &ABOVE);
        return refusal.answer(around, |shell, errors| {
            Page::of(&ByHandPage {
                shell,
                errors,
                form: filled,
            })
        });
    }
    let organisation = Organisation {
        id,
        slug: String::new(),
        name: filled.name.value().to_owned(),
        kind: filled.kind.value().to_owned(),
        nation: filled.nation.value().to_owned(),
        code: None,
        merged_into_id: None,
        version: 1,
    };
    let organisation = add(&mut change, organisation, filled.name.value()).await?;
    change.commit().await?;
    Ok(see_other(&format!("/hub/organisations/{}?done=added", organisation.id)))
}
