// From the JSON of a case to typed arguments, and from typed results back.
import Foundation
import WherebyServer

struct Arguments {
    let values: [String: JSON]

    func required<Value: Decodable>(_ key: String) throws -> Value {
        guard let value = values[key] else { throw Mismatch("the case gives no `\(key)`") }
        return try typed(value)
    }

    func optional<Value: Decodable>(_ key: String) throws -> Value? {
        switch values[key] {
        case nil, .null: nil
        case let value?: try typed(value)
        }
    }

    /// Absent, null, or a value.
    func nullable<Value: Decodable>(_ key: String) throws -> Value?? {
        switch values[key] {
        case nil: nil
        case .null: .some(nil)
        case let value?: .some(try typed(value))
        }
    }

    /// The arguments as one model.
    func all<Model: Decodable>(but key: String) throws -> Model {
        try typed(flat(values.filter { $0.key != key }))
    }

    /// Many models.
    func inputs<Model: Decodable>(_ key: String) throws -> [Model] {
        try required(key, as: [JSON].self).map { try typed(flat($0.object ?? [:])) }
    }

    /// `{"png": 1000}` is so many bytes, `{"pngFile": 1000, "at": …}` a file of them.
    func picture(_ key: String) throws -> Picture {
        let given = try required(key, as: JSON.self)
        let size = given["png"]?.number ?? given["pngFile"]?.number ?? 0
        var bytes = Data([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
        bytes = bytes.prefix(Int(size)) + Data(count: max(0, Int(size) - bytes.count))
        guard let path = given["at"]?.string else { return .bytes(bytes) }
        try bytes.write(to: URL(fileURLWithPath: path))
        return .file(path)
    }

    private func required<Value: Decodable>(_ key: String, as type: Value.Type) throws -> Value {
        try required(key)
    }
}

/// The wire form has the keys of `extra` beside the others.
private func flat(_ values: [String: JSON]) -> JSON {
    var plain = values
    let extra = plain.removeValue(forKey: "extra")?.object ?? [:]
    return .object(plain.merging(extra) { _, extra in extra })
}

private func typed<Value: Decodable>(_ json: JSON) throws -> Value {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .custom { decoder in
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let date = Moment.date(text) else { throw Mismatch("`\(text)` is no moment") }
        return date
    }
    return try decoder.decode(Value.self, from: JSONEncoder().encode(json))
}

/// The wire form of a result.
func wire(_ value: some Encodable) throws -> JSON {
    try JSONDecoder().decode(JSON.self, from: JSONEncoder().encode(value))
}

/// The results of many calls, in the order of their inputs.
func many<Value: Encodable & Sendable>(_ batch: Batch<Value>) async throws -> JSON {
    .array(try await batch.collect().map { item in
        switch item.result {
        case .success(let value): ["index": .int(item.index), "value": try wire(value)]
        case .failure(let error):
            ["index": .int(item.index), "error": ["kind": .string(error.kind), "status": try wire(error.details.status)]]
        }
    })
}
