// What Rust throws, as an instance of its class.
import type { Failure } from '../native.js'
import * as errors from './errors.js'
import { names } from './generated/names.js'

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
  const { operation, message } = details
  // One of `request` is a method and the caller's path.
  if (!operation || operation.includes(' ')) return new known({ ...details, message: camelNames(message) })
  const name = camel(operation)
  // In a message it stands before the words of others.
  return new known({ ...details, operation: name, message: camelNames(message.replace(operation, name)) })
}

/** Runs what does no I/O. */
export function sync<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw raised(error)
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
