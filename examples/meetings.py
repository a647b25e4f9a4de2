# Rooms: many at once, their links, and the end of them.

from datetime import datetime, timedelta, timezone

from whereby import CreateMeeting, Whereby

with Whereby() as client:  # WHEREBY_API_KEY
    end = datetime.now(timezone.utc) + timedelta(hours=1)
    wanted = [CreateMeeting(end_date=end, room_name_prefix=f"clinic-{name}-") for name in "ab"]
    for created in client.meetings.create_many(wanted):
        if created.ok:
            print(created.result().link(lang="de"))
        else:
            print("room", created.index, "was not made:", created.error)

    clinics = client.meetings.list(room_name_starts_with="/clinic-")
    for deleted in client.meetings.delete_many(m.meeting_id for m in clinics):
        print("deleted", deleted.result())
