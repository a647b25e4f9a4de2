import { Agent, request } from 'undici'
import { BASE, HEADERS, body, obey, read } from './worker.mjs'

const dispatcher = new Agent({ connections: 64 })

async function send(path, options) {
  const { statusCode, body } = await request(BASE + path, { headers: HEADERS, dispatcher, ...options })
  if (statusCode >= 300) throw new Error(`status ${statusCode}`)
  return body.json()
}

await obey({
  async create() {
    read(await send('/meetings', { method: 'POST', body: body() }))
  },
  async page() {
    const { results } = await send('/meetings?limit=100')
    results.forEach(read)
  },
})
