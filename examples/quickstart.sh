whereby meetings create --end-date +1h --field hostRoomUrl # WHEREBY_API_KEY
whereby meetings list --json
