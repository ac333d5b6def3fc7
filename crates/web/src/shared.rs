//! Values that the whole process shares, found by their type.

use std::{
    any::{Any, TypeId, type_name},
    collections::HashMap,
    sync::Arc,
};

/// Shared values by type. The roof puts them in once; features take out what they put in.
#[derive(Clone, Default)]
pub struct Shared {
    values: Arc<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>,
}

impl Shared {
    /// These values and one more. A second value of one type replaces the first.
    #[must_use]
    pub fn with<T: Any + Send + Sync>(self, value: T) -> Self {
        let mut values = (*self.values).clone();
        values.insert(TypeId::of::<T>(), Arc::new(value));
        Self {
            values: Arc::new(values),
        }
    }

    /// The value of type `T`, if there is one.
    pub fn find<T: Any + Send + Sync>(&self) -> Option<&T> {
        self.values
            .get(&TypeId::of::<T>())
            .and_then(|value| value.downcast_ref())
    }

    /// The value of type `T`.
    ///
    /// # Panics
    /// When the roof did not put it in, which the first request of any test shows.
    pub fn get<T: Any + Send + Sync>(&self) -> &T {
        match self.find() {
            Some(value) => value,
            None => unreachable!("nobody shared a {}", type_name::<T>()),
        }
    }
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Shared({} values)", self.values.len())
    }
}
