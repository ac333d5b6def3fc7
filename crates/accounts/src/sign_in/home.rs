//! Where signing in is at home: the hub's public address.
//!
//! Passkeys and single sign-on are bound to that address, so they cannot work under the host name of an organisation.
//! Whoever begins to sign in there is led to the same page at the public address. Only host names that were given to
//! an organisation lead on: a proxy that asks under a name of its own is answered as it asks, so nobody goes in a
//! circle.

use std::{future::Future, pin::Pin};

use axum::{
    extract::{FromRequestParts as _, Request},
    handler::Handler,
    response::{IntoResponse as _, Response},
};
use http::{HeaderMap, Uri, header};
use url::Url;
use web::{Hub, Read, Result, see_other};

use crate::{Settings, form::private, host_name};

/// A handler whose page is at home at the public address. It is for a `GET`.
#[derive(Debug, Clone)]
pub(crate) struct AtHome<H>(H);

/// Leads strangers to the same page at the public address, when they ask under the host name of an organisation.
pub(crate) fn at_home<H>(handler: H) -> AtHome<H> {
    AtHome(handler)
}

impl<H, T> Handler<T, Hub> for AtHome<H>
where
    H: Handler<T, Hub>,
    T: 'static,
{
    type Future = Pin<Box<dyn Future<Output = Response> + Send>>;

    fn call(self, request: Request, hub: Hub) -> Self::Future {
        Box::pin(async move {
            let (mut parts, body) = request.into_parts();
            let read = match Read::from_request_parts(&mut parts, &hub).await {
                Ok(read) => read,
                Err(error) => return error.into_response(),
            };
            match elsewhere(&read, &parts.uri, &parts.headers).await {
                Ok(Some(address)) => private(see_other(address.as_str())),
                Ok(None) => self.0.call(Request::from_parts(parts, body), hub).await,
                Err(error) => error.into_response(),
            }
        })
    }
}

/// The same page at the public address, for a stranger who asks under the host name of an organisation.
async fn elsewhere(read: &Read, uri: &Uri, headers: &HeaderMap) -> Result<Option<Url>> {
    let public = read.shared.get::<Settings>().public_url.as_deref();
    let Some(mut home) = public.and_then(|public| Url::parse(public).ok()) else {
        return Ok(None);
    };
    let Some(host) = host_of(uri, headers).filter(|_| read.viewer.is_stranger()) else {
        return Ok(None);
    };
    if home.host_str() == Some(host.as_str()) || !host_name::store::is_known(&mut read.tx().await?, &host).await? {
        return Ok(None);
    }
    home.set_path(uri.path());
    home.set_query(uri.query());
    Ok(Some(home))
}

/// The host that was asked, as it is compared.
fn host_of(uri: &Uri, headers: &HeaderMap) -> Option<String> {
    let named = headers.get(header::HOST).and_then(|value| value.to_str().ok());
    let asked = named.or(uri.authority().map(|authority| authority.as_str()))?;
    let address = Url::parse(&format!("http://{asked}")).ok()?;
    Some(address.host_str()?.trim_end_matches('.').to_owned())
}
