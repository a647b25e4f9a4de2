import Foundation
import WherebyServer

/// Rooms: many at once, their links, and the end of them.
func meetings() async throws {
    let client = try Whereby()  // WHEREBY_API_KEY
    let wanted = ["a", "b"].map { CreateMeeting(endDate: .now + 3600, roomNamePrefix: "clinic-\($0)-") }
    for try await created in client.meetings.createMany(wanted) {
        switch created.result {
        case .success(let meeting): print(try meeting.link(.init(lang: "de")))
        case .failure(let error): print("room \(created.index) was not made: \(error)")
        }
    }

    let clinics = try await client.meetings.list(roomNameStartsWith: "/clinic-").collect()
    for try await deleted in client.meetings.deleteMany(clinics.map(\.meetingId)) {
        print("deleted", try deleted.get())
    }
}
