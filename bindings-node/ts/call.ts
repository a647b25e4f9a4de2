// The way of one call: options and AbortSignal in, the native call, errors out as their classes.
import { Cancel, type CallOptions, type Client } from '../native.js'
import { checked } from './check.js'
import { ConfigError } from './errors.js'
import { raised } from './raise.js'

/** Options of one call; times are milliseconds. */
export interface RequestOptions extends CallOptions {
  /**
   * Ends the call when it is aborted: the promise rejects with `signal.reason`, the work stops and
   * its connection closes. What was already sent may have taken effect.
   */
  signal?: AbortSignal
}

/** Makes a call with a client that has these options. */
export async function call<T>(
  client: Client,
  options: RequestOptions | undefined,
  run: (client: Client, cancel?: Cancel) => Promise<T>,
): Promise<T> {
  const { signal } = options ?? {}
  if (signal !== undefined && !isSignal(signal)) {
    throw new ConfigError('signal: must be an AbortSignal, as in new AbortController().signal')
  }
  if (signal?.aborted) throw signal.reason
  const watch = signal && watched(signal)
  try {
    return await run(configured(client, options), watch?.cancel)
  } catch (error) {
    throw signal?.aborted && isCancelled(error) ? signal.reason : raised(error)
  } finally {
    watch?.end()
  }
}

/** The client with these options. */
export function configured(client: Client, options: RequestOptions | undefined): Client {
  const { signal: _, ...others } = options ?? {}
  const settings = checked('CallOptions', others)
  return Object.keys(settings).length > 0 ? client.withOptions(settings) : client
}

/** The calls under each signal: one listener for them all, since Node warns of more than ten. */
const running = new WeakMap<AbortSignal, Set<Cancel>>()

function watched(signal: AbortSignal): { cancel: Cancel; end: () => void } {
  const calls = running.get(signal) ?? new Set()
  if (calls.size === 0) {
    running.set(signal, calls)
    signal.addEventListener('abort', abortAll)
  }
  const cancel = new Cancel()
  calls.add(cancel)
  const end = () => {
    calls.delete(cancel)
    if (calls.size === 0) signal.removeEventListener('abort', abortAll)
  }
  return { cancel, end }
}

function abortAll(this: AbortSignal): void {
  for (const cancel of running.get(this) ?? []) cancel.cancel()
}

/** By its looks: test runners and polyfills bring an AbortSignal of their own. */
function isSignal(given: unknown): boolean {
  const { aborted, addEventListener } = Object(given) as Partial<AbortSignal>
  return typeof aborted === 'boolean' && typeof addEventListener === 'function'
}

function isCancelled(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'Cancelled'
}
