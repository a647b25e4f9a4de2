// The way back from Rust: calls end there in any order, and their answers come here many at a time.
import type { Answers } from '../native.js'
import { library } from './library.js'
import { Tape } from './tape.js'

interface Waiting {
  resolve(answer: Tape): void
  reject(reason: unknown): void
}

const waiting = new Map<number, Waiting>()
let last = 0
let made: Answers | undefined

/** The calls of this thread of JavaScript that are under way in Rust. */
export function answers(): Answers {
  return (made ??= new (library().Answers)(take))
}

function take(ended: (number | string | null)[]): void {
  // The id of a call, its answer, the id of a call, its answer, …
  for (let i = 0; i < ended.length; i += 2) {
    const id = ended[i] as number
    const answer = ended[i + 1] as string | null
    const call = waiting.get(id)
    waiting.delete(id)
    if (answer === null) call?.reject(new Error('whereby: a fault of this library; please report it'))
    else call?.resolve(new Tape(answer))
  }
}

/** A call on its way to Rust and back. */
export class Call {
  /** Under which Rust answers. */
  readonly id: number = (last = (last + 1) >>> 0)
  /** What must be over before the promise of the call settles. */
  until?: Promise<void>

  /**
   * Its answer: whether it went well, and the value or the failure. `begin` hands the call to Rust.
   */
  answer(begin: (call: this) => void): Promise<Tape> {
    begin(this)
    return new Promise((resolve, reject) => waiting.set(this.id, { resolve, reject }))
  }

  /** Ends it, if it has no answer yet: the work in Rust stops, and the promise rejects with the reason. */
  end(reason: unknown): void {
    const call = waiting.get(this.id)
    if (call === undefined) return
    waiting.delete(this.id)
    answers().end(this.id)
    call.reject(reason)
  }
}
