// Downloads and waits as a JavaScript user makes them.
import assert from 'node:assert/strict'
import { AsyncLocalStorage } from 'node:async_hooks'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { Downloaded, Emulator, InvalidRequestError, Whereby } from 'whereby'
import { later, serve } from './lib/server.mjs'

const SIZE = 300_000
const HOUR = 3_600_000
const emulator = await Emulator.start()
const folder = mkdtempSync(join(tmpdir(), 'whereby-'))
after(async () => {
  rmSync(folder, { recursive: true })
  await emulator.stop()
})

async function tenant() {
  const apiKey = emulator.newKey()
  const recordings = [{ startedAfterSeconds: 0, durationSeconds: 60, sizeInBytes: SIZE, storage: 'whereby' }]
  const session = { roomName: '/clinic-1', startedAt: new Date(Date.now() - 7_200_000), durationSeconds: 600, seed: 1, participants: 1, recordings }
  const { recordingIds } = await emulator.call('POST', '/_emulator/sessions', session, apiKey)
  return { apiKey, client: emulator.client({ apiKey }), id: recordingIds[0] }
}

/** A client of an API whose files are answered by `answer`. */
async function files(t, answer) {
  const base = await serve(t, (request, response) => {
    if (!request.url.endsWith('/access-link')) return answer(request, response)
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ accessLink: `${base}/file`, expires: Date.now() + 60_000 }))
  })
  return new Whereby({ apiKey: 'k', baseUrl: base, timeout: HOUR })
}

test('a download tells how far it is, in order, and no more after the promise', async () => {
  const { client, id } = await tenant()
  const to = join(folder, 'told.mp4')
  const told = []
  let settled = false
  const file = await client.recordings.download(id, to, { progress: (...args) => told.push([settled, ...args]) })
  settled = true
  assert(file instanceof Downloaded)
  assert.deepEqual({ ...file }, { path: to, sizeInBytes: SIZE, resumedAt: 0, extra: {} })
  assert.equal(readFileSync(to).length, SIZE)
  const received = told.map(([, bytes]) => bytes)
  assert.deepEqual(received, received.toSorted((a, b) => a - b))
  assert.equal(received.at(-1), SIZE)
  assert(told.every(([late, , total]) => !late && total === SIZE))
  await new Promise(setImmediate)
  assert.equal(told.length, received.length)
})

/** A thread whose storage sends so many bytes, each on its own, whatever the test's thread does. */
async function drops(t, count) {
  const worker = new Worker(`
    const { parentPort, workerData } = require('node:worker_threads')
    const server = require('node:http').createServer((request, response) => {
      const base = 'http://' + request.headers.host
      if (request.url.endsWith('/access-link')) {
        response.setHeader('content-type', 'application/json')
        return response.end(JSON.stringify({ accessLink: base + '/file' }))
      }
      for (let i = 0; i < workerData; i++) response.write('a')
      response.end()
    })
    server.listen(0, '127.0.0.1', () => parentPort.postMessage('http://127.0.0.1:' + server.address().port))`,
  { eval: true, workerData: count })
  t.after(() => worker.terminate())
  const [baseUrl] = await once(worker, 'message')
  return new Whereby({ apiKey: 'k', baseUrl })
}

test('all that was told arrives before the promise settles, also where this thread was late', async (t) => {
  const client = await drops(t, 3000)
  const to = join(folder, 'late')
  const told = []
  let settled = false
  const progress = (received) => {
    told.push([settled, received])
    while (!existsSync(to)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
  }
  await client.recordings.download('1', to, { progress })
  settled = true
  assert(told.length > 1000, `${told.length} is no test: Node hands on a thousand at a time`)
  assert.equal(told.at(-1)[1], 3000)
  await new Promise(setImmediate)
  assert(told.every(([late]) => !late))
})

test('the total is undefined where the storage does not tell it', async (t) => {
  const client = await files(t, (_, response) => {
    response.write('a')
    response.end('b')
  })
  const told = []
  await client.recordings.download('1', join(folder, 'chunked'), { progress: (...args) => told.push(args) })
  assert.deepEqual(told.at(-1), [2, undefined])
})

test('what progress throws ends the download, which rejects with it', { timeout: 60_000 }, async (t) => {
  const gone = later()
  const client = await files(t, (request, response) => {
    request.socket.on('close', gone.resolve)
    response.writeHead(200, { 'content-length': SIZE }).write('some')
  })
  const mine = new TypeError('mine')
  let calls = 0
  const progress = () => {
    calls += 1
    throw mine
  }
  await assert.rejects(client.recordings.download('1', join(folder, 'thrown'), { progress }), (e) => e === mine)
  await gone.promise
  assert.equal(calls, 1)
})

test('an aborted signal ends a download at once, and a later one goes on where it ended', { timeout: 60_000 }, async (t) => {
  const gone = later()
  const body = Buffer.alloc(SIZE, 'x')
  const ranges = []
  const client = await files(t, (request, response) => {
    ranges.push(request.headers.range)
    if (ranges.length > 1) {
      const first = Number(/\d+/.exec(request.headers.range)[0])
      response.writeHead(206, { 'content-range': `bytes ${first}-${SIZE - 1}/${SIZE}` })
      return response.end(body.subarray(first))
    }
    request.socket.on('close', gone.resolve)
    response.writeHead(200, { 'content-length': SIZE }).write(body.subarray(0, 1000))
  })
  const to = join(folder, 'aborted')
  const controller = new AbortController()
  const reason = new Error('enough')
  const progress = (received) => received > 0 && controller.abort(reason)
  const call = client.recordings.download('1', to, { progress }, { signal: controller.signal })
  await assert.rejects(call, (e) => e === reason)
  await gone.promise
  assert.deepEqual(readdirSync(folder).filter((name) => name.startsWith('aborted')), ['aborted.1.part'])
  const file = await client.recordings.download('1', to)
  assert.equal(ranges[1], `bytes=${file.resumedAt}-`)
  assert.deepEqual(readFileSync(to), body)
  assert(!existsSync(`${to}.1.part`))
})

test('an aborted signal ends a wait at once', { timeout: 60_000 }, async (t) => {
  const waiting = later()
  const baseUrl = await serve(t, (request, response) => {
    response.setHeader('content-type', 'application/json')
    if (request.method === 'GET') response.on('finish', waiting.resolve)
    response.end(JSON.stringify({ transcriptionId: '1', state: 'in_progress' }))
  })
  const client = new Whereby({ apiKey: 'k', baseUrl })
  const controller = new AbortController()
  const { signal } = controller
  const call = client.transcriptions.createAndWait({ recordingId: '1' }, { pollInterval: HOUR, maxWait: 2 * HOUR }, { signal })
  await waiting.promise
  controller.abort()
  await assert.rejects(call, { name: 'AbortError' })
})

test('a path is a string or a file URL', async () => {
  const { client, id } = await tenant()
  const to = join(folder, 'späce & ünicode.mp4')
  assert.equal((await client.recordings.download(id, pathToFileURL(to))).path, to)
  const refused = { constructor: InvalidRequestError, message: /^to: is a URL of no file/ }
  await assert.rejects(client.recordings.download(id, new URL('https://example.com/a')), refused)
  for (const given of [undefined, null, 7, {}, Buffer.from(to)]) {
    await assert.rejects(client.recordings.download(id, given), /^InvalidRequestError: to: .*path/)
  }
  for (const given of [7, 'text', null]) {
    await assert.rejects(client.recordings.download(id, to, { progress: given }), /^InvalidRequestError: progress: must be a function/)
  }
})

test('a picture is bytes, a path or a file URL', async () => {
  const { client, apiKey } = await tenant()
  const { roomName } = await client.meetings.create({ endDate: new Date(Date.now() + 3_600_000) })
  const png = Buffer.from('\x89PNG\r\n\x1a\n and more', 'latin1')
  const path = join(folder, 'logo.png')
  writeFileSync(path, png)
  const within = new Uint8Array(new Uint8Array([0, ...png, 0]).buffer, 1, png.length)
  for (const image of [png, within, path, pathToFileURL(path)]) await client.rooms.setLogo(roomName, image)
  const sent = (await emulator.requests(apiKey)).filter((r) => r.method === 'PUT')
  const form = (filename) => ({ image: { filename, contentType: 'image/png', bytes: png.length } })
  assert.deepEqual(sent.map((r) => r.body), ['image.png', 'image.png', 'logo.png', 'logo.png'].map(form))
  for (const given of [7, {}, new Uint16Array(9), new ArrayBuffer(9), new Blob(['a']), [1, 2]]) {
    await assert.rejects(client.rooms.setLogo(roomName, given), /^InvalidRequestError: image: must be a Uint8Array/)
  }
})

test('progress keeps the context of its caller', async () => {
  const { client, id } = await tenant()
  const store = new AsyncLocalStorage()
  const seen = new Set()
  const progress = () => seen.add(store.getStore())
  await store.run('mine', () => client.recordings.download(id, join(folder, 'context'), { progress }))
  assert.deepEqual([...seen], ['mine'])
})

test('a process with a download that told ends by itself', async () => {
  const { apiKey, id } = await tenant()
  const program = `
    const { Whereby } = require('whereby')
    let told = 0
    new Whereby().recordings.download(${JSON.stringify(id)}, ${JSON.stringify(join(folder, 'process'))}, { progress: () => { told += 1 } })
      .then((file) => console.log(told > 0, file.sizeInBytes))`
  const env = { ...process.env, WHEREBY_API_KEY: apiKey, WHEREBY_BASE_URL: emulator.baseUrl }
  const shown = execFileSync(process.execPath, ['-e', program], { env, cwd: import.meta.dirname, encoding: 'utf8' })
  assert.equal(shown, `true ${SIZE}\n`)
})
