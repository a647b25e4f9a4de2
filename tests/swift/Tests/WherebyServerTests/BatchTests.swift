import Foundation
import Testing
import WherebyServer

@Suite(.timeLimit(.minutes(1))) struct BatchTests {
    @Test func manyRoomsAreMadeAndDeleted() async throws {
        try await Emulator.run { emulator in
            let client = try emulator.client()
            let inputs = (0..<20).lazy.map { CreateMeeting(endDate: .now + 60, roomNamePrefix: "room-\($0)-") }
            var ids: [Int: String] = [:]
            for try await result in client.meetings.createMany(inputs, maxConcurrency: 4) {
                let room = try result.get()
                #expect(room.roomName?.hasPrefix("/room-\(result.index)-") == true)
                ids[result.index] = room.meetingId
            }
            #expect(ids.keys.sorted() == Array(0..<20))
            let deleted = try await client.meetings.deleteMany(Set(ids.values)).collect()
            #expect(try Set(deleted.map { try $0.get() }) == Set(ids.values))
            #expect(try await client.meetings.list().collect().isEmpty)
        }
    }

    @Test func anErrorInTheMiddleEndsOnlyItsCall() async throws {
        try await Emulator.run { emulator in
            try await emulator.script(answers: [["pass": true], ["status": 403], ["pass": true]])
            let client = try emulator.client()
            var statuses: [UInt16?] = []
            for try await result in client.meetings.deleteMany(["1", "2", "3"], maxConcurrency: 1) {
                switch result.result {
                case .success: statuses.append(nil)
                case .failure(.permissionDenied(let details)): statuses.append(details.status)
                case .failure(let error): throw error
                }
            }
            #expect(statuses == [nil, 403, nil])
        }
    }

    @Test func aFailedCallThrowsWhereItsValueIsAskedFor() async throws {
        try await Emulator.run { emulator in
            try await emulator.script(answers: [["status": 403]])
            let results = try await emulator.client().meetings.createMany([CreateMeeting(endDate: .now + 60)]).collect()
            do throws(WherebyError) {
                _ = try results[0].get()
                Issue.record("no error")
            } catch {
                #expect(error.details.operation == "meetings.create")
            }
        }
    }

    @Test func anEarlyBreakMakesNoMoreCalls() async throws {
        try await Emulator.run { emulator in
            let batch = try emulator.client().meetings.deleteMany((1...20).map(String.init), maxConcurrency: 1)
            for try await _ in batch { break }
            #expect(try await emulator.requests().count == 1)
            let again = await failure { for try await _ in batch {} }
            #expect(again?.kind == "InvalidRequestError" && again?.details.message.hasPrefix("batch: ") == true)
            #expect(try await emulator.requests().count == 1)
        }
    }

    @Test func anEarlyBreakEndsTheCallsUnderWay() async throws {
        let server = try SilentServer(answeringAnother: true)
        let client = try Whereby(apiKey: "wk_test_batch", baseUrl: server.baseUrl, timeout: 100, deadline: 100)
        for try await _ in client.meetings.deleteMany(["1", "2"]) { break }
        var events = server.events.makeAsyncIterator()
        #expect(await events.next() == .asked)
        #expect(await events.next() == .left)
    }

    @Test func cancellingEndsAllCalls() async throws {
        let server = try SilentServer()
        let client = try Whereby(apiKey: "wk_test_batch", baseUrl: server.baseUrl, timeout: 100, deadline: 100)
        let loop = Task {
            var results = client.meetings.deleteMany(["1", "2"], maxConcurrency: 1).makeAsyncIterator()
            await #expect(throws: CancellationError.self) { try await results.next() }
            // Also where the iterator is kept.
            return try await results.next() == nil
        }
        var events = server.events.makeAsyncIterator()
        #expect(await events.next() == .asked)
        loop.cancel()
        #expect(await events.next() == .left)
        #expect(try await loop.value)
    }

    @Test func aCancelledTaskSendsNothing() async throws {
        try await Emulator.run { emulator in
            let client = try emulator.client()
            let loop = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                for try await _ in client.meetings.createMany([CreateMeeting(endDate: .now + 60)]) {}
            }
            await #expect(throws: CancellationError.self) { try await loop.value }
            #expect(try await emulator.requests().isEmpty)
        }
    }

    @Test(arguments: [0, 101] as [UInt32]) func aNumberThatCannotBe(_ number: UInt32) async throws {
        let client = try Whereby(apiKey: "wk_test_batch", baseUrl: "http://127.0.0.1:1/v1", maxTries: 1)
        let error = await failure { try await client.meetings.deleteMany(["1"], maxConcurrency: number).collect() }
        #expect(error?.details.message.hasPrefix("maxConcurrency: ") == true && error?.details.attempts == 0)
    }

    @Test func noneIsNoError() async throws {
        let client = try Whereby(apiKey: "wk_test_batch", baseUrl: "http://127.0.0.1:1/v1", maxTries: 1)
        #expect(try await client.meetings.createMany([]).collect().isEmpty)
    }
}
