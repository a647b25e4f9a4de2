// Expected values: objects by part, arrays whole, and a few words for what is not known before.
import Foundation
import WherebyServer

func match(_ expected: JSON, _ given: JSON, at: String) throws {
    let holds: Bool
    switch expected {
    case "$any": holds = given != .null
    case "$absent": holds = given == .null
    case .object(let words) where words.keys.contains { $0.hasPrefix("$") }:
        holds = words.allSatisfy { means($0, $1, given) }
    case .object(let values):
        for (key, value) in values { try match(value, given[key] ?? .null, at: "\(at).\(key)") }
        return
    case .array(let values):
        guard let list = given.array, list.count == values.count else {
            throw Mismatch("\(at): expected \(expected), got \(given)")
        }
        for (i, value) in values.enumerated() { try match(value, list[i], at: "\(at)[\(i)]") }
        return
    case .int, .double: holds = expected.number == given.number
    default: holds = expected == given
    }
    if !holds { throw Mismatch("\(at): expected \(expected), got \(given)") }
}

private func means(_ word: String, _ expected: JSON, _ given: JSON) -> Bool {
    switch (word, expected, given) {
    case ("$startsWith", .string(let part), .string(let text)): text.hasPrefix(part)
    case ("$contains", .string(let part), .string(let text)): text.contains(part)
    case ("$matches", .string(let pattern), .string(let text)):
        text.range(of: pattern, options: .regularExpression) != nil
    case ("$length", .int(let count), .array(let values)): values.count == count
    case ("$time", .string(let moment), .string(let text)):
        if let a = Moment.date(moment), let b = Moment.date(text) { abs(a.timeIntervalSince(b)) < 5 } else { false }
    case ("$number", .object(let range), _):
        if let number = given.number {
            range["min"]?.number ?? number <= number && number <= range["max"]?.number ?? number
        } else {
            false
        }
    case ("$startsWith", _, _), ("$contains", _, _), ("$matches", _, _), ("$length", _, _), ("$time", _, _),
        ("$number", _, _):
        false
    default: fatalError("a case uses `\(word)`, which has no meaning")
    }
}

/// ISO 8601, written with milliseconds.
enum Moment {
    static func text(_ date: Date) -> String { format(.withFractionalSeconds).string(from: date) }

    static func date(_ text: String) -> Date? {
        format(.withFractionalSeconds).date(from: text) ?? format([]).date(from: text)
    }

    private static func format(_ more: ISO8601DateFormatter.Options) -> ISO8601DateFormatter {
        let format = ISO8601DateFormatter()
        format.formatOptions = more.union(.withInternetDateTime)
        return format
    }
}
