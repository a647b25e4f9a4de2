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

func media(client: Whereby, url: URL, png: Data) async throws {
    let file: Downloaded = try await client.recordings.download("1", to: "a.mp4", overwrite: true) { received, total in
        let _: (Int64, Int64?) = (received, total)
    }
    let size: Int64? = try await client.transcriptions.download("1", to: url, progress: nil).sizeInBytes
    let expires: Date = try await client.recordings.accessLink("1", validForSeconds: 60).expiresAt()
    try await client.recordings.bulkDelete(["1", "2"])
    let matched: [String] = try await client.transcriptions.deleteAll(olderThan: 86_400, dryRun: true).matched
    let text: Transcription = try await client.transcriptions.createAndWait(recordingId: "1", maxWait: 60, pollInterval: 1)
    let summary: Summary = try await client.summaries.createAndWait(transcriptionId: "1")
    try await client.rooms.setThemeTokens("/a", primary: "#1a2b3c", tokensPreset: .custom)
    try await client.rooms.setThemeTokens("/a", tokensPreset: .default)
    try await client.rooms.setBackgroundPreset("/a", palette: .burgund, theme: .rocks)
    for picture in [.bytes(png), .file("a.png"), .file(url)] as [Picture] {
        try await client.rooms.setLogo("/a", image: picture)
    }
    let connections: [ParticipantConnection] = try await client.insights.participant(
        roomSessionId: "1", participantId: "2")
    for try await session in client.insights.roomSessions(roomName: "/a") {
        let _: (Date?, Date?) = (session.start(), session.end())
    }
    _ = (file, size, expires, matched, text, summary, connections)
}

func batches(client: Whereby) async throws {
    let inputs = [CreateMeeting(endDate: .now + 3600, fields: [.hostRoomUrl])]
    for try await result in client.meetings.createMany(inputs, maxConcurrency: 4) {
        switch result.result {
        case .success(let meeting): let _: Meeting = meeting
        case .failure(.outcomeUnknown(let details)): let _: (Int, ErrorDetails) = (result.index, details)
        case .failure(let error): let _: WherebyError = error
        }
    }
    let ids: Set<String> = ["1"]
    let deleted: [BatchResult<String>] = try await client.meetings.deleteMany(ids).collect()
    do throws(WherebyError) {
        let _: String = try deleted[0].get()
    } catch {
        let _: String = error.kind
    }
}

/// A form that Swift's own encoders take.
func coded(_: some Codable & Hashable & Sendable) {}

func models(link: AccessLink, swept: Swept, input: CreateMeeting, page: RecordingPage, preset: ThemeTokensPreset) {
    coded(link)
    coded(swept)
    coded(input)
    coded(page)
    coded(preset)
}

func sendable(_: some Sendable) {}

func shared(client: Whereby, meeting: Meeting, error: WherebyError, emulator: Emulator) {
    sendable(client)
    sendable(client.meetings)
    sendable(client.meetings.list())
    sendable(client.meetings.deleteMany([]))
    sendable(Picture.file(""))
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
