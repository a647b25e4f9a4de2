//! Sessions, as they are played.

use rusqlite::{Connection, OptionalExtension as _, Result};

use super::{Recording, Store, Transcription, place};

/// A session with all that comes of it.
#[derive(Debug)]
pub(crate) struct NewSession {
    pub(crate) id: String,
    pub(crate) room_name: String,
    pub(crate) start_ms: i64,
    pub(crate) end_ms: i64,
    pub(crate) seed: u32,
    /// Markdown: what a transcription of it says.
    pub(crate) transcript: String,
    pub(crate) participants: Vec<NewParticipant>,
    pub(crate) recordings: Vec<Recording>,
    pub(crate) transcriptions: Vec<Transcription>,
}

/// A participant; with recorder and streamer, who are none.
#[derive(Debug)]
pub(crate) struct NewParticipant {
    pub(crate) id: String,
    pub(crate) device_id: String,
    pub(crate) user_id: Option<String>,
    pub(crate) external_id: Option<String>,
    pub(crate) role_name: String,
    pub(crate) display_name: String,
    pub(crate) metadata: Option<String>,
    pub(crate) knocks: bool,
    pub(crate) rating: Option<f64>,
    /// JSON.
    pub(crate) tags: Option<String>,
    pub(crate) comment: Option<String>,
    /// At least one.
    pub(crate) connections: Vec<NewConnection>,
}

/// A stay of a participant.
#[derive(Debug)]
pub(crate) struct NewConnection {
    pub(crate) joined_ms: i64,
    pub(crate) left_ms: i64,
    pub(crate) user_agent: String,
}

impl Store {
    /// How many sessions of that seed the tenant has.
    pub(crate) fn sessions_of_seed(&self, tenant: i64, seed: u32) -> Result<u32> {
        self.db()
            .prepare_cached("SELECT count(*) FROM sessions WHERE tenant = ?1 AND seed = ?2")?
            .query_row((tenant, seed), |row| row.get(0))
    }

    /// What a transcription of the session says.
    pub(crate) fn transcript(&self, tenant: i64, session_id: &str) -> Result<String> {
        let found = self
            .db()
            .prepare_cached("SELECT transcript FROM sessions WHERE tenant = ?1 AND id = ?2")?
            .query_row((tenant, session_id), |row| row.get(0))
            .optional()?;
        Ok(found.unwrap_or_default())
    }

    pub(crate) fn add_session(&self, tenant: i64, new: &NewSession) -> Result<()> {
        self.whole(|db| {
            db.prepare_cached(
                "INSERT INTO rooms (place, tenant, room_name, created_ms) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (tenant, room_name)
                 DO UPDATE SET created_ms = min(created_ms, excluded.created_ms) WHERE end_ms IS NULL",
            )?
            .execute((
                place::of(tenant, self.next_id()),
                tenant,
                &new.room_name,
                new.start_ms,
            ))?;
            let session = db
                .prepare_cached(
                    "INSERT INTO sessions (tenant, id, room_name, start_ms, end_ms, seed, transcript)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                )?
                .insert((
                    tenant,
                    &new.id,
                    &new.room_name,
                    new.start_ms,
                    new.end_ms,
                    new.seed,
                    &new.transcript,
                ))?;
            for participant in &new.participants {
                add_participant(db, tenant, session, new, participant)?;
            }
            for recording in &new.recordings {
                add_recording(db, tenant, recording)?;
            }
            for transcription in &new.transcriptions {
                super::transcriptions::insert(db, tenant, transcription)?;
            }
            Ok(())
        })
    }
}

fn add_participant(
    db: &Connection,
    tenant: i64,
    session: i64,
    of: &NewSession,
    new: &NewParticipant,
) -> Result<()> {
    let seq = db
        .prepare_cached(
            "INSERT INTO participants
             (tenant, session, session_id, id, device_id, user_id, external_id, role_name,
              display_name, metadata, knocks, joined_ms, left_ms, rating, tags, comment)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        )?
        .insert((
            tenant,
            session,
            &of.id,
            &new.id,
            &new.device_id,
            &new.user_id,
            &new.external_id,
            &new.role_name,
            &new.display_name,
            &new.metadata,
            new.knocks,
            new.connections.iter().map(|stay| stay.joined_ms).min().unwrap_or(of.start_ms),
            new.connections.iter().map(|stay| stay.left_ms).max().unwrap_or(of.end_ms),
            new.rating,
            &new.tags,
            &new.comment,
        ))?;
    let mut insert = db.prepare_cached(
        "INSERT INTO connections
         (tenant, room_name, session, participant, kind, device_id, joined_ms, left_ms, user_agent)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    let kind = super::insights::kind(&new.role_name);
    for stay in &new.connections {
        insert.execute((
            tenant,
            &of.room_name,
            session,
            seq,
            kind,
            &new.device_id,
            stay.joined_ms,
            stay.left_ms,
            &stay.user_agent,
        ))?;
    }
    Ok(())
}

fn add_recording(db: &Connection, tenant: i64, new: &Recording) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO recordings
         (tenant, id, session_id, room_name, start_ms, end_ms, bytes, self_hosted, transcription_fails)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute((
        tenant,
        &new.id,
        &new.session_id,
        &new.room_name,
        new.start_ms,
        new.end_ms,
        new.bytes,
        new.self_hosted,
        new.transcription_fails,
    ))?;
    Ok(())
}
