//! Pictures of the reader in both themes, with fonts that are the same everywhere.

use crate::text_support::{Document, engine};
use assay::domain::Words;
use assay::ui::text::{LabelStyle, Reader, ReaderState};
use assay::ui::theme::{self, Palette};
use egui::Theme;
use egui_kittest::Harness;

const RUST: [u8; 3] = [0xB4, 0x57, 0x3C];
const VIOLET: [u8; 3] = [0x5A, 0x5F, 0xA8];

const PAGE: &str = "The two leaders discussed a wide range of issues, including potential cooperation in food supply and the military-technical sphere.
Lukashenko emphasized that Belarus is open to addressing any topic with Iran, stating that ‘there are no closed topics’ between the two countries.
He further clarified that the partnership between Belarus and Iran is not directed against any third party, underscoring the non-confrontational nature of their collaboration.
«Встреча с первым вице-президентом Ирана Мохаммадом Мохбером», – сообщила пресс-служба 17 октября 2023 г.
رئیس‌جمهور ایران، مسعود پزشکیان (Masoud Pezeshkian)، در مینسک گفت: «همکاری ما علیه هیچ کشور ثالثی نیست.» ۲۵ مهر ۱۴۰۲
נשיא בלארוס, אלכסנדר לוקשנקו (Lukashenko), אמר ב־2023: \"אין נושאים סגורים\".
白俄罗斯与伊朗签署了二零六年双边军事合作计划。公开信息
A glyph nobody has: \u{16A0}\u{2D53}. An accent apart: e\u{301}. Digits ۱۲۳ and 123.";

fn picture(theme: Theme, name: &str) {
    let mut document = Document::new(PAGE);
    document.passage("military-technical sphere", "passage: alliance", &[VIOLET]);
    document.passage(
        "the partnership between Belarus and Iran is not directed against any third party",
        "passage: denial",
        &[RUST],
    );
    document.passage("not directed against any third party", "passage: alliance", &[VIOLET]);
    document.claim(
        "the partnership between Belarus and Iran is not directed against any third party",
        "claim: Lukashenko",
        "L",
    );
    document.passage("همکاری ما علیه", "passage: denial", &[RUST]);
    let pending = document.passage("אין נושאים סגורים", "passage: pending", &[RUST]);
    document.marks.iter_mut().filter(|mark| mark.id == pending).for_each(|mark| mark.pending = true);
    let cursor = document.find(PAGE.lines().nth(2).unwrap());
    let engine = engine();
    let mut state = ReaderState::new();
    let title = Words::new("Belarus and Iran have taken a significant step");
    let mut harness = Harness::builder()
        .with_size(egui::vec2(816.0, 640.0))
        .with_theme(theme)
        .with_context_setup(move |ctx| {
            theme::install(ctx);
            ctx.set_theme(theme);
        })
        .build_ui(move |ui| {
            let paper = Palette::of(ui.ctx()).paper;
            egui::CentralPanel::default().frame(egui::Frame::new().fill(paper)).show(ui, |ui| {
                ui.add_space(26.0);
                ui.horizontal(|ui| {
                    ui.add_space(95.0);
                    engine.label(ui, &title, LabelStyle::title().one_line());
                });
                let reader = Reader { engine: &engine, source: &document, name: &title, cursor: Some(cursor) };
                reader.show(ui, &mut state);
            });
        });
    harness.run_ok();
    harness.snapshot(name);
}

#[test]
fn six_scripts_and_their_marks_in_a_light_room() {
    picture(Theme::Light, "reader_light");
}

#[test]
fn six_scripts_and_their_marks_in_a_dark_room() {
    picture(Theme::Dark, "reader_dark");
}
