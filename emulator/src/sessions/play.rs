//! Makes a session of its script.

use super::script::{Live, Many, Part, Participant, Recording, Script, State, Stay, Storage};
use super::{people, words};
use crate::call::Call;
use crate::dates;
use crate::names;
use crate::problem::Problem;
use crate::seeded;
use crate::store::{self, NewConnection, NewParticipant, NewSession, Transcription};

const USUAL_SECONDS: u32 = 600;
const USUAL_BYTES: u64 = 100_000;
const MAX_BYTES: u64 = 1_000_000_000_000;
const MAX_COUNT: usize = 1000;

/// What all parts of a session have in common.
struct Frame {
    session_id: String,
    room_name: String,
    start_ms: i64,
    seconds: u32,
    seed: u32,
    /// How often the tenant has played this seed before: ids differ each time.
    round: u32,
    now_ms: i64,
    transcription_ms: i64,
}

impl Frame {
    fn id(&self, kind: &str, number: usize) -> String {
        seeded::id(&format!("{kind}/{}/{}/{number}", self.seed, self.round))
    }

    fn at(&self, seconds: u32) -> i64 {
        self.start_ms + 1000 * i64::from(seconds)
    }

    fn end_ms(&self) -> i64 {
        self.at(self.seconds)
    }

    /// Beginning and end of a part.
    fn span(&self, part: Part) -> Result<(i64, i64), Problem> {
        let first = part.started_after_seconds;
        let last = match part.duration_seconds {
            Some(seconds) => first.saturating_add(seconds),
            None => self.seconds,
        };
        if first > last || last > self.seconds {
            return Err(Problem::bad_request(
                "startedAfterSeconds and durationSeconds of a recording or stream must lie in the session",
            ));
        }
        Ok((self.at(first), self.at(last)))
    }

    /// When a transcription in that state is done.
    fn done_ms(&self, state: State, end_ms: i64) -> i64 {
        match state {
            State::InProgress => end_ms.max(self.now_ms) + self.transcription_ms,
            State::Ready | State::Failed => end_ms,
        }
    }
}

pub(super) fn play(call: &Call, script: Script) -> Result<NewSession, Problem> {
    let frame = frame(call, &script)?;
    let mut participants = participants(&frame, script.participants.unwrap_or(Many::Count(2)))?;
    let recordings = counted("recordings", script.recordings)?;
    let streams = counted("streams", script.streams)?;
    let live = script.transcription.and_then(|switch| switch.0);

    let names: Vec<&str> = participants.iter().map(|one| one.display_name.as_str()).collect();
    let transcript = match live.as_ref().and_then(|live| live.text.clone()) {
        Some(text) => text,
        None => words::transcript(&frame.room_name, &names, frame.seconds, frame.seed),
    };
    let mut transcriptions: Vec<_> =
        live.map(|live| of_session(&frame, &live, &transcript)).into_iter().collect();
    let mut made = Vec::new();
    for (number, recording) in recordings.iter().enumerate() {
        let (row, transcription) = record(&frame, number, recording, &transcript)?;
        participants.push(machine(&frame, "recorder", number, (row.start_ms, row.end_ms)));
        transcriptions.extend(transcription);
        made.push(row);
    }
    for (number, stream) in streams.iter().enumerate() {
        participants.push(machine(&frame, "streamer", number, frame.span(*stream)?));
    }
    Ok(NewSession {
        end_ms: frame.end_ms(),
        id: frame.session_id,
        room_name: frame.room_name,
        start_ms: frame.start_ms,
        seed: frame.seed,
        transcript,
        participants,
        recordings: made,
        transcriptions,
    })
}

fn frame(call: &Call, script: &Script) -> Result<Frame, Problem> {
    let room_name = names::with_slash(&script.room_name);
    if room_name == "/" {
        return Err(Problem::bad_request("roomName must not be empty"));
    }
    let now_ms = call.tenant.clock.now_ms();
    let seconds = script.duration_seconds.unwrap_or(USUAL_SECONDS);
    let length_ms = 1000 * i64::from(seconds);
    let start_ms = match &script.started_at {
        Some(text) => dates::read("startedAt", text)?,
        None => now_ms - length_ms,
    };
    if start_ms > dates::LAST_MS - length_ms {
        return Err(Problem::bad_request("startedAt and durationSeconds must end before the year 10000"));
    }
    let seed = script.seed.unwrap_or(1);
    let round = call.app.store.sessions_of_seed(call.tenant.id, seed)?;
    Ok(Frame {
        session_id: seeded::id(&format!("session/{seed}/{round}")),
        room_name,
        start_ms,
        seconds,
        seed,
        round,
        now_ms,
        transcription_ms: 1000 * i64::from(call.tenant.settings().transcription_seconds),
    })
}

fn counted<T: Default>(name: &str, many: Option<Many<T>>) -> Result<Vec<T>, Problem> {
    let count = match &many {
        None => return Ok(Vec::new()),
        Some(Many::Count(count)) => *count as usize,
        Some(Many::Each(list)) => list.len(),
    };
    match many {
        Some(many) if count <= MAX_COUNT => Ok(many.list()),
        _ => Err(Problem::bad_request(format!("{name} must be at most {MAX_COUNT}"))),
    }
}

fn participants(frame: &Frame, many: Many<Participant>) -> Result<Vec<NewParticipant>, Problem> {
    let made = matches!(many, Many::Count(_));
    let list = counted("participants", Some(many))?.into_iter().enumerate();
    list.map(|(number, written)| {
        let written = if made { people::made(frame.seed, number) } else { written };
        participant(frame, number, written)
    })
    .collect()
}

fn participant(frame: &Frame, number: usize, written: Participant) -> Result<NewParticipant, Problem> {
    if written.rating.is_some_and(|rating| !(1.0..=5.0).contains(&rating)) {
        return Err(Problem::bad_request("rating must be from 1 to 5"));
    }
    let stays = written.connections.unwrap_or_else(|| vec![Stay::default()]);
    if stays.is_empty() {
        return Err(Problem::bad_request("connections must have one at least"));
    }
    let connections = stays.into_iter().map(|stay| connection(frame, number, stay));
    Ok(NewParticipant {
        id: frame.id("participant", number),
        device_id: written.device_id.unwrap_or_else(|| people::device_id(frame.seed, number)),
        user_id: written.user_id,
        external_id: written.external_id,
        role_name: written.role_name.unwrap_or_else(|| "visitor".to_owned()),
        display_name: written.display_name.unwrap_or_else(|| people::display_name(frame.seed, number)),
        metadata: written.metadata,
        knocks: written.knocks,
        rating: written.rating,
        tags: written.tags.map(|tags| serde_json::Value::from(tags).to_string()),
        comment: written.comment,
        connections: connections.collect::<Result<_, _>>()?,
    })
}

fn connection(frame: &Frame, number: usize, stay: Stay) -> Result<NewConnection, Problem> {
    let joined = stay.joined_after_seconds;
    let left = stay.left_after_seconds.unwrap_or(frame.seconds);
    if joined > left || left > frame.seconds {
        return Err(Problem::bad_request(
            "joinedAfterSeconds and leftAfterSeconds of a connection must lie in the session, in this order",
        ));
    }
    Ok(NewConnection {
        joined_ms: frame.at(joined),
        left_ms: frame.at(left),
        user_agent: stay.user_agent.unwrap_or_else(|| people::user_agent(frame.seed, number)),
    })
}

/// A recorder or streamer: it joins like people do, and counts apart from them.
fn machine(frame: &Frame, role: &str, number: usize, (joined_ms, left_ms): (i64, i64)) -> NewParticipant {
    NewParticipant {
        id: frame.id(role, number),
        device_id: frame.id(&format!("{role}-device"), number),
        user_id: None,
        external_id: None,
        role_name: role.to_owned(),
        display_name: role.to_owned(),
        metadata: None,
        knocks: false,
        rating: None,
        tags: None,
        comment: None,
        connections: vec![NewConnection { joined_ms, left_ms, user_agent: format!("whereby-{role}") }],
    }
}

fn record(
    frame: &Frame,
    number: usize,
    written: &Recording,
    transcript: &str,
) -> Result<(store::Recording, Option<Transcription>), Problem> {
    let self_hosted = written.storage == Storage::S3;
    if self_hosted && written.transcription.is_some() {
        return Err(Problem::bad_request("a recording with storage s3 cannot have a transcription"));
    }
    let bytes = written.size_in_bytes.unwrap_or(USUAL_BYTES);
    let bytes = i64::try_from(bytes)
        .ok()
        .filter(|_| bytes <= MAX_BYTES)
        .ok_or_else(|| Problem::bad_request(format!("sizeInBytes must be at most {MAX_BYTES}")))?;
    let part = Part {
        started_after_seconds: written.started_after_seconds,
        duration_seconds: written.duration_seconds,
    };
    let (start_ms, end_ms) = frame.span(part)?;
    let recording = store::Recording {
        id: frame.id("recording", number),
        session_id: frame.session_id.clone(),
        room_name: frame.room_name.clone(),
        start_ms,
        end_ms,
        bytes,
        self_hosted,
        transcription_fails: written.transcription == Some(State::Failed),
    };
    let transcription = written.transcription.map(|state| Transcription {
        id: frame.id("transcription", number),
        session_id: frame.session_id.clone(),
        room_name: frame.room_name.clone(),
        start_ms,
        end_ms,
        created_ms: end_ms,
        done_ms: frame.done_ms(state, end_ms),
        failed: state == State::Failed,
        live: false,
        self_hosted: false,
        text: transcript.to_owned(),
    });
    Ok((recording, transcription))
}

fn of_session(frame: &Frame, live: &Live, transcript: &str) -> Transcription {
    let end_ms = frame.end_ms();
    Transcription {
        id: frame.id("live-transcription", 0),
        session_id: frame.session_id.clone(),
        room_name: frame.room_name.clone(),
        start_ms: frame.start_ms,
        end_ms,
        created_ms: frame.start_ms,
        done_ms: frame.done_ms(live.state, end_ms),
        failed: live.state == State::Failed,
        live: true,
        self_hosted: live.storage == Storage::S3,
        text: transcript.to_owned(),
    }
}
