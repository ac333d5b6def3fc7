//! A table of front matter read key by key, so that everything that is wrong with it is told at once.
//!
//! Each key is judged by itself, as if the rest were in order. What is wrong or missing is then stood in for, so
//! that the rest of the table can be judged by other rules: such a stand-in is never served.

use std::cell::Cell;

use serde::{
    de::{
        DeserializeOwned, DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, Visitor,
        value::{Error, SeqDeserializer},
    },
    forward_to_deserialize_any,
};
use toml::{Table, Value};

/// What stands in for a word or a day.
const STAND_IN: &str = "2026-01-01";

/// Something wrong with one key of a table.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// There is no such key; these are the keys of the kind.
    Unknown(String, &'static [&'static str]),
    /// It must be there.
    Missing(&'static str),
    /// Its value, or that of a part of it (`sources.1`), is not what it takes.
    Value(String, String),
}

/// What was read of a table.
#[derive(Debug)]
pub(super) struct Read<T> {
    /// The thing, with stand-ins for what is wrong.
    pub(super) thing: Option<T>,
    /// Everything that is wrong.
    pub(super) wrong: Vec<Wrong>,
}

/// Reads a table as a thing, and says everything that is wrong with it.
pub(super) fn read<T: DeserializeOwned>(table: Table) -> Read<T> {
    if let Ok(thing) = table.clone().try_into() {
        return Read {
            thing: Some(thing),
            wrong: Vec::new(),
        };
    }
    let names = names::<T>();
    let mut good = Table::new();
    let mut wrong = Vec::new();
    let mut bad = Vec::new();
    for (key, value) in table {
        if !names.contains(&key.as_str()) {
            wrong.push(Wrong::Unknown(key, names));
            continue;
        }
        let faults = faults_of::<T>(&key, &value);
        if faults.is_empty() {
            good.insert(key, value);
        } else {
            wrong.extend(faults);
            bad.push(key);
        }
    }
    let is_there = |name: &str| good.contains_key(name) || bad.iter().any(|key| key == name);
    let missing = names
        .iter()
        .filter(|name| !is_there(name) && T::deserialize(Mended::without(name)).is_err());
    wrong.extend(missing.map(|name| Wrong::Missing(name)));
    let thing = T::deserialize(Mended {
        table: good,
        ..Mended::default()
    });
    Read {
        thing: thing.ok(),
        wrong,
    }
}

/// The names of the keys of `T`.
pub(super) fn names<T: DeserializeOwned>() -> &'static [&'static str] {
    let names = Cell::new(&[][..]);
    // It is asked for its names alone.
    let _ = T::deserialize(Mended {
        names: Some(&names),
        ..Mended::default()
    });
    names.get()
}

/// What is wrong with one value, and of a list with each part of it.
fn faults_of<T: DeserializeOwned>(key: &str, value: &Value) -> Vec<Wrong> {
    let Some(message) = fault_of::<T>(key, value.clone()) else {
        return Vec::new();
    };
    let parts = value.as_array().map(Vec::as_slice).unwrap_or_default();
    let of_parts: Vec<Wrong> = parts
        .iter()
        .enumerate()
        .filter_map(|(index, part)| {
            let message = fault_of::<T>(key, Value::Array(vec![part.clone()]))?;
            Some(Wrong::Value(format!("{key}.{index}"), message))
        })
        .collect();
    if of_parts.is_empty() {
        vec![Wrong::Value(key.to_owned(), message)]
    } else {
        of_parts
    }
}

/// What is wrong with a value, were it the only one.
fn fault_of<T: DeserializeOwned>(key: &str, value: Value) -> Option<String> {
    let alone: Table = [(key.to_owned(), value)].into_iter().collect();
    let message = alone.try_into::<T>().err()?.to_string();
    // That the others are missing is another matter, and is not said to be in this one.
    let is_of_others = message.contains("missing field") && !message.contains("in `");
    (!is_of_others).then_some(message)
}

/// A table in which whatever is not there is stood in for.
#[derive(Default)]
struct Mended<'n> {
    table: Table,
    /// The one key that is not stood in for.
    without: &'n str,
    /// Where the names of the keys are written down.
    names: Option<&'n Cell<&'static [&'static str]>>,
}

impl<'n> Mended<'n> {
    fn without(name: &'n str) -> Self {
        Self {
            without: name,
            ..Self::default()
        }
    }
}

impl<'de> Deserializer<'de> for Mended<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        StandIn.deserialize_any(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if let Some(names) = self.names {
            names.set(fields);
        }
        let names = fields.iter().filter(|name| **name != self.without).copied();
        visitor.visit_map(Parts {
            names: names.collect::<Vec<_>>().into_iter(),
            table: self.table,
            next: None,
        })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// The parts of a mended table, one after another.
struct Parts {
    names: std::vec::IntoIter<&'static str>,
    table: Table,
    next: Option<Value>,
}

impl<'de> MapAccess<'de> for Parts {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some(name) = self.names.next() else {
            return Ok(None);
        };
        self.next = self.table.remove(name);
        seed.deserialize(name.into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        match self.next.take() {
            Some(value) => seed.deserialize(value).map_err(Error::custom),
            None => seed.deserialize(StandIn),
        }
    }
}

/// Whatever is asked for.
struct StandIn;

impl<'de> Deserializer<'de> for StandIn {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(STAND_IN)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_bool(false)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_u32(1)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_none()
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(SeqDeserializer::new(std::iter::empty::<&str>()))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        Mended::default().deserialize_struct(name, fields, visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let first = variants.first().copied().unwrap_or_default();
        visitor.visit_enum(IntoDeserializer::<Error>::into_deserializer(first))
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct tuple tuple_struct map identifier ignored_any
    }
}
