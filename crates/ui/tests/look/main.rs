//! The look: what our components and our layout write.

mod golden;
mod layout;
