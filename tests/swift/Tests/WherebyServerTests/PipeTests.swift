import Foundation
import Testing
import WherebyServer

@Suite struct PipeTests {
    @Test func aPeerThatClosesItsConnectionDoesNotEndTheProcess() throws {
        _ = try Whereby(apiKey: "k", baseUrl: "http://127.0.0.1:1/v1")
        // What the system does to a program that writes to a closed socket.
        #expect(raise(SIGPIPE) == 0)
    }
}
