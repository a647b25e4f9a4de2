import { BASE, HEADERS, byHand, obey } from './worker.mjs'

async function send(path, options) {
  const response = await fetch(BASE + path, { headers: HEADERS, ...options })
  if (!response.ok) throw new Error(`status ${response.status}`)
  return response.json()
}

await obey(byHand(send))
