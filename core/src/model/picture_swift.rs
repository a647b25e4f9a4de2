//! The face in swift.
