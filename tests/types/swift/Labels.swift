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
    _ = client.meeting // expected-error {{has no member 'meeting'}}
}
