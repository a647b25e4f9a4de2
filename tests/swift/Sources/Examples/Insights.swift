import WherebyServer

/// How rooms were used: the busiest ones, their sessions, and who was there.
func insights() async throws {
    let insights = try Whereby().insights  // WHEREBY_API_KEY
    for try await room in insights.rooms(sortBy: "totalSessions:desc", maxItems: 1) {
        print(room.roomName ?? "", room.totalParticipantMinutes ?? 0, "minutes")
        for try await session in insights.roomSessions(roomName: room.roomName ?? "") {
            print("from", session.start() as Any, "to", session.end() as Any)
            for try await participant in insights.participants(roomSessionId: session.roomSessionId) {
                print(" ", participant.displayName ?? "", "as", participant.roleName ?? "")
            }
        }
    }
}
