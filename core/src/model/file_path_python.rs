//! The face in python.
