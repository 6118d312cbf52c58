//! Reading a record back.
