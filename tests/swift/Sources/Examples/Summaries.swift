import WherebyServer

/// Summaries: sum up a transcription as a medical note.
func summaries() async throws {
    let client = try Whereby()  // WHEREBY_API_KEY
    for try await transcription in client.transcriptions.list(maxItems: 1) {
        let summary = try await client.summaries.createAndWait(
            transcriptionId: transcription.transcriptionId, template: .soap)
        print(summary.state?.rawValue ?? "", summary.summary ?? "")
        try await client.summaries.delete(summary.summaryId)
    }
}
