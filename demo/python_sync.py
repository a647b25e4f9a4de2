"""A room's life from Python, on an emulator inside this program."""

from datetime import datetime, timedelta, timezone

import whereby

with whereby.Emulator() as emulator, emulator.client() as client:
    print("emulator ", emulator.base_url)

    end = datetime.now(timezone.utc) + timedelta(hours=1)
    room = client.meetings.create(end_date=end, room_name_prefix="demo-", fields=["hostRoomUrl"])
    print("create   ", room.room_url)
    print("          its host link is a secret, so it is hidden:", "***" in repr(room))
    print("          a link for Ann:", room.link(display_name="Ann"))

    read = client.meetings.get(room.meeting_id)
    print("get       meeting", read.meeting_id, "is", read.phase(), "until", read.end_date)

    found = [m.meeting_id for m in client.meetings.list(room_name_starts_with="/demo-")]
    print("list     ", len(found), "room, and ours is among them:", room.meeting_id in found)
    assert room.meeting_id in found

    client.meetings.delete(room.meeting_id)
    print("delete    done")

    try:
        client.meetings.get(room.meeting_id)
    except whereby.NotFoundError as error:
        print("get       gone:", error)
    else:
        raise SystemExit("the room should be gone")
