import Foundation
import WherebyServer

/// What a room looks like: colours, logo, background.
func rooms() async throws {
    let client = try Whereby()  // WHEREBY_API_KEY
    let room = try await client.meetings.create(endDate: .now + 3600).roomName ?? ""

    try await client.rooms.setThemeTokens(room, primary: "#1a2b3c")
    try await client.rooms.setLogo(room, image: .file(URL(fileURLWithPath: "logo.png")))  // or .bytes(…)
    try await client.rooms.setBackgroundPreset(room, palette: .purple, theme: .mountains)
    print(room, "has colours, a logo and mountains")
}
