// The shared cases, one test each: tests/behaviour/*.json and tests/vectors/links.json.
import Foundation
import Testing
import WherebyServer

struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let steps: [JSON]

    var testDescription: String { name }
}

let testsFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../../..").standardized

private func read(_ path: String) throws -> JSON {
    try JSONDecoder().decode(JSON.self, from: Data(contentsOf: testsFolder.appending(path: path)))
}

private func behaviours() throws -> [Case] {
    let folder = testsFolder.appending(path: "behaviour").path
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }
    return try files.sorted().flatMap { file in
        try read("behaviour/\(file)")["cases"]!.array!.map {
            Case(name: "\(file.dropLast(5)): \($0["name"]!.string!)", steps: $0["steps"]!.array!)
        }
    }
}

private func links() throws -> [Case] {
    try read("vectors/links.json").array!.map { link in
        var args = link["options"]!.object!
        args["url"] = link["url"]!
        var step: [String: JSON] = ["call": "roomLink", "args": .object(args)]
        step["expect"] = link["expect"]
        step["error"] = link["error"]
        return Case(name: "links: \(link["name"]!.string!)", steps: [.object(step)])
    }
}

@Suite struct BehaviourTests {
    @Test(arguments: try behaviours()) func behaviour(_ one: Case) async throws {
        try await Runner(servers: Servers.shared()).run(one)
    }

    @Test(arguments: try links()) func link(_ one: Case) async throws {
        try await Runner(servers: Servers.shared()).run(one)
    }
}

extension JSON {
    var array: [JSON]? { if case .array(let values) = self { values } else { nil } }
    var object: [String: JSON]? { if case .object(let values) = self { values } else { nil } }
    var number: Double? {
        switch self {
        case .int(let value): Double(value)
        case .double(let value): value
        default: nil
        }
    }
}
