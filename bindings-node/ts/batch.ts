// Many calls at once, each with its own result.
import type { Cancel, Client, Ended } from '../native.js'
import { call, configured, type RequestOptions } from './call.js'
import { WherebyError } from './errors.js'
import { failed, raised } from './raise.js'

/** How one of many calls ended: by `ok` with a value or with the error of this call alone. */
export type BatchResult<T> =
  | {
      /** Which of the inputs it was: 0 is the first. */
      readonly index: number
      readonly ok: true
      /** The answer. */
      readonly value: T
    }
  | {
      /** Which of the inputs it was: 0 is the first. */
      readonly index: number
      readonly ok: false
      /** Why this call failed. */
      readonly error: WherebyError
    }

/** The calls in Rust. */
interface Calls<N> {
  next(cancel?: Cancel): Promise<Ended<N> | null>
  end(): Promise<void>
}

/**
 * Many calls, a few at a time: `for await (const result of batch) …`. Results come as they are there,
 * in no order; a call that fails does not end the others.
 *
 * The first calls are made when the first result is asked for. A loop that ends early, or whose signal
 * is aborted, ends the calls under way and makes no more. It can be gone through once.
 */
export class Batch<T> implements AsyncIterable<BatchResult<T>> {
  readonly #results: AsyncGenerator<BatchResult<T>, void, undefined>

  /** @internal */
  constructor(
    client: Client,
    options: RequestOptions | undefined,
    value: (native: never) => T,
    start: (client: Client) => Calls<unknown>,
  ) {
    // The inputs are read now, and what is wrong with them is thrown where results are asked for.
    let begun: { calls: Calls<unknown> } | { error: unknown }
    try {
      begun = { calls: start(configured(client, options)) }
    } catch (error) {
      begun = { error: raised(error) }
    }
    this.#results = results(client, options?.signal, begun, value as (native: unknown) => T)
  }

  /** The results. */
  [Symbol.asyncIterator](): AsyncGenerator<BatchResult<T>, void, undefined> {
    return this.#results
  }

  /** Collects all the results, in the order of the inputs. */
  async collect(): Promise<BatchResult<T>[]> {
    const all: BatchResult<T>[] = []
    for await (const result of this) all.push(result)
    return all.sort((a, b) => a.index - b.index)
  }
}

async function* results<T>(
  client: Client,
  signal: AbortSignal | undefined,
  begun: { calls: Calls<unknown> } | { error: unknown },
  value: (native: unknown) => T,
): AsyncGenerator<BatchResult<T>, void, undefined> {
  if ('error' in begun) throw begun.error
  const { calls } = begun
  const options = signal === undefined ? undefined : { signal }
  try {
    for (let ended; (ended = await call(client, options, (_, cancel) => calls.next(cancel))) !== null; ) {
      const { index, failure } = ended
      if (failure === undefined) yield { index, ok: true, value: value(ended.value) }
      else yield { index, ok: false, error: failed(failure) }
    }
  } finally {
    await calls.end()
  }
}
