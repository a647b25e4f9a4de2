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

/// Machinery is not for users.
func hidden(client: Whereby, emulator: Emulator) {
    _ = client.uniffiCloneHandle() // expected-error {{inaccessible due to 'internal' protection level}}
    _ = emulator.coreApiKey() // expected-error {{inaccessible due to 'internal' protection level}}
    _ = Meetings(client: client) // expected-error {{inaccessible due to 'internal' protection level}}
}
