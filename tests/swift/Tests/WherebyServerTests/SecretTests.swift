import Foundation
import Testing
import WherebyServer

@Suite struct SecretTests {
    @Test func aSecretIsMasked() {
        let secret = Secret("SESAME")
        for text in shown(secret) + shown([secret]) + shown(Optional(secret)) {
            #expect(!text.contains("SESAME"))
        }
        #expect("\(secret)" == "***")
        #expect(secret.value == "SESAME")
    }

    @Test func modelsMaskTheirSecrets() async throws {
        try await Emulator.run { emulator in
            let meeting = try await emulator.client().meetings.create(endDate: .now + 60, fields: [.hostRoomUrl, .viewerRoomUrl])
            #expect(meeting.hostRoomUrl?.value.contains("roomKey=") == true)
            for text in shown(meeting) {
                #expect(!text.contains("roomKey="))
            }
        }
        let destination = RecordingDestination(accessKeySecret: "SESAME")
        let streaming = StreamingDestination(url: "rtmp://127.0.0.1/SESAME")
        for text in shown(destination) + shown(streaming) {
            #expect(!text.contains("SESAME"))
        }
    }

    @Test(arguments: samples) func everyModelMasksItsSecrets(_ sample: Sample) throws {
        for text in try sample.read().shown {
            #expect(!text.contains("SESAME"))
        }
    }

    @Test func theKeyIsNeverShown() async throws {
        let key: Secret = "wk_test_SESAME"
        let client = try Whereby(apiKey: key, baseUrl: "http://127.0.0.1:1/v1", maxTries: 1)
        let error = try #require(await failure { try await client.meetings.get("1") })
        for text in shown(client) + shown(error) + shown(error.details) + [error.localizedDescription] {
            #expect(!text.contains("SESAME"))
        }
        let refused = try #require(await failure { try Whereby(apiKey: "wk_test_SESAME\n") })
        #expect(!"\(refused)".contains("SESAME"))
    }
}
