import { Whereby } from 'whereby'
import { END, obey, read } from './worker.mjs'

const client = new Whereby()

await obey({
  async create() {
    read(await client.meetings.create({ endDate: END, fields: ['hostRoomUrl'] }))
  },
  async page() {
    const { results } = await client.meetings.listPage({ pageSize: 100 })
    results.forEach(read)
  },
})
