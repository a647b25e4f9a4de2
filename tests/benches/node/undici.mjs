import { Agent, request } from 'undici'
import { BASE, HEADERS, byHand, obey } from './worker.mjs'

const dispatcher = new Agent({ connections: 64 })

async function send(path, options) {
  const { statusCode, body } = await request(BASE + path, { headers: HEADERS, dispatcher, ...options })
  if (statusCode >= 300) throw new Error(`status ${statusCode}`)
  return body.json()
}

await obey(byHand(send))
