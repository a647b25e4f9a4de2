// napi has no way to say that a field of an input may be left out unless it is an `Option` in Rust.
import { readFileSync, writeFileSync } from 'node:fs'

const file = new URL('../native.d.ts', import.meta.url)
writeFileSync(file, readFileSync(file, 'utf8').replaceAll('extra: Extra | undefined', 'extra?: Extra'))
