// What users write must type-check, here as an ES module.
import {
  APIStatusError,
  Emulator,
  Meeting,
  NotFoundError,
  Pager,
  Whereby,
  WherebyError,
  roomLink,
  roomPhase,
  type ClientOptions,
  type CreateMeeting,
  type MeetingPage,
  type RequestOptions,
  type RoomMode,
} from 'whereby'

const options: ClientOptions = { apiKey: 'wk', timeout: 5_000, headers: { 'x-team': 'a' } }
export const client: Whereby = new Whereby(options).withOptions({ deadline: 10_000 })

const tomorrow: RoomMode = 'a-mode-of-tomorrow'
const room: CreateMeeting = {
  endDate: new Date(),
  roomMode: 'group',
  fields: ['hostRoomUrl'],
  recording: { type: 'cloud', destination: null, startTrigger: 'automatic-2nd-participant' },
  liveTranscription: { language: null },
  streaming: { destination: { url: 'rtmp://example' } },
  extra: { dialIn: true },
}
export const meeting: Meeting = await client.meetings.create({ ...room, roomMode: tomorrow })

const url: string | undefined = meeting.roomUrl
const ends: Date | undefined = meeting.endDate
const known: Record<string, unknown> = meeting.extra
export const kept = [url, ends, known, meeting.toJSON(), meeting.phase(new Date()) === 'open']

const once: RequestOptions = { signal: new AbortController().signal, maxTries: 1 }
await client.meetings.get(meeting.meetingId, { fields: ['hostRoomUrl'] }, once)
await client.meetings.delete(meeting.meetingId, once)

const list: Pager<Meeting, MeetingPage> = client.meetings.list({ pageSize: 10, maxItems: 5 }, once)
for await (const item of list) item.link({ displayName: 'Ann', chat: false })
for await (const page of list.pages()) page.results.map((item) => item.meetingId)
const all: Meeting[] = await list.collect()

const raw: unknown = await client.request('GET', '/meetings', { query: { limit: 1 } })
export const links = [all, raw, roomLink('https://a.whereby.com/b', { lang: 'de' }), roomPhase(new Date())]

try {
  await client.meetings.listPage()
} catch (error) {
  if (error instanceof NotFoundError || error instanceof APIStatusError) {
    const status: number = error.status
    const left: number | undefined = error.limits?.remaining
    console.log(status, left, error.requestId, error.body)
  } else if (error instanceof WherebyError) {
    const facts: [string, number, Date | undefined] = [error.sent, error.attempts, error.retryAt]
    console.log(facts)
  }
}

await using emulator: Emulator = await Emulator.start({ port: 0, tariff: { read: 2 } })
await emulator.script([{ status: 503 }, { drop: 'after' }], emulator.newKey())
const now: Date = await emulator.advance(60)
const paths: string[] = (await emulator.requests()).map((request) => request.path)
console.log(now, paths, emulator.client({ maxTries: 1 }))
