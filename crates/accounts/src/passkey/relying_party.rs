//! The hub as devices know it.

use http::HeaderMap;
use web::{Error, Read, Result};
use webauthn_rs::{Webauthn, WebauthnBuilder};

use crate::{Settings, address::own_address};

/// What is said where passkeys cannot be used.
pub(super) const NOT_HERE: &str = "Passkeys need an address that begins with https. On the machine that runs this hub, \
     they also work at http://localhost.";

/// The relying party of this hub: its host name and its address. `None` where browsers use no passkeys,
/// which is without HTTPS anywhere but at `localhost`.
pub(super) fn relying_party(read: &Read, headers: &HeaderMap) -> Option<Webauthn> {
    let settings = read.shared.get::<Settings>();
    let origin = own_address(settings, headers, read.client)?;
    let host = origin.domain()?;
    if origin.scheme() != "https" && host != "localhost" {
        return None;
    }
    let builder = WebauthnBuilder::new(host, &origin).ok()?;
    builder.rp_name(&settings.hub_name).build().ok()
}

/// The relying party, where there must be one.
pub(super) fn required(read: &Read, headers: &HeaderMap) -> Result<Webauthn> {
    relying_party(read, headers).ok_or_else(|| Error::BadRequest(NOT_HERE.to_owned()))
}
