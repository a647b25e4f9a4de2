import Foundation
import Testing
import WherebyServer

@Suite(.timeLimit(.minutes(1))) struct WaitTests {
    @Test func cancellingEndsAWait() async throws {
        try await Emulator.run { emulator in
            let id = try await emulator.recording(sizeInBytes: 1000)
            let client = try emulator.client()
            let call = Task {
                try await client.transcriptions.createAndWait(recordingId: id, maxWait: 1000, pollInterval: 1000)
            }
            try await emulator.arrived(2)
            call.cancel()
            await #expect(throws: CancellationError.self) { try await call.value }
            // What was asked for is there.
            #expect(try await client.transcriptions.list().collect().count == 1)
        }
    }

    @Test func aWaitThatIsTooShortNamesWhatItWaitedFor() async throws {
        try await Emulator.run { emulator in
            let id = try await emulator.recording(sizeInBytes: 1000)
            let client = try emulator.client()
            let error = await failure {
                try await client.transcriptions.createAndWait(recordingId: id, maxWait: 0.01, pollInterval: 0.01)
            }
            let made = try await client.transcriptions.list().collect()
            #expect(error?.kind == "APITimeoutError")
            #expect(error?.details.message.contains("`\(made[0].transcriptionId)`") == true)
        }
    }

    /// Before it costs anything.
    @Test(arguments: [Double.nan, -1, 0, 1e300]) func aSpanThatIsNone(_ seconds: TimeInterval) async throws {
        let client = try Whereby(apiKey: "wk_test_wait", baseUrl: "http://127.0.0.1:1/v1", maxTries: 1)
        let interval = await failure {
            try await client.transcriptions.createAndWait(recordingId: "1", pollInterval: seconds)
        }
        #expect(interval?.details.message.hasPrefix("pollInterval: ") == true)
        let longest = await failure {
            try await client.summaries.createAndWait(transcriptionId: "1", maxWait: seconds)
        }
        #expect(longest?.details.message.hasPrefix("maxWait: ") == true)
    }
}
