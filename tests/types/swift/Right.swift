// What a user may write: no error here.
import Foundation
import WherebyServer

func right(client: Whereby, key: String) async throws {
    let other = try Whereby(apiKey: Secret(key), baseUrl: "https://api.whereby.dev/v1", timeout: 15, maxTries: 2)
    let meeting: Meeting = try await other.meetings.create(
        endDate: .now + 3600, roomMode: .group, recording: .init(type: .cloud, startTrigger: .prompt),
        fields: [.hostRoomUrl], extra: ["isDialInEnabled": true])
    let url: String? = meeting.roomUrl
    let host: Secret? = meeting.hostRoomUrl
    let end: Date? = meeting.endDate
    let phase: RoomPhase = try meeting.phase(at: .now)
    let link: String = try meeting.hostLink(.init(displayName: "Ann", chat: false))
    for try await item in client.meetings.list(roomNameStartsWith: "/clinic-", maxItems: 5) {
        let id: String = item.meetingId
        try await client.withOptions(deadline: 10).meetings.delete(id)
    }
    for try await page in client.meetings.list().pages { _ = page.cursor }
    let answer: JSON? = try await client.request("GET", path: "/meetings", query: ["limit": 1])
    _ = (url, host, end, phase, link, answer)
}

func sendable(_: some Sendable) {}

func shared(client: Whereby, meeting: Meeting, error: WherebyError, emulator: Emulator) {
    sendable(client)
    sendable(client.meetings)
    sendable(client.meetings.list())
    sendable(meeting)
    sendable(error)
    sendable(emulator)
    sendable(Secret(""))
    sendable(JSON.null)
}

func errors(_ error: WherebyError) -> String {
    switch error {
    case .notFound(let details): details.message
    case .rateLimit(let details): "\(String(describing: details.retryAt))"
    default: error.localizedDescription
    }
}
