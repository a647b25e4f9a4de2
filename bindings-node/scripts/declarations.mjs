// What napi cannot say of a field in native.d.ts: that it may be left out, unless it is an `Option` in Rust;
// the unit of a span, which differs between languages; names in docs as they are here; and that an input may hold
// undefined and lists that nobody may change.
import { readFileSync, writeFileSync } from 'node:fs'

const file = new URL('../native.d.ts', import.meta.url)
const declared = readFileSync(file, 'utf8')
  .replaceAll('extra: Extra | undefined', 'extra?: Extra')
  .replaceAll(/( |\n +)\*\/(\n +\w+\?: Span\n)/g, ' In milliseconds.$1*/$2')
  .replaceAll(/`[a-z]+(_[a-z]+)+`/g, (name) => name.replaceAll(/_./g, ([, letter]) => letter.toUpperCase()))
  .replaceAll(/^export interface \w+ \{$.*?^\}$/gms, (fields) => (isInput(fields) ? accepting(fields) : fields))
writeFileSync(file, declared)

/** Answers always have `extra`, and nobody gives the facts of an error. */
function isInput(fields) {
  return !fields.includes('\n  extra: Extra\n') && !fields.startsWith('export interface ErrorDetails ')
}

/** What a field of an input may be. */
function accepting(fields) {
  return fields
    .replaceAll(/^( +\w+\?: .+)$/gm, '$1 | undefined')
    .replaceAll(/: Array<(\w+)>/g, ': readonly $1[]')
}
