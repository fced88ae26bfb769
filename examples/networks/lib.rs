//! Networks of the literature, declared.
