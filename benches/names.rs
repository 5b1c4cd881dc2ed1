//! The names of a large register: looked for in a text, one new name laid beside all others, and all laid beside each other.
//! Prints figures with the machine; the names are put together of given names and surnames, always the same.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench prints what it measures and stops where it cannot"
)]

#[path = "corpus/mod.rs"]
#[expect(dead_code, reason = "the other bench makes files of it")]
mod corpus;
#[path = "machine/mod.rs"]
#[expect(dead_code, reason = "the other bench measures more")]
mod machine;

use assay::analysis::names::{Gazetteer, Known, KnownRole, Profile, Register};
use assay::domain::name::NameKind;
use std::time::Instant;

/// Spellings that are looked for at once.
const SPELLINGS: usize = 200_000;
/// Bytes of the text they are looked for in, and of the pieces it is given in.
const TEXT: usize = 64 * 1024 * 1024;
const PIECE: usize = 48 * 1024;
/// How often a figure is taken; the middle one is told.
const ROUNDS: usize = 5;
/// New names that are laid beside the register.
const NEW: usize = 500;

const GIVEN: [&str; 20] = [
    "Alexander",
    "Viktor",
    "Masoud",
    "Ebrahim",
    "Mohammad",
    "Иван",
    "Сергей",
    "Олег",
    "Наталья",
    "Светлана",
    "Hassan",
    "Abbas",
    "Ivan",
    "Piotr",
    "Anna",
    "Dmitry",
    "Yury",
    "Leila",
    "مسعود",
    "محمد",
];
const BEGINNINGS: [&str; 40] = [
    "Luka",
    "Peze",
    "Khre",
    "Rai",
    "Moro",
    "Kova",
    "Bara",
    "Zhda",
    "Tymo",
    "Gala",
    "Shev",
    "Brze",
    "Vino",
    "Sado",
    "Mila",
    "Orlo",
    "Panf",
    "Kras",
    "Dobro",
    "Yako",
    "Гро",
    "Коро",
    "Луни",
    "Мака",
    "Соко",
    "Тара",
    "Фоми",
    "Черне",
    "Щерба",
    "Яков",
    "Alta",
    "Bren",
    "Cald",
    "Dorn",
    "Eber",
    "Feld",
    "Gers",
    "Hohl",
    "Irm",
    "Jung",
];
const MIDDLES: [&str; 30] = [
    "sha", "ni", "vo", "ra", "de", "li", "mu", "be", "ko", "ta", "gu", "ze", "pi", "cha", "fo", "ша", "ни", "во", "ра",
    "де", "ли", "му", "бе", "ко", "та", "rin", "nor", "mal", "tes", "dar",
];
const ENDS: [&str; 12] =
    ["nko", "vich", "shkian", "nov", "zadeh", "nejad", "sky", "нко", "вич", "ский", "wald", "mann"];

/// The `n`th name: no two of the first 288,000 are spelled alike.
fn spelling(n: usize) -> String {
    let surname = n % (BEGINNINGS.len() * MIDDLES.len() * ENDS.len());
    let given = n / (BEGINNINGS.len() * MIDDLES.len() * ENDS.len());
    let (beginning, rest) = (surname % BEGINNINGS.len(), surname / BEGINNINGS.len());
    let (middle, end) = (rest % MIDDLES.len(), rest / MIDDLES.len());
    format!("{} {}{}{}", GIVEN[(given + n) % GIVEN.len()], BEGINNINGS[beginning], MIDDLES[middle], ENDS[end])
}

fn known(n: usize) -> Known {
    // Every third has an office.
    let role =
        KnownRole { words: format!("Deputy Minister of Transport of Region {}", n % 97), since: None, until: None };
    Known {
        kind: NameKind::Person,
        words: spelling(n),
        spellings: Vec::new(),
        roles: if n.is_multiple_of(3) { vec![role] } else { Vec::new() },
        seen: None,
    }
}

/// Takes a figure a few times and gives the middle one, in seconds.
fn middle(mut run: impl FnMut()) -> f64 {
    let times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let begun = Instant::now();
            run();
            begun.elapsed().as_secs_f64()
        })
        .collect();
    machine::percentile(&times, 0.5)
}

fn gazetteer() {
    // Two that the text has, the others as a register has them.
    let there = ["Masoud Pezeshkian", "Мохаммад Мохбер", "Belarus"].map(str::to_owned);
    let spellings: Vec<String> = there.into_iter().chain((0..SPELLINGS - 3).map(spelling)).collect();
    let begun = Instant::now();
    let gazetteer = Gazetteer::of(spellings.iter().map(String::as_str).enumerate()).unwrap();
    println!("{SPELLINGS} spellings in all their cases made ready in {:.2} s", begun.elapsed().as_secs_f64());
    let english = include_str!("../seeds/002_288d556eec8bee92.txt").repeat(TEXT / 4_000);
    for (what, text) in [("five scripts", corpus::text(TEXT)), ("news in English", english)] {
        let mut mentions = 0;
        let took = middle(|| {
            mentions = 0;
            let mut rest = text.as_str();
            while !rest.is_empty() {
                let limit = rest.floor_char_boundary(PIECE.min(rest.len()));
                let end = if limit == rest.len() { limit } else { rest[..limit].rfind(' ').map_or(limit, |at| at + 1) };
                mentions += gazetteer.find(&rest[..end]).len();
                rest = &rest[end..];
            }
        });
        let megabytes = text.len() as f64 / 1e6;
        println!("  {what}: {megabytes:.0} MB, {mentions} mentions, {:.1} MB/s", megabytes / took);
    }
}

fn register(names: usize) {
    let all: Vec<Known> = (0..names).map(|n| known(n * 7_919)).collect();
    let begun = Instant::now();
    let register = Register::of(all);
    let read = begun.elapsed().as_secs_f64();
    let new: Vec<Profile> = (0..NEW).map(|n| Profile::of(&known(n * 104_729 + 13))).collect();
    let mut times = Vec::new();
    let mut like = 0;
    for profile in &new {
        let begun = Instant::now();
        like += register.like(profile).len();
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    let begun = Instant::now();
    let pairs = register.pairs(|| false).unwrap().len();
    println!(
        "{names} names: read in {:.2} s; a new one beside them {:.2} ms (p50), {:.2} ms (p99), {like} found for {NEW}; all \
         beside each other {:.2} s, {pairs} pairs",
        read,
        machine::percentile(&times, 0.5),
        machine::percentile(&times, 0.99),
        begun.elapsed().as_secs_f64()
    );
}

fn main() {
    println!("{}\n", machine::name());
    gazetteer();
    for names in [1_000, 10_000, 50_000] {
        register(names);
    }
}
