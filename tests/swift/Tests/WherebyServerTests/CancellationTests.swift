import Foundation
import Testing
import WherebyServer

/// All limits are beyond that of the test, so that only cancelling can end these calls in time.
@Suite(.timeLimit(.minutes(1))) struct CancellationTests {
    @Test func cancellingATaskClosesTheConnection() async throws {
        let server = try SilentServer()
        let client = try Whereby(apiKey: "wk_test_cancel", baseUrl: server.baseUrl, timeout: 100, deadline: 100)
        let call = Task { try await client.meetings.get("1") }
        var events = server.events.makeAsyncIterator()
        #expect(await events.next() == .asked)
        call.cancel()
        #expect(await events.next() == .left)
        await #expect(throws: CancellationError.self) { try await call.value }
    }

    @Test func aWaitForPointsEnds() async throws {
        let emulator = try await Emulator.start()
        try await emulator.script(answers: [["status": 429, "headers": ["retry-after": "90"]]])
        let client = try emulator.client().withOptions(deadline: 100)
        let call = Task { try await client.meetings.get("1") }
        while try await emulator.requests().isEmpty { await Task.yield() }
        call.cancel()
        await #expect(throws: CancellationError.self) { try await call.value }
    }

    @Test func aCancelledTaskSendsNothing() async throws {
        let emulator = try await Emulator.start()
        let client = try emulator.client()
        let call = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await client.meetings.create(endDate: .now + 60)
        }
        await #expect(throws: CancellationError.self) { try await call.value }
        #expect(try await emulator.requests().isEmpty)
    }

    @Test func aLoopOverAListEnds() async throws {
        let server = try SilentServer()
        let client = try Whereby(apiKey: "wk_test_cancel", baseUrl: server.baseUrl, timeout: 100, deadline: 100)
        let loop = Task { for try await _ in client.meetings.list() {} }
        var events = server.events.makeAsyncIterator()
        #expect(await events.next() == .asked)
        loop.cancel()
        #expect(await events.next() == .left)
        await #expect(throws: CancellationError.self) { try await loop.value }
    }

    @Test func theClientGoesOnAfterwards() async throws {
        let emulator = try await Emulator.start()
        try await emulator.script(answers: [["silent": true]])
        let client = try emulator.client().withOptions(timeout: 100, deadline: 100)
        let call = Task { try await client.meetings.list().collect() }
        while try await emulator.requests().isEmpty { await Task.yield() }
        call.cancel()
        _ = await call.result
        #expect(try await client.meetings.list().collect().isEmpty)
    }

    /// Also in the moment in which the answer arrives.
    @Test func cancellingAtAnyMomentIsSafe() async throws {
        let emulator = try await Emulator.start(pointsPerMinute: 1_000_000)
        let client = try emulator.client()
        for round in 0..<500 {
            let call = Task { try await client.meetings.listPage() }
            for _ in 0..<round { await Task.yield() }
            call.cancel()
            switch await call.result {
            case .success(let page): #expect(page.results.isEmpty)
            case .failure(let error): #expect(error is CancellationError)
            }
        }
        #expect(try await client.meetings.list().collect().isEmpty)
    }
}
