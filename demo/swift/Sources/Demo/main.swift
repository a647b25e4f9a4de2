// A room's life from Swift, on an emulator inside this program.
import Foundation
import WherebyServer

try await Emulator.run { emulator in
    print("emulator ", emulator.baseUrl)
    let client = try emulator.client()

    let room = try await client.meetings.create(
        endDate: .now + 3600, roomNamePrefix: "demo-", fields: [.hostRoomUrl])
    print("create   ", room.roomUrl ?? "")
    print("          its host link is a secret, so it shows as", room.hostRoomUrl.map { "\($0)" } ?? "nothing")
    print("          a link for Ann:", try room.link(.init(displayName: "Ann")))

    let read = try await client.meetings.get(room.meetingId)
    let end = read.endDate?.formatted(.iso8601) ?? "?"
    print("get       meeting \(read.meetingId) is \(try read.phase().rawValue) until \(end)")

    var found: [String] = []
    for try await meeting in client.meetings.list(roomNameStartsWith: "/demo-") {
        found.append(meeting.meetingId)
    }
    guard found.contains(room.meetingId) else { throw Unexpected.roomNotListed }
    print("list      \(found.count) room, and ours is among them")

    try await client.meetings.delete(room.meetingId)
    print("delete    done")

    do {
        _ = try await client.meetings.get(room.meetingId)
        throw Unexpected.roomStillThere
    } catch WherebyError.notFound(let details) {
        print("get       gone:", details.message)
    }
}

enum Unexpected: Error {
    case roomNotListed, roomStillThere
}
