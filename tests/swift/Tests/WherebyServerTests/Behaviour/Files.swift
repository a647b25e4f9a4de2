// Files that cases write and look at, and the record of what the cases sent.
import Foundation
import WherebyServer

/// A temporary folder: made when it is first named, removed with this object.
final class Folder: Sendable {
    private let url = FileManager.default.temporaryDirectory.appending(path: "whereby-\(UUID().uuidString)")

    /// Its path, without a slash at the end.
    var path: String {
        try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url.path
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}

/// The size of a file, and its digest where that is needed; `null` if there is no file.
func look(at path: String, digest: Bool) -> JSON {
    guard let bytes = FileManager.default.contents(atPath: path) else { return .null }
    return ["size": .int(bytes.count), "sha256": digest ? .string(sha256(bytes)) : .null]
}

/// A line per case in `target/conformance/swift.jsonl`, where the languages are compared. A run of a
/// part of the tests leaves it alone.
actor Conformance {
    static let shared = Conformance()

    private var file: FileHandle?

    func add(_ name: String, _ exchanges: JSON) throws {
        let part = CommandLine.arguments.contains { $0 == "--filter" || $0 == "--skip" }
        if part { return }
        let line: JSON = ["case": .string(name), "exchanges": exchanges]
        try open().write(contentsOf: JSONEncoder().encode(line) + Data("\n".utf8))
    }

    private func open() throws -> FileHandle {
        if let file { return file }
        let folder = testsFolder.appending(path: "../target/conformance").standardized
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "swift.jsonl")
        try Data().write(to: path)
        let file = try FileHandle(forWritingTo: path)
        self.file = file
        return file
    }
}
