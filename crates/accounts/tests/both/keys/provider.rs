//! An identity provider on this machine, as good or as hostile as a test wants it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use axum::{
    Json, Router,
    body::Body,
    extract::State,
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use data_encoding::{BASE64, BASE64URL_NOPAD};
use http::{HeaderMap, StatusCode, header};
use ring::{
    digest::{SHA256, digest},
    rand::SystemRandom,
    rsa::KeyPair as RsaKey,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _, RSA_PKCS1_SHA256},
};
use serde_json::{Value, json};
use url::{Url, form_urlencoded};

/// Made for these tests, and used nowhere else.
const RSA: &[u8] = include_bytes!("rsa.der");

/// What is wrong with the provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fault {
    #[default]
    None,
    /// Its token is not signed.
    Unsigned,
    /// Its token is signed with the client's secret, which others may know.
    SignedWithSecret,
    /// Its token is signed by a key of somebody else under its own key's name.
    SignedByOther,
    /// It never answers for a token.
    Hangs,
    /// It sends 100 MB in place of a token.
    Floods,
    /// It says in its description that it is somebody else.
    OtherIssuer,
    /// It points on to another address in place of its keys.
    PointsOn,
    /// It names an address for tokens that a browser would run.
    NamesScript,
}

pub struct Inner {
    pub fault: Fault,
    /// What stands in the token beside or in place of the usual.
    pub claims: Value,
    /// Whether it signs with RSA.
    pub uses_rsa: bool,
    /// Whether it says that it names itself when somebody comes back.
    pub names_itself: bool,
    /// How often its keys were asked for.
    pub asked_for_keys: usize,
    key: EcdsaKeyPair,
    key_name: String,
    codes: HashMap<String, (String, String)>,
    visits: usize,
    issuer: String,
}

/// The provider. It is gone with the test.
#[derive(Clone)]
pub struct Provider {
    pub issuer: String,
    inner: Arc<Mutex<Inner>>,
}

impl Provider {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let inner = Inner {
            fault: Fault::None,
            claims: json!({}),
            uses_rsa: false,
            names_itself: false,
            asked_for_keys: 0,
            key: new_key(),
            key_name: "first".into(),
            codes: HashMap::new(),
            visits: 0,
            issuer: issuer.clone(),
        };
        let provider = Self {
            issuer,
            inner: Arc::new(Mutex::new(inner)),
        };
        let app = Router::new()
            .route("/.well-known/openid-configuration", get(description))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        provider
    }

    pub fn set(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap()
    }

    /// Has a new key from now on.
    pub fn change_key(&self) {
        let mut inner = self.set();
        inner.key = new_key();
        inner.key_name = "second".into();
    }

    /// What a browser that was sent to `address` comes back with: where to, and with what query.
    pub fn come_back(&self, address: &str) -> String {
        let address = Url::parse(address).unwrap();
        let asked: HashMap<String, String> = address.query_pairs().into_owned().collect();
        assert_eq!(asked["code_challenge_method"], "S256");
        assert_eq!(asked["response_type"], "code");
        assert_eq!(asked["redirect_uri"], "http://localhost:8080/sign-in/single/callback");
        assert!(asked["scope"].split(' ').any(|scope| scope == "openid"));
        let mut inner = self.set();
        inner.visits += 1;
        let code = format!("code-{}", inner.visits);
        inner
            .codes
            .insert(code.clone(), (asked["nonce"].clone(), asked["code_challenge"].clone()));
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("code", &code).append_pair("state", &asked["state"]);
        if inner.names_itself {
            query.append_pair("iss", &inner.issuer);
        }
        format!("/sign-in/single/callback?{}", query.finish())
    }
}

fn new_key() -> EcdsaKeyPair {
    let random = SystemRandom::new();
    let key = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, key.as_ref(), &random).unwrap()
}

async fn description(State(provider): State<Provider>) -> Json<Value> {
    let inner = provider.set();
    let at = |path: &str| format!("{}{path}", inner.issuer);
    let issuer = if inner.fault == Fault::OtherIssuer {
        at("/other")
    } else {
        inner.issuer.clone()
    };
    let token = if inner.fault == Fault::NamesScript {
        "javascript:alert(1)".into()
    } else {
        at("/token")
    };
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": at("/authorise"),
        "token_endpoint": token,
        "jwks_uri": at("/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256", "RS256", "HS256", "none"],
        "authorization_response_iss_parameter_supported": inner.names_itself,
    }))
}

async fn keys(State(provider): State<Provider>) -> Response {
    let mut inner = provider.set();
    inner.asked_for_keys += 1;
    if inner.fault == Fault::PointsOn {
        return (StatusCode::FOUND, [(header::LOCATION, "http://127.0.0.1:1/keys")]).into_response();
    }
    let point = inner.key.public_key().as_ref();
    let rsa = RsaKey::from_pkcs8(RSA).unwrap();
    let public = ring::rsa::PublicKeyComponents::<Vec<u8>>::from(rsa.public());
    Json(json!({ "keys": [
        {
            "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": inner.key_name,
            "x": BASE64URL_NOPAD.encode(&point[1..33]), "y": BASE64URL_NOPAD.encode(&point[33..65]),
        },
        {
            "kty": "RSA", "use": "sig", "alg": "RS256", "kid": "rsa",
            "n": BASE64URL_NOPAD.encode(&public.n), "e": BASE64URL_NOPAD.encode(&public.e),
        },
    ] }))
    .into_response()
}

async fn token(State(provider): State<Provider>, headers: HeaderMap, body: String) -> Response {
    let fault = provider.set().fault;
    match fault {
        Fault::Hangs => tokio::time::sleep(Duration::from_secs(60)).await,
        Fault::Floods => {
            let piece = bytes_of(1 << 20);
            let pieces = futures::stream::iter((0..100).map(move |_| Ok::<_, std::io::Error>(piece.clone())));
            return Body::from_stream(pieces).into_response();
        }
        _ => {}
    }
    let form: HashMap<String, String> = form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    let basic = format!("Basic {}", BASE64.encode(b"watchward:hush"));
    let mut inner = provider.set();
    let known = inner.codes.remove(&form["code"]);
    let is_client = headers
        .get(header::AUTHORIZATION)
        .is_some_and(|value| value == basic.as_str());
    let challenge = BASE64URL_NOPAD.encode(digest(&SHA256, form["code_verifier"].as_bytes()).as_ref());
    let Some((nonce, _)) = known.filter(|(_, asked)| is_client && *asked == challenge) else {
        return (StatusCode::BAD_REQUEST, Json(json!({ "error": "invalid_grant" }))).into_response();
    };
    Json(json!({
        "access_token": "of no use",
        "token_type": "Bearer",
        "id_token": signed(&inner, &nonce),
    }))
    .into_response()
}

fn bytes_of(count: usize) -> axum::body::Bytes {
    vec![b' '; count].into()
}

fn signed(inner: &Inner, nonce: &str) -> String {
    let now = testkit::noon().as_second();
    let mut claims = json!({
        "iss": inner.issuer, "aud": "watchward", "sub": "s-1", "nonce": nonce, "iat": now, "exp": now + 300,
    });
    for (name, value) in inner.claims.as_object().unwrap() {
        claims[name] = value.clone();
    }
    let head = match inner.fault {
        Fault::Unsigned => json!({ "alg": "none" }),
        Fault::SignedWithSecret => json!({ "alg": "HS256" }),
        _ if inner.uses_rsa => json!({ "alg": "RS256", "kid": "rsa" }),
        _ => json!({ "alg": "ES256", "kid": inner.key_name }),
    };
    let part = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
    let text = format!("{}.{}", part(&head), part(&claims));
    let random = SystemRandom::new();
    let signature = match inner.fault {
        Fault::Unsigned => Vec::new(),
        Fault::SignedWithSecret => {
            let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, b"hush");
            ring::hmac::sign(&key, text.as_bytes()).as_ref().to_vec()
        }
        Fault::SignedByOther => new_key().sign(&random, text.as_bytes()).unwrap().as_ref().to_vec(),
        _ if inner.uses_rsa => {
            let key = RsaKey::from_pkcs8(RSA).unwrap();
            let mut signature = vec![0; key.public().modulus_len()];
            key.sign(&RSA_PKCS1_SHA256, &random, text.as_bytes(), &mut signature)
                .unwrap();
            signature
        }
        _ => inner.key.sign(&random, text.as_bytes()).unwrap().as_ref().to_vec(),
    };
    format!("{text}.{}", BASE64URL_NOPAD.encode(&signature))
}
