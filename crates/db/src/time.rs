//! Instants, as both databases keep them: microseconds since 1970 in a whole number.

use jiff::Timestamp;
use sqlx::{Database, Decode, Encode, Type, encode::IsNull, error::BoxDynError};

/// An instant with a resolution of one microsecond.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Time(Timestamp);

impl Time {
    /// The present. Only the edge of the program asks for it; everything else is given its time.
    pub fn now() -> Self {
        Self::from(Timestamp::now())
    }

    /// The instant as jiff has it.
    pub fn timestamp(self) -> Timestamp {
        self.0
    }

    /// This instant and `seconds` more.
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(
            self.0
                .saturating_add(jiff::SignedDuration::from_secs(seconds))
                .unwrap_or(Timestamp::MAX),
        )
    }
}

impl From<Timestamp> for Time {
    /// Cut to the microsecond, so that an instant read back equals the one written.
    fn from(timestamp: Timestamp) -> Self {
        Self(Timestamp::from_microsecond(timestamp.as_microsecond()).unwrap_or(timestamp))
    }
}

impl std::fmt::Display for Time {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(formatter)
    }
}

impl<D: Database> Type<D> for Time
where
    i64: Type<D>,
{
    fn type_info() -> D::TypeInfo {
        i64::type_info()
    }
    fn compatible(info: &D::TypeInfo) -> bool {
        i64::compatible(info)
    }
}

impl<'q, D: Database> Encode<'q, D> for Time
where
    i64: Encode<'q, D>,
{
    fn encode_by_ref(&self, buffer: &mut D::ArgumentBuffer) -> Result<IsNull, BoxDynError> {
        self.0.as_microsecond().encode_by_ref(buffer)
    }
}

impl<'r, D: Database> Decode<'r, D> for Time
where
    i64: Decode<'r, D>,
{
    fn decode(value: D::ValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(Self(Timestamp::from_microsecond(i64::decode(value)?)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_cut_to_the_microsecond() {
        let fine: Timestamp = "2026-11-24T12:00:00.123456789Z".parse().unwrap();
        assert_eq!(Time::from(fine).to_string(), "2026-11-24T12:00:00.123456Z");
    }
}
