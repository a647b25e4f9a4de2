// Calls that tell how far they are.
import type { Progress } from '../native.js'
import type { Call } from './answers.js'

/**
 * Returns the options with a `progress` that is called for the last time before the promise of the call
 * settles. If it throws, the call ends, and the promise rejects with what was thrown.
 */
export function told<O extends { progress?: Progress | undefined }>(call: Call, options: O): O {
  const { progress } = options
  if (progress === undefined) return options
  const thrown: unknown[] = []
  let over: () => void
  call.until = new Promise((resolve, reject) => {
    over = () => (thrown.length > 0 ? reject(thrown[0]) : resolve())
  })
  const tell = (received: number | null, total?: number | null) => {
    // By null Rust says that it holds the function no longer.
    if (received === null) return over()
    if (thrown.length > 0) return
    try {
      progress(received, total ?? undefined)
    } catch (error) {
      thrown.push(error)
      call.end(error)
    }
  }
  return { ...options, progress: tell }
}
