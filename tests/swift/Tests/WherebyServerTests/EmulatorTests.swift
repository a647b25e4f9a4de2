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
