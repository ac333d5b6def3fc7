//! Identifiers that say what they identify: a UUIDv7, `uuid` in PostgreSQL, hyphenated text in SQLite.

use uuid::Uuid;

/// A new UUIDv7 (RFC 9562, section 5.7): later ones sort after earlier ones.
#[expect(clippy::disallowed_methods, reason = "this is the one place that makes them")]
pub fn new_uuid() -> Uuid {
    Uuid::now_v7()
}

/// Declares a type of identifier: `id!(PlanId);`.
#[macro_export]
macro_rules! id {
    ($(#[$attribute:meta])* $name:ident) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name($crate::uuid::Uuid);

        impl $name {
            /// A new identifier.
            #[expect(clippy::new_without_default, reason = "an identifier is made on purpose, never by default")]
            pub fn new() -> Self {
                Self($crate::new_uuid())
            }

            /// The bare UUID.
            pub fn uuid(self) -> $crate::uuid::Uuid {
                self.0
            }
        }

        impl From<$crate::uuid::Uuid> for $name {
            fn from(uuid: $crate::uuid::Uuid) -> Self {
                Self(uuid)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(formatter)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl $crate::sqlx::Type<$crate::sqlx::Sqlite> for $name {
            fn type_info() -> <$crate::sqlx::Sqlite as $crate::sqlx::Database>::TypeInfo {
                <str as $crate::sqlx::Type<$crate::sqlx::Sqlite>>::type_info()
            }
        }

        impl $crate::sqlx::Type<$crate::sqlx::Postgres> for $name {
            fn type_info() -> <$crate::sqlx::Postgres as $crate::sqlx::Database>::TypeInfo {
                <$crate::uuid::Uuid as $crate::sqlx::Type<$crate::sqlx::Postgres>>::type_info()
            }
        }

        impl<'q> $crate::sqlx::Encode<'q, $crate::sqlx::Sqlite> for $name {
            fn encode_by_ref(
                &self,
                buffer: &mut <$crate::sqlx::Sqlite as $crate::sqlx::Database>::ArgumentBuffer,
            ) -> Result<$crate::sqlx::encode::IsNull, $crate::sqlx::error::BoxDynError> {
                <String as $crate::sqlx::Encode<'q, $crate::sqlx::Sqlite>>::encode(self.0.to_string(), buffer)
            }
        }

        impl<'q> $crate::sqlx::Encode<'q, $crate::sqlx::Postgres> for $name {
            fn encode_by_ref(
                &self,
                buffer: &mut <$crate::sqlx::Postgres as $crate::sqlx::Database>::ArgumentBuffer,
            ) -> Result<$crate::sqlx::encode::IsNull, $crate::sqlx::error::BoxDynError> {
                <$crate::uuid::Uuid as $crate::sqlx::Encode<'q, $crate::sqlx::Postgres>>::encode_by_ref(
                    &self.0, buffer,
                )
            }
        }

        impl<'r> $crate::sqlx::Decode<'r, $crate::sqlx::Sqlite> for $name {
            fn decode(
                value: <$crate::sqlx::Sqlite as $crate::sqlx::Database>::ValueRef<'r>,
            ) -> Result<Self, $crate::sqlx::error::BoxDynError> {
                let text = <&str as $crate::sqlx::Decode<'r, $crate::sqlx::Sqlite>>::decode(value)?;
                Ok(Self(text.parse()?))
            }
        }

        impl<'r> $crate::sqlx::Decode<'r, $crate::sqlx::Postgres> for $name {
            fn decode(
                value: <$crate::sqlx::Postgres as $crate::sqlx::Database>::ValueRef<'r>,
            ) -> Result<Self, $crate::sqlx::error::BoxDynError> {
                <$crate::uuid::Uuid as $crate::sqlx::Decode<'r, $crate::sqlx::Postgres>>::decode(value).map(Self)
            }
        }
    };
}
