//! OpenID Connect with one provider: what it says of itself, where people are sent, and what its token says.

use std::time::{Duration, SystemTime};

use db::Time;
use openidconnect::{
    AdditionalClaims, AdditionalProviderMetadata, AuthType, AuthorizationCode, ClaimsVerificationError, Client,
    ClientId, ClientSecret, CsrfToken, DiscoveryError, EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet,
    EndpointSet, IdToken, IdTokenClaims, IdTokenFields, IssuerUrl, JsonWebKeySet, Nonce, PkceCodeChallenge,
    PkceCodeVerifier, ProviderMetadata, RedirectUrl, RequestTokenError, Scope, SignatureVerificationError,
    StandardErrorResponse, StandardTokenResponse, TokenResponse as _,
    core::{
        CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreClaimName, CoreClaimType, CoreClientAuthMethod,
        CoreErrorResponseType, CoreGenderClaim, CoreGrantType, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm,
        CoreJweKeyManagementAlgorithm, CoreJwsSigningAlgorithm, CoreResponseMode, CoreResponseType, CoreRevocableToken,
        CoreRevocationErrorResponse, CoreSubjectIdentifierType, CoreTokenIntrospectionResponse, CoreTokenType,
    },
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use url::Url;

use super::{
    fetch::{Fetcher, NotFetched},
    model::{Refusal, Said, is_left_out, says_yes, values_of},
};
use crate::identity_provider::{
    IdentityProvider,
    issuer::{is_entra, tenant_of},
};

/// How a token may be signed: by a key that is the provider's alone, never by a shared secret or not at all.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// Every claim beside the standard ones.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct MoreClaims {
    #[serde(flatten)]
    all: Map<String, Value>,
}

impl AdditionalClaims for MoreClaims {}

/// What a provider says of itself beside the standard.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct MoreMetadata {
    /// Whether it always says who it is when somebody comes back (RFC 9207).
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for MoreMetadata {}

/// What a provider says of itself, with its keys.
pub(super) type Metadata = ProviderMetadata<
    MoreMetadata,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// The keys of a provider.
pub(super) type Keys = JsonWebKeySet<CoreJsonWebKey>;

type Token = IdToken<MoreClaims, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;
type Claims = IdTokenClaims<MoreClaims, CoreGenderClaim>;
type Fields = IdTokenFields<
    MoreClaims,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;
type OurClient = Client<
    MoreClaims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    StandardTokenResponse<Fields, CoreTokenType>,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// Where somebody is sent, and what must be remembered until they come back.
#[derive(Debug)]
pub(super) struct Departure {
    pub(super) address: Url,
    pub(super) state: String,
    pub(super) nonce: String,
    pub(super) verifier: String,
}

/// What came of looking at a token.
#[derive(Debug)]
pub(super) enum Looked {
    /// It is good, and says this.
    Good(Box<Said>),
    /// It is signed by a key that is not among those kept.
    UnknownKey,
    /// It is not good.
    Bad(String),
}

/// Asks a provider about itself, and for its keys. Each address that it names must be one that may be asked.
pub(super) async fn discover(fetcher: &Fetcher, provider: &IdentityProvider) -> Result<Metadata, Refusal> {
    let issuer = IssuerUrl::new(provider.issuer.clone()).map_err(|error| Refusal::ProviderFailed(error.to_string()))?;
    let metadata = Metadata::discover_async(issuer, fetcher)
        .await
        .map_err(not_discovered)?;
    let token = metadata.token_endpoint().map(|address| address.url());
    let named = [
        Some(metadata.authorization_endpoint().url()),
        token,
        Some(metadata.jwks_uri().url()),
    ];
    for address in named.into_iter().flatten() {
        fetcher.check(address).await.map_err(failed)?;
    }
    if token.is_none() {
        return Err(Refusal::ProviderFailed("it names no address for tokens".into()));
    }
    Ok(metadata)
}

/// Asks a provider for its keys once more.
pub(super) async fn keys(fetcher: &Fetcher, metadata: &Metadata) -> Result<Keys, Refusal> {
    Keys::fetch_async(metadata.jwks_uri(), fetcher)
        .await
        .map_err(not_discovered)
}

/// Where somebody is sent. `again` asks the provider to have them prove who they are once more.
pub(super) fn depart(
    provider: &IdentityProvider,
    metadata: &Metadata,
    callback: &str,
    again: bool,
) -> Result<Departure, Refusal> {
    let client = client(provider, metadata, "", callback)?;
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let mut request = client
        .authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            CsrfToken::new_random,
            Nonce::new_random,
        )
        .set_pkce_challenge(challenge);
    for scope in ["email", "profile"]
        .into_iter()
        .chain(provider.scopes.split_whitespace())
    {
        request = request.add_scope(Scope::new(scope.to_owned()));
    }
    if again {
        request = request.add_prompt(CoreAuthPrompt::Login);
    }
    let (address, state, nonce) = request.url();
    Ok(Departure {
        address,
        state: state.secret().clone(),
        nonce: nonce.secret().clone(),
        verifier: verifier.secret().clone(),
    })
}

/// Whether `said`, by which a provider may say who it is when somebody comes back, is as it should be:
/// RFC 9207, section 2.4.
pub(super) fn is_from(metadata: &Metadata, said: Option<&str>) -> bool {
    match said {
        Some(issuer) => issuer == metadata.issuer().as_str(),
        None => {
            !metadata
                .additional_metadata()
                .authorization_response_iss_parameter_supported
        }
    }
}

/// Exchanges the code that somebody came back with for an ID token.
pub(super) async fn exchange(
    fetcher: &Fetcher,
    (provider, secret): (&IdentityProvider, &str),
    metadata: &Metadata,
    callback: &str,
    code: &str,
    verifier: String,
) -> Result<Token, Refusal> {
    let client = client(provider, metadata, secret, callback)?;
    let request = client
        .exchange_code(AuthorizationCode::new(code.to_owned()))
        .map_err(|error| Refusal::ProviderFailed(error.to_string()))?
        .set_pkce_verifier(PkceCodeVerifier::new(verifier));
    let answer = request.request_async(fetcher).await.map_err(not_exchanged)?;
    let token = answer.id_token().cloned();
    token.ok_or_else(|| Refusal::NotTrusted("it sent no ID token".into()))
}

/// Looks at a token: its signature, issuer, audience, age and nonce, and what it says.
pub(super) fn look(token: &Token, provider: &IdentityProvider, metadata: &Metadata, nonce: &str, now: Time) -> Looked {
    let client = match client(provider, metadata, "", "") {
        Ok(client) => client,
        Err(refusal) => return Looked::Bad(refusal.cause().to_owned()),
    };
    let since = u64::try_from(now.timestamp().as_microsecond()).unwrap_or_default();
    let now = SystemTime::UNIX_EPOCH + Duration::from_micros(since);
    let verifier = client
        .id_token_verifier()
        .set_allowed_algs(ALGORITHMS)
        .set_time_fn(move || now.into());
    match token.claims(&verifier, &Nonce::new(nonce.to_owned())) {
        Ok(claims) => said(claims, provider),
        Err(ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey)) => {
            Looked::UnknownKey
        }
        Err(error) => Looked::Bad(causes(&error)),
    }
}

fn said(claims: &Claims, provider: &IdentityProvider) -> Looked {
    let more = Value::Object(claims.additional_claims().all.clone());
    if let Err(words) = check_tenant(provider, &more) {
        return Looked::Bad(words);
    }
    let name = claims.name().and_then(|name| name.get(None)).map(|name| name.as_str());
    let name = name.map(str::trim).filter(|name| !name.is_empty());
    let email = claims.email().map(|email| email.as_str().trim());
    let is_known_owner = claims.email_verified() == Some(true) || says_yes(more.get("xms_edov"));
    Looked::Good(Box::new(Said {
        issuer: claims.issuer().to_string(),
        subject: claims.subject().to_string(),
        name: name.map(|name| name.chars().take(200).collect()),
        email: email.filter(|email| !email.is_empty()).map(str::to_owned),
        is_email_verified: is_known_owner,
        values: values_of(&more, &provider.claim),
        has_too_many: is_left_out(&more, &provider.claim),
    }))
}

/// A token of Entra ID must be of the tenant in the issuer's path.
fn check_tenant(provider: &IdentityProvider, claims: &Value) -> Result<(), String> {
    let Ok(issuer) = Url::parse(&provider.issuer) else {
        return Err("the issuer is no address".into());
    };
    let tenant = claims.get("tid").and_then(Value::as_str);
    match tenant {
        Some(tenant) if is_entra(&issuer) && tenant_of(&issuer) != Some(tenant) => {
            Err("the token is of another tenant".into())
        }
        None if is_entra(&issuer) => Err("the token names no tenant".into()),
        _ => Ok(()),
    }
}

fn client(
    provider: &IdentityProvider,
    metadata: &Metadata,
    secret: &str,
    callback: &str,
) -> Result<OurClient, Refusal> {
    let secret = (!secret.is_empty()).then(|| ClientSecret::new(secret.to_owned()));
    let id = ClientId::new(provider.client_id.clone());
    let methods = metadata.token_endpoint_auth_methods_supported();
    let takes_basic = methods.is_none_or(|methods| methods.contains(&CoreClientAuthMethod::ClientSecretBasic));
    let mut client = OurClient::from_provider_metadata(metadata.clone(), id, secret);
    if !takes_basic {
        client = client.set_auth_type(AuthType::RequestBody);
    }
    if callback.is_empty() {
        return Ok(client);
    }
    let callback = RedirectUrl::new(callback.to_owned()).map_err(|error| Refusal::ProviderFailed(error.to_string()))?;
    Ok(client.set_redirect_uri(callback))
}

fn failed(error: NotFetched) -> Refusal {
    Refusal::ProviderFailed(causes(&error))
}

fn not_discovered(error: DiscoveryError<NotFetched>) -> Refusal {
    match error {
        DiscoveryError::Request(error) => failed(error),
        // What it sent is not repeated: it may be anything.
        DiscoveryError::Response(status, ..) => Refusal::ProviderFailed(format!("it answered {status}")),
        DiscoveryError::Validation(words) => Refusal::ProviderFailed(words),
        DiscoveryError::Parse(_) => Refusal::ProviderFailed("what it says of itself is not as it should be".into()),
        _ => Refusal::ProviderFailed("it could not be asked".into()),
    }
}

fn not_exchanged(error: RequestTokenError<NotFetched, StandardErrorResponse<CoreErrorResponseType>>) -> Refusal {
    match error {
        RequestTokenError::Request(error) => failed(error),
        RequestTokenError::ServerResponse(error) => {
            Refusal::NotTrusted(format!("it refused the code: {}", error.error()))
        }
        RequestTokenError::Parse(..) => Refusal::NotTrusted("its answer to the code is not as it should be".into()),
        RequestTokenError::Other(_) => Refusal::ProviderFailed("it gave no token".into()),
    }
}

/// An error with its causes, in one line.
fn causes(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        words.push_str(": ");
        words.push_str(&cause.to_string());
        next = cause.source();
    }
    words
}
