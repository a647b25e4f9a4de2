// Answers as Rust writes them (`core/src/model/tape.rs`): values one behind the other in one text, read
// in the order in which they stand there.

/** An answer that is read. */
export class Tape {
  private readonly written: string
  private at = 0

  constructor(written: string) {
    this.written = written
  }

  /** A whole number, six bits in each character. */
  number(): number {
    let unit = this.written.charCodeAt(this.at++)
    let number = unit & 63
    for (let scale = 64; unit > 63; scale *= 64) {
      unit = this.written.charCodeAt(this.at++)
      number += (unit & 63) * scale
    }
    return number
  }

  /** True or false; also whether there is a value, before one that may be none. */
  flag(): boolean {
    return this.written.charCodeAt(this.at++) === 1
  }

  /** A text. It is a part of the whole, which is kept as long as the text is. */
  text(): string {
    const end = this.number() + this.at
    const text = this.written.slice(this.at, end)
    this.at = end
    return text
  }

  date(): Date {
    return new Date(this.flag() ? -this.number() : this.number())
  }

  /** Any other value: it stands there as JSON. */
  json(): any {
    return JSON.parse(this.text())
  }

  /** Keys that this version does not know; most answers have none. */
  extra(): Record<string, unknown> {
    const text = this.text()
    return text === '' ? {} : JSON.parse(text)
  }

  /** A list of what `read` reads. */
  list<T>(read: () => T): T[] {
    const items: T[] = []
    for (let left = this.number(); left > 0; left--) items.push(read())
    return items
  }
}
