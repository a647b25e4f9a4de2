import Foundation

/// How one of many calls ended.
public struct BatchResult<Value: Sendable>: Sendable {
    /// Which of the inputs it was: 0 is the first.
    public let index: Int

    /// The answer, or the error of this call alone.
    public let result: Result<Value, WherebyError>

    /// The answer; throws the error where there is none.
    public func get() throws(WherebyError) -> Value { try result.get() }
}

/// Many calls, a few at a time; results come as they are there, in no order: `for try await result in
/// batch`.
///
/// The calls are made as results are asked for. A call that fails does not end the others: its error
/// is in its result. Leaving the loop or cancelling its task ends the calls under way and makes no
/// more. A batch is looped over once, since a second time would make the same calls again.
///
/// The loop itself throws `WherebyError.invalidRequest` where the batch cannot begin, and
/// `CancellationError`.
public struct Batch<Value: Sendable>: AsyncSequence, Sendable {
    /// How one of the calls ended.
    public typealias Element = BatchResult<Value>

    typealias Next = @Sendable () async throws -> Element?
    typealias Begin = @Sendable () throws -> Next

    let once: Once<Begin>

    init(_ begin: @escaping Begin) { once = Once(begin) }

    /// Collects all the results, in the order of the inputs.
    public func collect() async throws -> [Element] {
        var all: [Element] = []
        for try await result in self { all.append(result) }
        return all.sorted { $0.index < $1.index }
    }

    /// Begins the batch.
    public func makeAsyncIterator() -> Iterator { Iterator(state: .new(once)) }

    /// Where a loop over the results stands. The calls end with it.
    public struct Iterator: AsyncIteratorProtocol {
        enum State {
            case new(Once<Begin>)
            case running(Next)
            case done
        }

        var state: State

        /// How the next call ended; nothing when all have.
        public mutating func next() async throws -> Element? {
            let next: Next
            switch state {
            case .new(let once): next = try once.take()()
            case .running(let running): next = running
            case .done: return nil
            }
            // Until there is a result nothing is left to go on with.
            state = .done
            guard let result = try await next() else { return nil }
            state = .running(next)
            return result
        }
    }
}

extension BatchResult {
    init(_ index: UInt64, _ value: Value?, _ error: WherebyError?) throws {
        let result: Result<Value, WherebyError>? = value.map { .success($0) } ?? error.map { .failure($0) }
        guard let result else { throw coreInvalidRequest(message: "batch: a call ended with nothing") }
        (self.index, self.result) = (Int(clamping: index), result)
    }
}

/// A value that is there for the first who takes it.
final class Once<Value: Sendable>: @unchecked Sendable { // what varies is behind the lock
    private let lock = NSLock()
    private var value: Value?

    init(_ value: Value) { self.value = value }

    func take() throws -> Value {
        let taken = lock.withLock {
            defer { value = nil }
            return value
        }
        guard let taken else { throw coreInvalidRequest(message: "batch: was looped over before; make another") }
        return taken
    }
}
