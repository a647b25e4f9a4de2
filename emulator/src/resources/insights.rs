//! `/insights`: what rooms, sessions and participants came to.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use serde_json::{Map, Value, json};

use super::{at, number};
use crate::call::{Call, Outcome, handle, written};
use crate::dates;
use crate::listing::Listing;
use crate::problem::Problem;
use crate::seeded::Dice;
use crate::settings::SessionDateNames;
use crate::state::App;
use crate::store::{Joined, Participant, Room, Scope, Session, TOTALS, Totals};

const SAMPLE_MS: i64 = 2000;
/// Two hours; longer connections show their first samples only.
const MAX_SAMPLES: i64 = 3600;

const TOTAL_SORTS: [(&str, &str); 8] = [
    (TOTALS[0], TOTALS[0]),
    (TOTALS[1], TOTALS[1]),
    (TOTALS[2], TOTALS[2]),
    (TOTALS[3], TOTALS[3]),
    (TOTALS[4], TOTALS[4]),
    (TOTALS[5], TOTALS[5]),
    ("rating", "coalesce(rating, -1)"),
    ("totalRatings", "ratings"),
];

const ROOMS: Listing = Listing {
    // Cursors of the first name, which a file's older clients may hold, are of ids, not of places.
    name: "insights/rooms by place",
    page_size: 10,
    sorts: &[
        &[
            ("roomName", "room_name"),
            ("createdAt", "created_ms"),
            ("endAt", "coalesce(end_ms, -1)"),
            ("firstSessionStartedAt", "coalesce(first_ms, -1)"),
            ("lastSessionStartedAt", "coalesce(last_ms, -1)"),
            ("totalSessions", "totalSessions"),
        ],
        &TOTAL_SORTS,
    ],
};

const SESSIONS: Listing = Listing {
    name: "insights/room-sessions",
    page_size: 10,
    sorts: &[
        &[
            ("roomSessionId", "id"),
            ("roomName", "room_name"),
            ("startedAt", "start_ms"),
            ("createdAt", "start_ms"),
            ("endedAt", "end_ms"),
            ("endAt", "end_ms"),
        ],
        &TOTAL_SORTS,
    ],
};

const PARTICIPANTS: Listing = Listing {
    name: "insights/participants",
    page_size: 10,
    sorts: &[&[("joinedAt", "joined_ms"), ("leftAt", "left_ms")]],
};

pub(crate) fn routes() -> Router<App> {
    at([
        ("/insights/rooms", get(handle(rooms))),
        ("/insights/room-sessions", get(handle(sessions))),
        ("/insights/participants", get(handle(participants))),
        ("/insights/participant", get(handle(participant))),
    ])
}

const ROOM_FILTERS: [&str; 11] = [
    "roomName",
    "roomName[exact]",
    "roomName[startsWith]",
    "roomName[contains]",
    "createdAt[from]",
    "createdAt[to]",
    "exact",
    "startsWith",
    "contains",
    "from",
    "to",
];

fn rooms(call: &Call) -> Outcome {
    let first = |names: &[&str]| names.iter().find_map(|name| call.query.get(name));
    let scope = Scope {
        exact: first(&["roomName[exact]", "roomName", "exact"]),
        starts_with: first(&["roomName[startsWith]", "startsWith"]),
        contains: first(&["roomName[contains]", "contains"]),
        from_ms: date("createdAt[from]", first(&["createdAt[from]", "from"]))?,
        to_ms: date("createdAt[to]", first(&["createdAt[to]", "to"]))?,
    };
    let (store, now_ms) = (&call.app.store, call.tenant.clock.now_ms());
    let find = |span: &_| store.insight_rooms(call.tenant.id, now_ms, &scope, span);
    ROOMS.page(call, &ROOM_FILTERS, find, show_room)
}

fn date(name: &str, text: Option<&str>) -> Result<Option<i64>, Problem> {
    text.map(|text| dates::read(name, text)).transpose()
}

fn show_room(room: Room) -> Map<String, Value> {
    let mut shown = Map::new();
    shown.insert("roomName".to_owned(), room.room_name.into());
    for (name, ms) in [
        ("createdAt", Some(room.created_ms)),
        ("endAt", room.end_ms),
        ("firstSessionStartedAt", room.first_ms),
        ("lastSessionStartedAt", room.last_ms),
    ] {
        shown.insert(name.to_owned(), ms.map(dates::iso).into());
    }
    shown.insert("totalSessions".to_owned(), room.sessions.into());
    show_totals(&mut shown, &room.totals);
    shown
}

fn show_totals(shown: &mut Map<String, Value>, totals: &Totals) {
    for (name, sum) in TOTALS.iter().zip(totals.sums) {
        shown.insert((*name).to_owned(), sum.into());
    }
    let rated = totals.rating.map(|_| totals.ratings);
    shown.insert("rating".to_owned(), totals.rating.map(number).into());
    shown.insert("totalRatings".to_owned(), rated.into());
}

fn sessions(call: &Call) -> Outcome {
    let room_name = call.query.required("roomName")?;
    let id = call.query.get("roomSessionId");
    let (store, now_ms) = (&call.app.store, call.tenant.clock.now_ms());
    let names = match call.tenant.settings().session_date_names {
        SessionDateNames::StartedAt => ["startedAt", "endedAt"],
        SessionDateNames::CreatedAt => ["createdAt", "endAt"],
    };
    let find = |span: &_| store.insight_sessions(call.tenant.id, now_ms, room_name, id, span);
    SESSIONS.page(call, &["roomName", "roomSessionId"], find, |session: Session| {
        let mut shown = Map::new();
        shown.insert("roomSessionId".to_owned(), session.id.into());
        shown.insert("roomName".to_owned(), session.room_name.into());
        shown.insert(names[0].to_owned(), dates::iso(session.start_ms).into());
        shown.insert(names[1].to_owned(), past(session.end_ms, now_ms).into());
        show_totals(&mut shown, &session.totals);
        shown
    })
}

/// A moment, unless it is still to come.
fn past(ms: i64, now_ms: i64) -> Option<String> {
    (ms <= now_ms).then(|| dates::iso(ms))
}

fn participants(call: &Call) -> Outcome {
    let (session_id, external_id) = (call.query.get("roomSessionId"), call.query.get("externalId"));
    if session_id.is_none() && external_id.is_none() {
        return Err(Problem::bad_request("roomSessionId or externalId is required"));
    }
    let (store, now_ms) = (&call.app.store, call.tenant.clock.now_ms());
    let find = |span: &_| store.insight_participants(call.tenant.id, now_ms, session_id, external_id, span);
    PARTICIPANTS.page(call, &["roomSessionId", "externalId"], find, |one| show_participant(one, now_ms))
}

fn show_participant(one: Participant, now_ms: i64) -> Value {
    // A rating is given on leaving.
    let left = one.left_ms <= now_ms;
    let tags = one.tags.and_then(|tags| serde_json::from_str::<Value>(&tags).ok());
    json!({
        "roomSessionId": one.session_id,
        "participantId": one.id,
        "deviceId": one.device_id,
        "userId": one.user_id,
        "roleName": one.role_name,
        "displayName": one.display_name,
        "joinedAt": dates::iso(one.joined_ms),
        "leftAt": past(one.left_ms, now_ms),
        "externalId": one.external_id,
        "rating": one.rating.filter(|_| left).map(number),
        "tags": tags.filter(|_| left),
        "comment": one.comment.filter(|_| left),
    })
}

fn participant(call: &Call) -> Outcome {
    let session_id = call.query.required("roomSessionId")?;
    let id = call.query.required("participantId")?;
    let now_ms = call.tenant.clock.now_ms();
    let joined = call.app.store.insight_connections(call.tenant.id, now_ms, session_id, id)?;
    let shown: Vec<_> = joined
        .into_iter()
        .enumerate()
        .map(|(number, one)| show_connection(one, &format!("samples/{id}/{number}"), now_ms))
        .collect();
    written(StatusCode::OK, &shown)
}

fn show_connection(one: Joined, seed: &str, now_ms: i64) -> Value {
    let end_ms = one.left_ms.min(now_ms);
    let count = ((end_ms - one.joined_ms + SAMPLE_MS - 1) / SAMPLE_MS).min(MAX_SAMPLES);
    let mut dice = Dice::new(seed);
    let mut samples = |base: u32, spread: u32, unit: f64| -> Vec<Value> {
        (0..count).map(|_| number(f64::from(base + dice.below(spread)) / unit)).collect()
    };
    let knocked = one.knocks.then(|| dates::iso(one.joined_ms));
    let left = past(one.left_ms, now_ms);
    let events: Vec<_> = [("knock", knocked), ("join", Some(dates::iso(one.joined_ms))), ("leave", left)]
        .into_iter()
        .filter_map(|(kind, time)| time.map(|time| json!({ "type": kind, "timeStamp": time })))
        .collect();
    json!({
        "displayName": one.display_name,
        "userRole": one.role_name,
        "userAgent": one.user_agent,
        "timeStamp": dates::iso(one.joined_ms),
        "sampleRateMs": SAMPLE_MS,
        "samples": {
            "packetLossSend": samples(0, 20, 1000.0),
            "packetLossRecv": samples(0, 20, 1000.0),
            "bitrateSend": samples(400_000, 800_000, 1.0),
            "bitrateRecv": samples(400_000, 800_000, 1.0),
        },
        "events": events,
    })
}
