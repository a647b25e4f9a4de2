// The way of one call: options and AbortSignal in, the native call, the answer or its error out.
import type { CallOptions, Client } from '../native.js'
import { Call } from './answers.js'
import { checked, named } from './check.js'
import { ConfigError } from './errors.js'
import { failed, sync } from './raise.js'
import type { Tape } from './tape.js'

/** Options of one call; times are milliseconds. */
export interface RequestOptions extends CallOptions {
  /**
   * Ends the call when it is aborted: the promise rejects with `signal.reason`, the work stops and
   * its connection closes. What was already sent may have taken effect.
   */
  signal?: AbortSignal | undefined
}

/** Makes a call with a client that has these options; `read` reads the value of its answer. */
export async function make<T>(
  client: Client,
  options: RequestOptions | undefined,
  read: (tape: Tape) => T,
  begin: (client: Client, call: Call) => void,
): Promise<T> {
  const signal = signalOf(options)
  const call = new Call()
  const answer = sync(() => call.answer(() => begin(configured(client, options), call)), make)
  if (signal) watch(signal, call)
  try {
    // Errors are made here, after the wait, so that their stack leads to the caller.
    const tape = await answer
    if (!tape.flag()) throw failed(tape.json())
    return read(tape)
  } finally {
    if (call.until) await call.until
    if (signal) unwatch(signal, call)
  }
}

/** Reads the answer of what gives none. */
export function nothing(): void {}

/** The client with these options. */
export function configured(client: Client, options: RequestOptions | undefined): Client {
  if (options === undefined) return client
  if (isSignal(options)) throw new ConfigError('options: must be an object with named fields; write { signal }')
  const { signal: _, ...others } = named('options', options, ConfigError)
  const settings = checked('CallOptions', others)
  return Object.keys(settings).length > 0 ? client.withOptions(settings) : client
}

/** The signal of a call that is about to be made. */
function signalOf(options: RequestOptions | undefined): AbortSignal | undefined {
  const signal = options?.signal
  if (signal === undefined) return undefined
  if (!isSignal(signal)) {
    throw new ConfigError('signal: must be an AbortSignal, as in new AbortController().signal')
  }
  if (signal.aborted) throw signal.reason
  return signal
}

/** The calls under each signal: one listener for them all, since Node warns of more than ten. */
const running = new WeakMap<AbortSignal, Set<Call>>()

function watch(signal: AbortSignal, call: Call): void {
  const calls = running.get(signal) ?? new Set()
  if (calls.size === 0) {
    running.set(signal, calls)
    signal.addEventListener('abort', abortAll)
  }
  calls.add(call)
}

function unwatch(signal: AbortSignal, call: Call): void {
  const calls = running.get(signal)
  if (calls?.delete(call) && calls.size === 0) signal.removeEventListener('abort', abortAll)
}

function abortAll(this: AbortSignal): void {
  for (const call of running.get(this) ?? []) call.end(this.reason)
}

/** By its looks: test runners and polyfills bring an AbortSignal of their own. */
function isSignal(given: unknown): boolean {
  const { aborted, addEventListener } = Object(given) as Partial<AbortSignal>
  return typeof aborted === 'boolean' && typeof addEventListener === 'function'
}
