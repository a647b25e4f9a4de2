import Foundation
import Testing
import WherebyServer

/// The examples of the docs run, on an emulator where people met.
@Suite struct ExampleTests {
    @Test(arguments: [
        ("insights", "/clinic-1"), ("meetings", "deleted"), ("recordings", "latest.mp4 has"),
        ("rooms", "mountains"), ("summaries", "SOAP"), ("transcriptions", ".md"),
    ])
    func theExampleRuns(name: String, shows: String) async throws {
        try await Emulator.run { emulator in
            let session: JSON = ["roomName": "/clinic-1", "recordings": 1, "transcription": true]
            _ = try await emulator.call(method: "POST", path: "/_emulator/sessions", body: session)
            let soon: JSON = ["transcriptionSeconds": 0, "summarySeconds": 0]
            _ = try await emulator.call(method: "POST", path: "/_emulator/settings", body: soon)
            let program = Process()
            program.executableURL = testsFolder.appending(path: "swift/.build/debug/Examples")
            program.arguments = [name]
            program.currentDirectoryURL = testsFolder.appending(path: "../core/examples")
            program.environment = ["WHEREBY_API_KEY": emulator.apiKey.value, "WHEREBY_BASE_URL": emulator.baseUrl]
            let output = Pipe()
            program.standardOutput = output
            try program.run()
            let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            program.waitUntilExit()
            #expect(program.terminationStatus == 0)
            #expect(text.contains(shows), "\(text)")
        }
    }
}
