import Foundation
import Worker

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

struct Room: Decodable {
    let meetingId, roomUrl, roomName, hostRoomUrl: String
    let startDate, endDate: Date
}

struct Page: Decodable {
    let results: [Room]
}

struct NewRoom: Encodable {
    let endDate: Date
    let fields = ["hostRoomUrl"]
}

struct ByHand: Client {
    let base = ProcessInfo.processInfo.environment["WHEREBY_BASE_URL"] ?? ""
    let key = ProcessInfo.processInfo.environment["WHEREBY_API_KEY"] ?? ""

    func create() async throws {
        var request = request("/meetings")
        request.httpMethod = "POST"
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        request.httpBody = try encoder.encode(NewRoom(endDate: end))
        read(try await answer(request))
    }

    func page() async throws {
        let page: Page = try await answer(request("/meetings?limit=100"))
        page.results.forEach(read)
    }

    func request(_ path: String) -> URLRequest {
        guard let url = URL(string: base + path) else { fatalError("\(base) is no URL") }
        var request = URLRequest(url: url)
        request.setValue("Bearer \(key)", forHTTPHeaderField: "authorization")
        request.setValue("application/json", forHTTPHeaderField: "content-type")
        return request
    }

    func answer<Answer: Decodable>(_ request: URLRequest) async throws -> Answer {
        let (data, response) = try await URLSession.shared.data(for: request)
        guard let http = response as? HTTPURLResponse, http.statusCode < 300 else {
            throw URLError(.badServerResponse)
        }
        let decoder = JSONDecoder()
        // `.iso8601` does not take fractions of a second.
        decoder.dateDecodingStrategy = .custom {
            try Date.ISO8601FormatStyle(includingFractionalSeconds: true)
                .parse($0.singleValueContainer().decode(String.self))
        }
        return try decoder.decode(Answer.self, from: data)
    }
}

/// Reads all fields of a room.
@Sendable func read(_ room: Room) {
    let texts = [room.meetingId, room.roomUrl, room.roomName, room.hostRoomUrl]
    precondition(texts.allSatisfy { !$0.isEmpty } && room.startDate < room.endDate)
}

try await obey(ByHand())
