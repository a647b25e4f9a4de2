import { BASE, HEADERS, body, obey, read } from './worker.mjs'

async function send(path, options) {
  const response = await fetch(BASE + path, { headers: HEADERS, ...options })
  if (!response.ok) throw new Error(`status ${response.status}`)
  return response.json()
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
