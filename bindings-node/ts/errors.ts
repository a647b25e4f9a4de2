// Errors as classes, with every fact in a field of its own. `raise.ts` makes them.
import type { ErrorDetails } from '../native.js'
import type { RateLimits } from './generated/models.js'

/** Every error of this library. */
export interface WherebyError extends Readonly<Omit<ErrorDetails, 'message' | 'limits'>> {}

/** Facts of an error that a program makes by itself, as in a test. */
export interface ErrorFacts extends Partial<Omit<ErrorDetails, 'message' | 'limits'>> {
  /** The points. */
  limits?: RateLimits
  /** What led to it. */
  cause?: unknown
}

/** Every error of this library. */
export class WherebyError extends Error {
  /** The points, where the answer told them. */
  declare readonly limits?: RateLimits

  /** Makes one. Default of the facts: nothing was sent. */
  constructor(message?: string, { cause, ...facts }: ErrorFacts = {}) {
    super(message, cause === undefined ? undefined : { cause })
    Object.defineProperty(this, 'name', { value: new.target.name, configurable: true, writable: true })
    Object.assign(this, { sent: 'never', attempts: 0 }, facts)
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
  /** The status of the answer. */
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
