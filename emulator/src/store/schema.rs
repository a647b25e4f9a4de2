//! The tables, as steps from one version of the schema to the next.

/// Step n leads from version n to n + 1; a new file takes them all.
pub(super) const STEPS: [&str; 5] = [ROOMS, SESSIONS, PLAIN_TRIGGER, ONE_ROW, SHOWN];

/// All tables with rows of tenants.
pub(super) const OF_TENANTS: [&str; 9] = [
    "meetings",
    "rooms",
    "sessions",
    "participants",
    "connections",
    "recordings",
    "transcriptions",
    "summaries",
    "themes",
];

/// Ids start where the vendor's have got to: nine digits.
const ROOMS: &str = "
    CREATE TABLE identity (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE tenants (
        id INTEGER PRIMARY KEY,
        api_key TEXT NOT NULL UNIQUE,
        clock_offset_ms INTEGER NOT NULL DEFAULT 0
    );
    CREATE TABLE meetings (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        tenant INTEGER NOT NULL,
        room_name TEXT NOT NULL,
        start_ms INTEGER NOT NULL,
        end_ms INTEGER NOT NULL
    );
    CREATE INDEX meetings_by_id ON meetings (tenant, id);
    CREATE UNIQUE INDEX meetings_by_name ON meetings (tenant, room_name);
    INSERT INTO sqlite_sequence (name, seq) VALUES ('meetings', 100000000);
";

/// `rooms` is what insights know (since `ONE_ROW`, beside the meetings). Each `seq` is the order of lists.
const SESSIONS: &str = "
    CREATE TABLE rooms (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        tenant INTEGER NOT NULL,
        room_name TEXT NOT NULL,
        created_ms INTEGER NOT NULL,
        end_ms INTEGER
    );
    CREATE INDEX rooms_by_tenant ON rooms (tenant);
    CREATE UNIQUE INDEX rooms_by_name ON rooms (tenant, room_name);
    INSERT INTO rooms (tenant, room_name, created_ms, end_ms)
        SELECT tenant, room_name, start_ms, end_ms FROM meetings ORDER BY id;
    CREATE TRIGGER meetings_are_rooms AFTER INSERT ON meetings BEGIN
        INSERT INTO rooms (tenant, room_name, created_ms, end_ms)
        VALUES (new.tenant, new.room_name, new.start_ms, new.end_ms)
        ON CONFLICT (tenant, room_name)
        DO UPDATE SET created_ms = excluded.created_ms, end_ms = excluded.end_ms;
    END;

    CREATE TABLE sessions (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        tenant INTEGER NOT NULL,
        id TEXT NOT NULL,
        room_name TEXT NOT NULL,
        start_ms INTEGER NOT NULL,
        end_ms INTEGER NOT NULL,
        seed INTEGER NOT NULL,
        transcript TEXT NOT NULL
    );
    CREATE UNIQUE INDEX sessions_by_id ON sessions (tenant, id);
    CREATE INDEX sessions_by_room ON sessions (tenant, room_name);
    CREATE INDEX sessions_by_seed ON sessions (tenant, seed);

    CREATE TABLE participants (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        tenant INTEGER NOT NULL,
        session INTEGER NOT NULL,
        session_id TEXT NOT NULL,
        id TEXT NOT NULL,
        device_id TEXT NOT NULL,
        user_id TEXT,
        external_id TEXT,
        role_name TEXT NOT NULL,
        display_name TEXT NOT NULL,
        metadata TEXT,
        knocks INTEGER NOT NULL,
        joined_ms INTEGER NOT NULL,
        left_ms INTEGER NOT NULL,
        rating REAL,
        tags TEXT,
        comment TEXT
    );
    CREATE INDEX participants_by_session ON participants (tenant, session_id, id);
    CREATE INDEX participants_by_external_id ON participants (tenant, external_id);
    CREATE INDEX participants_rated ON participants (session) WHERE rating IS NOT NULL;

    CREATE TABLE connections (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        tenant INTEGER NOT NULL,
        room_name TEXT NOT NULL,
        session INTEGER NOT NULL,
        participant INTEGER NOT NULL,
        kind INTEGER NOT NULL,
        device_id TEXT NOT NULL,
        joined_ms INTEGER NOT NULL,
        left_ms INTEGER NOT NULL,
        user_agent TEXT NOT NULL
    );
    CREATE INDEX connections_by_room ON connections (tenant, room_name, kind);
    CREATE INDEX connections_by_session ON connections (session, kind);
    CREATE INDEX connections_by_participant ON connections (participant);

    CREATE TABLE recordings (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        tenant INTEGER NOT NULL,
        id TEXT NOT NULL,
        session_id TEXT NOT NULL,
        room_name TEXT NOT NULL,
        start_ms INTEGER NOT NULL,
        end_ms INTEGER NOT NULL,
        bytes INTEGER NOT NULL,
        self_hosted INTEGER NOT NULL,
        transcription_fails INTEGER NOT NULL,
        gone_ms INTEGER
    );
    CREATE INDEX recordings_by_tenant ON recordings (tenant);
    CREATE UNIQUE INDEX recordings_by_id ON recordings (tenant, id);

    CREATE TABLE transcriptions (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        tenant INTEGER NOT NULL,
        id TEXT NOT NULL,
        session_id TEXT NOT NULL,
        room_name TEXT NOT NULL,
        start_ms INTEGER NOT NULL,
        end_ms INTEGER NOT NULL,
        created_ms INTEGER NOT NULL,
        done_ms INTEGER NOT NULL,
        failed INTEGER NOT NULL,
        live INTEGER NOT NULL,
        self_hosted INTEGER NOT NULL,
        text TEXT NOT NULL,
        gone_ms INTEGER
    );
    CREATE INDEX transcriptions_by_tenant ON transcriptions (tenant);
    CREATE UNIQUE INDEX transcriptions_by_id ON transcriptions (tenant, id);

    CREATE TABLE summaries (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        tenant INTEGER NOT NULL,
        id TEXT NOT NULL,
        transcription_id TEXT NOT NULL,
        session_id TEXT NOT NULL,
        room_name TEXT NOT NULL,
        start_ms INTEGER NOT NULL,
        end_ms INTEGER NOT NULL,
        created_ms INTEGER NOT NULL,
        done_ms INTEGER NOT NULL,
        template TEXT NOT NULL,
        summary TEXT NOT NULL
    );
    CREATE INDEX summaries_by_tenant ON summaries (tenant);
    CREATE UNIQUE INDEX summaries_by_id ON summaries (tenant, id);
    CREATE UNIQUE INDEX summaries_by_transcription ON summaries (tenant, transcription_id);

    CREATE TABLE themes (
        tenant INTEGER NOT NULL,
        room_name TEXT NOT NULL,
        part TEXT NOT NULL,
        value TEXT NOT NULL,
        picture BLOB,
        PRIMARY KEY (tenant, room_name, part)
    );
";

/// The trigger without an upsert, for which SQLite would keep a copy of each page that it writes.
const PLAIN_TRIGGER: &str = "
    DROP TRIGGER meetings_are_rooms;
    CREATE TRIGGER meetings_are_rooms AFTER INSERT ON meetings BEGIN
        UPDATE rooms SET created_ms = new.start_ms, end_ms = new.end_ms
        WHERE tenant = new.tenant AND room_name = new.room_name;
        INSERT INTO rooms (tenant, room_name, created_ms, end_ms)
        SELECT new.tenant, new.room_name, new.start_ms, new.end_ms WHERE changes() = 0;
    END;
";

/// To create a meeting is to write one row, in the order of the list of meetings. `rooms` keeps what
/// insights know beside: rooms that were deleted, by the id that they had, and rooms that were played,
/// which take an id too. `last_id` is at least the greatest id of what was forgotten.
const ONE_ROW: &str = "
    CREATE TABLE last_id (id INTEGER NOT NULL);
    INSERT INTO last_id SELECT seq FROM sqlite_sequence WHERE name = 'meetings';

    DROP TRIGGER meetings_are_rooms;
    DROP INDEX meetings_by_id;
    DROP INDEX meetings_by_name;
    ALTER TABLE meetings RENAME TO meetings_before;
    CREATE TABLE meetings (
        tenant INTEGER NOT NULL,
        id INTEGER NOT NULL,
        room_name TEXT NOT NULL,
        start_ms INTEGER NOT NULL,
        end_ms INTEGER NOT NULL,
        PRIMARY KEY (tenant, id)
    ) WITHOUT ROWID;
    INSERT INTO meetings SELECT tenant, id, room_name, start_ms, end_ms FROM meetings_before
        ORDER BY tenant, id;
    DROP TABLE meetings_before;
    CREATE UNIQUE INDEX meetings_by_name ON meetings (tenant, room_name);
    DELETE FROM rooms WHERE EXISTS
        (SELECT 1 FROM meetings m WHERE m.tenant = rooms.tenant AND m.room_name = rooms.room_name);
";

/// A room's row has its JSON, up to its keys and the closing brace, beside what it is found by. It lies at its place
/// (`place.rs`): in a table of rows by number, and in no other, SQLite goes on from a full page without moving rows.
const SHOWN: &str = r#"
    INSERT INTO identity VALUES ('room_origin', 'https://emulator.whereby.com');

    DROP INDEX meetings_by_name;
    ALTER TABLE meetings RENAME TO meetings_before;
    CREATE TABLE meetings (
        place INTEGER PRIMARY KEY,
        tenant INTEGER NOT NULL,
        room_name TEXT NOT NULL,
        start_ms INTEGER NOT NULL,
        end_ms INTEGER NOT NULL,
        shown TEXT NOT NULL
    );
    INSERT INTO meetings SELECT (tenant << 40) + id, tenant, room_name, start_ms, end_ms,
            '{"startDate":"' || strftime('%Y-%m-%dT%H:%M:%fZ', start_ms / 1000.0, 'unixepoch')
            || '","endDate":"' || strftime('%Y-%m-%dT%H:%M:%fZ', end_ms / 1000.0, 'unixepoch')
            || '","roomName":"' || room_name
            || '","roomUrl":"https://emulator.whereby.com' || room_name
            || '","meetingId":"' || id || '"'
        FROM meetings_before ORDER BY tenant, id;
    DROP TABLE meetings_before;
    CREATE UNIQUE INDEX meetings_by_name ON meetings (tenant, room_name);

    ALTER TABLE rooms RENAME COLUMN seq TO place;
    UPDATE rooms SET place = (tenant << 40) + place;
    DROP INDEX rooms_by_tenant;
"#;
