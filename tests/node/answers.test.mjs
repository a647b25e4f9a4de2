// The way of answers from Rust to each thread of JavaScript, and what becomes of them when it ends.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { Worker } from 'node:worker_threads'
import { NotFoundError, Whereby } from 'whereby'
import { later, serve } from './lib/server.mjs'

const library = JSON.stringify(createRequire(import.meta.url).resolve('whereby'))
const json = (response, value) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value))

/** A thread that runs a program, in which `client` is a client of a server and `post` tells the test. */
function thread(baseUrl, program) {
  const head = `
    const { parentPort, workerData } = require('node:worker_threads')
    const client = new (require(${library}).Whereby)({ apiKey: 'k', baseUrl: workerData })
    const post = (value) => parentPort.postMessage(value)
  `
  return new Worker(head + program, { eval: true, workerData: baseUrl })
}

/** A server that answers nothing; tells when it was asked and when the client has left. */
async function silent(t) {
  const [asked, gone] = [later(), later()]
  const baseUrl = await serve(t, (request) => {
    request.socket.on('close', gone.resolve)
    asked.resolve()
  })
  return { baseUrl, asked: asked.promise, gone: gone.promise }
}

test('every thread gets its own answers', async (t) => {
  const baseUrl = await serve(t, (request, response) => json(response, { meetingId: request.url.split('/').at(-1) }))
  const program = (name) => `
    const ids = Array.from({ length: 50 }, (_, i) => '${name}-' + i)
    Promise.all(ids.map((id) => client.meetings.get(id))).then((all) => post(all.every((m, i) => m.meetingId === ids[i])))`
  const threads = ['a', 'b', 'c'].map((name) => once(thread(baseUrl, program(name)), 'message'))
  assert.deepEqual((await Promise.all(threads)).flat(), [true, true, true])
})

test('the end of a thread ends its calls, and those of no other', { timeout: 60_000 }, async (t) => {
  const server = await silent(t)
  const worker = thread(server.baseUrl, "client.meetings.get('1')")
  await server.asked
  assert.equal(await worker.terminate(), 1)
  await server.gone
  const baseUrl = await serve(t, (_, response) => json(response, { meetingId: '1' }))
  assert.equal((await new Whereby({ apiKey: 'k', baseUrl }).meetings.get('1')).meetingId, '1')
})

test('a process may end while calls are under way', () => {
  const program = `
    const server = require('node:http').createServer(() => process.exit(7))
    server.listen(0, '127.0.0.1', () => {
      const client = new (require(${library}).Whereby)({ apiKey: 'k', baseUrl: 'http://127.0.0.1:' + server.address().port })
      for (let i = 0; i < 8; i++) client.meetings.get('1')
    })`
  const ended = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' })
  assert.deepEqual([ended.status, ended.signal, ended.stderr], [7, null, ''])
})

test('a thread ends by itself when its last call is aborted', { timeout: 60_000 }, async (t) => {
  const server = await silent(t)
  const worker = thread(server.baseUrl, `
    const controller = new AbortController()
    client.meetings.get('1', {}, { signal: controller.signal }).catch((error) => post(error.name))
    parentPort.once('message', () => controller.abort())`)
  // The last message of a thread may come in one step with its end.
  const [name, end] = [once(worker, 'message'), once(worker, 'exit')]
  await server.asked
  worker.postMessage('abort')
  assert.deepEqual(await name, ['AbortError'])
  assert.deepEqual(await end, [0])
})

test('answers that are large come whole, however many at once', async (t) => {
  const text = 'x'.repeat(700_000)
  const baseUrl = await serve(t, (request, response) => json(response, { meetingId: request.url.split('/').at(-1), text }))
  const client = new Whereby({ apiKey: 'k', baseUrl })
  const ids = ['1', '2', '3', '4', '5', '6']
  const all = await Promise.all(ids.map((id) => client.meetings.get(id)))
  assert.deepEqual(all.map((meeting) => meeting.meetingId), ids)
  assert(all.every((meeting) => meeting.extra.text === text))
})

test('an error that nobody catches is shown without the whole bundle', () => {
  const program = `new (require(${library}).Whereby)({ apiKey: '' })`
  const { stderr } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' })
  assert.match(stderr, /ConfigError/)
  assert.ok(stderr.split('\n').every((line) => line.length < 400), stderr)
})

test('the stack of what is refused, or not there, begins at the line of the call', async () => {
  const client = new Whereby({ apiKey: 'k', baseUrl: 'http://127.0.0.1:1' })
  const calls = [
    () => client.meetings.create({ endDate: 'soon' }),
    () => client.meetings.get(1),
    () => client.meetings.get('1', {}, { timeout: 'x' }),
    () => client.request('GET', 5),
    () => client.meetings.createMany([{}]).collect(),
    async () => new Whereby({ apiKey: 1 }),
  ]
  for (const call of calls) {
    await assert.rejects(call(), (error) => {
      const [first, second, third] = error.stack.split('\n').slice(1)
      return assert.match([first, second, third].join(), /answers\.test\.mjs/, error.stack) ?? true
    })
  }
})

test('the stack of an error leads to the line of the call', async (t) => {
  const baseUrl = await serve(t, (_, response) => response.writeHead(404).end())
  const client = new Whereby({ apiKey: 'k', baseUrl })
  async function mine() {
    await client.meetings.get('1')
  }
  await assert.rejects(mine(), (error) => error instanceof NotFoundError && /at async mine /.test(error.stack))
})
