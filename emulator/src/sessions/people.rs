//! People that follow from a seed.

use super::script::Participant;
use crate::seeded::{self, Dice};

const NAMES: [&str; 16] = [
    "Ada", "Bjørn", "Chidi", "Devi", "Emre", "Fatima", "Greta", "Hugo", "Ines", "Jun", "Kaja", "Lior",
    "Mina", "Noor", "Oskar", "Priya",
];
const USER_AGENTS: [&str; 3] = [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) \
     Chrome/138.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
     Version/18.5 Mobile/15E148 Safari/604.1",
];

/// Makes the participant of that number. The first is the host; every other one is known by ids.
pub(super) fn made(seed: u32, number: usize) -> Participant {
    let known = number.is_multiple_of(2);
    Participant {
        role_name: Some(if number == 0 { "host" } else { "visitor" }.to_owned()),
        external_id: known.then(|| format!("external-{seed}-{number}")),
        user_id: known.then(|| seeded::id(&format!("user/{seed}/{number}"))),
        ..Participant::default()
    }
}

pub(super) fn display_name(seed: u32, number: usize) -> String {
    let start = seeded::number(&format!("name/{seed}")) as usize;
    let name = NAMES[start.wrapping_add(number) % NAMES.len()];
    match number / NAMES.len() {
        0 => name.to_owned(),
        round => format!("{name} {}", round + 1),
    }
}

/// The same seed brings the same devices back.
pub(super) fn device_id(seed: u32, number: usize) -> String {
    seeded::id(&format!("device/{seed}/{number}"))
}

pub(super) fn user_agent(seed: u32, number: usize) -> String {
    let mut dice = Dice::new(&format!("agent/{seed}/{number}"));
    dice.one_of(&USER_AGENTS).unwrap_or_default().to_owned()
}
