import Foundation

extension WherebyError: LocalizedError, CustomStringConvertible {
    /// The facts of the failure, whatever its kind.
    public var details: ErrorDetails {
        switch self {
        case .config(let details), .invalidRequest(let details), .connection(let details),
            .timeout(let details), .badRequest(let details), .authentication(let details),
            .permissionDenied(let details), .notFound(let details), .conflict(let details),
            .rateLimit(let details), .internalServer(let details), .apiStatus(let details),
            .outcomeUnknown(let details), .decode(let details):
            details
        }
    }

    /// The name of the kind in all languages, as in "NotFoundError".
    public var kind: String { coreErrorKind(error: self) }

    /// What went wrong, in one line.
    public var errorDescription: String? { details.message }

    /// The kind and what went wrong, in one line.
    public var description: String { "\(kind): \(details.message)" }
}
