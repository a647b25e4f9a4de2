// Answers of the other resources as JavaScript has them.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { inspect, isDeepStrictEqual } from 'node:util'
import { AccessLink, Emulator, InvalidRequestError, ParticipantConnection, RecordingPage, Recording } from 'whereby'

const emulator = await Emulator.start()
after(() => emulator.stop())

async function tenant() {
  const apiKey = emulator.newKey()
  const startedAt = new Date(Date.now() - 7_200_000)
  const session = { roomName: '/clinic-1', startedAt, durationSeconds: 600, seed: 1, participants: 2, recordings: 2 }
  return { apiKey, startedAt, client: emulator.client({ apiKey }), ...await emulator.call('POST', '/_emulator/sessions', session, apiKey) }
}

test('a link is a secret, however deep it is shown, and a value where it is asked for', async () => {
  const { client, recordingIds } = await tenant()
  const link = await client.recordings.accessLink(recordingIds[0])
  assert(link instanceof AccessLink)
  for (const shown of [inspect(link), inspect([link]), inspect({ a: [new Map([['b', link]])] }, { depth: 9 }), inspect(link, { showHidden: true })]) {
    assert(shown.includes('***') && !shown.includes('_files'), shown)
  }
  assert.match(JSON.parse(JSON.stringify([link]))[0].accessLink, /\/_files\//)
  assert.equal(link.expiresAt().getTime(), link.expires)
})

test('a link without an end says so', async () => {
  const { client, apiKey } = await tenant()
  await emulator.script([{ json: { accessLink: 'https://example.com/a' } }], apiKey)
  const link = await client.recordings.accessLink('1')
  assert.throws(() => link.expiresAt(), (e) => e instanceof InvalidRequestError && /^expires: /.test(e.message))
})

test('answers are equal by value, and can be cloned', async () => {
  const { client, recordingIds } = await tenant()
  const [a, b] = [await client.recordings.listPage(), await client.recordings.listPage()]
  assert(a instanceof RecordingPage && a.results[0] instanceof Recording)
  assert(a !== b && isDeepStrictEqual(a, b))
  assert(!isDeepStrictEqual(a.results[0], a.results[1]))
  const clone = structuredClone(a.results[0])
  assert.deepEqual({ ...clone }, { ...a.results[0] })
  assert.equal(clone.recordingId, recordingIds[0])
  assert.deepEqual(JSON.parse(JSON.stringify(a)).results.map((r) => r.recordingId), recordingIds)
})

test('a session has a start and an end, or none', async () => {
  const { client, startedAt, apiKey } = await tenant()
  const [session] = await client.insights.roomSessions({ roomName: '/clinic-1' }).collect()
  assert.deepEqual([session.start(), session.end()], [startedAt, new Date(startedAt.getTime() + 600_000)])
  await emulator.script([{ json: { results: [{ roomSessionId: '1', createdAt: startedAt }] } }], apiKey)
  const [open] = await client.insights.roomSessions({ roomName: '/clinic-1' }).collect()
  assert.deepEqual([open.start(), open.end()], [startedAt, undefined])
})

test('connections come as an array of objects', async () => {
  const { client, roomSessionId } = await tenant()
  const [{ participantId }] = await client.insights.participants({ roomSessionId }).collect()
  const connections = await client.insights.participant({ roomSessionId, participantId })
  assert(Array.isArray(connections) && connections[0] instanceof ParticipantConnection)
  assert(connections[0].timeStamp instanceof Date && Array.isArray(connections[0].samples.packetLossSend))
})

test('no body is undefined, a null is null', async () => {
  const { client, apiKey } = await tenant()
  await emulator.script([{ status: 204 }, { status: 200, body: 'null' }], apiKey)
  assert.equal(await client.request('GET', '/a'), undefined)
  assert.equal(await client.request('GET', '/a'), null)
})

test('errors name operations and fields as JavaScript does, and leave paths alone', async () => {
  const { client, apiKey } = await tenant()
  await assert.rejects(client.rooms.setLogo('/none', Buffer.from('a')), { operation: 'rooms.setLogo' })
  await emulator.script([{ status: 204 }, { status: 403, json: { error: 'no bulk_delete of room_name' } }], apiKey)
  const many = client.recordings.bulkDelete(Array.from({ length: 101 }, (_, i) => `${i}`))
  await assert.rejects(many, { message: /^the first 100 of 101 are deleted; recordings\.bulkDelete: 403: no bulk_delete of room_name/ })
  await assert.rejects(client.request('GET', '/no_such'), { operation: 'GET /no_such', message: /^GET \/no_such: 404/ })
  const said = (call) => call.then(() => 'no error', (e) => e.message)
  assert.match(await said(client.rooms.setLogo('/none', Buffer.from('a'))), /^rooms\.setLogo: 404/)
  assert.match(await said(client.recordings.bulkDelete(['a', ''])), /^recordingIds\[1\]: must not be empty/)
  assert.match(await said(client.recordings.deleteAll()), /^olderThan: .*roomPrefix/)
  assert.match(await said(client.recordings.download('1', '/none/end_date/a')), /`\/none\/end_date`;/)
})
