//! What the structure beside the text is good for: what is marked around the article of a web page is shown with it.

use super::App;
use super::model::By;

impl App {
    /// What is marked around the article of the open page is not folded away.
    pub(super) fn show_marked(&mut self) {
        let (Some(model), Some(reading)) = (self.model(), &self.reading) else { return };
        let Some(article) = reading.article().filter(|_| !reading.whole) else { return };
        let anchors = model.ids(By::Passages, reading.document).filter_map(|passage| model.anchor(passage));
        let outside = anchors
            .filter(|anchor| anchor.revision == reading.revision)
            .any(|anchor| anchor.start < article.start || article.end < anchor.end);
        if let (true, Some(reading)) = (outside, &mut self.reading) {
            reading.whole = true;
        }
    }
}
