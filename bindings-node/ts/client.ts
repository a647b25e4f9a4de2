// The client.
import type { CallOptions, Client, ClientOptions, Extra } from '../native.js'
import { answers } from './answers.js'
import { make, type RequestOptions } from './call.js'
import { checked, field, shaped, TEXT, type Rule } from './check.js'
import { InvalidRequestError } from './errors.js'
import { Resources } from './generated/client.js'
import { library } from './library.js'
import { sync } from './raise.js'

const PARTS: Record<keyof RequestParts, Rule> = {
  query: { is: 'object' },
  body: { is: 'json', nullable: true },
}

/** What a request of `client.request` carries. */
export interface RequestParts {
  /** Query parameters. */
  query?: Extra | undefined
  /** The body, any JSON value. */
  body?: unknown
}

/**
 * A client of Whereby's API.
 *
 * It is cheap to keep and meant to be shared: it pools connections. The key comes from `apiKey` or
 * from the environment's `WHEREBY_API_KEY`, and is never shown. Times are milliseconds.
 */
export class Whereby extends Resources {
  readonly #client: Client

  /**
   * Builds a client. Throws `ConfigError`, which names the option and the remedy.
   *
   * The first client loads the library of this platform, which `import` and `require` do not. Where npm did not
   * install it, that throws an `Error` that says so.
   */
  constructor(options: ClientOptions = {}) {
    const given: unknown = options
    const client = given instanceof library().Client ? given : build(options)
    super(client)
    this.#client = client
  }

  /** Returns a clone with other options for its calls; connections are shared. */
  withOptions(options: CallOptions): Whereby {
    return around(sync(() => this.#client.withOptions(checked('CallOptions', options))))
  }

  /**
   * Sends a request that this library has no method for, and returns the JSON of the answer, or
   * `undefined` if the answer has no body. GET, PUT and DELETE are repeated as other calls are; POST
   * and PATCH only if nothing was sent or the server answered 429.
   *
   * `path` is relative to the base URL, as in `/meetings`, and may carry a query.
   */
  request(
    method: string,
    path: string,
    parts: RequestParts = {},
    options?: RequestOptions,
  ): Promise<unknown> {
    // An array of the JSON, or an empty one.
    return make(this.#client, options, (tape) => tape.list(() => tape.json())[0], (client, call) => {
      const [verb, to] = [field('method', TEXT, method), field('path', TEXT, path)]
      const { query, body } = shaped(PARTS, parts, InvalidRequestError)
      client.request(call.id, verb, to, query as Extra, body)
    })
  }
}

function build(options: ClientOptions): Client {
  return sync(() => new (library().Client)(checked('ClientOptions', options), `node/${process.versions.node}`, answers()))
}

/** Not in the class: one that names itself gets another name when it is bundled. */
function around(client: unknown): Whereby {
  return new Whereby(client as ClientOptions)
}
