// From the flat arguments of a case to those of a method.
import { writeFileSync } from 'node:fs'
import { dates, operations, spans } from './operations.mjs'

/** The arguments of an operation, in the order of its method. */
export function positional(call, args) {
  const left = typed(args)
  const take = (name) => {
    const { [name]: value } = left
    delete left[name]
    return value
  }
  const given = operations[call].map((arg) => {
    if (arg === null) return null
    if (typeof arg === 'string') return arg === 'image' ? picture(take(arg)) : take(arg)
    return Object.fromEntries(arg.filter((name) => name in left).map((name) => [name, take(name)]))
  })
  return given.map((arg) => arg ?? left)
}

/** Moments and spans as JavaScript has them. */
export function typed(value, key) {
  if (dates.includes(key) && typeof value === 'string') return new Date(value)
  if (spans.includes(key) && typeof value === 'number') return value * 1000
  if (Array.isArray(value)) return value.map((item) => typed(item))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, typed(item, name)]))
}

/** `{"png": 1000}` is so many bytes, `{"pngFile": 1000, "at": …}` a file of them. */
function picture({ png, pngFile, at }) {
  const bytes = new Uint8Array(png ?? pngFile)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a].slice(0, bytes.length))
  if (at === undefined) return bytes
  writeFileSync(at, bytes)
  return at
}
