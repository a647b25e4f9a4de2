// Runs the steps of a case, with a tenant of its own.
import Foundation
import WherebyServer

/// The emulator of all cases, and a second one that nobody should reach.
actor Servers {
    let main: Emulator
    let other: Emulator

    private static let starting = Task { try await Servers(main: .start(), other: .start()) }

    static func shared() async throws -> Servers { try await starting.value }

    init(main: Emulator, other: Emulator) { (self.main, self.other) = (main, other) }
}

struct Mismatch: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

struct UnknownOperation: Error {
    let name: String
}

struct Runner {
    let servers: Servers
    let key: Secret
    let folder = Folder()
    var saved: [String: JSON] = [:]

    init(servers: Servers) {
        self.servers = servers
        key = servers.main.newKey()
    }

    func run(_ one: Case) async throws {
        let result: Result<Void, any Error>
        do {
            result = .success(try await run(steps: one.steps))
        } catch {
            result = .failure(error)
        }
        let exchanges = try await control(["method": "GET", "path": "/_emulator/requests"])
        try await Conformance.shared.add(one.name, exchanges)
        try result.get()
    }

    private func run(steps: [JSON]) async throws {
        var runner = self
        for (number, step) in steps.enumerated() {
            do {
                try await runner.step(step)
            } catch {
                throw Mismatch("step \(number + 1): \(error)")
            }
        }
    }

    private mutating func step(_ step: JSON) async throws {
        if let control = step["control"] {
            return try keep(step, await self.control(control))
        }
        if let file = step["file"] {
            return try expect(step, look(at: filled(file).string!, digest: step["expect"]?["sha256"] != nil))
        }
        let name = step["call"]!.string!
        let given: JSON
        do {
            given = try await call(name, filled(step["args"] ?? [:]), step)
        } catch let error as WherebyError {
            guard let expected = step["error"] else { throw error }
            return try check(error, filled(expected))
        }
        if step["error"] != nil { throw Mismatch("no error, but \(given)") }
        try keep(step, given)
    }

    private mutating func keep(_ step: JSON, _ given: JSON) throws {
        if let name = step["save"]?.string { saved[name] = given }
        try expect(step, given)
    }

    private func call(_ name: String, _ args: JSON, _ step: JSON) async throws -> JSON {
        let args = Arguments(values: args.object!)
        switch name {
        case "roomLink":
            return try .string(roomLink(args.required("url"), args.all(but: "url")))
        case "roomPhase":
            return .string(try roomPhase(endDate: args.required("endDate"), at: args.optional("at")).rawValue)
        case "request":
            let answer = try await client(step).request(
                args.required("method"), path: args.required("path"), query: args.optional("query"),
                body: args.optional("body"))
            return answer ?? .null
        default:
            return try await dispatch(name, client(step), args)
        }
    }

    private func client(_ step: JSON) throws -> Whereby {
        let given = Arguments(values: step["client"]?.object ?? [:])
        let client = try Whereby(
            apiKey: given.optional("apiKey") ?? key, baseUrl: given.optional("baseUrl") ?? servers.main.baseUrl)
        let options = Arguments(values: step["options"]?.object ?? [:])
        return try client.withOptions(
            timeout: options.optional("timeout"), deadline: options.optional("deadline"),
            maxTries: options.optional("maxTries"), headers: options.optional("headers"))
    }

    private func control(_ step: JSON) async throws -> JSON {
        try await WherebyServerTests.control(
            servers.main, key, step["method"]!.string!, step["path"]!.string!, step["body"].map(filled))
    }

    private func expect(_ step: JSON, _ given: JSON) throws {
        if let expected = step["expect"] { try match(filled(expected), given, at: "") }
    }

    /// Puts moments and saved values where `$…` stands.
    private func filled(_ value: JSON) -> JSON {
        switch value {
        case .string(let text): filled(text: text)
        case .array(let values): .array(values.map(filled))
        case .object(let values): .object(values.mapValues(filled))
        default: value
        }
    }

    private func filled(text: String) -> JSON {
        if text.contains("$tmp/") { return .string(text.replacing("$tmp/", with: folder.path + "/")) }
        if text.hasPrefix("$now"), let seconds = Double(text.dropFirst(4)) {
            return .string(Moment.text(.now + seconds))
        }
        switch text {
        case "$baseUrl": return .string(servers.main.baseUrl)
        case "$otherBaseUrl": return .string(servers.other.baseUrl)
        default: break
        }
        let path = text.dropFirst().split(separator: ".").map(String.init)
        guard text.hasPrefix("$"), path.count > 1, let start = saved[path[0]] else { return .string(text) }
        let found = path.dropFirst().reduce(start as JSON?) { value, part in
            if let place = Int(part), let item = value?[place] { item } else { value?[part] }
        }
        return found ?? .string(text)
    }
}

private func check(_ error: WherebyError, _ expected: JSON) throws {
    let d = error.details
    let given: JSON = [
        "kind": .string(error.kind), "status": try wire(d.status), "sent": .string(d.sent.rawValue),
        "attempts": .int(Int(d.attempts)), "operation": try wire(d.operation),
        "retryAt": d.retryAt.map { .string(Moment.text($0)) } ?? .null, "limits": try wire(d.limits),
        "requestId": try wire(d.requestId), "body": try wire(d.body),
    ]
    var operation = "", named = ""
    if case .string(let name)? = expected.object!["operation"] {
        // `recordings.bulk_delete` is `recordings.bulkDelete` here.
        let words = name.split(separator: "_")
        (operation, named) = (name, words[0] + words.dropFirst().map(\.capitalized).joined())
    }
    for (key, value) in expected.object! {
        switch (key, value) {
        case ("messageContains", .string(let words)):
            let part = operation.isEmpty ? words : words.replacingOccurrences(of: operation, with: named)
            if !d.message.contains(part) { throw Mismatch("`\(d.message)` has no `\(part)`") }
        case ("operation", .string):
            try match(.string(named), given[key] ?? .null, at: key)
        default:
            try match(value, given[key] ?? .null, at: key)
        }
    }
}
