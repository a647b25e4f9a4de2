// What every answer has: its fields as own properties, the wire form for JSON, and a face for
// `console.log` that hides secrets.

/** What a class of answers knows of its fields. */
export interface Face {
  /** Fields that are shown as `***`. */
  readonly secrets: readonly string[]
  /** The keys on the wire of fields that have another name here. */
  readonly renamed: Readonly<Record<string, string>>
}

const inspect = Symbol.for('nodejs.util.inspect.custom')

type Inspect = (value: unknown, options: { depth?: number | null }) => string

/** An answer of the API. */
export abstract class Model {
  /** @internal */
  static readonly face: Face = { secrets: [], renamed: {} }

  /**
   * Returns the wire form: the API's own keys, times as ISO 8601 text, keys that this version does
   * not know. Secrets are in it as they are.
   */
  toJSON(): Record<string, unknown> {
    const { renamed } = (this.constructor as typeof Model).face
    const { extra, ...fields } = this as unknown as Record<string, unknown>
    const out: Record<string, unknown> = {}
    for (const [name, value] of Object.entries(fields)) {
      const nothing = name === 'unreadable' && (value as unknown[]).length === 0
      if (!nothing) out[renamed[name] ?? name] = value instanceof Date ? value.toISOString() : value
    }
    return { ...out, ...(extra as object) }
  }

  /** @internal */
  [inspect as never](depth: number, options: { depth?: number | null }, show: Inspect): string {
    const { name, face } = this.constructor as typeof Model
    if (depth < 0) return `[${name}]`
    const shown = { ...this } as Record<string, unknown>
    for (const secret of face.secrets) if (secret in shown) shown[secret] = '***'
    if (Object.keys(shown['extra'] as object).length === 0) delete shown['extra']
    return `${name} ${show(shown, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`
  }
}
