// The loop of all workers in Swift; what they are told and answer is in ../../../src/program.rs.
import Foundation

/// A client, and the calls that rows name.
public protocol Client: Sendable {
    /// Makes a room and reads the answer.
    func create() async throws
    /// Gets a page of 100 rooms and reads all of it.
    func page() async throws
}

/// When the rooms end.
public let end = Date.now + 3600

/// What a worker answers.
private struct Figures: Encodable {
    let p50_ns, wall_ns, cpu_ns: Double
}

/// A line that a worker does not know.
private struct Unknown: Error {
    let line: String
}

/// Makes calls as it is told.
public func obey(_ client: some Client) async throws {
    say("ready")
    while let line = readLine() {
        let words = line.split(separator: " ")
        guard words.count == 3, let calls = Int(words[1]), let lanes = Int(words[2]) else {
            throw Unknown(line: line)
        }
        let call = String(words[0])
        let (wall, cpu) = (now(CLOCK_MONOTONIC), now(CLOCK_PROCESS_CPUTIME_ID))
        let times = try await withThrowingTaskGroup(of: [Double].self) { group in
            for _ in 0..<lanes {
                group.addTask { try await lane(client, call, calls / lanes) }
            }
            return try await group.reduce(into: []) { $0 += $1 }.sorted()
        }
        let figures = Figures(
            p50_ns: times[times.count / 2],
            wall_ns: now(CLOCK_MONOTONIC) - wall,
            cpu_ns: now(CLOCK_PROCESS_CPUTIME_ID) - cpu)
        say(String(decoding: try JSONEncoder().encode(figures), as: UTF8.self))
    }
}

private func lane(_ client: some Client, _ call: String, _ calls: Int) async throws -> [Double] {
    var times: [Double] = []
    for _ in 0..<calls {
        let start = now(CLOCK_MONOTONIC)
        switch call {
        case "create": try await client.create()
        case "page": try await client.page()
        default: throw Unknown(line: call)
        }
        times.append(now(CLOCK_MONOTONIC) - start)
    }
    return times
}

private func now(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
}

/// Prints one line, at once.
private func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
}
