import { Emulator } from 'whereby'
import { END, obey, read } from './worker.mjs'

const emulator = await Emulator.start({ pointsPerMinute: 1_000_000 })
const client = emulator.client()
const rooms = []

/** Calls of the emulator in the package, as tests make them. */
await obey({
  async create() {
    rooms.push(await client.meetings.create({ endDate: END, fields: ['hostRoomUrl'] }))
  },
  async get() {
    read(await client.meetings.get(rooms.at(-1).meetingId))
  },
  async page() {
    const { results } = await client.meetings.listPage({ pageSize: 50 })
    results.forEach(read)
  },
})
await emulator.close()
