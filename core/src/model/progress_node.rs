//! The face in node.
