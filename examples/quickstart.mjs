import { Whereby } from 'whereby'

const client = new Whereby() // WHEREBY_API_KEY
const endDate = new Date(Date.now() + 3_600_000)
const meeting = await client.meetings.create({ endDate, fields: ['hostRoomUrl'] })
console.log(meeting.roomUrl, 'and for the host', meeting.hostRoomUrl)
for await (const m of client.meetings.list()) console.log(m.meetingId, m.roomName) // pages by itself
await client.meetings.delete(meeting.meetingId)
