# What a room looks like: colours, logo, background.

from datetime import datetime, timedelta, timezone

from whereby import Whereby

with Whereby() as client:  # WHEREBY_API_KEY
    end = datetime.now(timezone.utc) + timedelta(hours=1)
    room = client.meetings.create(end_date=end).room_name
    assert room  # an answer may lack any field but its id

    client.rooms.set_theme_tokens(room, primary="#1a2b3c")
    client.rooms.set_logo(room, "logo.png")  # or its bytes
    client.rooms.set_background_preset(room, palette="purple", theme="mountains")
    print(room, "has colours, a logo and mountains")
