// Runs the example that the first argument names.
import Foundation

let examples: [String: @Sendable () async throws -> Void] = [
    "insights": insights, "meetings": meetings, "recordings": recordings,
    "rooms": rooms, "summaries": summaries, "transcriptions": transcriptions,
]
guard CommandLine.arguments.count == 2, let example = examples[CommandLine.arguments[1]] else {
    fatalError("name one of \(examples.keys.sorted())")
}
try await example()
