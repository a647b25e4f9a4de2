// Every shared case.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { Batch, Emulator, Pager, Whereby, WherebyError, roomLink, roomPhase } from 'whereby'
import { positional, typed } from './lib/arguments.mjs'
import { behaviour, check, fill } from './lib/cases.mjs'

const emulator = await Emulator.start()
const other = await Emulator.start()
const cases = behaviour()
const record = []
after(async () => {
  await Promise.all([emulator.stop(), other.stop()])
  // What went over the wire, for `cargo xtask test` to look at; a run of some cases leaves it alone.
  if (record.length < cases.length) return
  const folder = new URL('../../target/conformance/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  writeFileSync(new URL('node.jsonl', folder), record.map((line) => `${JSON.stringify(line)}\n`).join(''))
})

for (const { name, steps } of cases) {
  test(name, { concurrency: true }, async () => {
    const apiKey = emulator.newKey()
    let folder
    const tmp = () => (folder ??= mkdtempSync(join(tmpdir(), 'whereby-')))
    const known = { baseUrl: emulator.baseUrl, otherBaseUrl: other.baseUrl, tmp }
    try {
      for (const [i, step] of steps.entries()) {
        await run(step, apiKey, known).catch((error) => {
          error.message = `step ${i + 1}: ${error.message}`
          throw error
        })
      }
    } finally {
      record.push({ case: name, exchanges: await emulator.requests(apiKey) })
      if (folder) rmSync(folder, { recursive: true })
    }
  })
}

async function run(step, apiKey, known) {
  if (step.error) {
    await assert.rejects(call(step, apiKey, known), (error) => {
      checkError(fill(step.error, known), error)
      return true
    })
    return
  }
  const given = await gave(step, apiKey, known)
  if (step.save) known[step.save] = given
  if ('expect' in step) check(fill(step.expect, known), given)
}

/** What a step gives, in the wire form. */
async function gave(step, apiKey, known) {
  if (step.control) {
    const { method, path, body } = step.control
    return emulator.call(method, path, fill(body, known), apiKey)
  }
  if (step.file) return file(fill(step.file, known))
  const result = await call(step, apiKey, known)
  return result === undefined ? undefined : JSON.parse(JSON.stringify(result))
}

function file(path) {
  if (!existsSync(path)) return undefined
  const bytes = readFileSync(path)
  return { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}

async function call(step, apiKey, known) {
  const args = fill(step.args ?? {}, known)
  if (step.call === 'roomLink') {
    const { url, ...options } = args
    return roomLink(url, options)
  }
  if (step.call === 'roomPhase') return roomPhase(new Date(args.endDate), args.at && new Date(args.at))
  const client = new Whereby({ apiKey, baseUrl: emulator.baseUrl, ...fill(step.client ?? {}, known) })
  const options = typed(step.options ?? {})
  if (step.call === 'request') {
    const { method, path, ...parts } = args
    return client.request(method, path, parts, options)
  }
  const [resource, verb] = step.call.split('.')
  const result = client[resource][verb](...positional(step.call, args), options)
  if (result instanceof Batch) return (await result.collect()).map(ended)
  return result instanceof Pager ? result.collect() : result
}

function ended({ index, ok, value, error }) {
  return ok ? { index, value } : { index, error: { kind: error.constructor.name, status: error.status } }
}

function checkError(wanted, error) {
  assert.ok(error instanceof WherebyError, `${error.stack} is no WherebyError`)
  const { kind, messageContains, operation, ...fields } = wanted
  // `recordings.bulk_delete` is `recordings.bulkDelete` here.
  const named = operation?.replace(/_(\w)/g, (_, letter) => letter.toUpperCase())
  if (operation) assert.equal(error.operation, named)
  if (kind) assert.equal(error.constructor.name, kind, error.stack)
  const words = operation ? messageContains?.replace(operation, named) : messageContains
  if (words) assert.ok(error.message.includes(words), error.message)
  check(fields, JSON.parse(JSON.stringify({ ...error })), 'error')
}
