//! What is said in a session, and what a summary makes of it.

use serde_json::{Map, Value, json};

use crate::seeded::Dice;

const MAX_LINES: u32 = 60;
const SECONDS_A_LINE: u32 = 15;
const SENTENCES: [&str; 12] = [
    "Good to see you all; can everyone hear me?",
    "Let us start with what has changed since last time.",
    "The new rooms have been in use for a week now.",
    "I have had the same headache since Monday.",
    "Could you share your screen for a moment?",
    "The numbers look better than I expected.",
    "I would like to try the smaller dose first.",
    "We should write that down before we forget it.",
    "Who will take care of it until Friday?",
    "I will send the document after the call.",
    "Then we agree on the plan.",
    "Thank you; talk to you next week.",
];
const NOTHING: &str = "Nothing was said about it.";

pub(crate) const TEMPLATES: [&str; 6] = [
    "SOAP",
    "Extended SOAP",
    "General Narrative",
    "General Bulleted",
    "Educational Lecture",
    "Educational Tutoring",
];
/// Of [`TEMPLATES`].
pub(crate) const USUAL_TEMPLATE: usize = 3;

/// Makes a transcript in Markdown.
pub(super) fn transcript(room_name: &str, speakers: &[&str], seconds: u32, seed: u32) -> String {
    let mut dice = Dice::new(&format!("words/{seed}"));
    let lines = (seconds / SECONDS_A_LINE).clamp(1, MAX_LINES);
    let mut text = format!("# {}\n", room_name.trim_start_matches('/'));
    for line in 0..lines {
        let at = line * (seconds / lines);
        let speaker = dice.one_of(speakers).unwrap_or("Nobody");
        let sentence = dice.one_of(&SENTENCES).unwrap_or_default();
        let clock = format!("{:02}:{:02}:{:02}", at / 3600, at / 60 % 60, at % 60);
        text.push_str(&format!("\n**{speaker}** ({clock}): {sentence}\n"));
    }
    text
}

/// Makes the `summary` object of a transcript.
pub(crate) fn summary(template: &str, transcript: &str) -> Value {
    let lines = transcript.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let lines: Vec<_> = lines.map(|line| line.replace("**", "")).take(7).collect();
    let text = match template {
        "General Bulleted" | "Educational Lecture" => {
            lines.iter().map(|line| format!("- {line}")).collect::<Vec<_>>().join("\n")
        }
        _ => lines.join(" "),
    };
    let mut summary = json!({ "summary": text });
    let sections: Option<(&str, &[&str])> = match template {
        "SOAP" => Some(("SOAP", &["subjective", "objective", "assessment", "plan"])),
        "Extended SOAP" => Some((
            "extended_SOAP",
            &["chief_complaint", "subjective", "medications", "allergies", "objective", "assessment", "plan"],
        )),
        _ => None,
    };
    if let Some((name, sections)) = sections {
        let of = |number: usize| lines.get(number).map_or(NOTHING, String::as_str);
        let object: Map<_, _> = sections
            .iter()
            .enumerate()
            .map(|(number, section)| ((*section).to_owned(), of(number).into()))
            .collect();
        summary[name] = object.into();
    }
    summary
}
