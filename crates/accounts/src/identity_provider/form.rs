//! The form of an identity provider.

use ui::form::{Errors, Field};
use web::{Form, ROLES, Role};

use super::{
    issuer::{is_same, issuer},
    model::{IdentityProvider, RoleValue},
};

/// The most values that one provider may have.
const MOST_VALUES: usize = 200;

/// What is typed about a provider.
#[derive(Debug)]
pub(super) struct ProviderForm {
    pub(super) name: Field,
    pub(super) issuer: Field,
    pub(super) client_id: Field,
    pub(super) client_secret: Field,
    pub(super) scopes: Field,
    pub(super) claim: Field,
    pub(super) joins_by_domain: Field,
    /// One field for each role, the highest first, with a value a line.
    pub(super) values: Vec<ValuesField>,
    pub(super) version: i64,
}

/// The values that make somebody one role.
#[derive(Debug)]
pub(super) struct ValuesField {
    pub(super) label: String,
    pub(super) hint: &'static str,
    role: Role,
    pub(super) field: Field,
}

impl ProviderForm {
    pub(super) fn blank() -> Self {
        Self {
            name: Field::empty("name"),
            issuer: Field::empty("issuer"),
            client_id: Field::empty("client_id"),
            client_secret: Field::empty("client_secret"),
            scopes: Field::empty("scopes"),
            claim: Field::new("claim", "roles"),
            joins_by_domain: Field::empty("joins_by_domain"),
            values: values_fields(|_| String::new()),
            version: 0,
        }
    }

    pub(super) fn of(provider: &IdentityProvider, values: &[RoleValue]) -> Self {
        let joins = provider.joins_by_domain.then_some("yes");
        let lines = |role: Role| {
            let lines = values.iter().filter(|row| row.role == role.as_str());
            lines.map(|row| row.value.as_str()).collect::<Vec<_>>().join("\n")
        };
        Self {
            name: Field::new("name", provider.name.as_str()),
            issuer: Field::new("issuer", provider.issuer.as_str()),
            client_id: Field::new("client_id", provider.client_id.as_str()),
            client_secret: Field::empty("client_secret"),
            scopes: Field::new("scopes", provider.scopes.as_str()),
            claim: Field::new("claim", provider.claim.as_str()),
            joins_by_domain: Field::many("joins_by_domain", joins),
            values: values_fields(lines),
            version: provider.version,
        }
    }

    /// The form as it was sent. `is_new` says whether there is no secret yet.
    pub(super) fn filled(form: &Form, is_new: bool, allows_private: bool) -> Self {
        let field = |name: &str| Field::new(name, form.field(name));
        let joins = Some(form.field("joins_by_domain")).filter(|value| !value.is_empty());
        let mut filled = Self {
            name: field("name"),
            issuer: field("issuer"),
            client_id: field("client_id"),
            client_secret: field("client_secret"),
            scopes: field("scopes"),
            claim: field("claim"),
            joins_by_domain: Field::many("joins_by_domain", joins),
            values: values_fields(|role| form.field(role.as_str()).to_owned()),
            version: form.field("version").parse().unwrap_or_default(),
        };
        require(&mut filled.name, "Say what your people call it");
        limit(&mut filled.name, 80);
        if let Err(refusal) = issuer(filled.issuer.trimmed(), allows_private) {
            filled.issuer.refuse(refusal.to_string());
        }
        limit(&mut filled.issuer, 500);
        require(&mut filled.client_id, "Enter the client's identifier");
        limit(&mut filled.client_id, 500);
        if is_new {
            require(&mut filled.client_secret, "Enter the client's secret");
        }
        limit(&mut filled.client_secret, 500);
        limit(&mut filled.scopes, 500);
        limit(&mut filled.claim, 200);
        filled.check_values();
        filled
    }

    /// Asks for the secret when the issuer is no longer the one that gave the secret that is kept: whoever may change
    /// the form may not read the secret by having it sent elsewhere.
    pub(super) fn ask_for_secret_of_another_issuer(&mut self, before: &IdentityProvider) {
        if !is_same(self.issuer.trimmed(), &before.issuer) {
            require(
                &mut self.client_secret,
                "Enter the client's secret again: the one that is kept goes to the issuer that was there before, and \
                 to no other",
            );
        }
    }

    fn check_values(&mut self) {
        let mut seen = Vec::new();
        let has_claim = !self.claim.trimmed().is_empty();
        for part in &mut self.values {
            for value in lines(part.field.value()).collect::<Vec<_>>() {
                if !has_claim {
                    part.field.refuse("Say above which claim carries these values");
                    break;
                }
                if value.chars().count() > 200 {
                    part.field.refuse("Each value must be 200 characters or fewer");
                }
                if seen.contains(&value) {
                    part.field
                        .refuse(format!("“{value}” stands here twice: give it one role"));
                }
                seen.push(value);
            }
        }
        if seen.len() > MOST_VALUES
            && let Some(first) = self.values.first_mut()
        {
            first.field.refuse(format!("Give {MOST_VALUES} values or fewer in all"));
        }
    }

    pub(super) fn errors(&self) -> Errors {
        let mut errors = Errors::of([
            &self.name,
            &self.issuer,
            &self.client_id,
            &self.client_secret,
            &self.scopes,
            &self.claim,
        ]);
        for part in &self.values {
            errors.add(&part.field);
        }
        errors
    }

    /// What each value makes of somebody.
    pub(super) fn role_values(&self) -> Vec<RoleValue> {
        let of = |part: &ValuesField| {
            let role = part.role.as_str().to_owned();
            lines(part.field.value())
                .map(|value| RoleValue {
                    value,
                    role: role.clone(),
                })
                .collect::<Vec<_>>()
        };
        self.values.iter().flat_map(of).collect()
    }
}

fn values_fields(lines: impl Fn(Role) -> String) -> Vec<ValuesField> {
    let fields = ROLES.iter().rev().map(|(role, word, name, about)| ValuesField {
        label: format!("Values that make somebody {}", name.to_lowercase()),
        hint: about,
        role: *role,
        field: Field::new(*word, lines(*role)),
    });
    fields.collect()
}

fn lines(text: &str) -> impl Iterator<Item = String> + '_ {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
}

fn require(field: &mut Field, words: &str) {
    if field.trimmed().is_empty() {
        field.refuse(words);
    }
}

fn limit(field: &mut Field, most: usize) {
    if field.value().chars().count() > most {
        field.refuse(format!("This must be {most} characters or fewer"));
    }
    if field.value().chars().any(char::is_control) {
        field.refuse("This must be one line");
    }
}
