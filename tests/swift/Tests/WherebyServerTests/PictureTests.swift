import Foundation
import Testing
import WherebyServer

@Suite struct PictureTests {
    let folder = Folder()
    let png = Data([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] + [UInt8](repeating: 0, count: 92))

    @Test func bytesAndFiles() async throws {
        try await Emulator.run { emulator in
            let client = try emulator.client()
            let room = try #require(await client.meetings.create(endDate: .now + 60).roomName)
            let url = URL(fileURLWithPath: folder.path).appending(path: "our logo.png")
            try png.write(to: url)
            for picture in [.bytes(png), .file(url), .file(url.path)] as [Picture] {
                try await client.rooms.setLogo(room, image: picture)
            }
            for request in try await emulator.requests().dropFirst() {
                #expect(request["body"]?["image"]?["bytes"] == 100)
            }
            #expect(Picture.file(url) == .file(url.path))
        }
    }

    /// A slice does not begin at 0.
    @Test func aSliceIsSentAsItIs() async throws {
        try await Emulator.run { emulator in
            let client = try emulator.client()
            let room = try #require(await client.meetings.create(endDate: .now + 60).roomName)
            try await client.rooms.setLogo(room, image: .bytes((Data(count: 50) + png).suffix(100)))
            #expect(try await emulator.requests()[1]["body"]?["image"]?["bytes"] == 100)
        }
    }

    @Test func whatIsNoPicture() async throws {
        let client = try Whereby(apiKey: "wk_test_picture", baseUrl: "http://127.0.0.1:1/v1", maxTries: 1)
        for picture in [.bytes(Data()), .file("/none/logo.png"), .file("")] as [Picture] {
            let error = await failure { try await client.rooms.setBackground("/clinic-1", image: picture) }
            #expect(error?.kind == "InvalidRequestError")
            #expect(error?.details.message.hasPrefix("image: ") == true)
        }
    }
}
