// What the loop of the workers and Node itself gain: a turn of the event loop and a text that is parsed.
import { obey, read } from './worker.mjs'

const url = 'https://bench.whereby.com/bench-00000000-7c4e-4d0b-9a51-3f6e2d8b0000'
const text = JSON.stringify({
  startDate: '2030-01-01T12:00:00.000Z',
  endDate: '2030-01-01T13:00:00.000Z',
  meetingId: '100000000',
  roomUrl: url,
  hostRoomUrl: `${url}?roomKey=${'x'.repeat(147)}`,
})

await obey({
  async create() {
    await new Promise(setImmediate)
    read(JSON.parse(text))
  },
})
