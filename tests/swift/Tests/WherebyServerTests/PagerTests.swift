import Foundation
import Testing
import WherebyServer

@Suite struct PagerTests {
    @Test func anEarlyBreakFetchesNoMore() async throws {
        try await withRooms(5) { emulator, client in
            for try await _ in client.meetings.list(pageSize: 2) { break }
            #expect(try await emulator.requests().count { $0["method"] == "GET" } == 1)
        }
    }

    @Test func eachLoopBeginsAtTheStart() async throws {
        try await withRooms(3) { _, client in
            let list = client.meetings.list(pageSize: 2)
            let first = try await list.collect()
            #expect(first.count == 3)
            #expect(try await list.collect() == first)
        }
    }

    @Test func aPageSaysWhereToResume() async throws {
        try await withRooms(5) { _, client in
            var ids: [String] = []
            var cursor: String?
            for try await page in client.meetings.list(pageSize: 2).pages {
                ids += page.results.map(\.meetingId)
                cursor = page.cursor
                break
            }
            for try await meeting in client.meetings.list(cursor: cursor, pageSize: 2) { ids.append(meeting.meetingId) }
            let all = try await client.meetings.list().collect()
            #expect(ids == all.map(\.meetingId))
        }
    }

    @Test func afterAnErrorTheSamePageIsTriedAgain() async throws {
        try await withRooms(3) { emulator, client in
            var items = client.meetings.list(pageSize: 2).makeAsyncIterator()
            var seen = [try await items.next()?.meetingId, try await items.next()?.meetingId]
            try await emulator.script(answers: [["status": 400, "json": ["error": "not now"]]])
            do {
                _ = try await items.next()
                Issue.record("no error")
            } catch WherebyError.badRequest(let details) {
                #expect(details.message.contains("not now"))
            }
            seen.append(try await items.next()?.meetingId)
            #expect(Set(seen.compactMap { $0 }).count == 3)
            #expect(try await items.next() == nil)
        }
    }

    @Test func maxItemsEndsTheList() async throws {
        try await withRooms(5) { emulator, client in
            #expect(try await client.meetings.list(pageSize: 2, maxItems: 3).collect().count == 3)
            var sizes: [Int] = []
            for try await page in client.meetings.list(pageSize: 2, maxItems: 3).pages { sizes.append(page.results.count) }
            #expect(sizes == [2, 2])
            let asked = try await emulator.requests().count
            #expect(try await client.meetings.list(maxItems: 0).collect().isEmpty)
            #expect(try await emulator.requests().count == asked)
        }
    }
}

private func withRooms(
    _ count: Int, _ work: @Sendable (Emulator, Whereby) async throws -> Void
) async throws {
    try await Emulator.run { emulator in
        let client = try emulator.client()
        for _ in 0..<count { _ = try await client.meetings.create(endDate: .now + 60) }
        try await work(emulator, client)
    }
}
