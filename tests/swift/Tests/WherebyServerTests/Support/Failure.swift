import Testing
import WherebyServer

/// The `WherebyError` that the work throws; anything else is a failed test.
func failure(
    sourceLocation: SourceLocation = #_sourceLocation, _ work: () async throws -> some Any
) async -> WherebyError? {
    do {
        let result = try await work()
        Issue.record("no error, but \(result)", sourceLocation: sourceLocation)
    } catch let error as WherebyError {
        return error
    } catch {
        Issue.record("another error: \(error)", sourceLocation: sourceLocation)
    }
    return nil
}
