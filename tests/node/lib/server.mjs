// A server of a test's own, on loopback.
import { createServer } from 'node:http'

/** Starts it: `answer` gets each request and response. It counts as stopped when the test is over. */
export async function serve(t, answer) {
  const server = createServer(answer)
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  })
  return `http://127.0.0.1:${server.address().port}`
}

/** A promise, and what fulfils it. */
export function later() {
  const made = {}
  made.promise = new Promise((resolve) => { made.resolve = resolve })
  return made
}
