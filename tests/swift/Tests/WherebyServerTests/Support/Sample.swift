import Foundation
import Testing
import WherebyServer

/// A wire form of a model with all its fields.
struct Sample: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let wire: JSON
    /// What is printed of it, and its wire form again.
    let read: @Sendable () throws -> (shown: [String], wire: JSON, equal: Bool)

    init<Model: Codable & Hashable & Sendable>(_ model: Model.Type, _ text: String) {
        testDescription = "\(model)"
        let bytes = Data(text.utf8)
        wire = try! JSONDecoder().decode(JSON.self, from: bytes)
        read = { @Sendable in
            let value = try JSONDecoder().decode(model, from: bytes)
            let again = try JSONDecoder().decode(model, from: JSONEncoder().encode(value))
            return (shown(value), try WherebyServerTests.wire(value), again == value && again.hashValue == value.hashValue)
        }
    }
}

/// All that prints a value by accident.
func shown(_ value: some Any) -> [String] {
    var dumped = ""
    dump(value, to: &dumped)
    let children = Mirror(reflecting: value).children.map { "\($0)" }
    return ["\(value)", String(describing: value), String(reflecting: value), dumped, "\(children)"]
}
