"""What users write, as type checkers see it."""

from datetime import datetime, timezone

from whereby import AsyncWhereby, Emulator, Meeting, NotFoundError, RecordingSettings, Whereby


def sync(client: Whereby, end: datetime) -> list[str]:
    recording = RecordingSettings(type="cloud", start_trigger=None)
    meeting: Meeting = client.meetings.create(end_date=end, fields=["hostRoomUrl"], recording=recording)
    link: str = meeting.link(display_name="Ann", chat=False)
    print(link, meeting.phase(), meeting.host_room_url)
    for page in client.meetings.list(page_size=10).pages():
        print(page.cursor, len(page.results))
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


if __name__ == "__main__":
    with Emulator() as local:
        print(sync(local.client(), datetime.now(timezone.utc)))
