// What napi cannot say of a field in native.d.ts: that it may be left out, unless it is an `Option` in Rust,
// the unit of a span, which differs between languages, and names in docs as they are here.
import { readFileSync, writeFileSync } from 'node:fs'

const file = new URL('../native.d.ts', import.meta.url)
const declared = readFileSync(file, 'utf8')
  .replaceAll('extra: Extra | undefined', 'extra?: Extra')
  .replaceAll(/( |\n +)\*\/(\n +\w+\?: Span\n)/g, ' In milliseconds.$1*/$2')
  .replaceAll(/`[a-z]+(_[a-z]+)+`/g, (name) => name.replaceAll(/_./g, ([, letter]) => letter.toUpperCase()))
writeFileSync(file, declared)
