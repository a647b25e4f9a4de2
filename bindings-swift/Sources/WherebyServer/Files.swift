import Foundation

extension Picture {
    /// The file at a URL, which is read when the call is made.
    public static func file(_ url: URL) -> Picture { .file(path(of: url)) }
}

/// The path of a file. A URL of something else stays as it is: the error about a file that is not
/// there then shows it.
func path(of url: URL) -> String {
    url.isFileURL ? url.path : url.absoluteString
}

/// A function that is told how many bytes have arrived, and how many there are if that is known.
///
/// It is called often and on no particular thread, and should return soon: the call waits for it.
public typealias ProgressHandler = @Sendable (_ received: Int64, _ total: Int64?) -> Void

/// The handler as Rust calls it.
final class ProgressListener: CoreProgress {
    private let handler: ProgressHandler

    init(_ handler: @escaping ProgressHandler) { self.handler = handler }

    func tell(received: UInt64, total: UInt64?) {
        handler(Int64(clamping: received), total.map { Int64(clamping: $0) })
    }

    static func handler(_ told: any CoreProgress) -> ProgressHandler {
        { received, total in
            told.tell(received: UInt64(clamping: received), total: total.map { UInt64(clamping: $0) })
        }
    }
}
