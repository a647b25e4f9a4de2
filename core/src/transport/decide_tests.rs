//! The table of decisions, from `tests/vectors/retry.json`.
