import Foundation
import Testing
import WherebyServer

/// Bad input that the types of Swift let through: each error names the field and the remedy.
@Suite struct InputTests {
    let client: Whereby

    init() throws {
        client = try Whereby(apiKey: "wk_test_input", baseUrl: "http://127.0.0.1:1/v1", maxTries: 1)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300, -1e15])
    func aDateThatIsNoMoment(_ seconds: Double) async {
        let date = Date(timeIntervalSince1970: seconds)
        let error = await failure { try await client.meetings.create(endDate: date) }
        #expect(error?.kind == "InvalidRequestError")
        #expect(error?.details.message.hasPrefix("endDate: ") == true)
        #expect(error?.details.sent == .never && error?.details.attempts == 0)
        _ = roomPhase(endDate: date, at: date)
    }

    @Test(arguments: [Double.nan, .infinity, -1, 0, 1e300])
    func aTimeoutThatIsNoSpan(_ seconds: TimeInterval) async {
        let error = await failure { try client.withOptions(timeout: seconds) }
        #expect(error?.kind == "ConfigError")
        #expect(error?.details.message.hasPrefix("timeout: ") == true)
        let connect = await failure { try Whereby(apiKey: "wk_test_input", connectTimeout: seconds) }
        #expect(connect?.details.message.hasPrefix("connectTimeout: ") == true)
    }

    @Test(
        .enabled(if: ProcessInfo.processInfo.environment["WHEREBY_API_KEY"] == nil),
        arguments: [nil, ""] as [Secret?])
    func noKey(_ key: Secret?) async {
        let error = await failure { try Whereby(apiKey: key) }
        #expect(error?.details.message.hasPrefix("apiKey: no API key; pass apiKey or set WHEREBY_API_KEY") == true)
    }

    @Test(arguments: ["wk_test_a\n", " wk_test_a", "wk_test_a\0", "wk_test_ü"])
    func aKeyThatIsNone(_ key: String) async {
        let error = await failure { try Whereby(apiKey: Secret(key)) }
        #expect(error?.details.message.hasPrefix("apiKey: ") == true)
    }

    @Test(arguments: ["api.whereby.dev/v1", "http://example.com/v1", "", "ftp://example.com"])
    func aBaseUrlThatIsNone(_ url: String) async {
        let error = await failure { try Whereby(apiKey: "wk_test_a", baseUrl: url) }
        #expect(error?.details.message.hasPrefix("baseUrl: ") == true)
    }

    @Test(arguments: ["", "a/b", "..", "a\0b"])
    func anIdThatIsNone(_ id: String) async {
        for error in [
            await failure { try await client.meetings.get(id) },
            await failure { try await client.meetings.delete(id) },
        ] {
            #expect(error?.details.message.hasPrefix("meetingId: ") == true)
        }
    }

    @Test func otherOptionsAndFields() async {
        let tries = await failure { try client.withOptions(maxTries: 0) }
        #expect(tries?.details.message.hasPrefix("maxTries: ") == true)
        let headers = await failure { try client.withOptions(headers: ["Authorization": "x"]) }
        #expect(headers?.details.message.contains("apiKey") == true)
        let size = await failure { try await client.meetings.listPage(pageSize: 101) }
        #expect(size?.details.message.hasPrefix("pageSize: ") == true && size?.details.message.contains("maxItems") == true)
        let prefix = await failure {
            try await client.meetings.create(endDate: .now, roomNamePrefix: String(repeating: "a", count: 40))
        }
        #expect(prefix?.details.message.hasPrefix("roomNamePrefix: ") == true)
    }
}
