//! The sheet about the program: how the workers that read documents are confined on this computer. A worker is asked, since
//! only the system it runs on can tell.

use super::App;
use super::overlay::Overlay;
use crate::domain::{Fault, Words};
use crate::jobs::worker;
use std::sync::Arc;

pub use crate::jobs::worker::Layers;

/// How the workers are confined, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confinement {
    /// A worker is being asked.
    Asked,
    /// It said.
    Known(Layers),
    /// None could be asked, and why.
    NotKnown(Words),
}

impl App {
    /// Shows the sheet, and asks a worker unless one has said already.
    pub(super) fn show_about(&mut self) {
        self.overlay = Some(Overlay::About(Confinement::Asked));
        if self.layers_asked.is_none() {
            self.layers_asked = Some(worker::ask_layers(Arc::clone(&self.wake)));
        }
        self.see_layers();
    }

    /// Takes in what the worker said.
    pub(super) fn see_layers(&mut self) {
        let Some(said) = self.layers_asked.as_ref().and_then(|asked| asked.try_recv().ok()) else { return };
        self.layers_asked = None;
        if let Some(Overlay::About(confinement)) = &mut self.overlay {
            *confinement = match said {
                Ok(layers) => Confinement::Known(layers),
                Err(error) => Confinement::NotKnown(Words::new(Fault::from(error).what)),
            };
        }
    }
}
