// How rooms were used: the busiest ones, their sessions, and who was there.
import { Whereby } from 'whereby'

const { insights } = new Whereby() // WHEREBY_API_KEY
for await (const room of insights.rooms({ sortBy: 'totalSessions:desc', maxItems: 1 })) {
  console.log(room.roomName, room.totalParticipantMinutes, 'minutes')
  for await (const session of insights.roomSessions({ roomName: room.roomName ?? '' })) {
    console.log('from', session.start(), 'to', session.end())
    for await (const participant of insights.participants({ roomSessionId: session.roomSessionId })) {
      console.log(' ', participant.displayName, 'as', participant.roleName)
    }
  }
}
