// What users write must type-check, here as an ES module.
import {
  APIStatusError,
  AccessLink,
  Batch,
  Downloaded,
  Emulator,
  Meeting,
  NotFoundError,
  Pager,
  ParticipantConnection,
  Swept,
  Transcription,
  Whereby,
  WherebyError,
  roomLink,
  roomPhase,
  type BatchResult,
  type ClientOptions,
  type CreateMeeting,
  type FilePath,
  type MeetingPage,
  type Picture,
  type Progress,
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

const privileged = ['hostRoomUrl', 'viewerRoomUrl'] as const
await client.meetings.create({ endDate: new Date(), fields: privileged })
await client.meetings.list({ fields: privileged }).collect()
meeting.link({ groups: Object.freeze(['a', 'b']) })

// What a caller's own optional parameter leaves out.
export async function passedOn(isLocked?: boolean, signal?: AbortSignal, maxItems?: number, apiKey?: string) {
  await client.meetings.create({ endDate: new Date(), isLocked, recording: { type: undefined }, extra: undefined }, { signal })
  await client.meetings.list({ maxItems, cursor: undefined }, { timeout: undefined }).collect()
  await client.recordings.download('1', 'a', { progress: undefined })
  await client.request('GET', '/meetings', { query: undefined, body: undefined })
  const local = await Emulator.start({ tariff: { read: undefined } })
  await local.script([{ status: undefined }] as const, apiKey)
  return [new Whereby({ apiKey, headers: undefined }), local.client({ apiKey })]
}

const once: RequestOptions = { signal: new AbortController().signal, maxTries: 1 }
await client.meetings.get(meeting.meetingId, { fields: ['hostRoomUrl'] }, once)
await client.meetings.delete(meeting.meetingId, once)

const list: Pager<Meeting, MeetingPage> = client.meetings.list({ pageSize: 10, maxItems: 5 }, once)
for await (const item of list) item.link({ displayName: 'Ann', chat: false })
for await (const page of list.pages()) page.results.map((item) => item.meetingId)
const all: Meeting[] = await list.collect()

const to: FilePath = new URL('a.mp4', import.meta.url)
const progress: Progress = (received, total) => console.log(received / (total ?? received))
const file: Downloaded = await client.recordings.download('1', to, { overwrite: true, progress }, once)
await client.transcriptions.download('1', 'a.md', { progress: () => {} })
const size: number | undefined = file.sizeInBytes
const link: AccessLink = await client.recordings.accessLink('1', { validForSeconds: 60 }, once)
const expires: Date = link.expiresAt()
const done: Transcription = await client.transcriptions.createAndWait({ recordingId: '1' }, { maxWait: 60_000 }, once)
await client.summaries.createAndWait({ transcriptionId: done.transcriptionId })
await client.recordings.bulkDelete(['a'])
await client.transcriptions.bulkDelete(new Set(['a']), once)
const swept: Swept = await client.recordings.deleteAll({ olderThan: 86_400_000, dryRun: true }, once)
const matched: string[] = swept.matched
const connections: ParticipantConnection[] = await client.insights.participant({ roomSessionId: '1', participantId: '2' })
for await (const session of client.insights.roomSessions({ roomName: '/a' })) {
  const span: [Date | undefined, Date | undefined] = [session.start(), session.end()]
  console.log(span)
}
const picture: Picture = Buffer.from('png')
for (const image of [picture, new Uint8Array(9), 'logo.png', to]) await client.rooms.setLogo('/a', image, once)
await client.rooms.setThemeTokens('/a', { primary: '#1a2b3c', tokensPreset: 'custom' })
console.log(size, expires, matched, connections)

const batch: Batch<Meeting> = client.meetings.createMany([room, { endDate: new Date() }], { maxConcurrency: 2 }, once)
for await (const result of batch) {
  if (result.ok) result.value.link()
  else console.log(result.error.sent, result.index)
}
const listed: readonly CreateMeeting[] = [room]
client.meetings.createMany(new Set(listed))
const deleted: BatchResult<string>[] = await client.meetings.deleteMany(listed.map((_, i) => `${i}`)).collect()
console.log(deleted)

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
