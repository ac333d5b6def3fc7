//! What a provider says of somebody, and why they may not come in.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// What is remembered while somebody is at the provider.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Away {
    pub(super) provider: Uuid,
    /// The provider's version when they left.
    pub(super) version: i64,
    pub(super) purpose: Purpose,
    pub(super) state: String,
    pub(super) nonce: String,
    pub(super) verifier: String,
    /// The address that they come back to.
    pub(super) callback: String,
    /// Where they want to go then.
    pub(super) next: Option<String>,
}

/// What somebody went to the provider for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Purpose {
    /// To sign in.
    SignIn,
    /// To try the provider, as this person, who is signed in.
    Trial(Uuid),
    /// To link their account there to this person, who is signed in.
    Link(Uuid),
}

/// What the provider says of somebody, once its token was found good.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub(super) issuer: String,
    pub(super) subject: String,
    pub(super) name: Option<String>,
    pub(super) email: Option<String>,
    /// Whether the provider says that the address is theirs.
    pub(super) is_email_verified: bool,
    /// The values of the claim that carries roles or groups.
    pub(super) values: Vec<String>,
    /// Whether there were too many groups to say.
    pub(super) has_too_many: bool,
}

/// Why somebody does not come in, in words for them.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refusal {
    /// There is no such ceremony, or it was used, or the answer is not to what was asked.
    #[error("That took too long, or it was begun in another browser. Start again")]
    TooLate,
    /// The provider said no.
    #[error("Your organisation's sign-in did not let you through")]
    ProviderSaidNo,
    /// The provider could not be asked; the words say why, for administrators.
    #[error("Your organisation's sign-in does not answer as it should. Try again in a few minutes")]
    ProviderFailed(String),
    /// What came back does not prove who it is; the words say why, for administrators.
    #[error("What your organisation's sign-in sent could not be trusted")]
    NotTrusted(String),
    /// The person is kept out.
    #[error("Your account here is closed. Ask an administrator of your organisation")]
    Disabled,
    /// Nobody gave them a place here, or nothing proves that an account with their address is theirs. Which of the
    /// two is not said.
    #[error(
        "Your work account has no place here yet. If you have an account here, sign in to it another way, and link \
         your work account there. If not, ask an administrator of your organisation"
    )]
    NoPlace,
    /// There is an account with their address that opens more than this organisation.
    #[error(
        "There is an account with your address already. Sign in to it another way, and link your work account there"
    )]
    AddressTaken,
    /// The account with their address is bound to somebody else at the same provider.
    #[error(
        "That address belongs to an account that another work account opens. Ask your organisation's administrator"
    )]
    AddressBound,
    /// Another organisation of theirs asks for its own sign-in.
    #[error("{0} asks its people to come by its own single sign-on")]
    OtherOrganisation(String),
    /// An organisation of theirs lets its people in by single sign-on only.
    #[error("{0} asks its people to use single sign-on")]
    OnlyWay(String),
    /// The account at the provider is linked to somebody else here.
    #[error("That work account is linked to somebody else here")]
    LinkedElsewhere,
}

impl Refusal {
    /// Why, in words that are not for the person.
    pub(super) fn cause(&self) -> &str {
        match self {
            Self::ProviderFailed(cause) | Self::NotTrusted(cause) => cause,
            _ => "",
        }
    }

    /// The word that the audit trail has for it.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::TooLate => "too-late",
            Self::ProviderSaidNo => "provider-said-no",
            Self::ProviderFailed(_) => "provider-failed",
            Self::NotTrusted(_) => "not-trusted",
            Self::Disabled => "disabled",
            Self::NoPlace => "no-place",
            Self::AddressTaken => "address-taken",
            Self::AddressBound => "address-bound",
            Self::OtherOrganisation(_) => "other-organisation",
            Self::OnlyWay(_) => "only-way",
            Self::LinkedElsewhere => "linked-elsewhere",
        }
    }
}

/// The values of a claim: its words, or the one word that it is. `realm_access.roles` is a claim in a claim.
pub(super) fn values_of(claims: &Value, claim: &str) -> Vec<String> {
    let found = claims
        .get(claim)
        .or_else(|| claim.split('.').try_fold(claims, |claims, part| claims.get(part)));
    match found {
        Some(Value::String(word)) => vec![word.clone()],
        Some(Value::Array(words)) => words.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// Whether a provider left the claim out because there was too much in it: Entra ID then names it among
/// `_claim_names`.
pub(super) fn is_left_out(claims: &Value, claim: &str) -> bool {
    claims.get("_claim_names").and_then(|names| names.get(claim)).is_some()
}

/// Whether a claim says yes: Entra ID's `xms_edov` does so in more than one way.
pub(super) fn says_yes(claim: Option<&Value>) -> bool {
    match claim {
        Some(Value::Bool(yes)) => *yes,
        Some(Value::String(word)) => word == "1" || word.eq_ignore_ascii_case("true"),
        Some(Value::Number(number)) => number.as_i64() == Some(1),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_the_words_of_the_claim() {
        let claims = json!({ "roles": ["a", 7, "b"], "one": "c", "realm_access": { "roles": ["d"] }, "a.b": ["e"] });
        assert_eq!(values_of(&claims, "roles"), ["a", "b"]);
        assert_eq!(values_of(&claims, "one"), ["c"]);
        assert_eq!(values_of(&claims, "realm_access.roles"), ["d"]);
        assert_eq!(values_of(&claims, "a.b"), ["e"]);
        assert!(values_of(&claims, "none").is_empty() && values_of(&claims, "").is_empty());
    }

    #[test]
    fn too_many_groups_are_told_from_none() {
        let claims = json!({ "_claim_names": { "groups": "src1" } });
        assert!(is_left_out(&claims, "groups") && !is_left_out(&claims, "roles"));
    }

    #[test]
    fn yes_is_said_in_several_ways_and_nothing_else_is_yes() {
        for yes in [json!(true), json!("1"), json!("true"), json!("True"), json!(1)] {
            assert!(says_yes(Some(&yes)), "{yes}");
        }
        for no in [
            json!(false),
            json!("0"),
            json!("yes"),
            json!(2),
            json!(null),
            json!([true]),
        ] {
            assert!(!says_yes(Some(&no)), "{no}");
        }
        assert!(!says_yes(None));
    }
}
