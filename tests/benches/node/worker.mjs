// The loop of all workers in Node; what they are told and answer is in ../src/program.rs.
//
// A worker's own file gives an object whose methods are the calls.
import { createInterface } from 'node:readline'

export const BASE = process.env.WHEREBY_BASE_URL
export const HEADERS = { authorization: `Bearer ${process.env.WHEREBY_API_KEY}`, 'content-type': 'application/json' }
export const END = new Date(Date.now() + 3_600_000)

/** The body of a request that creates a room. */
const body = () => JSON.stringify({ endDate: END, fields: ['hostRoomUrl'] })

let sum = 0

/** Reads all fields of a room. */
export function read({ meetingId, roomUrl, endDate, startDate, roomName, hostRoomUrl }) {
  for (const field of [meetingId, roomUrl, endDate, startDate, roomName, hostRoomUrl]) if (field) sum += 1
}

/** The calls of a client that sends by hand: `send` gives the JSON of the answer. */
export const byHand = (send) => ({
  async create() {
    read(await send('/meetings', { method: 'POST', body: body() }))
  },
  async page() {
    const { results } = await send('/meetings?limit=100')
    results.forEach(read)
  },
})

/** Makes calls as it is told. */
export async function obey(client) {
  console.log('ready')
  for await (const line of createInterface({ input: process.stdin })) {
    const [call, calls, lanes] = line.split(' ')
    const times = []
    const lane = async () => {
      for (let left = calls / lanes; left > 0; left--) {
        const start = process.hrtime.bigint()
        await client[call]()
        times.push(Number(process.hrtime.bigint() - start))
      }
    }
    const cpu = process.cpuUsage()
    const start = process.hrtime.bigint()
    await Promise.all(Array.from({ length: Number(lanes) }, lane))
    const wall = Number(process.hrtime.bigint() - start)
    const { user, system } = process.cpuUsage(cpu)
    times.sort((a, b) => a - b)
    const figures = { p50_ns: times[times.length >> 1], wall_ns: wall, cpu_ns: (user + system) * 1000 }
    console.log(JSON.stringify(figures))
  }
}
