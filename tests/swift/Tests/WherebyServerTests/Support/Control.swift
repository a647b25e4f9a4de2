import Foundation
import WherebyServer

/// Asks the control plane, which stands beside the API at the root, as the tenant of a key.
func control(
    _ emulator: Emulator, _ key: Secret, _ method: String, _ path: String, _ body: JSON? = nil
) async throws -> JSON {
    let client = try Whereby(apiKey: key, baseUrl: emulator.baseUrl.replacing("/v1", with: ""))
    return try await client.request(method, path: path, body: body) ?? .null
}

extension Emulator {
    /// Makes a session with a recording of this size; gives the recording's id.
    func recording(sizeInBytes size: Int) async throws -> String {
        let recording: JSON = ["startedAfterSeconds": 0, "durationSeconds": 60, "sizeInBytes": .int(size), "storage": "whereby"]
        let session: JSON = [
            "roomName": "/clinic-1", "startedAt": .string(Moment.text(.now - 7200)), "durationSeconds": 600, "seed": 1,
            "participants": 1, "recordings": [recording],
        ]
        let made = try await control(self, apiKey, "POST", "/_emulator/sessions", session)
        guard let id = made["recordingIds"]?[0]?.string else { throw Mismatch("no recording in \(made)") }
        return id
    }

    /// Waits until so many requests have arrived.
    func arrived(_ count: Int) async throws {
        while try await requests().count < count { await Task.yield() }
    }
}
