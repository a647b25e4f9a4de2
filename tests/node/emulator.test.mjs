// The emulator's own methods.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { after, test } from 'node:test'
import { ConfigError, Emulator, InvalidRequestError } from 'whereby'

const emulator = await Emulator.start()
after(() => emulator.stop())

test('an emulator that only its client knows runs on', () => {
  const library = JSON.stringify(createRequire(import.meta.url).resolve('whereby'))
  const program = `
    const { Emulator } = require(${library})
    const start = async () => (await Emulator.start()).client()
    start().then(async (client) => {
      for (let round = 0; round < 5; round++) {
        globalThis.gc()
        await new Promise(setImmediate)
      }
      console.log((await client.meetings.list().collect()).length)
    })`
  const ran = spawnSync(process.execPath, ['--expose-gc', '-e', program], { encoding: 'utf8' })
  assert.equal(ran.stdout, '0\n', ran.stderr)
})

const OPTIONS = [
  [{ port: 99_999 }, /^port: must be 0 to 65535$/],
  [{ port: '1' }, /^port: must be a whole number, 0 or more, not a string$/],
  [{ host: 'localhost' }, /^host: must be an IP address/],
  [{ subdomain: 'A B' }, /subdomain.* must be lower-case/],
  [{ pointsPerMin: 1 }, /^pointsPerMin: .*pointsPerMinute/],
  [{ tariff: { reads: 5 } }, /^tariff\.reads: is no field; did you mean read\?$/],
  [{ tariff: { read: '5' } }, /^tariff\.read: must be a whole number/],
  [{ tariff: 5 }, /^tariff: must be an object, not a number$/],
  [{ tariff: null }, /^tariff: must be an object, not null; leave it out/],
]
for (const [options, words] of OPTIONS) {
  test(`options that cannot be used: ${JSON.stringify(options)}`, async () => {
    const error = await Emulator.start(options).then((e) => e.stop(), (e) => e)
    assert(error instanceof ConfigError && words.test(error.message), String(error))
    assert.equal(error.sent, 'never')
  })
}

const REFUSED = [
  [() => emulator.script([{ status: 500 }], { apiKey: 'x' }), /^apiKey: must be a string, not an object$/],
  [() => emulator.requests({ apiKey: 'x' }), /^apiKey: must be a string/],
  [() => emulator.script({ status: 500 }), /^answers: must be an array or another iterable, .*, not one object$/],
  [() => emulator.script([7]), /^answers\[0\]: must be an object, not a number$/],
  [() => emulator.script([{ stauts: 500 }]), /^POST \/_emulator\/answers: The body cannot be used: unknown field `stauts`/],
  [() => emulator.advance(NaN), /^seconds: must be finite/],
  [() => emulator.advance(Infinity), /^seconds: must be finite/],
  [() => emulator.advance(-1), /^seconds: .*0 or more/],
  [() => emulator.advance(new Date()), /^seconds: must be a number, not a Date$/],
  [() => emulator.advance(), /^seconds: is missing/],
  [() => emulator.advance(1e20), /^POST \/_emulator\/clock: advance must be seconds, .*year 9999/],
  [() => emulator.advance(1, 'wk'), /^POST \/_emulator\/clock: Access token/],
  [() => emulator.call(7, '/'), /^method: must be a string/],
  [() => emulator.call('GET', 7), /^path: must be a string/],
  [() => emulator.call('GET', ' '), /the call cannot be sent/],
  [() => emulator.call('GET', '/nowhere'), /^GET \/nowhere: Route not found$/],
  [() => emulator.call('POST', '/_emulator/clock', 1n), /^body: cannot be written as JSON/],
]
for (const [call, words] of REFUSED) {
  test(`refused: ${call}`, async () => {
    await assert.rejects(call(), (e) => e instanceof InvalidRequestError && words.test(e.message))
  })
}

test('an answer that says nothing is told by its status', async () => {
  const apiKey = emulator.newKey()
  await emulator.script(new Set([{ status: 500, body: 'oh' }, { status: 500, headers: undefined }]), apiKey)
  for (let left = 2; left > 0; left--) {
    const refused = { constructor: InvalidRequestError, message: 'GET /v1/meetings: the answer has the status 500' }
    await assert.rejects(emulator.call('GET', '/v1/meetings', undefined, apiKey), refused)
  }
})

test('an option that is undefined is its default', async () => {
  const other = await Emulator.start({ port: undefined, tariff: { read: 2, write: undefined } })
  const { limits } = await other.client({ apiKey: undefined, baseUrl: undefined }).meetings.get('1').catch((e) => e)
  assert.equal(limits.remaining, 998)
  await other.stop()
})

test('a call of an emulator that was stopped says so', async () => {
  const other = await Emulator.start()
  await other.stop()
  await assert.rejects(other.requests(), (e) => e instanceof InvalidRequestError && /has been stopped/.test(e.message))
})
