//! Pairs of names, and what is asked of the lists.

use super::*;

#[test]
fn every_line_of_the_lists_is_read() {
    let all = [
        terms::slips_of_built_in().concat(),
        sounds::slips_of_built_in(),
        spelling::slips_of_built_in(),
        given::slips_of_built_in(),
        holders::slips_of_built_in(),
    ];
    assert_eq!(all.concat(), []);
}
