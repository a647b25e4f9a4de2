"""What type checkers must refuse: `--warn-unused-ignores` fails where a line becomes acceptable."""

from datetime import datetime

from whereby import Emulator, RecordingSettings, Whereby


async def refused(client: Whereby, end: datetime, emulator: Emulator) -> None:
    client.meetings.create()  # type: ignore[call-arg]
    client.meetings.create(end_date="tomorrow")  # type: ignore[arg-type]
    client.meetings.create(end_date=end, is_lockd=True)  # type: ignore[call-arg]
    client.meetings.create(end_date=end, is_locked="yes")  # type: ignore[arg-type]
    client.meetings.create(end_date=end, recording={"type": "cloud"})  # type: ignore[arg-type]
    client.meetings.create(end)  # type: ignore[call-arg]
    client.meetings.get(7)  # type: ignore[arg-type]
    client.meetings.list(page_size="ten")  # type: ignore[arg-type]
    client.with_options(timout=3)  # type: ignore[call-arg]
    Whereby(api_key=7)  # type: ignore[arg-type]
    RecordingSettings(typ="cloud")  # type: ignore[call-arg]
    number: int = client.meetings.get("1").meeting_id  # type: ignore[assignment]
    await emulator.client().meetings.get("1")  # type: ignore[misc]
    client.meetings.delete_many(7)  # type: ignore[arg-type]
    client.meetings.delete_many([7])  # type: ignore[list-item]
    client.meetings.create_many([{"end_date": end}])  # type: ignore[list-item]
    made: str = next(client.meetings.create_many([])).result()  # type: ignore[assignment]
    client.rooms.set_logo("/a", 7)  # type: ignore[arg-type]
    client.recordings.download("1", b"a")  # type: ignore[arg-type]
    client.recordings.download("1", "a", progress=lambda received: None)  # type: ignore[arg-type, misc]
    client.recordings.delete_all(older_than="30 days")  # type: ignore[arg-type]
    client.transcriptions.create("1")  # type: ignore[call-arg]
    print(made, number, emulator.async_client().meetings.get("1").room_url)  # type: ignore[attr-defined]
