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

    /// The arguments as one model, whose wire form has the keys of `extra` beside the others.
    func all<Model: Decodable>(but key: String) throws -> Model {
        let plain = values.filter { $0.key != key && $0.key != "extra" }
        return try typed(.object(plain.merging(values["extra"]?.object ?? [:]) { _, extra in extra }))
    }
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
