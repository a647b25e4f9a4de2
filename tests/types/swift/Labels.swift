// Labels that are misspelt, and what is missing.
import Foundation
import WherebyServer

func labels(client: Whereby) async throws {
    _ = try Whereby(apikey: "wk_test_a") // expected-error {{incorrect argument label}}
    _ = try await client.meetings.create(endDate: .now, roomNamePrefx: "a") // expected-error {{incorrect argument label}}
    _ = try await client.meetings.create(isLocked: true) // expected-error {{missing argument for parameter 'endDate'}}
    _ = try await client.meetings.get() // expected-error {{missing argument for parameter #1}}
    _ = client.meetings.list(pagesize: 2) // expected-error {{incorrect argument label}}
    _ = try client.withOptions(retries: 2) // expected-error {{extra argument 'retries' in call}}
    _ = RoomLink(displayname: "Ann") // expected-error {{incorrect argument label}}
    try await client.transcriptions.create("1") // expected-error {{missing argument label 'recordingId:' in call}}
    _ = try await client.insights.participant("1", participantId: "2") // expected-error {{missing argument label 'roomSessionId:' in call}}
    try await client.recordings.bulkDelete(recordingIds: ["1"]) // expected-error {{extraneous argument label 'recordingIds:' in call}}
    _ = client.meetings.createMany([], concurrency: 4) // expected-error {{incorrect argument label in call (have '_:concurrency:', expected '_:maxConcurrency:')}}
    _ = client.meeting // expected-error {{has no member 'meeting'}}
}
