//! The way in at an organisation.

use axum::{extract::Path, response::Response};
use web::{Choice, Error, Found as _, Result, redirect, see_other};

use crate::{Library, reader::Reader};

/// Leads to the first page, read at the organisation. An old slug leads on to the present one.
pub async fn enter(Path(slug): Path<String>, reader: Reader) -> Result<Response, Error> {
    let directory = reader.read.shared.get::<std::sync::Arc<Library>>().directory();
    let place = directory
        .of_slug(&slug)
        .filter(|place| place.is_known_to(&reader.read.viewer))
        .found("page")?;
    let others = Choice {
        at: None,
        ..reader.read.choice.clone()
    };
    if place.slug != slug {
        return Ok(redirect(&format!("/at/{}{}", place.slug, others.query())));
    }
    let choice = Choice {
        at: Some(slug),
        is_at_host: false,
        ..others
    };
    Ok(see_other(&format!("/{}", choice.query())))
}
