import WherebyServer
import Worker

struct Ours: Client {
    let client: Whereby

    func create() async throws {
        read(try await client.meetings.create(endDate: end, fields: [.hostRoomUrl]))
    }

    func page() async throws {
        for try await page in client.meetings.list().pages { page.results.forEach(read) }
    }
}

/// Reads all fields of a room.
@Sendable func read(_ room: Meeting) {
    let texts = [room.meetingId, room.roomUrl, room.roomName, room.hostRoomUrl?.value]
    precondition(texts.allSatisfy { $0 != nil } && room.startDate != nil && room.endDate != nil)
}

try await obey(Ours(client: try Whereby()))
