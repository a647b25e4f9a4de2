// Calls that tell how far they are.
import { Cancel, type Progress } from '../native.js'

/** Makes a call whose `progress` is called for the last time before the promise settles. */
export async function told<O extends { progress?: Progress }, T>(
  options: O,
  cancel: Cancel | undefined,
  run: (options: O, cancel?: Cancel) => Promise<T>,
): Promise<T> {
  const { progress } = options
  if (progress === undefined) return run(options, cancel)
  const stop = cancel ?? new Cancel()
  const thrown: unknown[] = []
  let end: () => void
  const ended = new Promise<void>((resolve) => { end = resolve })
  const tell = (received: number | null, total?: number | null) => {
    // By null Rust says that it holds the function no longer.
    if (received === null) return end()
    if (thrown.length > 0) return
    try {
      progress(received, total ?? undefined)
    } catch (error) {
      thrown.push(error)
      stop.cancel()
    }
  }
  const [outcome] = await Promise.allSettled([run({ ...options, progress: tell }, stop)])
  await ended
  if (thrown.length > 0) throw thrown[0]
  if (outcome.status === 'rejected') throw outcome.reason
  return outcome.value
}
