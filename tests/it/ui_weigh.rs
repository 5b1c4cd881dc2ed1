//! Weigh: the claims and the sources of a project.

use super::ui_support::Window;
use egui::accesskit::Role;

#[test]
fn a_new_project_lists_the_documents_that_were_imported() {
    let window = Window::on_seeds();
    let rows = window.names(Role::ListBoxOption);
    assert_eq!(rows, ["000_84839096dc77e6c1.txt", "002_288d556eec8bee92.txt"]);
    assert!(window.shows("Belarus and Iran Form Alliance"), "the first is open");
}
