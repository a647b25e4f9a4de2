// What every answer has: its fields as own properties, the wire form for JSON, and a face for
// `console.log` that hides secrets.

/** An answer as Rust writes it (`core/src/model/node_json.rs`): its fields, in order. */
export type Row = readonly any[]

/** What a class of answers knows of its fields. */
export interface Face {
  /** Each field's key on the wire. */
  readonly wire: Readonly<Record<string, string>>
  /** Fields that are shown as `***`. */
  readonly secrets: readonly string[]
}

const inspect = Symbol.for('nodejs.util.inspect.custom')

type Inspect = (value: unknown, options: { depth?: number | null }) => string

/** An answer of the API. */
export abstract class Model {
  /** @internal */
  static readonly face: Face

  /**
   * Returns the wire form: the API's own keys, times as ISO 8601 text, keys that this version does
   * not know. Secrets are in it as they are.
   */
  toJSON(): Record<string, unknown> {
    const { wire } = (this.constructor as typeof Model).face
    const fields = this as unknown as Record<string, unknown>
    const out: Record<string, unknown> = {}
    for (const [name, key] of Object.entries(wire)) {
      const value = fields[name]
      const nothing = value === undefined || (name === 'unreadable' && (value as unknown[]).length === 0)
      if (!nothing) out[key] = value instanceof Date ? value.toISOString() : value
    }
    return { ...out, ...(fields['extra'] as object) }
  }

  /** @internal */
  [inspect as never](depth: number, options: { depth?: number | null }, show: Inspect): string {
    const { name, face } = this.constructor as typeof Model
    if (depth < 0) return `[${name}]`
    const fields = this as unknown as Record<string, unknown>
    const shown: Record<string, unknown> = {}
    for (const key of Object.keys(face.wire)) {
      if (fields[key] !== undefined) shown[key] = face.secrets.includes(key) ? '***' : fields[key]
    }
    const extra = fields['extra'] as object
    if (Object.keys(extra).length > 0) shown['extra'] = extra
    return `${name} ${show(shown, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`
  }
}
