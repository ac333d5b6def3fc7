//! The description of the API in OpenAPI 3.1, made from the same routes that answer it.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::{
    ToSchema,
    openapi::{
        Components, Content, HttpMethod, Info, License, ObjectBuilder, OpenApi, Paths, Ref, RefOr, Required, Response,
        Schema,
        path::{OperationBuilder, ParameterBuilder, ParameterIn},
        schema::Type,
    },
};

use crate::{
    Parameter, Route, Takes,
    feature::{Operation, schemas_of},
};

/// What every answer that is an error looks like. It is only described here: the outer layers write it.
#[derive(Debug, Serialize, ToSchema)]
struct Problem {
    error: ProblemWords,
}

/// What went wrong.
#[derive(Debug, Serialize, ToSchema)]
struct ProblemWords {
    /// In words, with what to do about it.
    message: String,
    /// The name under which a failure of ours stands in the log.
    reference: Option<String>,
}

/// The description of every route that has an [`Operation`], as a JSON document.
#[derive(Debug, Clone)]
pub struct ApiDescription(String);

impl ApiDescription {
    /// The document.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn of<'r>(routes: impl Iterator<Item = &'r Route>) -> Self {
        let mut paths = Paths::new();
        let mut schemas: BTreeMap<String, RefOr<Schema>> = schemas_of::<Problem>().into_iter().collect();
        for route in routes {
            let Some(operation) = &route.operation else { continue };
            let answer = (operation.answer)();
            let name = answer.first().map(|(name, _)| name.clone()).unwrap_or_default();
            let described = describe(route.path, operation, &name);
            let method = if route.method == http::Method::POST {
                HttpMethod::Post
            } else {
                HttpMethod::Get
            };
            paths.add_path_operation(route.path, vec![method], described);
            schemas.extend(answer);
        }
        let mut info = Info::new("Watchward API", env!("CARGO_PKG_VERSION"));
        info.description = Some(
            "Everything that the pages of a hub say, as data. Open to all, without a key; content under CC BY 4.0."
                .into(),
        );
        let mut license = License::new("CC BY 4.0");
        license.identifier = Some("CC-BY-4.0".into());
        info.license = Some(license);
        let mut document = OpenApi::new(info, paths);
        let mut components = Components::new();
        components.schemas = schemas.into_iter().collect();
        document.components = Some(components);
        match document.to_json() {
            Ok(json) => Self(json),
            Err(error) => {
                tracing::error!("the API could not be described: {error}");
                Self("{}".into())
            }
        }
    }
}

fn describe(path: &str, operation: &Operation, answer: &str) -> utoipa::openapi::path::Operation {
    let json = |name: &str| Content::new(Some(Ref::from_schema_name(name)));
    let answered = |words: &str, name: &str| {
        let mut response = Response::new(words);
        response.content.insert("application/json".into(), json(name).into());
        response
    };
    let parameters = operation.parameters.iter().map(|parameter| described(path, parameter));
    OperationBuilder::new()
        .operation_id(Some(id_of(path)))
        .summary(Some(operation.summary))
        .parameters(Some(parameters))
        .response("200", answered("The answer.", answer))
        .response(
            "4XX",
            answered("The request was not understood, or there is no such thing.", "Problem"),
        )
        .response("5XX", answered("A failure of ours.", "Problem"))
        .build()
}

fn described(path: &str, parameter: &Parameter) -> utoipa::openapi::path::Parameter {
    let is_in_path = path.contains(&format!("{{{}}}", parameter.name));
    let place = if is_in_path {
        ParameterIn::Path
    } else {
        ParameterIn::Query
    };
    let required = if is_in_path || parameter.is_required {
        Required::True
    } else {
        Required::False
    };
    ParameterBuilder::new()
        .name(parameter.name)
        .parameter_in(place)
        .required(required)
        .description(Some(parameter.about))
        .schema(Some(schema_of(parameter.takes)))
        .build()
}

fn schema_of(takes: Takes) -> Schema {
    let schema = ObjectBuilder::new();
    match takes {
        Takes::Words => schema.schema_type(Type::String),
        Takes::Number { least, most, usual } => schema
            .schema_type(Type::Integer)
            .minimum(Some(f64::from(least)))
            .maximum(Some(f64::from(most)))
            .default(Some(usual.into())),
        Takes::YesOrNo => schema.schema_type(Type::Boolean),
        Takes::OneOf(words) => schema.schema_type(Type::String).enum_values(Some(words())),
    }
    .build()
    .into()
}

/// `/api/v1/items/{kind}/{slug}` is called `items_kind_slug`.
fn id_of(path: &str) -> String {
    let names: Vec<&str> = path
        .split(['/', '{', '}', '.'])
        .filter(|name| !matches!(*name, "" | "api" | "v1"))
        .collect();
    names.join("_").replace('-', "_")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Access, get};

    #[derive(ToSchema)]
    #[expect(dead_code, reason = "only its schema is wanted")]
    struct Answer {
        parts: Vec<Part>,
    }

    #[derive(ToSchema)]
    #[expect(dead_code, reason = "only its schema is wanted")]
    struct Part {
        name: String,
    }

    const PARAMETERS: &[Parameter] = &[
        Parameter::new("thing", "which", Takes::Words),
        Parameter::new(
            "limit",
            "how many",
            Takes::Number {
                least: 1,
                most: 9,
                usual: 3,
            },
        ),
        Parameter::new("colour", "which colour", Takes::OneOf(|| vec!["red"])).required(),
    ];

    #[test]
    fn a_described_route_stands_in_the_description_with_all_that_it_refers_to_and_a_page_does_not() {
        let operation = Operation {
            summary: "A thing.",
            parameters: PARAMETERS,
            answer: schemas_of::<Answer>,
        };
        let routes = [
            get("/api/v1/things/{thing}", Access::Anybody, async || "").described(operation),
            get("/page", Access::Anybody, async || ""),
        ];
        let json: serde_json::Value = serde_json::from_str(ApiDescription::of(routes.iter()).as_str()).unwrap();
        assert_eq!(json["openapi"], "3.1.0");
        assert_eq!(json["paths"].as_object().unwrap().len(), 1);
        let operation = &json["paths"]["/api/v1/things/{thing}"]["get"];
        assert_eq!(operation["operationId"], "things_thing");
        let parameters = operation["parameters"].as_array().unwrap();
        assert_eq!(
            (&parameters[0]["in"], &parameters[0]["required"]),
            (&"path".into(), &true.into())
        );
        assert_eq!(
            (&parameters[1]["in"], &parameters[1]["required"]),
            (&"query".into(), &false.into())
        );
        assert_eq!(parameters[1]["schema"]["default"], 3);
        assert_eq!(
            (&parameters[2]["required"], &parameters[2]["schema"]["enum"][0]),
            (&true.into(), &"red".into())
        );
        let schemas = json["components"]["schemas"].as_object().unwrap();
        assert!(
            ["Answer", "Part", "Problem", "ProblemWords"]
                .iter()
                .all(|name| schemas.contains_key(*name)),
            "{schemas:?}"
        );
    }
}
