// Many calls at once.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { Batch, ConfigError, Emulator, InvalidRequestError, Meeting, PermissionDeniedError, Whereby } from 'whereby'
import { later, serve } from './lib/server.mjs'

const emulator = await Emulator.start()
after(() => emulator.stop())
const soon = () => new Date(Date.now() + 3_600_000)

function tenant() {
  const apiKey = emulator.newKey()
  return { apiKey, client: emulator.client({ apiKey }), requests: () => emulator.requests(apiKey) }
}

test('rooms are made by a loop, each with its own result', async () => {
  const { client } = tenant()
  const batch = client.meetings.createMany([{ endDate: soon() }, { endDate: new Date(0) }, { endDate: soon() }])
  assert(batch instanceof Batch)
  const seen = []
  for await (const result of batch) {
    seen.push(result.index)
    if (result.ok) assert(result.value instanceof Meeting && !('error' in result))
    else assert.deepEqual([result.index, result.error.status, result.error.operation, 'value' in result], [1, 400, 'meetings.create', false])
  }
  assert.deepEqual(seen.sort(), [0, 1, 2])
})

test('an error in the middle is of its class, and ends nothing', async () => {
  const { client, apiKey } = tenant()
  await emulator.script([{ pass: true }, { status: 403, json: { error: 'no' } }], apiKey)
  const results = await client.meetings.deleteMany(new Set(['1', '2', '3']), { maxConcurrency: 1 }).collect()
  assert.deepEqual(results.map((r) => r.ok ? r.value : r.error.constructor), ['1', PermissionDeniedError, '3'])
})

test('collect gives the order of the inputs', async (t) => {
  const second = later()
  const baseUrl = await serve(t, async (request, response) => {
    if (request.url.endsWith('/first')) await second.promise
    response.writeHead(204).end(() => request.url.endsWith('/second') && second.resolve())
  })
  const client = new Whereby({ apiKey: 'k', baseUrl, timeout: 3_600_000 })
  const results = await client.meetings.deleteMany(['first', 'second']).collect()
  assert.deepEqual(results.map((r) => r.value), ['first', 'second'])
})

test('a loop that ends early makes no further call', async () => {
  const { client, requests } = tenant()
  const ids = Array.from({ length: 20 }, (_, i) => `room-${i}`)
  const batch = client.meetings.deleteMany(ids, { maxConcurrency: 1 })
  for await (const result of batch) if (result.index === 2) break
  assert.equal((await requests()).length, 3)
  assert.deepEqual(await batch.collect(), [])
  assert.equal((await requests()).length, 3)
})

test('a loop that ends early ends the calls under way', { timeout: 60_000 }, async (t) => {
  const gone = later()
  const asked = later()
  const baseUrl = await serve(t, async (request, response) => {
    if (request.url.endsWith('/slow')) {
      request.socket.on('close', gone.resolve)
      return asked.resolve()
    }
    await asked.promise
    response.writeHead(204).end()
  })
  const client = new Whereby({ apiKey: 'k', baseUrl, timeout: 3_600_000 })
  const batch = client.meetings.deleteMany(['slow', 'quick'])
  for await (const result of batch) {
    assert.equal(result.value, 'quick')
    break
  }
  await gone.promise
  // It is held until here: what nobody holds is ended as well, sooner or later.
  assert.deepEqual(await batch.collect(), [])
})

test('calls under way go on while the loop does something else', { timeout: 60_000 }, async (t) => {
  const hasFirst = later()
  const again = later()
  let tries = 0
  const baseUrl = await serve(t, async (request, response) => {
    if (!request.url.endsWith('/second')) return response.writeHead(204).end()
    if (++tries > 1) return response.writeHead(204).end(again.resolve)
    await hasFirst.promise
    response.writeHead(503, { 'retry-after': '0' }).end()
  })
  const client = new Whereby({ apiKey: 'k', baseUrl, timeout: 3_600_000 })
  for await (const result of client.meetings.deleteMany(['first', 'second'])) {
    if (result.index !== 0) continue
    hasFirst.resolve()
    await again.promise
  }
  assert.equal(tries, 2)
})

test('no more calls are made at the same time than asked for', async (t) => {
  let now = 0
  let most = 0
  const baseUrl = await serve(t, async (request, response) => {
    most = Math.max(most, ++now)
    await new Promise(setImmediate)
    response.writeHead(204).end(() => { now -= 1 })
  })
  const client = new Whereby({ apiKey: 'k', baseUrl, timeout: 3_600_000 })
  await client.meetings.deleteMany(Array.from({ length: 20 }, (_, i) => `${i}`), { maxConcurrency: 3 }).collect()
  assert(most <= 3, `${most} at once`)
})

test('an aborted signal ends a batch with its reason', { timeout: 60_000 }, async (t) => {
  const asked = later()
  const gone = later()
  const baseUrl = await serve(t, (request) => {
    request.socket.on('close', gone.resolve)
    asked.resolve()
  })
  const client = new Whereby({ apiKey: 'k', baseUrl, timeout: 3_600_000 })
  const controller = new AbortController()
  const results = client.meetings.createMany([{ endDate: soon() }], {}, { signal: controller.signal }).collect()
  await asked.promise
  const reason = new Error('enough')
  controller.abort(reason)
  await assert.rejects(results, (error) => error === reason)
  await gone.promise
})

const REFUSED = [
  [(m) => m.createMany([{ endDate: soon() }, {}]), /^meetings\[1\]\.endDate: is missing/],
  [(m) => m.createMany([{ endDate: soon(), recording: { typ: 'cloud' } }]), /^meetings\[0\]\.recording\.typ: .*type/],
  [(m) => m.createMany({ endDate: soon() }), /^meetings: must be an array or another iterable, .* not one object$/],
  [(m) => m.createMany([], { maxConcurrency: 101 }), /^maxConcurrency: .*1 to 100/],
  [(m) => m.createMany([], { maxConcurency: 1 }), /maxConcurrency/],
  [(m) => m.deleteMany('abc'), /^meetingIds: must be an array or another iterable, each item a string, not one string$/],
  [(m) => m.deleteMany(['a', 7]), /^meetingIds\[1\]: must be a string/],
  [(m) => m.deleteMany(['a'], { signal: AbortSignal.abort() }), /^signal: .*last argument/],
]
for (const [call, words] of REFUSED) {
  test(`refused before any I/O: ${call}`, async () => {
    const { client, requests } = tenant()
    await assert.rejects(call(client.meetings).collect(), (e) => e instanceof InvalidRequestError && words.test(e.message))
    assert.deepEqual(await requests(), [])
  })
}

test('options of the calls are those of every call', async () => {
  const { client, requests } = tenant()
  await client.meetings.deleteMany(['a', 'b'], {}, { headers: { 'x-team': 't' } }).collect()
  assert.deepEqual((await requests()).map((r) => r.headers['x-team']), ['t', 't'])
  await assert.rejects(client.meetings.deleteMany([], {}, { maxTries: 0 }).collect(), ConfigError)
})
