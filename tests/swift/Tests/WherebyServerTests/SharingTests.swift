import Foundation
import Testing
import WherebyServer

@Suite struct SharingTests {
    @Test func aHundredTasksShareAClient() async throws {
        try await Emulator.run { emulator in
            let client = try emulator.client()
            let ids = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<100 {
                    group.addTask { try await client.meetings.create(endDate: .now + 60).meetingId }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(ids.count == 100)
            #expect(try await Set(client.meetings.list(pageSize: 30).collect().map(\.meetingId)) == ids)
        }
    }

    @Test func aCloneHasItsOwnOptions() async throws {
        try await Emulator.run { emulator in
            let client = try emulator.client()
            let once = try client.withOptions(maxTries: 1)
            try await emulator.script(answers: [["status": 503], ["status": 503], ["pass": true]])
            let error = await failure { try await once.meetings.get("1") }
            #expect(error?.details.attempts == 1)
            #expect(try await client.meetings.list().collect().isEmpty)
        }
    }

    @Test func actorsMayHoldIt() async throws {
        actor Clinic {
            let client: Whereby
            init(client: Whereby) { self.client = client }
            func rooms() async throws -> [Meeting] { try await client.meetings.list().collect() }
        }
        try await Emulator.run { emulator in
            let rooms = try await Clinic(client: emulator.client()).rooms()
            #expect(rooms.isEmpty)
        }
    }
}
