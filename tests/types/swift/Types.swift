// Values of the wrong type.
import Foundation
import WherebyServer

func types(client: Whereby, key: String, meeting: Meeting) async throws {
    _ = try Whereby(apiKey: key) // expected-error {{cannot convert value of type 'String' to expected argument type 'Secret?'}}
    _ = try await client.meetings.create(endDate: "2026-01-31T12:00:00Z") // expected-error {{cannot convert value of type 'String' to expected argument type 'Date'}}
    _ = try await client.meetings.create(endDate: .now, roomMode: "group") // expected-error {{cannot convert value of type 'String' to expected argument type 'RoomMode?'}}
    _ = try await client.meetings.create(endDate: .now, fields: [.roomUrl]) // expected-error {{type 'MeetingField' has no member 'roomUrl'}}
    _ = try await client.meetings.create(endDate: .now, recording: .init(type: .off)) // expected-error {{type 'RecordingType?' has no member 'off'}}
    _ = RecordingSettings(type: .none) // expected-error {{did you mean 'RecordingType.none' instead?}} expected-note {{explicitly specify 'Optional'}} expected-note {{use 'RecordingType.none' instead}}
    _ = StreamingSettings(startTrigger: .some(.none)) // expected-error {{did you mean 'StreamingStartTrigger.none' instead?}} expected-note {{explicitly specify 'Optional'}} expected-note {{use 'StreamingStartTrigger.none' instead}}
    let _: RecordingType = .none // expected-error {{'none' has been renamed to 'nothing'}}
    let _: String? = meeting.hostRoomUrl // expected-error {{cannot convert value of type 'Secret?' to specified type 'String?'}}
}

func newTypes(client: Whereby, png: Data) async throws {
    try await client.rooms.setLogo("/a", image: png) // expected-error {{cannot convert value of type 'Data' to expected argument type 'Picture'}}
    try await client.rooms.setLogo("/a", image: .bytes("a.png")) // expected-error {{cannot convert value of type 'String' to expected argument type 'Data'}}
    try await client.recordings.bulkDelete("1") // expected-error {{cannot convert value of type 'String' to expected argument type '[String]'}}
    _ = client.meetings.createMany(["1"]) // expected-error {{cannot convert value of type 'String' to expected element type 'CreateMeeting'}}
    try await client.rooms.setBackgroundPreset("/a", palette: "grey") // expected-error {{cannot convert value of type 'String' to expected argument type 'BackgroundPalette?'}}
    for await _ in client.meetings.deleteMany(["1"]) {} // expected-error {{call can throw}}
    var received: Int64 = 0
    _ = try await client.recordings.download("1", to: "a", progress: { now, _ in received = now }) // expected-error {{mutation of captured var 'received' in concurrently-executing code}}
    _ = received
}

/// Machinery is not for users.
func hidden(client: Whereby, emulator: Emulator) {
    _ = CoreProgress.self // expected-error {{cannot find 'CoreProgress' in scope}}
    _ = client.meetings.coreDeleteMany // expected-error {{inaccessible due to 'internal' protection level}}
    _ = client.uniffiCloneHandle() // expected-error {{inaccessible due to 'internal' protection level}}
    _ = emulator.coreApiKey() // expected-error {{inaccessible due to 'internal' protection level}}
    _ = Meetings(client: client) // expected-error {{inaccessible due to 'internal' protection level}}
}
