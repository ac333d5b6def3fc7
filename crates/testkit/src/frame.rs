//! A frame that knows no content.

use web::{Choice, Frame, Viewer};

/// A frame that knows no content, for tests of features that need none.
#[derive(Debug, Clone, Copy, Default)]
pub struct PlainFrame;

impl Frame for PlainFrame {
    fn shell(&self, _viewer: &Viewer, _choice: &Choice, path: &str) -> ui::Shell {
        ui::Shell {
            change_group_base: path.to_owned(),
            ..ui::Shell::sample()
        }
    }

    fn knows(&self, _choice: &Choice) -> bool {
        true
    }

    fn version(&self) -> u64 {
        1
    }

    fn near(&self, _viewer: &Viewer, _path: &str) -> Vec<(String, String)> {
        Vec::new()
    }
}
