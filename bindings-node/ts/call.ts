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
  const { signal, ...others } = options ?? {}
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new ConfigError('signal: must be an AbortSignal, as in new AbortController().signal')
  }
  signal?.throwIfAborted()
  const cancel = signal && new Cancel()
  const abort = () => cancel?.cancel()
  signal?.addEventListener('abort', abort)
  try {
    const settings = checked('CallOptions', others)
    const target = Object.keys(settings).length > 0 ? client.withOptions(settings) : client
    return await run(target, cancel)
  } catch (error) {
    throw signal?.aborted && isCancelled(error) ? signal.reason : raised(error)
  } finally {
    signal?.removeEventListener('abort', abort)
  }
}

function isCancelled(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'Cancelled'
}
