"""What users write, as type checkers see it."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from whereby import (
    AsyncWhereby,
    Batch,
    BatchResult,
    CreateMeeting,
    Emulator,
    Meeting,
    MeetingPage,
    NotFoundError,
    Pager,
    ParticipantConnection,
    RecordingSettings,
    Whereby,
    WherebyError,
)


def sync(client: Whereby, end: datetime) -> list[str]:
    recording = RecordingSettings(type="cloud", start_trigger=None)
    meeting: Meeting = client.meetings.create(end_date=end, fields=["hostRoomUrl"], recording=recording)
    link: str = meeting.link(display_name="Ann", chat=False)
    print(link, meeting.phase(), meeting.host_room_url)
    for page in client.meetings.list(page_size=10).pages():
        whole: MeetingPage = page
        print(page.cursor, len(page.results), whole.unreadable)
    pager: Pager[Meeting] = client.meetings.list()
    wire: dict[str, Any] = meeting.to_dict()
    print(pager.cursor, wire)
    try:
        client.meetings.delete(meeting.meeting_id)
    except NotFoundError as error:
        print(error.status, error.sent, error.retry_at)
    limited: Whereby = client.with_options(timeout=1.5, headers={"X-Trace": "1"})
    return [m.meeting_id for m in limited.meetings.list(room_name_starts_with="/a", max_items=5)]


async def asynchronous(end: datetime) -> Meeting:
    with Emulator() as emulator:
        async with emulator.async_client() as client:
            also: AsyncWhereby = client
            async for meeting in also.meetings.list():
                print(meeting.room_url)
            return await client.meetings.create(end_date=end)


def meetings(end: datetime) -> Iterator[CreateMeeting]:
    yield CreateMeeting(end_date=end)


def batches(client: Whereby, end: datetime) -> list[Meeting]:
    batch: Batch[Meeting] = client.meetings.create_many(meetings(end), max_concurrency=4)
    made: list[Meeting] = []
    with batch:
        for result in batch:
            index: int = result.index
            error: WherebyError | None = result.error
            print(index, result.ok, error.status if error else None)
            made.append(result.result())
    deleted: list[str] = [r.result() for r in client.meetings.delete_many(m.meeting_id for m in made)]
    client.recordings.bulk_delete({"1", "2"})
    print(deleted)
    return made


async def batches_for_await(client: AsyncWhereby, end: datetime) -> list[Meeting]:
    async with client.meetings.create_many([CreateMeeting(end_date=end)]) as batch:
        return [result.result() async for result in batch]


def files(client: Whereby, folder: Path) -> None:
    def progress(received: int, total: int | None) -> None:
        print(received, total)

    done = client.recordings.download("1", folder / "a.mp4", progress=progress)
    client.recordings.download("1", str(folder), overwrite=True, progress=lambda received, total: received)
    client.rooms.set_logo("/a", folder / "logo.png")
    client.rooms.set_background("/a", memoryview(b""))
    path: str = done.path
    print(path, client.recordings.access_link("1", valid_for_seconds=60).expires_at().tzinfo)


async def jobs(client: AsyncWhereby) -> list[ParticipantConnection]:
    swept = await client.recordings.delete_all(older_than=timedelta(days=30), dry_run=True)
    ids: list[str] = swept.matched
    print(ids, client.with_options(timeout=timedelta(seconds=3), deadline=9))
    await client.summaries.create_and_wait(transcription_id="1", template="SOAP", max_wait=timedelta(minutes=5))
    return await client.insights.participant(room_session_id="1", participant_id="2")


def patterns(value: Meeting | BatchResult[str]) -> str | None:
    match value:
        case Meeting(meeting_id, room_url, room_name="/a"):
            return meeting_id + (room_url or "")
        case BatchResult(index, text, None):
            return text or str(index)
        case _:
            return None


if __name__ == "__main__":
    with Emulator() as local:
        print(sync(local.client(), datetime.now(timezone.utc)))
