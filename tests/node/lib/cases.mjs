// The shared cases: reading them, filling in moments and saved values, matching results.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'

const tests = new URL('../../', import.meta.url)
const read = (path) => JSON.parse(readFileSync(new URL(path, tests), 'utf8'))

export function behaviour() {
  const files = readdirSync(new URL('behaviour', tests)).filter((name) => name.endsWith('.json')).sort()
  const named = (file) => read(`behaviour/${file}`).cases.map((c) => ({ ...c, name: `${file.slice(0, -5)}: ${c.name}` }))
  return [...files.flatMap(named), ...links()]
}

function links() {
  return read('vectors/links.json').map(({ name, url, options, ...outcome }) => ({
    name: `links: ${name}`,
    steps: [{ call: 'roomLink', args: { url, ...options }, ...outcome }],
  }))
}

/** The moment that `$now+60` stands for. */
export function moment(text) {
  const found = /^\$now([+-][\d.]+)$/.exec(text)
  return found && new Date(Date.now() + Number(found[1]) * 1000)
}

/** Puts moments (as text) and saved values where `$…` stands. */
export function fill(value, known) {
  if (Array.isArray(value)) return value.map((item) => fill(item, known))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, known)]))
  }
  if (typeof value !== 'string' || !value.startsWith('$')) return value
  const time = moment(value)
  if (time) return time.toISOString()
  const [name, key] = value.slice(1).split('.')
  if (!(name in known)) return value
  return key === undefined ? known[name] : known[name][key]
}

const WORDS = {
  $startsWith: (wanted, given) => typeof given === 'string' && given.startsWith(wanted),
  $contains: (wanted, given) => typeof given === 'string' && given.includes(wanted),
  $matches: (wanted, given) => typeof given === 'string' && new RegExp(wanted).test(given),
  $length: (wanted, given) => given?.length === wanted,
  $time: (wanted, given) => Math.abs(new Date(wanted) - new Date(given)) < 5000,
}

/** Holds a wire form against what is expected of it. */
export function check(wanted, given, at = 'result') {
  const where = `${at}: expected ${JSON.stringify(wanted)}, got ${JSON.stringify(given)}`
  if (wanted === '$any') return assert.ok(given !== undefined && given !== null, where)
  if (wanted === '$absent' || wanted === null) return assert.ok(given === undefined || given === null, where)
  if (Array.isArray(wanted)) {
    assert.equal(given?.length, wanted.length, where)
    return wanted.forEach((item, i) => check(item, given[i], `${at}[${i}]`))
  }
  if (typeof wanted !== 'object') return assert.equal(given, wanted, where)
  for (const [key, value] of Object.entries(wanted)) {
    if (key.startsWith('$')) assert.ok(WORDS[key](value, given), where)
    else check(value, given?.[key], `${at}.${key}`)
  }
}
