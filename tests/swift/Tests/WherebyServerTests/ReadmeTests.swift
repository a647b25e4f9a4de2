import Foundation
import Testing
import WherebyServer

@Suite struct ReadmeTests {
    @Test func theQuickStartIsTheProgramThatIsTested() throws {
        let readme = try String(contentsOf: testsFolder.appending(path: "../README.md"), encoding: .utf8)
        let source = testsFolder.appending(path: "swift/Sources/QuickStart/main.swift")
        let code = try String(contentsOf: source, encoding: .utf8)
        let told = readme.contains("```swift\n\(code)```")
        #expect(told, "the README's block for Swift is not Sources/QuickStart/main.swift")
        #expect(code.split(separator: "\n", omittingEmptySubsequences: false).count <= 11)
    }

    @Test func theQuickStartRuns() async throws {
        try await Emulator.run { emulator in
            let program = Process()
            program.executableURL = testsFolder.appending(path: "swift/.build/debug/QuickStart")
            program.environment = ["WHEREBY_API_KEY": emulator.apiKey.value, "WHEREBY_BASE_URL": emulator.baseUrl]
            let output = Pipe()
            program.standardOutput = output
            try program.run()
            let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            program.waitUntilExit()
            #expect(program.terminationStatus == 0)
            #expect(text.contains("and for the host https://") && text.contains("roomKey="))
            #expect(try await emulator.client().meetings.list().collect().isEmpty)
        }
    }
}
