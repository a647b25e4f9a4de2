import Foundation
import WherebyServer

/// Recordings: find the latest, download it, and delete what is old.
func recordings() async throws {
    let client = try Whereby()  // WHEREBY_API_KEY
    for try await recording in client.recordings.list(sortBy: "startDate:desc", maxItems: 1) {
        let file = try await client.recordings.download(
            recording.recordingId,
            to: FileManager.default.temporaryDirectory.appending(path: "latest.mp4"),
            overwrite: true,
            progress: { received, total in print(received, "of", total ?? 0, "bytes") })
        print(file.path, "has", file.sizeInBytes ?? 0, "bytes")
    }

    let month: TimeInterval = 30 * 86_400
    let old = try await client.recordings.deleteAll(olderThan: month, dryRun: true)
    print("older than 30 days:", old.matched)
}
