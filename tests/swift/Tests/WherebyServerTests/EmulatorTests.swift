import Foundation
import Testing
import WherebyServer

@Suite struct EmulatorTests {
    @Test func stopFreesThePort() async throws {
        let emulator = try await Emulator.start()
        let port = try #require(URL(string: emulator.baseUrl)?.port.map(UInt16.init))
        let taken = await failure { try await Emulator.start(port: port) }
        #expect(taken?.details.message.contains("\(port)") == true)
        try await emulator.stop()
        try await emulator.stop()
        let next = try await Emulator.start(port: port)
        #expect(try await next.client().meetings.list().collect().isEmpty)
        let stopped = await failure { try await emulator.requests() }
        #expect(stopped?.details.message.contains("stopped") == true)
        try await next.stop()
    }

    @Test func runStopsWhereTheWorkThrows() async throws {
        struct Boom: Error {}
        let kept = Kept()
        await #expect(throws: Boom.self) {
            try await Emulator.run { emulator in
                await kept.keep(emulator)
                throw Boom()
            }
        }
        let emulator = try #require(await kept.emulator)
        let error = await failure { try await emulator.requests() }
        #expect(error?.details.message.contains("stopped") == true)
    }

    @Test func theClockMoves() async throws {
        try await Emulator.run { emulator in
            let client = try emulator.client()
            let meeting = try await client.meetings.create(endDate: .now + 60)
            try await emulator.advance(by: 25 * 3600)
            let error = await failure { try await client.meetings.get(meeting.meetingId) }
            #expect(error?.details.status == 404)
            for seconds in [-1, .nan] {
                let refused = await failure { try await emulator.advance(by: seconds) }
                #expect(refused?.details.message.hasPrefix("by: ") == true)
            }
            let refused = await failure { try await emulator.advance(by: 1e15) }
            #expect(refused?.details.status == 400)
        }
    }

    @Test func keysAreTenants() async throws {
        try await Emulator.run { emulator in
            _ = try await emulator.client().meetings.create(endDate: .now + 60)
            let other = try emulator.client(apiKey: emulator.newKey())
            #expect(try await other.meetings.list().collect().isEmpty)
            #expect(try await emulator.client().meetings.list().collect().count == 1)
        }
    }

    @Test func theHelpersAreForOneKey() async throws {
        try await Emulator.run { emulator in
            let key = emulator.newKey()
            let (first, other) = (try emulator.client(), try emulator.client(apiKey: key))
            let rooms = [
                try await first.meetings.create(endDate: .now + 60), try await other.meetings.create(endDate: .now + 60),
            ]
            try await emulator.advance(by: 25 * 3600, apiKey: key)
            let gone = await failure { try await other.meetings.get(rooms[1].meetingId) }
            #expect(gone?.details.status == 404)
            #expect(try await first.meetings.get(rooms[0].meetingId).meetingId == rooms[0].meetingId)

            try await emulator.script(answers: [["status": 418]], apiKey: key)
            _ = try await first.meetings.listPage()
            let scripted = await failure { try await other.meetings.listPage() }
            #expect(scripted?.details.status == 418)

            #expect(try await emulator.requests(apiKey: key).map { $0["status"] } == [201, 404, 418])
            #expect(try await emulator.requests().map { $0["status"] } == [201, 200, 200])
        }
    }

    @Test func itStartsAsItIsTold() async throws {
        let emulator = try await Emulator.start(host: "0.0.0.0", keepAfterEndHours: 48, subdomain: "acme")
        let client = try emulator.client()
        let meeting = try await client.meetings.create(endDate: .now + 60)
        #expect(meeting.roomUrl?.hasPrefix("https://acme.whereby.com/") == true)
        try await emulator.advance(by: 47 * 3600)
        #expect(try await client.meetings.get(meeting.meetingId).meetingId == meeting.meetingId)
        try await emulator.advance(by: 2 * 3600)
        let gone = await failure { try await client.meetings.get(meeting.meetingId) }
        #expect(gone?.details.status == 404)
        try await emulator.stop()
    }

    @Test func optionsThatCannotBeUsedAreNamed() async throws {
        let host = await failure { try await Emulator.start(host: "localhost") }
        #expect(host?.kind == "ConfigError")
        #expect(host?.details.message == "host: must be an IP address, as in 127.0.0.1 or ::1")
        // An address for examples, which no machine has.
        let away = await failure { try await Emulator.start(host: "192.0.2.1") }
        #expect(away?.kind == "ConfigError")
        #expect(away?.details.message.contains("192.0.2.1") == true)
        let subdomain = await failure { try await Emulator.start(subdomain: "A B") }
        #expect(subdomain?.kind == "ConfigError")
        #expect(subdomain?.details.message.contains("subdomain") == true)
    }

    @Test func requestsAreShownWithoutTheKey() async throws {
        try await Emulator.run { emulator in
            _ = try await emulator.client().meetings.list().collect()
            let requests = try await emulator.requests()
            #expect(requests.count == 1)
            #expect(requests[0]["path"] == "/v1/meetings")
            #expect(requests[0]["headers"]?["authorization"] == "***")
            #expect(requests[0]["headers"]?["user-agent"]?.string?.contains("(swift") == true)
        }
    }

    @Test func aScriptThatIsNoneIsRefused() async throws {
        try await Emulator.run { emulator in
            let error = await failure { try await emulator.script(answers: [["stauts": 503]]) }
            #expect(error?.details.status == 400)
            #expect(error?.details.message.contains("stauts") == true)
        }
    }

    @Test func theKeyDoesNotFollowARedirect() async throws {
        try await Emulator.run { there in
            try await Emulator.run { here in
                try await here.script(answers: [["status": 307, "headers": ["location": .string(there.baseUrl)]]])
                let error = await failure { try await here.client().meetings.listPage() }
                #expect(error?.details.status == 307)
                let asThere = try there.client(apiKey: here.apiKey)
                _ = try await asThere.meetings.listPage()
                let log = try await control(there, here.apiKey, "GET", "/_emulator/requests")
                #expect(log.array?.count == 1, "only the call made on purpose")
            }
        }
    }
}

private actor Kept {
    var emulator: Emulator?
    func keep(_ emulator: Emulator) { self.emulator = emulator }
}
