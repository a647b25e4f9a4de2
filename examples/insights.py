# How rooms were used: the busiest ones, their sessions, and who was there.

from whereby import Whereby

with Whereby() as client:  # WHEREBY_API_KEY
    for room in client.insights.rooms(sort_by="totalSessions:desc", max_items=1):
        print(room.room_name, room.total_participant_minutes, "minutes")
        for session in client.insights.room_sessions(room_name=room.room_name or ""):
            print("from", session.start(), "to", session.end())
            for participant in client.insights.participants(room_session_id=session.room_session_id):
                print(" ", participant.display_name, "as", participant.role_name)
