// The emulator, for tests and demos.
import type { ClientOptions, EmulatorOptions, EmulatorTariff, NativeEmulator } from '../native.js'
import { answers, Call } from './answers.js'
import { checked, field, shaped, TEXT, type Rule } from './check.js'
import { Whereby } from './client.js'
import { ConfigError, InvalidRequestError } from './errors.js'
import { library } from './library.js'

const OPTIONS: Record<keyof EmulatorOptions, Rule> = {
  port: { is: 'count' },
  host: { is: 'string' },
  data: { is: 'string' },
  pointsPerMinute: { is: 'count' },
  tariff: { is: 'object' },
  keepAfterEndHours: { is: 'count' },
  subdomain: { is: 'string' },
}

const TARIFF: Record<keyof EmulatorTariff, Rule> = {
  read: { is: 'count' },
  delete: { is: 'count' },
  write: { is: 'count' },
}

/** Those that run: nobody else may hold one whose client is in use. */
const running = new Set<Emulator>()

/** A request that arrived; secrets are masked. */
export interface EmulatorRequest {
  /** The method, as in `GET`. */
  method: string
  /** The path as it was sent, percent-encoded. */
  path: string
  /** The query as it was sent, without the question mark. */
  query: string
  /** The headers; their names are in lower case. */
  headers: Record<string, string>
  /** The body: JSON if it is, else text; null if there was none. */
  body: unknown
  /** The status of the answer; null as long as there is none. */
  status: number | null
  /** The answer itself, its body as above; null as long as there is none. */
  response: { contentType: string | null; body: unknown } | null
  /** Whether a test wrote the answer. */
  scripted: boolean
}

/** What a coming request gets: one of `pass`, `cut`, `silent`, `drop`, or the parts of an answer. */
export interface ScriptedAnswer {
  /** The real answer. */
  pass?: true | undefined
  /** So many bytes of the real answer, then a closed connection. */
  cut?: number | undefined
  /** No answer, until the client leaves. */
  silent?: true | undefined
  /** A closed connection: before the request has run, or after it. */
  drop?: 'before' | 'after' | undefined
  /** The status. Default: 200. */
  status?: number | undefined
  /** The headers. */
  headers?: Record<string, string> | undefined
  /** The body as text. */
  body?: string | undefined
  /** The body as JSON. */
  json?: unknown
  /** A body of so many bytes. */
  bodyBytes?: number | undefined
  /** Whether the connection breaks before the body is complete. */
  truncate?: boolean | undefined
  /** How long it takes, in seconds of real time: 0 to 600. Default: 0. */
  delaySeconds?: number | undefined
  /** Whether it is for a request for a file. Default: for one of the API. */
  file?: boolean | undefined
}

/**
 * A complete local Whereby on a loopback port: no account, no key, no network.
 *
 * It runs until `stop()`, the end of an `await using`, or the end of the process, which it does not keep alive.
 */
export class Emulator {
  readonly #native: NativeEmulator
  /** The base URL for clients, as in `http://127.0.0.1:4010/v1`. */
  readonly baseUrl: string
  /** A key of this emulator. Any other key `wk_test_…` is a tenant of its own. */
  readonly apiKey: string

  private constructor(emulator: NativeEmulator, baseUrl: string, apiKey: string) {
    this.#native = emulator
    this.baseUrl = baseUrl
    this.apiKey = apiKey
  }

  /** Starts an emulator; its port accepts connections when the promise is fulfilled. */
  static async start(options: EmulatorOptions = {}): Promise<Emulator> {
    const given = shaped(OPTIONS, options, ConfigError)
    if ('tariff' in given) given['tariff'] = shaped(TARIFF, given['tariff'], ConfigError, 'tariff.')
    const emulator = new (library().NativeEmulator)(answers())
    const tape = await new Call().answer(({ id }) => emulator.start(id, given))
    if (!tape.flag()) throw new ConfigError(tape.text())
    const [baseUrl, apiKey] = tape.list(() => tape.text())
    const started = new this(emulator, baseUrl!, apiKey!)
    running.add(started)
    return started
  }

  /** Returns a client of this emulator. */
  client(options: ClientOptions = {}): Whereby {
    return new Whereby({ baseUrl: this.baseUrl, apiKey: this.apiKey, ...checked('ClientOptions', options) })
  }

  /** Returns a new key: a tenant with rooms, clock and points of its own. */
  newKey(): string {
    return `wk_test_${crypto.randomUUID().replaceAll('-', '')}`
  }

  /** Moves the clock of a key's tenant forward; returns its new time. */
  async advance(seconds: number, apiKey: string = this.apiKey): Promise<Date> {
    if (!(field('seconds', { is: 'number', required: true }, seconds) >= 0 && Number.isFinite(seconds))) {
      throw new InvalidRequestError('seconds: must be finite, and 0 or more; time does not go back')
    }
    const { now } = (await this.call('POST', '/_emulator/clock', { advance: seconds }, apiKey)) as { now: string }
    return new Date(now)
  }

  /** Returns the requests of a key's tenant, oldest first. */
  async requests(apiKey: string = this.apiKey): Promise<EmulatorRequest[]> {
    return (await this.call('GET', '/_emulator/requests', undefined, apiKey)) as EmulatorRequest[]
  }

  /**
   * Adds what the next requests of a key's tenant get, one after another, behind what still waits there.
   * `call('POST', '/_emulator/reset')` forgets it, with the tenant's rooms.
   */
  async script(answers: Iterable<ScriptedAnswer> & object, apiKey: string = this.apiKey): Promise<void> {
    const given = field('answers', { is: 'object', required: true, list: true }, answers)
    await this.call('POST', '/_emulator/answers', { answers: given }, apiKey)
  }

  /**
   * Sends a request of a key's tenant without a network, as to `/_emulator/settings`, and returns the JSON
   * of its answer. Errors: `InvalidRequestError` with what it says.
   */
  async call(method: string, path: string, body?: unknown, apiKey: string = this.apiKey): Promise<unknown> {
    field('method', TEXT, method)
    field('path', TEXT, path)
    field('body', { is: 'json', nullable: true }, body)
    field('apiKey', TEXT, apiKey)
    const refused = (why: string) => new InvalidRequestError(`${method} ${path}: ${why}`)
    const tape = await new Call().answer(({ id }) => this.#native.call(id, apiKey, method, path, body))
    if (!tape.flag()) throw refused(tape.text())
    const [status, answer] = tape.list(() => tape.json()) as [number, unknown]
    if (status < 400) return answer
    const { error } = Object(answer) as { error?: unknown }
    throw refused(typeof error === 'string' ? error : `the answer has the status ${status}`)
  }

  /** Stops it: requests under way are cut off, and the port is free when the promise is fulfilled. */
  async stop(): Promise<void> {
    running.delete(this)
    await new Call().answer(({ id }) => this.#native.stop(id))
  }

  /** Stops it. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }
}
