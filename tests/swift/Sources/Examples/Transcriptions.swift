import Foundation
import WherebyServer

/// Transcriptions: turn a recording into text, wait for it, and read it.
func transcriptions() async throws {
    let client = try Whereby()  // WHEREBY_API_KEY
    for try await recording in client.recordings.list(maxItems: 1) {
        let done = try await client.transcriptions.createAndWait(
            recordingId: recording.recordingId, maxWait: 600)
        guard done.state == .ready else { continue }
        let target = FileManager.default.temporaryDirectory.appending(path: "\(done.transcriptionId).md")
        let file = try await client.transcriptions.download(
            done.transcriptionId, to: target, overwrite: true)
        print("what people said is in", file.path)
    }
}
