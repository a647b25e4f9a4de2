from datetime import datetime, timedelta, timezone
from whereby import Whereby

with Whereby() as client:  # WHEREBY_API_KEY
    end = datetime.now(timezone.utc) + timedelta(hours=1)
    meeting = client.meetings.create(end_date=end, fields=["hostRoomUrl"])
    print(meeting.room_url, "and for the host", meeting.host_room_url)
    for m in client.meetings.list():  # pages by itself
        print(m.meeting_id, m.room_name)
    client.meetings.delete(meeting.meeting_id)
