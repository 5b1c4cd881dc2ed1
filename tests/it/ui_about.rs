//! The sheet about the program says how what reads documents is confined here, and what is missing.

use crate::ui_support::Window;
use assay::app::about::{Confinement, Layers};
use assay::app::overlay::Overlay;
use assay::app::{Action, Command};
use assay::jobs::worker::Workers;
use assay::say::about as say;

#[test]
fn the_sheet_about_the_program_says_what_a_worker_said() {
    // Given a window in which nothing was read yet.
    let mut window = Window::first_start();
    // When the sheet is asked for, then a worker is asked, and its answer stands there.
    window.act(Action::Command(Command::About));
    assert!(window.shows("About Assay") && window.shows(env!("CARGO_PKG_VERSION")));
    let layers = Workers::own().layers().expect("a worker has answered");
    assert_eq!(window.app().overlay, Some(Overlay::About(Confinement::Known(layers))));
    assert!(layers.limits && layers.calls);
    let in_all = if layers.files { say::ALL } else { say::NOT_ALL };
    assert!(window.shows(in_all));
}

#[test]
fn what_is_missing_is_said() {
    let mut window = Window::first_start();
    let all = Layers { limits: true, files: true, calls: true };
    let none = Layers::default();
    for (layers, missing, said) in [
        (all, 0, say::ALL),
        (Layers { files: false, ..all }, 1, say::NOT_ALL),
        (Layers { calls: false, limits: false, ..all }, 2, say::NOT_ALL),
        (none, 3, say::NONE),
    ] {
        window.act(Action::Overlay(Overlay::About(Confinement::Known(layers))));
        assert_eq!(window.count(say::MISSING), missing, "{layers:?}");
        assert_eq!(window.count(say::HOLDS), 3 - missing, "{layers:?}");
        assert!(window.shows(said), "{layers:?}");
    }
}
