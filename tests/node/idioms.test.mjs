// What a JavaScript user expects of a package.
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { inspect } from 'node:util'
import { readFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import * as whereby from 'whereby'

const soon = () => new Date(Date.now() + 3_600_000)
let emulator
before(async () => { emulator = await whereby.Emulator.start() })
after(() => emulator.stop())
const tenant = () => {
  const apiKey = emulator.newKey()
  return { apiKey, client: emulator.client({ apiKey }) }
}

/** A server that takes a request and never answers; tells when it was asked and when the client left. */
async function silent() {
  const events = {}
  const asked = new Promise((resolve) => { events.asked = resolve })
  const gone = new Promise((resolve) => { events.gone = resolve })
  const server = createServer((socket) => {
    socket.on('data', events.asked).on('error', () => {}).on('close', events.gone)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { baseUrl: `http://127.0.0.1:${server.address().port}/v1`, asked, gone, close: () => server.close() }
}

test('answers are objects with dates, and equal by value', async () => {
  const { client } = tenant()
  const endDate = soon()
  const meeting = await client.meetings.create({ endDate })
  assert(meeting instanceof whereby.Meeting && meeting.endDate instanceof Date)
  assert.equal(meeting.endDate.getTime(), endDate.getTime())
  assert.deepEqual(await client.meetings.get(meeting.meetingId), meeting)
  assert.equal(meeting.phase(), 'open')
  assert.equal(meeting.phase(new Date(endDate.getTime() + 60_000)), 'grace')
  assert.match(meeting.link({ displayName: 'Ann & Bo', chat: false }), /\?displayName=Ann\+%26\+Bo&chat=off$/)
  assert.throws(() => meeting.hostLink(), whereby.InvalidRequestError)
})

test('console.log hides secrets, JSON has the wire form', async () => {
  const { client, apiKey } = tenant()
  const meeting = await client.meetings.create({ endDate: soon(), fields: ['hostRoomUrl'] })
  assert(meeting.hostRoomUrl.includes('roomKey='))
  for (const shown of [inspect(meeting), inspect({ a: [meeting] }, { depth: 9 }), inspect(client), String(client)]) {
    assert(!shown.includes('roomKey') && !shown.includes(apiKey), shown)
  }
  const wire = JSON.parse(JSON.stringify(meeting))
  assert.equal(wire.endDate, meeting.endDate.toISOString())
  assert.equal(wire.hostRoomUrl, meeting.hostRoomUrl)
})

test('options that are none, or a signal alone, are refused', async () => {
  const { client } = tenant()
  const { signal } = new AbortController()
  const refused = [
    [(options) => client.meetings.get('1', {}, options), whereby.ConfigError, [signal, /^options: .*write \{ signal \}/]],
    [(options) => client.meetings.createMany([], {}, options).collect(), whereby.ConfigError, [signal, /^options: /]],
    [(options) => client.meetings.get('1', {}, options), whereby.ConfigError, [null, /^options: .*not null/], [5, /^options: .*a number/]],
    [(parts) => client.request('GET', '/meetings', parts), whereby.InvalidRequestError, [null, /not null/], [{ signal }, /^signal: .*last argument/], [{ json: {} }, /^json: is no field/]],
  ]
  for (const [call, kind, ...given] of refused) {
    for (const [value, words] of given) {
      await assert.rejects(call(value), (error) => error instanceof kind && assert.match(error.message, words) === undefined)
    }
  }
})

test('half of a character is refused by the name of its field', async () => {
  const { client } = tenant()
  const half = /has half of a character/
  await assert.rejects(client.meetings.get('\ud800'), half)
  await assert.rejects(client.meetings.create({ endDate: soon(), extra: { note: ['a\ud800'] } }), /^InvalidRequestError: extra: has half/)
  const whole = client.meetings.create({ endDate: soon(), extra: { note: '\u{1f600} \\ud800' } })
  assert.doesNotMatch(await whole.then(() => '', (error) => error.message), half)
})

test('a program makes errors of its own, as for a mock', () => {
  const cause = new Error('why')
  const error = new whereby.NotFoundError('gone', { status: 404, sent: 'refused', attempts: 1, cause })
  const { message, name, status, sent, attempts } = error
  assert.deepEqual({ message, name, status, sent, attempts, cause: error.cause }, { message: 'gone', name: 'NotFoundError', status: 404, sent: 'refused', attempts: 1, cause })
  const bare = new whereby.WherebyError()
  assert.deepEqual([bare.message, bare.sent, bare.attempts, 'cause' in bare], ['', 'never', 0, false])
})

test('errors are classes with fields', async () => {
  const { client } = tenant()
  const error = await client.meetings.get('1').catch((e) => e)
  for (const kind of [whereby.NotFoundError, whereby.APIStatusError, whereby.WherebyError, Error]) {
    assert(error instanceof kind)
  }
  assert.equal(error.name, 'NotFoundError')
  const { status, sent, attempts, operation, limits } = error
  assert.deepEqual({ status, sent, attempts, operation }, { status: 404, sent: 'refused', attempts: 1, operation: 'meetings.get' })
  assert.equal(limits.limit, 1000)
})

const REFUSED = [
  [(c) => c.meetings.create({}), /endDate/],
  [(c) => c.meetings.create({ endDate: new Date('soon') }), /endDate/],
  [(c) => c.meetings.create({ endDate: '2026-01-01' }), /endDate/],
  [(c) => c.meetings.create({ endDate: soon(), isLockd: true }), /isLockd/],
  [(c) => c.meetings.create({ endDate: soon(), isLocked: 'yes' }), /isLocked/],
  [(c) => c.meetings.create({ endDate: soon(), recording: { typ: 'cloud' } }), /typ/],
  [(c) => c.meetings.create(), /endDate|params|object/],
  [(c) => c.meetings.get(''), /meetingId/],
  [(c) => c.meetings.get('a/b'), /meetingId/],
  [(c) => c.meetings.get('..'), /meetingId/],
  [(c) => c.meetings.get('a\0'), /meetingId/],
  [(c) => c.meetings.get(7), /meetingId/],
  [(c) => c.meetings.listPage({ pageSize: 0 }), /pageSize.*1 to 100/],
  [(c) => c.meetings.listPage({ pageSize: 101 }), /pageSize.*1 to 100/],
  [(c) => c.meetings.listPage({ pageSize: -1 }), /pageSize/],
  [(c) => c.meetings.listPage({ pageSize: 1.5 }), /pageSize/],
]
for (const [call, words] of REFUSED) {
  test(`refused before any I/O: ${call}`, async () => {
    const { client, apiKey } = tenant()
    const error = await call(client).then(() => assert.fail('accepted'), (e) => e)
    assert(error instanceof whereby.InvalidRequestError, String(error.stack))
    assert.match(error.message, words)
    assert.equal(error.sent, 'never')
    assert.deepEqual(await emulator.requests(apiKey), [])
  })
}

const OPTIONS = [
  [{ apiKey: 'a\nb' }, /apiKey/],
  [{ apiKey: '' }, /WHEREBY_API_KEY/],
  [{ apiKey: 'k', baseUrl: 'api.whereby.dev' }, /baseUrl.*scheme/],
  [{ apiKey: 'k', baseUrl: 'http://example.com' }, /baseUrl.*https/],
  [{ apiKey: 'k', timeout: 0 }, /timeout/],
  [{ apiKey: 'k', timout: 5 }, /timout/],
  [{ apiKey: 'k', maxTries: 0 }, /maxTries/],
  [{ apiKey: 'k', headers: { authorization: 'x' } }, /apiKey/],
]
for (const [options, words] of OPTIONS) {
  test(`options that cannot be used: ${JSON.stringify(options)}`, () => {
    assert.throws(() => new whereby.Whereby(options), (e) => e instanceof whereby.ConfigError && words.test(e.message))
  })
}

test('a list that is left early fetches no further page', async () => {
  const { client, apiKey } = tenant()
  await Promise.all(Array.from({ length: 5 }, () => client.meetings.create({ endDate: soon() })))
  const seen = []
  for await (const meeting of client.meetings.list({ pageSize: 2 })) {
    seen.push(meeting.meetingId)
    if (seen.length === 2) break
  }
  const pages = (await emulator.requests(apiKey)).filter((r) => r.method === 'GET')
  assert.equal(pages.length, 1)
  const sizes = []
  for await (const page of client.meetings.list({ pageSize: 2 }).pages()) sizes.push(page.results.length)
  assert.deepEqual(sizes, [2, 2, 1])
})

test('after an error a list goes on where it was', async () => {
  const { client, apiKey } = tenant()
  for (let i = 0; i < 3; i++) await client.meetings.create({ endDate: soon() })
  const list = client.meetings.list({ pageSize: 1 }, { maxTries: 1 })
  const next = list[Symbol.asyncIterator]()
  const first = await next.next()
  await emulator.script([{ status: 503 }], apiKey)
  await assert.rejects(() => list.nextPage?.() ?? next.next(), whereby.InternalServerError)
  assert.equal(first.done, false)
  const rest = []
  for await (const meeting of client.meetings.list({ pageSize: 1, cursor: list.cursor })) rest.push(meeting)
  assert.equal(rest.length, 2)
})

test('a list has one reader at a time', async () => {
  const { client } = tenant()
  const ids = []
  for (let left = 4; left > 0; left--) ids.push((await client.meetings.create({ endDate: soon() })).meetingId)
  const list = client.meetings.list({ pageSize: 2 })
  const [read, refused] = await Promise.allSettled([list.nextPage(), list.nextPage()])
  assert.match(refused.reason.message, /being read already/)
  assert.deepEqual(read.value.results.map((m) => m.meetingId), ids.slice(0, 2))
  assert.deepEqual((await list.collect()).map((m) => m.meetingId), ids.slice(2))
})

test('a second reader that begins as a page arrives takes nothing away', async () => {
  const { client } = tenant()
  const ids = []
  for (let left = 6; left > 0; left--) ids.push((await client.meetings.create({ endDate: soon() })).meetingId)
  for (let turns = 0; turns < 8; turns++) {
    const seen = []
    let second
    const list = client.meetings.list({ pageSize: 3 })
    const read = async () => { for await (const m of list) seen.push(m.meetingId) }
    const refused = (error) => assert.match(error.message, /being read already/)
    const listPage = client.meetings.listPage
    client.meetings.listPage = async function (...given) {
      const page = await listPage.apply(this, given)
      let turn = Promise.resolve()
      for (let left = turns; left > 0; left--) turn = turn.then(() => {})
      second ??= turn.then(read).catch(refused)
      return page
    }
    await read().catch(refused)
    await second
    delete client.meetings.listPage
    assert.deepEqual(seen.sort(), ids, `${turns} turns later`)
  }
})

test('an AbortSignal ends the work and its connection', async () => {
  const server = await silent()
  const client = new whereby.Whereby({ apiKey: 'k', baseUrl: server.baseUrl })
  const controller = new AbortController()
  const call = client.meetings.get('1', {}, { signal: controller.signal })
  await server.asked
  const reason = new Error('enough')
  controller.abort(reason)
  await assert.rejects(call, (e) => e === reason)
  await server.gone
  await assert.rejects(client.meetings.get('1', {}, { signal: AbortSignal.abort() }), { name: 'AbortError' })
  server.close()
})

test('32 calls at once', async () => {
  const { client } = tenant()
  const made = await Promise.all(Array.from({ length: 32 }, () => client.meetings.create({ endDate: soon() })))
  assert.equal(new Set(made.map((m) => m.meetingId)).size, 32)
})

test('the key does not follow a redirect', async () => {
  const { client, apiKey } = tenant()
  const other = await whereby.Emulator.start()
  await emulator.script([{ status: 302, headers: { location: other.baseUrl } }], apiKey)
  await assert.rejects(client.meetings.listPage(), whereby.APIStatusError)
  assert.deepEqual(await other.requests(apiKey), [])
  await other.stop()
})

test('stop frees the port', async () => {
  const other = await whereby.Emulator.start()
  const port = Number(new URL(other.baseUrl).port)
  await other[Symbol.asyncDispose]()
  await new Promise((resolve, reject) => {
    const server = createServer().on('error', reject).listen(port, '127.0.0.1', () => server.close(resolve))
  })
})

const env = () => ({ ...process.env, WHEREBY_API_KEY: emulator.newKey(), WHEREBY_BASE_URL: emulator.baseUrl })
const node = (...args) => execFileSync(process.execPath, args, { env: env(), cwd: import.meta.dirname, encoding: 'utf8', timeout: 30_000 })

test('CommonJS and ESM share one package', () => {
  const required = createRequire(import.meta.url)('whereby')
  assert.equal(required.NotFoundError, whereby.NotFoundError)
})

test('a process ends when nothing is under way, and not before', () => {
  const program = `
    const { Whereby, Emulator } = require('whereby')
    Emulator.start().then(() => new Whereby().meetings.listPage()).then((p) => console.log(p.results.length))`
  assert.equal(node('-e', program), '0\n')
})

test('the quick start of the README runs', () => {
  const shown = node(new URL('../../examples/quickstart.mjs', import.meta.url).pathname)
  assert.match(shown, /https:\/\/.*whereby\.com/)
})

test('npm brings the command', () => {
  const bin = new URL('../node_modules/whereby/bin/whereby.js', import.meta.url).pathname
  const ran = spawnSync(process.execPath, [bin, 'meetings', 'create', '--end-date', '+1h', '--json'], { env: env(), encoding: 'utf8' })
  assert.equal(ran.status, 0, ran.stderr)
  assert.match(JSON.parse(ran.stdout).roomUrl, /^https:/)
  assert.equal(spawnSync(process.execPath, [bin, 'meetings', 'get'], { env: env() }).status, 2)
})

test('worker threads can use it', async () => {
  const program = `require('whereby').Emulator.start().then(async (e) => {
    require('node:worker_threads').parentPort.postMessage((await e.client().meetings.listPage()).results.length)
    await e.stop() })`
  const require = createRequire(import.meta.url)
  const worker = new Worker(program.replace("'whereby'", JSON.stringify(require.resolve('whereby'))), { eval: true })
  const said = await new Promise((resolve, reject) => worker.on('message', resolve).on('error', reject))
  assert.equal(said, 0)
})
