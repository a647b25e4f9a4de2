// Lists that page by themselves.
import { field } from './check.js'

/** One page of a list. */
export interface Page<T> {
  /** The items, in the server's order. */
  readonly results: readonly T[]
  /** Where the next page starts; none on the last page. */
  readonly cursor?: string
}

/** How much of a list to give. */
export interface ListLimit {
  /** Ends the list after so many items; pages stay whole, so the last may have more. Default: all. */
  maxItems?: number | undefined
}

interface Params {
  cursor?: string | undefined
}

/**
 * A list that fetches its pages as they are needed: `for await (const item of list) …`.
 *
 * A loop that ends early fetches no further page. After an error the next call tries the same page
 * again, so nothing is skipped. It has one reader at a time: if two ask for the same page, the second
 * call rejects.
 */
export class Pager<T, P extends Page<T> = Page<T>> implements AsyncIterable<T> {
  readonly #fetch: (params: Params) => Promise<P>
  readonly #params: Params
  readonly #most: number | undefined
  #cursor: string | undefined
  #done = false
  #ahead: T[] = []
  #fetched = 0

  /** @internal */
  constructor(params: Params & ListLimit, fetch: (params: never) => Promise<P>) {
    // What is no object is refused where the page is asked for, by a rejection.
    const { maxItems, ...others } = Object(params) === params ? params : { maxItems: undefined }
    this.#params = Object(params) === params ? others : params
    this.#most = maxItems
    this.#cursor = this.#params?.cursor
    // It is given what it was made with, and a cursor.
    this.#fetch = fetch as (params: Params) => Promise<P>
  }

  /**
   * Where the next page starts: give it as `cursor` of a new list to resume there. Items that a loop has yet
   * to give of the last page are before it: resume at the end of a page, or read by `pages()`.
   */
  get cursor(): string | undefined {
    return this.#cursor
  }

  /** Fetches the next page, whole; `undefined` after the last one. */
  async nextPage(): Promise<P | undefined> {
    if (this.#done || this.#left() === 0) return undefined
    const cursor = this.#cursor
    const page = await this.#fetch(cursor === undefined ? this.#params : { ...this.#params, cursor })
    // Without this, two readers that got the same page would both give its items.
    if (this.#done || this.#cursor !== cursor) {
      throw new Error('this list is being read already: await one page or item before the next')
    }
    // A cursor that does not move would make an endless loop.
    this.#cursor = page.cursor && page.cursor !== cursor ? page.cursor : undefined
    this.#done = this.#cursor === undefined
    this.#fetched += page.results.length
    return page
  }

  /** The pages, whole: `for await (const page of list.pages()) …`. */
  async *pages(): AsyncGenerator<P, void, undefined> {
    for (let page; (page = await this.nextPage()) !== undefined; ) yield page
  }

  /** The items. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for (;;) {
      while (this.#ahead.length === 0) {
        const left = this.#left()
        const page = await this.nextPage()
        if (page === undefined) return
        this.#ahead.push(...page.results.slice(0, left))
      }
      yield this.#ahead.shift() as T
    }
  }

  /** Collects all the items. */
  async collect(): Promise<T[]> {
    const all: T[] = []
    for await (const item of this) all.push(item)
    return all
  }

  #left(): number | undefined {
    field('maxItems', { is: 'count' }, this.#most)
    return this.#most === undefined ? undefined : Math.max(0, this.#most - this.#fetched)
  }
}
