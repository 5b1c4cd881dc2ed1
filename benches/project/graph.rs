//! The graph: 2,000 nodes and about 5,000 ties in the real window, moved, come nearer to and pointed at; how long it is laid out;
//! and how long it takes to make one of 20,000 claims.

use crate::desk::{Cost, Window};
use crate::{machine, weighing};
use assay::analysis::graph::{MOST, Shown, lay};
use assay::app::weigh_view::graph::graph_of;
use assay::app::{Action, List};
use assay::domain::claim::{Claim, Stance};
use assay::domain::link::{ClaimLink, LinkKind, LinkStatus};
use assay::domain::name::{Name, NameKind};
use assay::domain::{Edit, Id, Op};
use assay::jobs::How;
use assay::store::Store;
use egui::{Event, Modifiers, MouseWheelUnit, PointerButton, Pos2, TouchPhase, pos2, vec2};
use std::path::Path;
use std::time::Instant;

const NAMES: usize = 240;
const CLAIMS: usize = 1_760;
const LINKS: usize = 3_330;
const FRAMES: usize = 1_000;

/// Prints what each costs.
pub fn measure(folder: &Path) {
    let model = weighing::model();
    println!("a graph of {} claims, of which the best connected {MOST} are shown:", weighing::CLAIMS);
    let shown = Shown { documents: true, ..Shown::default() };
    let words = Shown { words: "pact 97".to_owned(), ..Shown::default() };
    let around = Shown { around: model.claims.keys().next().map(|id| (*id, 2)), ..Shown::default() };
    let make = |shown: &Shown, days| graph_of(&model, shown, None, days).nodes.len();
    weighing::timed("  claims, speakers, links", || make(&Shown::default(), None));
    weighing::timed("  documents too", || make(&shown, None));
    weighing::timed("  with some words", || make(&words, None));
    weighing::timed("  two steps around one", || make(&around, None));
    weighing::timed("  of some days", || make(&Shown::default(), Some((17_000, 18_000))));

    let project = folder.join("graph.assay");
    make_project(&project);
    let mut window = Window::begin(&project, How::Open, Vec::new());
    window.until("the project", |app| app.is_idle() && app.model().is_some_and(|m| m.claims.len() == CLAIMS));
    window.app.update(Action::List(List::Graph));
    let from = Instant::now();
    window.draw_until("the picture", |app| app.graphing.picture.is_some());
    let picture = window.app.graphing.picture.clone().unwrap();
    let shown = from.elapsed().as_secs_f64() * 1_000.0;
    let (nodes, edges) = (picture.graph.nodes.len(), picture.graph.edges.len());
    println!("{nodes} nodes, {edges} ties: asked to shown {shown:.0} ms, of them not on the window's thread:");
    weighing::timed("  laying it out", || lay(&picture.graph).len());

    // The words of the first sight come over a few frames.
    let first: Vec<Cost> = (0..60).map(|_| window.frame(vec![])).collect();
    println!("UI work in ms of processor time, p50 / p99 / max of {FRAMES} frames (in brackets p99 on the clock):");
    told("first sight", &first);
    told("still", &(0..FRAMES).map(|_| window.frame(vec![])).collect::<Vec<_>>());
    let middle = pos2(640.0, 460.0);
    told("moved, all in sight", &moved(&mut window, middle));
    let over = |n: usize| middle + vec2(((n * 37) % 300) as f32 - 150.0, ((n * 53) % 300) as f32 - 150.0);
    told("pointed at", &(0..FRAMES).map(|n| window.frame(vec![Event::PointerMoved(over(n))])).collect::<Vec<_>>());
    let by = |n: usize| if n % 100 < 50 { 120.0 } else { -120.0 };
    told("nearer and farther", &(0..FRAMES).map(|n| window.frame(vec![wheel(by(n))])).collect::<Vec<_>>());
    for _ in 0..25 {
        window.frame(vec![wheel(120.0)]);
    }
    told("moved, near", &moved(&mut window, middle));
    println!();
}

fn wheel(by: f32) -> Event {
    let (unit, modifiers) = (MouseWheelUnit::Point, Modifiers::COMMAND);
    let source = egui::MouseWheelSource::Unknown;
    Event::MouseWheel { unit, delta: vec2(0.0, by), phase: TouchPhase::Move, source, modifiers }
}

/// A hand that drags to and fro.
fn moved(window: &mut Window, middle: Pos2) -> Vec<Cost> {
    let press = |pos, pressed| {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        Event::PointerButton { pos, button, pressed, modifiers }
    };
    window.frame(vec![Event::PointerMoved(middle), press(middle, true)]);
    let at = |n: usize| {
        let turn = n as f32 * 0.06;
        middle + vec2(220.0 * turn.sin(), 160.0 * (turn * 0.7).sin())
    };
    let out = (0..FRAMES).map(|n| window.frame(vec![Event::PointerMoved(at(n))])).collect();
    window.frame(vec![press(at(FRAMES), false)]);
    out
}

fn told(what: &str, costs: &[Cost]) {
    let cpu: Vec<f64> = costs.iter().map(|cost| cost.cpu).collect();
    let wall: Vec<f64> = costs.iter().map(|cost| cost.wall).collect();
    let at = machine::percentile;
    println!(
        "  {what:<22} {:.2} / {:.2} / {:.2} ({:.2})",
        at(&cpu, 0.5),
        at(&cpu, 0.99),
        at(&cpu, 1.0),
        at(&wall, 0.99)
    );
}

/// A project of names who say claims, few of them many, and links between claims.
fn make_project(path: &Path) {
    let mut store = Store::create(path, None).unwrap();
    let mut lot = 9_u64;
    let mut below = |most: usize| {
        lot = lot.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((lot >> 33) % most as u64) as usize
    };
    let name = |n: usize| Name::new(NameKind::Person, format!("Speaker {n} – имя").as_str().into());
    let names: Vec<Name> = (0..NAMES).map(name).collect();
    let claims: Vec<Claim> = (0..CLAIMS)
        .map(|n| {
            let words = format!("claim number {n} on a matter that takes some words to be told");
            let mut claim = Claim::of(words.as_str().into());
            claim.speaker = Some(names[below(NAMES).min(below(NAMES))].id);
            claim.stance = Some(if n % 7 == 0 { Stance::Denies } else { Stance::Affirms });
            claim
        })
        .collect();
    let kinds =
        [LinkKind::Supports, LinkKind::Contradicts, LinkKind::SameAs, LinkKind::Qualifies, LinkKind::PullsAgainst];
    // Two claims are linked once.
    let mut linked = std::collections::HashSet::new();
    let links: Vec<ClaimLink> = (0..LINKS)
        .filter_map(|n| {
            let from = below(CLAIMS);
            let to = (from + 1 + below(60)) % CLAIMS;
            if !linked.insert((from.min(to), from.max(to))) {
                return None;
            }
            let (from_claim, to_claim) = (claims[from].id, claims[to].id);
            let (kind, status) = (kinds[n % kinds.len()], LinkStatus::Accepted);
            Some(ClaimLink { id: Id::new(), from_claim, to_claim, kind, note: None, status, rule: None })
        })
        .collect();
    store.commit(&Edit::new("Names", names.into_iter().map(Op::add).collect())).unwrap();
    store.commit(&Edit::new("Claims", claims.into_iter().map(Op::add).collect())).unwrap();
    store.commit(&Edit::new("Links", links.into_iter().map(Op::add).collect())).unwrap();
    store.close().unwrap();
}
