// What callers give is checked here, before it crosses to Rust: errors name the field and say what
// to write instead, and no value is shown, since it may be a secret.
import url = require('node:url')
import util = require('node:util')
import { ConfigError, InvalidRequestError } from './errors.js'
import { inputs } from './generated/inputs.js'

/** What a field takes; a name in capitals is another input. */
export interface Rule {
  readonly is: string
  readonly required?: true
  readonly nullable?: true
  readonly list?: true
}

/** The fields of an object. */
export type Shape = Readonly<Record<string, Rule>>

/** A text that must be given. */
export const TEXT = { is: 'string', required: true } as const

/** Half of a character, which is no text to anybody else; and as `JSON.stringify` writes it. */
const HALF = /\p{Surrogate}/u
const HALF_ESCAPED = /(?<!\\)(?:\\\\)*\\ud[89a-f]/
const NO_TEXT = 'has half of a character (a lone surrogate); cut texts between characters'
const YEAR_1 = new Date('0001-01-01T00:00:00Z')
const YEAR_10000 = new Date('+010000-01-01T00:00:00Z')

type Input = keyof ReturnType<typeof inputs>
type Fault = new (message: string) => Error
type Fields = Record<string, unknown>

/** Returns the input, checked, as a plain object of known keys. */
export function checked<T>(name: Input, given: T): Given<T> {
  const fault = name === 'ClientOptions' || name === 'CallOptions' ? ConfigError : InvalidRequestError
  return shaped(inputs()[name], given, fault) as Given<T>
}

/** An input as Rust takes it: `extra` is always there. */
export type Given<T> = T extends { extra?: infer E } ? T & { extra: NonNullable<E> } : T

/** Returns an argument, checked; of a list its items. */
export function field<T>(name: string, rule: Rule & { list: true }, given: Iterable<T>): T[]
export function field<T>(name: string, rule: Rule, given: T): T
export function field(name: string, rule: Rule, given: unknown): unknown {
  return value(name, rule, given, InvalidRequestError)
}

/** Returns an object of this shape, checked. `path` leads to it, as in `recording.`. */
export function shaped(shape: Shape, given: unknown, fault: Fault, path = ''): Fields {
  const fields = named(path === '' ? 'the input' : path.slice(0, -1), given, fault) as Fields
  for (const key of Object.keys(fields)) {
    if (!Object.hasOwn(shape, key)) throw new fault(`${path}${key}: ${unknownKey(key, shape)}`)
  }
  const out: Fields = {}
  for (const [key, rule] of Object.entries(shape)) {
    const read = value(path + key, rule, fields[key], fault)
    if (read !== undefined) out[key] = read
    else if (key === 'extra') out[key] = {}
  }
  return out
}

/** Returns what has named fields. */
export function named<T>(where: string, given: T, fault: Fault): T {
  if (fits('object', given)) return given
  throw new fault(`${where}: must be an object with named fields, not ${kind(given)}`)
}

function value(path: string, rule: Rule, given: unknown, fault: Fault): unknown {
  if (given === undefined && !rule.required) return undefined
  if (given === undefined) throw new fault(`${path}: is missing; give ${wanted(rule)}`)
  if (given === null && rule.nullable) return null
  if (given === null && !rule.required) {
    throw new fault(`${path}: must be ${wanted(rule)}, not null; leave it out for the default`)
  }
  if (!rule.list) return single(path, rule, given, fault)
  if (!iterable(given)) {
    throw new fault(`${path}: must be ${wanted(rule)}, not ${kind(given).replace(/^an? /, 'one ')}`)
  }
  return Array.from(given, (item, i) => single(`${path}[${i}]`, { is: rule.is }, item, fault))
}

function single(path: string, rule: Rule, given: unknown, fault: Fault): unknown {
  if (Object.hasOwn(inputs(), rule.is)) {
    return shaped(inputs()[rule.is as Input], given, fault, `${path}.`)
  }
  if (rule.is === 'date' && util.types.isDate(given) && Number.isNaN(given.getTime())) {
    throw new fault(`${path}: is an invalid Date; check how it was made`)
  }
  if (rule.is === 'date' && util.types.isDate(given) && !(YEAR_1 <= given && given < YEAR_10000)) {
    throw new fault(`${path}: must be a moment between the years 1 and 9999`)
  }
  if (!fits(rule.is, given)) {
    const what = rule.is === 'count' && typeof given === 'number' ? `the number ${given}` : kind(given)
    throw new fault(`${path}: must be ${wanted(rule)}, not ${what}${remedy(path, rule, given)}`)
  }
  if (typeof given === 'string' && HALF.test(given)) throw new fault(`${path}: ${NO_TEXT}`)
  if (rule.is === 'headers') {
    for (const [name, text] of Object.entries(given as Fields)) single(`${path}.${name}`, TEXT, text, fault)
  }
  if (isUrl(given) && (rule.is === 'path' || rule.is === 'picture')) return filePath(path, given, fault)
  if (rule.is === 'json' || rule.is === 'object') checkJson(path, given, fault)
  return given
}

function fits(is: string, given: unknown): boolean {
  switch (is) {
    case 'date':
      return util.types.isDate(given)
    case 'count':
      return Number.isInteger(given) && (given as number) >= 0 && (given as number) < 2 ** 32
    case 'object':
      return typeof given === 'object' && given !== null && !iterable(given)
    case 'headers':
      return fits('object', given) && plain(given as object)
    case 'json':
      return true
    case 'path':
      return typeof given === 'string' || isUrl(given)
    case 'picture':
      return util.types.isUint8Array(given) || fits('path', given)
    default:
      return typeof given === is
  }
}

/** A list to go through. A text is none here: it would be one of letters. */
function iterable(given: unknown): given is Iterable<unknown> {
  return typeof given === 'object' && given !== null && Symbol.iterator in given
}

/** Whether it is of no class. It may be of another realm, whose `Object.prototype` is another. */
function plain(given: object): boolean {
  const base: unknown = Object.getPrototypeOf(given)
  return base === null || Object.getPrototypeOf(base) === null
}

/** By its looks, as Node's own `fs` has it. */
function isUrl(given: unknown): given is URL {
  const { href, protocol } = Object(given) as Partial<URL>
  return typeof given === 'object' && typeof href === 'string' && typeof protocol === 'string'
}

function filePath(path: string, file: URL, fault: Fault): string {
  try {
    return url.fileURLToPath(file.href)
  } catch (error) {
    throw new fault(`${path}: is a URL of no file of this machine (${(error as Error).message})`)
  }
}

function checkJson(path: string, given: unknown, fault: Fault): void {
  let text: string | undefined
  try {
    text = JSON.stringify(given)
  } catch (error) {
    throw new fault(`${path}: cannot be written as JSON (${(error as Error).message.split('\n')[0]})`)
  }
  if (text === undefined) throw new fault(`${path}: cannot be written as JSON, since it is ${kind(given)}`)
  if (HALF_ESCAPED.test(text)) throw new fault(`${path}: ${NO_TEXT}`)
}

function wanted(rule: Rule): string {
  const one = ONE[rule.is] ?? 'an object with named fields'
  return rule.list ? `an array or another iterable, each item ${one}` : one
}

/** How to make an object of what Rust would take for an empty one: a Map, the Headers of `fetch`. */
function remedy(path: string, rule: Rule, given: unknown): string {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return ''
  if (rule.is !== 'headers' && rule.is !== 'object') return ''
  return iterable(given) ? `; write Object.fromEntries(${path})` : `; write { ...${path} }`
}

const ONE: Record<string, string> = {
  boolean: 'true or false',
  count: 'a whole number, 0 or more',
  date: 'a Date, as in new Date(Date.now() + 3_600_000)',
  function: 'a function',
  headers: 'a plain object of texts, as in { "x-team": "a" }',
  json: 'a JSON value',
  number: 'a number',
  object: 'an object',
  path: 'the path of a file, a string or a URL that begins with file:',
  picture: 'a Uint8Array with the bytes of a picture, or the path of its file',
  string: 'a string',
}

function kind(given: unknown): string {
  if (given === null || given === undefined) return String(given)
  if (typeof given !== 'object') return `a ${typeof given}`
  const name = Object.prototype.toString.call(given).slice(8, -1)
  if (name === 'Object' || name === 'Array') return `an ${name.toLowerCase()}`
  return `${/^[AEIO]/.test(name) ? 'an' : 'a'} ${name}`
}

function unknownKey(key: string, shape: Shape): string {
  const names = Object.keys(shape)
  const near = names.map((name) => ({ name, far: distance(key.toLowerCase(), name.toLowerCase()) }))
  const ofTheCall = key === 'signal' || Object.hasOwn(inputs().CallOptions, key)
  if (ofTheCall) return 'is no field here; options of the call are the last argument'
  const best = near.sort((a, b) => a.far - b.far)[0]
  const extra = names.includes('extra') ? '; keys that this version does not know go into extra' : ''
  if (best && best.far <= Math.max(2, key.length / 4)) return `is no field; did you mean ${best.name}?`
  return `is no field${extra}`
}

/** How many letters differ (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + change))
    }
    row = next
  }
  return row[b.length]!
}
