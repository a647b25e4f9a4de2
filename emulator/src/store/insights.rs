//! What insights are made of. Totals are summed up from the connections at each call.

use rusqlite::{Result, Row, ToSql, named_params};

use super::listing::{Found, Span, list};
use super::{Store, place};

/// Kinds of connections: people, recorders, streamers, and others that count as nobody.
const PERSON: u8 = 0;
const RECORDER: u8 = 1;
const STREAMER: u8 = 2;
const OTHER: u8 = 3;

pub(super) fn kind(role_name: &str) -> u8 {
    match role_name {
        "recorder" => RECORDER,
        "streamer" => STREAMER,
        "captioner" | "assistant" => OTHER,
        _ => PERSON,
    }
}

/// Sum of minutes, each connection's rounded up; a running one counts to this moment.
const MINUTES: &str = "coalesce(sum((min(c.left_ms, :now) - c.joined_ms + 59999) / 60000), 0)";
const DEVICES: &str = "count(DISTINCT c.device_id)";

const SUMS: [(&str, u8, &str); 6] = [
    ("totalParticipantMinutes", PERSON, MINUTES),
    ("totalRecorderMinutes", RECORDER, MINUTES),
    ("totalStreamerMinutes", STREAMER, MINUTES),
    ("totalUniqueParticipants", PERSON, DEVICES),
    ("totalUniqueRecorders", RECORDER, DEVICES),
    ("totalUniqueStreamers", STREAMER, DEVICES),
];

/// Names of [`Totals::sums`], on the wire and as columns.
pub(crate) const TOTALS: [&str; 6] = [SUMS[0].0, SUMS[1].0, SUMS[2].0, SUMS[3].0, SUMS[4].0, SUMS[5].0];

/// What a room or a session came to.
#[derive(Debug)]
pub(crate) struct Totals {
    pub(crate) sums: [i64; 6],
    /// Average; none without ratings.
    pub(crate) rating: Option<f64>,
    pub(crate) ratings: i64,
}

/// A room as insights know it.
#[derive(Debug)]
pub(crate) struct Room {
    pub(crate) room_name: String,
    pub(crate) created_ms: i64,
    /// None if the room was never created as a meeting.
    pub(crate) end_ms: Option<i64>,
    pub(crate) first_ms: Option<i64>,
    pub(crate) last_ms: Option<i64>,
    pub(crate) sessions: i64,
    pub(crate) totals: Totals,
}

/// Which rooms a list asks for; none stands for all.
#[derive(Debug, Default)]
pub(crate) struct Scope<'a> {
    pub(crate) exact: Option<&'a str>,
    pub(crate) starts_with: Option<&'a str>,
    pub(crate) contains: Option<&'a str>,
    pub(crate) from_ms: Option<i64>,
    pub(crate) to_ms: Option<i64>,
}

/// A session as insights know it.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) id: String,
    pub(crate) room_name: String,
    pub(crate) start_ms: i64,
    pub(crate) end_ms: i64,
    pub(crate) totals: Totals,
}

/// A participant as insights know it.
#[derive(Debug)]
pub(crate) struct Participant {
    pub(crate) session_id: String,
    pub(crate) id: String,
    pub(crate) device_id: String,
    pub(crate) user_id: Option<String>,
    pub(crate) external_id: Option<String>,
    pub(crate) role_name: String,
    pub(crate) display_name: String,
    pub(crate) joined_ms: i64,
    pub(crate) left_ms: i64,
    pub(crate) rating: Option<f64>,
    /// JSON.
    pub(crate) tags: Option<String>,
    pub(crate) comment: Option<String>,
}

/// A participant's stay.
#[derive(Debug)]
pub(crate) struct Connection {
    pub(crate) display_name: String,
    pub(crate) role_name: String,
    pub(crate) user_agent: String,
    pub(crate) knocks: bool,
    pub(crate) joined_ms: i64,
    pub(crate) left_ms: i64,
}

/// Meetings, and rooms that are none. SQLite merges the two by their places, so that a page costs the same however
/// many there are.
const ROOMS: &str = "
    SELECT place AS seq, tenant, room_name, start_ms AS created_ms, end_ms FROM meetings
    UNION ALL SELECT place, tenant, room_name, created_ms, end_ms FROM rooms
        WHERE NOT EXISTS
            (SELECT 1 FROM meetings m WHERE m.tenant = rooms.tenant AND m.room_name = rooms.room_name)";

/// A room's sessions that have begun.
const OF_ROOM: &str =
    "FROM sessions s WHERE s.tenant = r.tenant AND s.room_name = r.room_name AND s.start_ms <= :now";

fn columns(connections: &str, session: &str) -> String {
    let sums = SUMS.iter().map(|(name, kind, sum)| {
        format!(
            "(SELECT {sum} FROM connections c
              WHERE {connections} AND c.kind = {kind} AND c.joined_ms <= :now) AS {name}, "
        )
    });
    let rated = format!(
        "FROM participants p WHERE p.session = {session} AND p.rating IS NOT NULL AND p.left_ms <= :now"
    );
    format!(
        "{}(SELECT avg(p.rating) {rated}) AS rating, (SELECT count(*) {rated}) AS ratings",
        sums.collect::<String>()
    )
}

impl Store {
    pub(crate) fn insight_rooms(
        &self,
        tenant: i64,
        now_ms: i64,
        scope: &Scope<'_>,
        span: &Span,
    ) -> Result<Vec<Found<Room>>> {
        let totals = columns(
            "c.tenant = r.tenant AND c.room_name = r.room_name",
            &format!("(SELECT s.seq {OF_ROOM} ORDER BY s.start_ms DESC, s.seq DESC LIMIT 1)"),
        );
        let source = format!(
            "SELECT r.seq, r.room_name, r.created_ms, r.end_ms,
                (SELECT min(s.start_ms) {OF_ROOM}) AS first_ms,
                (SELECT max(s.start_ms) {OF_ROOM}) AS last_ms,
                (SELECT count(*) {OF_ROOM}) AS totalSessions,
                {totals}
             FROM ({ROOMS}) r
             WHERE r.seq > :first AND r.seq < :end AND (r.end_ms IS NOT NULL OR r.created_ms <= :now)
                AND (:exact IS NULL OR r.room_name = :exact)
                AND (:start IS NULL OR substr(r.room_name, 1, length(:start)) = :start)
                AND (:part IS NULL OR instr(r.room_name, :part) > 0)
                AND (:from IS NULL OR r.created_ms >= :from)
                AND (:to IS NULL OR r.created_ms <= :to)"
        );
        // Of two lower bounds SQLite would seek with the wrong one, and pass over all earlier pages.
        let last = span.after.as_ref().filter(|_| span.sort.is_by_age());
        let params = named_params! {
            ":first": last.map_or(place::of(tenant, 0), |last| last.seq),
            ":end": place::end(tenant),
            ":now": now_ms,
            ":exact": scope.exact,
            ":start": scope.starts_with,
            ":part": scope.contains,
            ":from": scope.from_ms,
            ":to": scope.to_ms,
        };
        list(&self.db(), &source, params, span, |row| {
            Ok(Room {
                room_name: row.get("room_name")?,
                created_ms: row.get("created_ms")?,
                end_ms: row.get("end_ms")?,
                first_ms: row.get("first_ms")?,
                last_ms: row.get("last_ms")?,
                sessions: row.get("totalSessions")?,
                totals: read_totals(row)?,
            })
        })
    }

    /// An absent id stands for all sessions of the room.
    pub(crate) fn insight_sessions(
        &self,
        tenant: i64,
        now_ms: i64,
        room_name: &str,
        id: Option<&str>,
        span: &Span,
    ) -> Result<Vec<Found<Session>>> {
        let totals = columns("c.session = s.seq", "s.seq");
        let source = format!(
            "SELECT s.seq, s.id, s.room_name, s.start_ms, s.end_ms, {totals}
             FROM sessions s
             WHERE s.tenant = :tenant AND s.room_name = :room AND s.start_ms <= :now
                AND (:id IS NULL OR s.id = :id)"
        );
        let params = named_params! { ":tenant": tenant, ":now": now_ms, ":room": room_name, ":id": id };
        list(&self.db(), &source, params, span, |row| {
            Ok(Session {
                id: row.get("id")?,
                room_name: row.get("room_name")?,
                start_ms: row.get("start_ms")?,
                end_ms: row.get("end_ms")?,
                totals: read_totals(row)?,
            })
        })
    }

    /// Needs one of the two ids.
    pub(crate) fn insight_participants(
        &self,
        tenant: i64,
        now_ms: i64,
        session_id: Option<&str>,
        external_id: Option<&str>,
        span: &Span,
    ) -> Result<Vec<Found<Participant>>> {
        let mut source = "SELECT * FROM participants WHERE tenant = :tenant AND joined_ms <= :now".to_owned();
        let mut params: Vec<(&str, &dyn ToSql)> = vec![(":tenant", &tenant), (":now", &now_ms)];
        if let Some(id) = &session_id {
            source.push_str(" AND session_id = :session");
            params.push((":session", id));
        }
        if let Some(id) = &external_id {
            source.push_str(" AND external_id = :external");
            params.push((":external", id));
        }
        list(&self.db(), &source, &params, span, |row| {
            Ok(Participant {
                session_id: row.get("session_id")?,
                id: row.get("id")?,
                device_id: row.get("device_id")?,
                user_id: row.get("user_id")?,
                external_id: row.get("external_id")?,
                role_name: row.get("role_name")?,
                display_name: row.get("display_name")?,
                joined_ms: row.get("joined_ms")?,
                left_ms: row.get("left_ms")?,
                rating: row.get("rating")?,
                tags: row.get("tags")?,
                comment: row.get("comment")?,
            })
        })
    }

    /// Connections of one participant, in the order in which they were made.
    pub(crate) fn insight_connections(
        &self,
        tenant: i64,
        now_ms: i64,
        session_id: &str,
        id: &str,
    ) -> Result<Vec<Connection>> {
        self.db()
            .prepare_cached(
                "SELECT p.display_name, p.role_name, c.user_agent, p.knocks, c.joined_ms, c.left_ms
                 FROM participants p JOIN connections c ON c.participant = p.seq
                 WHERE p.tenant = ?1 AND p.session_id = ?2 AND p.id = ?3 AND c.joined_ms <= ?4
                 ORDER BY c.joined_ms, c.seq",
            )?
            .query_map((tenant, session_id, id, now_ms), |row| {
                Ok(Connection {
                    display_name: row.get(0)?,
                    role_name: row.get(1)?,
                    user_agent: row.get(2)?,
                    knocks: row.get(3)?,
                    joined_ms: row.get(4)?,
                    left_ms: row.get(5)?,
                })
            })?
            .collect()
    }
}

fn read_totals(row: &Row<'_>) -> Result<Totals> {
    let mut sums = [0; 6];
    for (sum, name) in sums.iter_mut().zip(TOTALS) {
        *sum = row.get(name)?;
    }
    Ok(Totals { sums, rating: row.get("rating")?, ratings: row.get("ratings")? })
}
