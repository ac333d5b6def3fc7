//! The one right address of a page that was asked for with capital letters or a slash at its end.

use axum::{Router, body::Body, extract::Request, response::Response};
use http::Method;
use tower::ServiceExt as _;

use crate::{ClientAddress, Viewer, page::redirect};

/// Marks a request that only asks whether there is a page: nobody reads the answer, so it is not noted as read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Trial;

/// An address written plainly, and the request that asks whether there is a page.
#[derive(Debug)]
pub(crate) struct Plain {
    address: String,
    trial: Request,
}

impl Plain {
    /// The plain way to write the address of `request`, when it is not written so.
    pub(crate) fn of(request: &Request) -> Option<Self> {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return None;
        }
        let address = plain(request.uri().path(), request.uri().query())?;
        let mut trial = Request::new(Body::empty());
        *trial.method_mut() = request.method().clone();
        *trial.uri_mut() = address.parse().ok()?;
        *trial.headers_mut() = request.headers().clone();
        trial.extensions_mut().insert(Trial);
        if let Some(viewer) = request.extensions().get::<Viewer>() {
            trial.extensions_mut().insert(viewer.clone());
        }
        if let Some(client) = request.extensions().get::<ClientAddress>() {
            trial.extensions_mut().insert(*client);
        }
        Some(Self { address, trial })
    }

    /// Leads to the plain address for good, when there is a page at it.
    pub(crate) async fn leads(self, rooms: Router) -> Option<Response> {
        let status = match rooms.oneshot(self.trial).await {
            Ok(answer) => answer.status(),
            Err(never) => match never {},
        };
        (status.is_success() || status.is_redirection()).then(|| redirect(&self.address))
    }
}

fn plain(path: &str, query: Option<&str>) -> Option<String> {
    let plain = path.trim_end_matches('/').to_ascii_lowercase();
    // Two slashes at the beginning would be the address of another host.
    if plain.is_empty() || plain == path || plain.starts_with("//") {
        return None;
    }
    Some(query.map_or_else(|| plain.clone(), |query| format!("{plain}?{query}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_written_in_small_letters_without_a_last_slash() {
        assert_eq!(plain("/for/FINANCE", None).as_deref(), Some("/for/finance"));
        assert_eq!(
            plain("/for/finance/", Some("nation=Wales&q=A/")).as_deref(),
            Some("/for/finance?nation=Wales&q=A/")
        );
        for as_it_is in ["/", "//", "/for/finance", "//Evil.example/", "//evil.example/for/"] {
            assert_eq!(plain(as_it_is, None), None, "{as_it_is}");
        }
    }
}
