// Every shared case.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { Emulator, Pager, Whereby, WherebyError, roomLink, roomPhase } from 'whereby'
import { behaviour, check, fill, moment } from './lib/cases.mjs'

const emulator = await Emulator.start()
const other = await Emulator.start()
after(() => Promise.all([emulator.stop(), other.stop()]))

for (const { name, steps } of behaviour()) {
  test(name, { concurrency: true }, async () => {
    const apiKey = emulator.newKey()
    const known = { baseUrl: emulator.baseUrl, otherBaseUrl: other.baseUrl }
    for (const step of steps) await run(step, apiKey, known)
  })
}

async function run(step, apiKey, known) {
  if (step.control) {
    const { method, path, body } = step.control
    const given = await emulator.call(method, path, fill(body, known), apiKey)
    if ('expect' in step) check(fill(step.expect, known), given)
    return
  }
  if (step.error) {
    await assert.rejects(call(step, apiKey, known), (error) => {
      checkError(fill(step.error, known), error)
      return true
    })
    return
  }
  const result = await call(step, apiKey, known)
  const given = result === undefined ? undefined : JSON.parse(JSON.stringify(result))
  if (step.save) known[step.save] = given
  if ('expect' in step) check(fill(step.expect, known), given)
}

async function call(step, apiKey, known) {
  const args = Object.fromEntries(Object.entries(step.args ?? {}).map(([k, v]) => [k, moment(v) ?? fill(v, known)]))
  if (step.call === 'roomLink') {
    const { url, ...options } = args
    return roomLink(url, options)
  }
  if (step.call === 'roomPhase') return roomPhase(args.endDate, args.at)
  const client = new Whereby({ apiKey, baseUrl: emulator.baseUrl, ...fill(step.client ?? {}, known) })
  const options = { ...step.options }
  for (const time of ['timeout', 'deadline']) if (time in options) options[time] *= 1000
  if (step.call === 'request') {
    const { method, path, ...parts } = args
    return client.request(method, path, parts, options)
  }
  const [resource, verb] = step.call.split('.')
  const { meetingId, ...params } = args
  const positional = meetingId === undefined ? [params] : verb === 'delete' ? [meetingId] : [meetingId, params]
  const result = client[resource][verb](...positional, options)
  return result instanceof Pager ? result.collect() : result
}

function checkError(wanted, error) {
  assert.ok(error instanceof WherebyError, `${error.stack} is no WherebyError`)
  const { kind, messageContains, ...fields } = wanted
  if (kind) assert.equal(error.constructor.name, kind, error.stack)
  if (messageContains) assert.ok(error.message.includes(messageContains), error.message)
  check(fields, JSON.parse(JSON.stringify({ ...error })), 'error')
}
