import Foundation
import Testing
import WherebyServer

@Suite struct ErrorTests {
    @Test func factsAreFields() async throws {
        try await Emulator.run { emulator in
            do {
                _ = try await emulator.client().meetings.get("1")
                Issue.record("no error")
            } catch let error as WherebyError {
                guard case .notFound(let details) = error else { throw error }
                #expect(error.kind == "NotFoundError" && error.details == details)
                #expect(details.operation == "meetings.get")
                #expect(details.status == 404 && details.sent == .refused && details.attempts == 1)
                #expect(details.limits?.limit == 1000 && details.body != nil)
            }
        }
    }

    @Test func operationsAreNamedAsInSwift() async throws {
        try await Emulator.run { emulator in
            let client = try emulator.client()
            let details = await failure { try await client.rooms.resetLogo("/none") }?.details
            #expect(details?.operation == "rooms.resetLogo" && details?.message.hasPrefix("rooms.resetLogo: 404") == true)
            let request = await failure { try await client.request("GET", path: "/no_such") }?.details
            #expect(request?.operation == "GET /no_such" && request?.message.hasPrefix("GET /no_such: 404") == true)
        }
    }

    @Test func itIsToldInOneLine() async throws {
        let error = try #require(await failure { try Whereby(apiKey: "wk_test_a", baseUrl: "nowhere") })
        #expect(error.localizedDescription == error.details.message)
        #expect("\(error)" == "ConfigError: \(error.details.message)")
        #expect(error == .config(error.details))
    }

    @Test func theWordsOfTheServerStay() async throws {
        try await Emulator.run { emulator in
            try await emulator.script(answers: [["status": 400, "json": ["error": "room_name is taken"]]])
            let error = await failure { try await emulator.client().meetings.get("1") }
            #expect(error?.details.message.contains("room_name is taken") == true)
        }
    }
}
