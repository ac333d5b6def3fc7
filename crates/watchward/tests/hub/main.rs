//! The built program as a process.
