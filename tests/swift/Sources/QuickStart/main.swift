import Foundation
import WherebyServer

let client = try Whereby() // WHEREBY_API_KEY
let meeting = try await client.meetings.create(endDate: .now + 3600, fields: [.hostRoomUrl])
print(meeting.roomUrl ?? "", "and for the host", meeting.hostRoomUrl?.value ?? "")
for try await m in client.meetings.list() { print(m.meetingId, m.roomName ?? "") } // pages by itself
try await client.meetings.delete(meeting.meetingId)
