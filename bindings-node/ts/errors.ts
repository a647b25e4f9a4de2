// Errors as classes. Rust throws plain objects with every fact in a field of its own.
import type { Failure } from '../native.js'
import * as models from './generated/models.js'
import { inputs } from './generated/inputs.js'

/** Every error of this library. */
export interface WherebyError extends Readonly<Omit<Failure, 'kind' | 'message' | 'limits'>> {}

/** Every error of this library. */
export class WherebyError extends Error {
  /** The points, where the answer told them. */
  declare readonly limits?: models.RateLimits

  /** @internal */
  constructor(facts: string | Failure) {
    const failure = typeof facts === 'string' ? local(facts) : facts
    super(camelNames(failure.message))
    Object.defineProperty(this, 'name', { value: new.target.name, configurable: true, writable: true })
    const { kind: _, message: __, limits, ...rest } = failure
    Object.assign(this, rest)
    if (limits !== undefined) this.limits = new models.RateLimits(limits)
  }
}

/** A key, URL or option that cannot be used. Found before any I/O. */
export class ConfigError extends WherebyError {}

/** Input that this library refuses, or that names no resource. Found before any I/O. */
export class InvalidRequestError extends WherebyError {}

/** No connection: the request did not leave; or it broke before the answer was complete. */
export class APIConnectionError extends WherebyError {}

/** Time ran out. */
export class APITimeoutError extends APIConnectionError {}

/** The server answered with a status that says no. */
export class APIStatusError extends WherebyError {
  declare readonly status: number
}

/** 400 or 422: the server refused the input. */
export class BadRequestError extends APIStatusError {}

/** 401: the key is missing or not valid. */
export class AuthenticationError extends APIStatusError {}

/** 403: not allowed; on create, often a feature that is not in the plan. */
export class PermissionDeniedError extends APIStatusError {}

/** 404: there is no such resource. */
export class NotFoundError extends APIStatusError {}

/** 409: the resource is in a state that forbids this. */
export class ConflictError extends APIStatusError {}

/** 429: the points of this minute are used up and the deadline is too near to wait. */
export class RateLimitError extends APIStatusError {}

/** 5xx to a call that could safely be repeated. */
export class InternalServerError extends APIStatusError {}

/** A call that must not be repeated blindly, and nobody knows whether it took effect. */
export class OutcomeUnknownError extends WherebyError {}

/** The server said yes and its answer cannot be read. */
export class DecodeError extends WherebyError {}

const CLASSES: Record<string, new (failure: Failure) => WherebyError> = {
  ConfigError,
  InvalidRequestError,
  APIConnectionError,
  APITimeoutError,
  APIStatusError,
  BadRequestError,
  AuthenticationError,
  PermissionDeniedError,
  NotFoundError,
  ConflictError,
  RateLimitError,
  InternalServerError,
  OutcomeUnknownError,
  DecodeError,
}

/** What was caught, as an instance of its class. */
export function raised(caught: unknown): unknown {
  const { failure, code } = Object(caught) as { failure?: Failure; code?: unknown }
  if (failure !== undefined) return new (CLASSES[failure.kind] ?? WherebyError)(failure)
  // napi refuses a value that the checks let pass; its text would show the value.
  return code === 'InvalidArg' ? new InvalidRequestError('an argument has a wrong type') : caught
}

/** Runs what does no I/O. */
export function sync<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw raised(error)
  }
}

function local(message: string): Failure {
  return { kind: '', message, sent: 'never', attempts: 0 }
}

/** Core names fields as Rust does (`end_date`); here they are as in JavaScript (`endDate`). */
function camelNames(message: string): string {
  return message.replace(/`[^`]*`|\b[a-z]+(?:_[a-z0-9]+)+\b/g, (word) => {
    const camel = word.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
    fields ??= fieldNames()
    return fields.has(camel) ? camel : word
  })
}

let fields: Set<string> | undefined

function fieldNames(): Set<string> {
  const faces = Object.values(models).flatMap((model) => ('face' in model ? [model.face.wire] : []))
  return new Set([...Object.values(inputs), ...faces].flatMap((shape) => Object.keys(shape)).concat('maxItems'))
}
