import Foundation
import Testing
import WherebyServer

@Suite struct ModelTests {
    @Test func codingKeepsWhatThisVersionDoesNotKnow() throws {
        let text = #"{"dialIn":{"code":"1","n":[1,2.5,null,true]},"endDate":"2026-01-31T12:00:00.000Z","meetingId":"42","roomName":7}"#
        let meeting = try JSONDecoder().decode(Meeting.self, from: Data(text.utf8))
        #expect(meeting.meetingId == "42")
        #expect(meeting.endDate == Date(timeIntervalSince1970: 1_769_860_800))
        #expect(meeting.extra["dialIn"]?["n"]?[1] == 2.5)
        #expect(meeting.roomName == nil && meeting.extra["roomName"] == 7)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(String(decoding: try encoder.encode(meeting), as: UTF8.self) == text)
    }

    @Test(arguments: samples) func everyModelIsCodable(_ sample: Sample) throws {
        let read = try sample.read()
        #expect(read.wire == sample.wire)
        #expect(read.equal)
    }

    @Test func whatIsNoModelIsADecodingError() {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Meeting.self, from: Data("[]".utf8)) }
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Meeting.self, from: Data("{}".utf8)) }
    }

    @Test func enumsAreOpen() {
        #expect(RoomMode(rawValue: "group") == .group)
        #expect(RoomMode(rawValue: "stadium") == .other("stadium"))
        #expect(RoomMode.other("stadium").rawValue == "stadium")
        #expect(RecordingType(rawValue: "none") == .nothing && RecordingType.nothing.rawValue == "none")
    }

    /// `.none` would be no value at all where an optional is asked for.
    @Test func noneOfTheWireIsNothing() throws {
        var settings = RecordingSettings(type: .nothing, startTrigger: .nothing)
        #expect(try wire(settings) == ["type": "none", "startTrigger": "none"])
        settings.startTrigger = .some(nil)
        #expect(try wire(settings) == ["type": "none", "startTrigger": nil])
        settings.startTrigger = nil
        #expect(try wire(settings) == ["type": "none"])
        #expect(try wire(LiveTranscriptionSettings(language: "de")) == ["language": "de"])
    }

    @Test func linksAndPhases() async throws {
        try await Emulator.run { emulator in
            let meeting = try await emulator.client().meetings.create(endDate: .now + 60, fields: [.hostRoomUrl])
            #expect(try meeting.link(.init(displayName: "Ann", lang: "de")).hasSuffix("?displayName=Ann&lang=de"))
            #expect(try meeting.link() == meeting.roomUrl)
            #expect(try meeting.hostLink(.init(lang: "de")).contains("roomKey="))
            #expect(try meeting.phase() == .open)
            #expect(try meeting.phase(at: .now + 120) == .grace)
            let missing = await failure { try meeting.viewerLink() }
            #expect(missing?.details.message.hasPrefix("viewerRoomUrl: ") == true)
        }
    }

    @Test func jsonIsWrittenWithLiterals() throws {
        let json: JSON = ["a": [1, 2.5, "x", true, nil], "b": ["c": -1]]
        #expect(try JSONDecoder().decode(JSON.self, from: JSONEncoder().encode(json)) == json)
        #expect(try wire(JSON.double(.nan)) == .null)
    }

    @Test func extraKeysAreSentEvenIfNotFinite() async throws {
        try await Emulator.run { emulator in
            _ = try await emulator.client().meetings.create(endDate: .now + 60, extra: ["a": ["b": 1], "c": .double(.infinity)])
            let body = try await emulator.requests()[0]["body"]
            #expect(body?["a"] == ["b": 1])
            #expect(body?["c"] == .null)
        }
    }

    /// What Swift hands over as text and back as text is not changed on the way.
    @Test func textOfAnyKind() async throws {
        try await Emulator.run { emulator in
            for text in ["", "\u{FEFF}bom", "a\0b", "👩‍👩‍👧", "e\u{301}"] {
                _ = try await emulator.client().meetings.create(endDate: .now + 60, extra: ["text": .string(text)])
                #expect(try await emulator.requests().last?["body"]?["text"] == .string(text))
            }
        }
    }
}
