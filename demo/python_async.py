"""A room's life from Python with asyncio, on an emulator inside this program."""

import asyncio
from datetime import datetime, timedelta, timezone

import whereby


async def main() -> None:
    with whereby.Emulator() as emulator:
        print("emulator ", emulator.base_url)
        async with emulator.async_client() as client:
            end = datetime.now(timezone.utc) + timedelta(hours=1)
            room = await client.meetings.create(end_date=end, room_name_prefix="demo-", fields=["hostRoomUrl"])
            print("create   ", room.room_url)
            print("          its host link is a secret, so it is hidden:", "***" in repr(room))

            again = await asyncio.gather(*(client.meetings.get(room.meeting_id) for _ in range(3)))
            print("get       meeting", room.meeting_id, "three times at once:", {m.phase() for m in again})

            found = [m.meeting_id async for m in client.meetings.list(room_name_starts_with="/demo-")]
            print("list     ", len(found), "room, and ours is among them:", room.meeting_id in found)
            assert room.meeting_id in found

            await client.meetings.delete(room.meeting_id)
            print("delete    done")

            try:
                await client.meetings.get(room.meeting_id)
            except whereby.NotFoundError as error:
                print("get       gone:", error)
            else:
                raise SystemExit("the room should be gone")


asyncio.run(main())
