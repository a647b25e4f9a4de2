// A room's life from Node, on an emulator inside this program.
import { Emulator, NotFoundError } from 'whereby'

const emulator = await Emulator.start()
console.log('emulator ', emulator.baseUrl)
const client = emulator.client()

const endDate = new Date(Date.now() + 3_600_000)
const created = await client.meetings.create({ endDate, roomNamePrefix: 'demo-', fields: ['hostRoomUrl'] })
console.log('create   ', created)
console.log('          its host link is a secret, so it is not shown')
console.log('          a link for Ann:', created.link({ displayName: 'Ann' }))

const read = await client.meetings.get(created.meetingId)
console.log(`get       meeting ${read.meetingId} is ${read.phase()} until ${read.endDate?.toISOString()}`)

const found = await client.meetings.list({ roomNameStartsWith: '/demo-' }).collect()
const among = found.some((meeting) => meeting.meetingId === created.meetingId)
console.log(`list      ${found.length} room, and ours ${among ? 'is' : 'is not'} among them`)
if (!among) throw new Error('the room was not in the list')

await client.meetings.delete(created.meetingId)
console.log('delete    done')

try {
  await client.meetings.get(created.meetingId)
  throw new Error('the room should be gone')
} catch (error) {
  if (!(error instanceof NotFoundError)) throw error
  console.log('get       gone:', error.message)
}

await emulator.stop()
