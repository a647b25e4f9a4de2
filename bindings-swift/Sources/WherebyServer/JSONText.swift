import Foundation

extension JSON: Codable {
    /// Reads any JSON value.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int.self) {
            self = .int(value)
        } else if let value = try? container.decode(Double.self) {
            self = .double(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSON].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSON].self))
        }
    }

    /// Writes the value.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .int(let value): try container.encode(value)
        case .double(let value) where value.isFinite: try container.encode(value)
        case .double: try container.encodeNil()
        case .string(let value): try container.encode(value)
        case .array(let values): try container.encode(values)
        case .object(let values): try container.encode(values)
        }
    }
}

/// JSON crosses to Rust as text.
extension JSON {
    init(text: String) throws {
        self = try JSONDecoder().decode(JSON.self, from: Data(text.utf8))
    }

    static func object(text: String) throws -> [String: JSON] {
        // Most answers have no unknown keys.
        if text == "{}" { return [:] }
        return try JSONDecoder().decode([String: JSON].self, from: Data(text.utf8))
    }

    var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // It fails only for numbers that are not finite, and those are written as `null`.
        guard let data = try? encoder.encode(self) else { return "null" }
        return String(decoding: data, as: UTF8.self)
    }
}

/// Reads a model by core's own reading.
func decoded<Model>(_ decoder: any Decoder, _ read: (JSON) throws -> Model) throws -> Model {
    let json = try JSON(from: decoder)
    do {
        return try read(json)
    } catch let error as WherebyError {
        let context = DecodingError.Context(
            codingPath: decoder.codingPath, debugDescription: error.details.message, underlyingError: error)
        throw DecodingError.dataCorrupted(context)
    }
}
