whereby meetings create --end-date +1h --field hostRoomUrl --reveal # WHEREBY_API_KEY
whereby meetings list --json
