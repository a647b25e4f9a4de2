import Foundation
import Testing
import WherebyServer

/// What a closure was told.
private final class Told: @unchecked Sendable { // what varies is behind the lock
    private let lock = NSLock()
    private var all: [(received: Int64, total: Int64?)] = []
    private var action: (@Sendable () -> Void)?

    var calls: [(received: Int64, total: Int64?)] { lock.withLock { all } }

    func tell(_ received: Int64, _ total: Int64?) {
        let action = lock.withLock {
            all.append((received, total))
            return self.action
        }
        action?()
    }

    func onCall(_ action: @escaping @Sendable () -> Void) { lock.withLock { self.action = action } }
}

@Suite(.timeLimit(.minutes(1))) struct DownloadTests {
    let folder = Folder()

    @Test func progressIsTold() async throws {
        try await Emulator.run { emulator in
            let id = try await emulator.recording(sizeInBytes: 300_000)
            let told = Told()
            let file = try await emulator.client().recordings.download(
                id, to: folder.path + "/a.mp4", progress: { told.tell($0, $1) })
            #expect(file.sizeInBytes == 300_000 && file.resumedAt == 0)
            let received = told.calls.map(\.received)
            #expect(received == received.sorted() && received.last == 300_000)
            #expect(told.calls.allSatisfy { $0.total == 300_000 })
        }
    }

    @Test func aUrlIsAPath() async throws {
        try await Emulator.run { emulator in
            let id = try await emulator.recording(sizeInBytes: 1000)
            let client = try emulator.client()
            let url = URL(fileURLWithPath: folder.path).appending(path: "für Ann.mp4")
            let file = try await client.recordings.download(id, to: url)
            #expect(file.path == url.path)
            #expect(try Data(contentsOf: url).count == 1000)
            // Into a folder, under the recording's own name.
            let named = try await client.recordings.download(id, to: url.deletingLastPathComponent())
            #expect(named.path.hasPrefix(folder.path + "/clinic-1-"))
            let again = await failure { try await client.recordings.download(id, to: url) }
            #expect(again?.details.message.hasPrefix("to: ") == true)
            _ = try await client.recordings.download(id, to: url, overwrite: true)
        }
    }

    @Test func aUrlOfTheWebIsNoFile() async throws {
        try await Emulator.run { emulator in
            let url = try #require(URL(string: "https://example.com/a.mp4"))
            let error = await failure { try await emulator.client().recordings.download("1", to: url) }
            #expect(error?.kind == "InvalidRequestError")
            #expect(error?.details.message.contains("https://example.com") == true)
            #expect(try await emulator.requests().isEmpty)
        }
    }

    @Test func cancellingKeepsWhatHasArrived() async throws {
        try await Emulator.run { emulator in
            let id = try await emulator.recording(sizeInBytes: 100_000)
            try await emulator.script(answers: [["file": true, "cut": 40_000], ["file": true, "silent": true]])
            let client = try emulator.client().withOptions(timeout: 100)
            let path = folder.path + "/a.mp4"
            let call = Task { try await client.recordings.download(id, to: path) }
            try await emulator.arrived(4)
            call.cancel()
            await #expect(throws: CancellationError.self) { try await call.value }
            #expect(!FileManager.default.fileExists(atPath: path))
            let file = try await client.recordings.download(id, to: path)
            #expect(file.resumedAt == 40_000 && file.sizeInBytes == 100_000)
        }
    }

    /// In the middle of Rust's work, on its stack.
    @Test func theClosureMayCancel() async throws {
        try await Emulator.run { emulator in
            let id = try await emulator.recording(sizeInBytes: 20_000_000)
            let client = try emulator.client()
            let told = Told()
            let path = folder.path + "/a.mp4"
            let (ready, go) = AsyncStream.makeStream(of: Void.self)
            let call = Task {
                for await _ in ready {}
                return try await client.recordings.download(id, to: path, progress: told.tell)
            }
            told.onCall { call.cancel() }
            go.finish()
            await #expect(throws: CancellationError.self) { try await call.value }
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    @Test func theClosureGoesWithItsCall() async throws {
        final class Token: Sendable {}
        try await Emulator.run { emulator in
            let id = try await emulator.recording(sizeInBytes: 1000)
            let client = try emulator.client()
            func tokenOfACall() async throws -> () -> Token? {
                let token = Token()
                _ = try await client.recordings.download(id, to: folder.path + "/a", progress: { _, _ in _ = token })
                return { [weak token] in token }
            }
            let token = try await tokenOfACall()
            #expect(token() == nil)
        }
    }
}
