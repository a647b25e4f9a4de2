import Foundation

/// A server that reads a request and never answers it; if that is asked for, another one has come before
/// it, and gets its answer (204) then.
struct SilentServer {
    enum Event: Sendable {
        /// The head of a request has arrived.
        case asked
        /// The client has closed the connection.
        case left
    }

    let baseUrl: String
    let events: AsyncStream<Event>

    init(answeringAnother: Bool = false) throws {
        let listener = socket(AF_INET, stream, 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, size) == 0 && listen(listener, 2) == 0 && getsockname(listener, $0, &size) == 0
            }
        }
        guard bound else { throw Mismatch("no port to listen on") }
        baseUrl = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))/v1"
        let (events, sender) = AsyncStream.makeStream(of: Event.self)
        self.events = events
        Thread.detachNewThread {
            let another = answeringAnother ? accept(listener, nil, nil) : -1
            if answeringAnother { readHead(another) }
            let client = accept(listener, nil, nil)
            if readHead(client) { sender.yield(.asked) }
            if answeringAnother {
                let answer = Array("HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n".utf8)
                _ = write(another, answer, answer.count)
                close(another)
            }
            var byte: UInt8 = 0
            while read(client, &byte, 1) == 1 {}
            sender.yield(.left)
            sender.finish()
            close(client)
            close(listener)
        }
    }
}

/// Whether there was a whole one.
@discardableResult
private func readHead(_ client: Int32) -> Bool {
    var byte: UInt8 = 0
    var head: [UInt8] = []
    while head.suffix(4) != [13, 10, 13, 10] {
        guard read(client, &byte, 1) == 1 else { return false }
        head.append(byte)
    }
    return true
}

#if canImport(Darwin)
private let stream = SOCK_STREAM
#else
private let stream = Int32(SOCK_STREAM.rawValue)
#endif
