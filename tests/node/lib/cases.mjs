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

/** Puts moments (as text), saved values and the case's folder where `$…` stands. */
export function fill(value, known) {
  if (Array.isArray(value)) return value.map((item) => fill(item, known))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, known)]))
  }
  if (typeof value !== 'string' || !value.includes('$')) return value
  const seconds = /^\$now([+-][\d.]+)$/.exec(value)?.[1]
  if (seconds !== undefined) return new Date(Date.now() + Number(seconds) * 1000).toISOString()
  if (value.includes('$tmp/')) return value.replaceAll('$tmp/', `${known.tmp()}/`)
  // `$name.key.0` leads through objects and arrays.
  const [name, ...keys] = value.slice(1).split('.')
  const found = keys.reduce((inner, key) => inner?.[key], known[name])
  return value.startsWith('$') && found !== undefined ? found : value
}

const WORDS = {
  $startsWith: (wanted, given) => typeof given === 'string' && given.startsWith(wanted),
  $contains: (wanted, given) => typeof given === 'string' && given.includes(wanted),
  $matches: (wanted, given) => typeof given === 'string' && new RegExp(wanted).test(given),
  $length: (wanted, given) => Array.isArray(given) && given.length === wanted,
  $number: ({ min = -Infinity, max = Infinity }, given) => typeof given === 'number' && given >= min && given <= max,
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
