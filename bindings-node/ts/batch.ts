// Many calls at once, each with its own result.
import type { Calls, Client } from '../native.js'
import { configured, make, nothing, type RequestOptions } from './call.js'
import { WherebyError } from './errors.js'
import { failed, sync } from './raise.js'
import type { Tape } from './tape.js'

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
    read: (tape: Tape) => T,
    start: (client: Client) => Calls,
  ) {
    // The inputs are read now, and what is wrong with them is thrown where results are asked for.
    let begun: { calls: Calls } | { error: unknown }
    try {
      begun = { calls: sync(() => start(configured(client, options)), new.target) }
    } catch (error) {
      begun = { error }
    }
    this.#results = results(client, options?.signal, begun, read)
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
  begun: { calls: Calls } | { error: unknown },
  read: (tape: Tape) => T,
): AsyncGenerator<BatchResult<T>, void, undefined> {
  if ('error' in begun) throw begun.error
  const { calls } = begun
  const options = signal === undefined ? undefined : { signal }
  const next = (tape: Tape) => (tape.flag() ? ended(tape, read) : undefined)
  try {
    for (let one; (one = await make(client, options, next, (_, call) => calls.next(call.id))); ) yield one
  } finally {
    await make(client, undefined, nothing, (_, call) => calls.end(call.id))
  }
}

/** Which of the calls ended, whether it went well, and the value or the failure. */
function ended<T>(tape: Tape, read: (tape: Tape) => T): BatchResult<T> {
  const index = tape.number()
  if (tape.flag()) return { index, ok: true, value: read(tape) }
  return { index, ok: false, error: failed(tape.json()) }
}
