// What Rust throws, as an instance of its class.
import type { Failure } from '../native.js'
import * as errors from './errors.js'
import { RateLimits } from './generated/models.js'
import { names } from './generated/names.js'
import { Tape } from './tape.js'

/** What was caught, as an instance of its class. */
export function raised(caught: unknown): unknown {
  const { failure, code } = Object(caught) as { failure?: string; code?: unknown }
  if (failure !== undefined) return failed(JSON.parse(failure) as Failure)
  // napi refuses a value that the checks let pass; its text would show the value.
  return code === 'InvalidArg' ? new errors.InvalidRequestError('an argument has a wrong type') : caught
}

/** A failure as an instance of its class. */
export function failed({ kind, details }: Failure): errors.WherebyError {
  const known = errors[kind as keyof typeof errors] ?? errors.WherebyError
  const { operation, message, status } = details
  // One of `request` is a method and the caller's path.
  const name = operation?.includes(' ') ? operation : operation && camel(operation)
  // In a message it stands before the words of others; a refusal repeats the server's.
  const named = operation && name ? message.replace(operation, () => name) : message
  const said = (status ?? 0) >= 400 ? named : camelNames(named)
  return new known(said, { ...facts(details), ...(name && { operation: name }) })
}

/** The facts as users see them, of what Rust wrote. */
function facts({ message: _, ...details }: Failure['details']): errors.ErrorFacts {
  const known = Object.entries(details).filter(([, fact]) => fact !== null)
  return Object.fromEntries(known.map(([name, fact]) => [name, made(name, fact)]))
}

function made(name: string, fact: unknown): unknown {
  if (name === 'retryAt') return new Tape(fact as string).date()
  return name === 'limits' ? new RateLimits(new Tape(fact as string)) : fact
}

/** Runs what does no I/O. An error's stack begins at who called `above`: it has room for ten functions. */
export function sync<T>(run: () => T, above: Function = sync): T {
  try {
    return run()
  } catch (caught) {
    const error = raised(caught)
    if (error instanceof errors.WherebyError) Error.captureStackTrace(error, above)
    throw error
  }
}

/**
 * Core names operations and fields as Rust does (`end_date`); here they are as in JavaScript (`endDate`).
 * A message begins with one of them. What stands in a path is somebody else's.
 */
const NAMES = /`[^`]*`|^[a-z._]+(?=:)|(?<![\w/\\.-])[a-z]+(?:_[a-z0-9]+)+(?![\w/\\-]|\.\w)/g

function camelNames(message: string): string {
  return message.replace(NAMES, (word, at: number) => {
    if (word.startsWith('`')) return word
    const name = camel(word)
    return at === 0 || names().has(name) ? name : word
  })
}

function camel(word: string): string {
  return word.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}
