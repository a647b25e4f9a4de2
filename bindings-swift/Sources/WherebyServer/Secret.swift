/// A value that must not be seen by accident: keys, host links, stream addresses.
///
/// Printing, dumping and string interpolation show `***`; `value` gives the value itself.
public struct Secret: Hashable, Sendable {
    /// The value itself. Do not log it.
    public let value: String

    /// Wraps a value.
    public init(_ value: String) {
        self.value = value
    }
}

extension Secret: ExpressibleByStringLiteral {
    /// Wraps the text of a literal, for tests; keys have no place in source code.
    public init(stringLiteral value: String) {
        self.init(value)
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// `***`.
    public var description: String { "***" }

    /// `***`.
    public var debugDescription: String { "***" }

    /// A mirror that shows nothing of the value.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Secret: Codable {
    /// Reads plain text.
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes plain text: the value itself.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}
