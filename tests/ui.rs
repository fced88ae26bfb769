//! Every mistake gets the message that stands beside it.
//!
//! After a change of the messages: `TRYBUILD=overwrite cargo test -p ui`, and read the difference as a user would.

#[test]
fn each_mistake_has_its_message() {
    trybuild::TestCases::new().compile_fail("*.rs");
}
