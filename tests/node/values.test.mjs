// Values on their way to Rust and back.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { inspect } from 'node:util'
import { runInNewContext } from 'node:vm'
import { ConfigError, Emulator, InvalidRequestError, Whereby } from 'whereby'

const emulator = await Emulator.start()
after(() => emulator.stop())
const soon = () => new Date(Date.now() + 3_600_000)

function tenant() {
  const apiKey = emulator.newKey()
  return { apiKey, client: emulator.client({ apiKey }) }
}

test('extra keys arrive as JSON.stringify writes them', async () => {
  const { client, apiKey } = tenant()
  const extra = { at: 1_795_483_663_505, half: 0.5, when: new Date(0), gone: undefined, deep: [{ a: null }], ...JSON.parse('{"__proto__": 1}') }
  await client.meetings.create({ endDate: soon(), extra })
  const [{ body }] = await emulator.requests(apiKey)
  const { endDate, ...sent } = body
  assert.equal(JSON.stringify(sent), JSON.stringify(extra))
})

test('unknown keys come back as JSON.parse reads them', async () => {
  const { client, apiKey } = tenant()
  const body = '{"meetingId":"1","big":18446744073709551615,"at":1795483663505,"__proto__":{"x":1},"roomName":7}'
  await emulator.script([{ body }], apiKey)
  const meeting = await client.meetings.get('1')
  assert.equal(JSON.stringify(meeting), JSON.stringify(JSON.parse(body)))
  assert.equal(meeting.roomName, undefined)
  assert.match(inspect(meeting), /extra: \{.*at: 1795483663505/s)
})

test('texts of all scripts and lengths, and moments of all times, come back as they are', async () => {
  const { client, apiKey } = tenant()
  const sent = {
    meetingId: '1',
    roomUrl: 'Räume 会議室 🎉',
    endDate: new Date('1969-12-31T23:59:59.999Z'),
    startDate: new Date('0001-01-01T00:00:00.000Z'),
    roomName: '',
  }
  for (const length of [0, 1, 63, 64, 4095, 4096, 300_000]) {
    for (const letter of ['a', 'é', '会', '🎉']) {
      const json = { ...sent, hostRoomUrl: letter.repeat(length) }
      await emulator.script([{ json }], apiKey)
      assert.deepEqual({ ...(await client.meetings.get('1')) }, { ...json, extra: {} })
    }
  }
  const latest = { ...sent, endDate: new Date('9999-12-31T23:59:59.999Z') }
  await emulator.script([{ json: latest }], apiKey)
  assert.deepEqual((await client.meetings.get('1')).endDate, latest.endDate)
})

test('what has no JSON is refused, and named', async () => {
  const { client } = tenant()
  const circle = {}
  circle.self = circle
  for (const extra of [{ a: 1n }, circle]) {
    const refused = { constructor: InvalidRequestError, message: /^recording\.extra: cannot be written as JSON/ }
    await assert.rejects(client.meetings.create({ endDate: soon(), recording: { extra } }), refused)
  }
  await assert.rejects(client.request('POST', '/meetings', { body: () => {} }), /^InvalidRequestError: body: /)
})

test('a Date of another realm is a Date', async () => {
  const { client } = tenant()
  const endDate = runInNewContext('new Date(Date.now() + 3_600_000)')
  assert(!(endDate instanceof Date))
  assert.equal((await client.meetings.create({ endDate })).endDate?.getTime(), endDate.getTime())
})

class Own {
  'x-team' = 'a'
}
const MAPS = [new Headers({ 'x-team': 'a' }), new Map([['x-team', 'a']]), new URLSearchParams('x-team=a')]

test('headers that are no plain object are refused, with the way to make one', async () => {
  const { client, apiKey } = tenant()
  for (const [headers, way] of [...MAPS.map((map) => [map, 'Object.fromEntries(headers)']), [new Own(), '{ ...headers }']]) {
    const refused = (e) => e instanceof ConfigError && /^headers: must be a plain object/.test(e.message) && e.message.endsWith(`; write ${way}`)
    assert.throws(() => new Whereby({ apiKey, headers }), refused)
    assert.throws(() => client.withOptions({ headers }), refused)
    await assert.rejects(client.meetings.listPage({}, { headers }), refused)
  }
  assert.deepEqual(await emulator.requests(apiKey), [])
})

test('a header that is no text is named', () => {
  for (const [given, kind] of [[1, 'a number'], [undefined, 'undefined'], [['a'], 'an array'], [new Date(), 'a Date']]) {
    const refused = { constructor: ConfigError, message: `headers.x-team: must be a string, not ${kind}` }
    assert.throws(() => new Whereby({ apiKey: 'k', headers: { 'x-team': given } }), refused)
  }
})

test('headers of another realm and without a prototype are plain objects', async () => {
  const { client, apiKey } = tenant()
  for (const headers of [runInNewContext('({ "x-team": "a" })'), Object.assign(Object.create(null), { 'x-team': 'a' })]) {
    await client.meetings.listPage({}, { headers })
    assert.equal((await emulator.requests(apiKey)).at(-1).headers['x-team'], 'a')
  }
})

test('no object is taken for an empty one', async () => {
  const { client } = tenant()
  for (const map of MAPS) {
    const way = (field) => ({ constructor: InvalidRequestError, message: new RegExp(`^${field}: .*; write Object\\.fromEntries\\(${field}\\)$`) })
    await assert.rejects(client.meetings.listPage({ extra: map }), way('extra'))
    await assert.rejects(client.request('GET', '/meetings', { query: map }), way('query'))
    await assert.rejects(client.meetings.listPage(map), /^InvalidRequestError: the input: must be an object with named fields, not a /)
  }
})

test('a list may be anything that can be iterated, but is no single item', async () => {
  const { client } = tenant()
  const fields = function* () { yield 'hostRoomUrl' }
  assert((await client.meetings.create({ endDate: soon(), fields: fields() })).hostRoomUrl)
  for (const [given, kind] of [['hostRoomUrl', 'string'], [7, 'number'], [{}, 'object'], [() => {}, 'function']]) {
    const message = `fields: must be an array or another iterable, each item a string, not one ${kind}`
    await assert.rejects(client.meetings.create({ endDate: soon(), fields: given }), { constructor: InvalidRequestError, message })
  }
})

test('no refusal shows the value, which may be a secret', async () => {
  const { client } = tenant()
  for (const secret of [['SESAME'], 987_654_321]) {
    const wrong = [{ streaming: { destination: { url: secret } } }, { roomNamePrefix: secret }, { fields: [secret] }, { endDate: `${secret}` }]
    for (const params of wrong) {
      const error = await client.meetings.create({ endDate: soon(), ...params }).catch((e) => e)
      assert(error instanceof InvalidRequestError && !inspect(error).includes(`${secret}`), inspect(error))
    }
  }
})

test('a long list of calls under one signal warns of nothing and leaves no listener', async () => {
  const { client } = tenant()
  const warnings = []
  process.on('warning', (warning) => warnings.push(warning))
  let listeners = 0
  let most = 0
  const { signal } = new AbortController()
  for (const [name, step] of [['addEventListener', 1], ['removeEventListener', -1]]) {
    const original = signal[name].bind(signal)
    signal[name] = (...args) => {
      most = Math.max(most, (listeners += step))
      return original(...args)
    }
  }
  await Promise.all(Array.from({ length: 32 }, () => client.meetings.listPage({}, { signal })))
  await new Promise(setImmediate)
  assert.deepEqual([warnings, most, listeners], [[], 1, 0])
})
