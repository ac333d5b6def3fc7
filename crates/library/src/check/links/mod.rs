//! Asks outside addresses whether they still answer.
