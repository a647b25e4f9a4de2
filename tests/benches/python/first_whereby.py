from datetime import datetime, timedelta, timezone

from whereby import Whereby

room = Whereby().meetings.create(end_date=datetime.now(timezone.utc) + timedelta(hours=1))
assert room.room_url
print("ready", flush=True)
