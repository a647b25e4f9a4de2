// Mistakes that the compiler must find.
import { Emulator, Meeting, Pager, Whereby, roomLink } from 'whereby'

// @ts-expect-error: a misspelt option
new Whereby({ apikey: 'wk' })
// @ts-expect-error: a time is a number of milliseconds
new Whereby({ timeout: '5s' })
// @ts-expect-error: headers are a plain object
new Whereby({ headers: new Map([['x-team', 'a']]) })
// @ts-expect-error: headers are a plain object
new Whereby({ headers: new Headers() })

const client = new Whereby()
const endDate = new Date()

// @ts-expect-error: endDate is missing
client.meetings.create({})
// @ts-expect-error: the room is missing
client.meetings.create()
// @ts-expect-error: a text is no Date
client.meetings.create({ endDate: '2030-01-01T00:00:00Z' })
// @ts-expect-error: null is no Date
client.meetings.create({ endDate: null })
// @ts-expect-error: a misspelt field
client.meetings.create({ endDate, isLockd: true })
// @ts-expect-error: a misspelt field of a nested object
client.meetings.create({ endDate, recording: { kind: 'cloud' } })
// @ts-expect-error: this field has no null
client.meetings.create({ endDate, isLocked: null })
// @ts-expect-error: a list, not a text
client.meetings.create({ endDate, fields: 'hostRoomUrl' })
// @ts-expect-error: no list of numbers
client.meetings.create({ endDate, fields: [1] })
// @ts-expect-error: what must be given is not undefined
client.meetings.create({ endDate: undefined })
// @ts-expect-error: an id is text
client.meetings.get(7)
// @ts-expect-error: an option of a call, misspelt
client.meetings.get('1', {}, { maxtries: 1 })
// @ts-expect-error: a signal, not its controller
client.meetings.delete('1', { signal: new AbortController() })
// @ts-expect-error: a misspelt filter
client.meetings.list({ roomName: '/a' })
// @ts-expect-error: the wire's name
client.meetings.list({ limit: 1 })
// @ts-expect-error: a list gives meetings
const texts: Pager<string> = client.meetings.list()
// @ts-expect-error: a text is no list of ids
client.recordings.bulkDelete('1')
// @ts-expect-error: a text is no list of ids
client.meetings.deleteMany('1')
// @ts-expect-error: a misspelt field of one of many
client.meetings.createMany([{ endDate, isLockd: true }])
// @ts-expect-error: options of the calls come last
client.meetings.deleteMany(['1'], { maxTries: 1 })
// @ts-expect-error: a time is a number of milliseconds
client.transcriptions.createAndWait({ recordingId: '1' }, { maxWait: '1m' })
// @ts-expect-error: the path is missing
client.recordings.download('1')
// @ts-expect-error: bytes are no path
client.recordings.download('1', new Uint8Array(9))
// @ts-expect-error: a function that is told numbers
client.recordings.download('1', 'a', { progress: (received: string) => received })
// @ts-expect-error: a list of numbers is no picture
client.rooms.setLogo('/a', [1, 2])
// @ts-expect-error: the room is missing
client.insights.roomSessions()

for await (const result of client.meetings.deleteMany(['1'])) {
  // @ts-expect-error: a value is there only if it is ok
  console.log(result.value)
  // @ts-expect-error: an error is there only if it is not ok
  if (result.ok) console.log(result.error)
}

// @ts-expect-error: no such parameter of a link
roomLink('https://a.whereby.com/b', { displayname: 'Ann' })
// @ts-expect-error: no such option of the emulator
Emulator.start({ prot: 1 })
// @ts-expect-error: no such method of a tariff
Emulator.start({ tariff: { reads: 5 } })

export function readOnly(meeting: Meeting): void {
  // @ts-expect-error: an answer is not changed
  meeting.meetingId = '2'
  // @ts-expect-error: no such field
  console.log(meeting.roomURL, texts)
}
