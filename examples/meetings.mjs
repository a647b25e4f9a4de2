// Rooms: many at once, their links, and the end of them.
import { Whereby } from 'whereby'

const client = new Whereby() // WHEREBY_API_KEY
const endDate = new Date(Date.now() + 3_600_000)
const wanted = ['a', 'b'].map((name) => ({ endDate, roomNamePrefix: `clinic-${name}-` }))
for await (const created of client.meetings.createMany(wanted)) {
  if (created.ok) console.log(created.value.link({ lang: 'de' }))
  else console.log('room', created.index, 'was not made:', created.error.message)
}

const clinics = await client.meetings.list({ roomNameStartsWith: '/clinic-' }).collect()
for await (const deleted of client.meetings.deleteMany(clinics.map((m) => m.meetingId))) {
  console.log('deleted', deleted.ok ? deleted.value : deleted.error.message)
}
