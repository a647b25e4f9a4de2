-- What version 4 of the schema wrote: two keys, rooms of both, one deleted and one only played.
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
CREATE TABLE identity (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "identity" VALUES('api_key','wk_test_old');
INSERT INTO "identity" VALUES('signing_secret','secret');
CREATE TABLE last_id (id INTEGER NOT NULL);
INSERT INTO "last_id" VALUES(100000002);
CREATE TABLE meetings (
        tenant INTEGER NOT NULL,
        id INTEGER NOT NULL,
        room_name TEXT NOT NULL,
        start_ms INTEGER NOT NULL,
        end_ms INTEGER NOT NULL,
        PRIMARY KEY (tenant, id)
    ) WITHOUT ROWID;
INSERT INTO "meetings" VALUES(1,100000003,'/first',1735689600000,4070908800000);
INSERT INTO "meetings" VALUES(1,100000007,'/third',1735689600001,4070908800000);
INSERT INTO "meetings" VALUES(2,100000004,'/second',1735689600123,4070908800000);
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
CREATE TABLE rooms (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        tenant INTEGER NOT NULL,
        room_name TEXT NOT NULL,
        created_ms INTEGER NOT NULL,
        end_ms INTEGER
    );
INSERT INTO "rooms" VALUES(100000005,1,'/deleted',1735689600000,4070908800000);
INSERT INTO "rooms" VALUES(100000006,2,'/played',1735689600000,NULL);
INSERT INTO "rooms" VALUES(100000009,2,'/gone',1735689600000,4070908800000);
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
CREATE TABLE tenants (
        id INTEGER PRIMARY KEY,
        api_key TEXT NOT NULL UNIQUE,
        clock_offset_ms INTEGER NOT NULL DEFAULT 0
    );
INSERT INTO "tenants" VALUES(1,'wk_test_old',0);
INSERT INTO "tenants" VALUES(2,'wk_test_other',0);
CREATE TABLE themes (
        tenant INTEGER NOT NULL,
        room_name TEXT NOT NULL,
        part TEXT NOT NULL,
        value TEXT NOT NULL,
        picture BLOB,
        PRIMARY KEY (tenant, room_name, part)
    );
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
CREATE INDEX rooms_by_tenant ON rooms (tenant);
CREATE UNIQUE INDEX rooms_by_name ON rooms (tenant, room_name);
CREATE UNIQUE INDEX sessions_by_id ON sessions (tenant, id);
CREATE INDEX sessions_by_room ON sessions (tenant, room_name);
CREATE INDEX sessions_by_seed ON sessions (tenant, seed);
CREATE INDEX participants_by_session ON participants (tenant, session_id, id);
CREATE INDEX participants_by_external_id ON participants (tenant, external_id);
CREATE INDEX participants_rated ON participants (session) WHERE rating IS NOT NULL;
CREATE INDEX connections_by_room ON connections (tenant, room_name, kind);
CREATE INDEX connections_by_session ON connections (session, kind);
CREATE INDEX connections_by_participant ON connections (participant);
CREATE INDEX recordings_by_tenant ON recordings (tenant);
CREATE UNIQUE INDEX recordings_by_id ON recordings (tenant, id);
CREATE INDEX transcriptions_by_tenant ON transcriptions (tenant);
CREATE UNIQUE INDEX transcriptions_by_id ON transcriptions (tenant, id);
CREATE INDEX summaries_by_tenant ON summaries (tenant);
CREATE UNIQUE INDEX summaries_by_id ON summaries (tenant, id);
CREATE UNIQUE INDEX summaries_by_transcription ON summaries (tenant, transcription_id);
CREATE UNIQUE INDEX meetings_by_name ON meetings (tenant, room_name);
INSERT INTO "sqlite_sequence" VALUES('rooms',100000009);
PRAGMA application_id = 2002937197;
PRAGMA user_version = 4;
