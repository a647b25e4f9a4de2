// What a room looks like: colours, logo, background.
import { Whereby } from 'whereby'

const client = new Whereby() // WHEREBY_API_KEY
const endDate = new Date(Date.now() + 3_600_000)
const { roomName } = await client.meetings.create({ endDate })
if (!roomName) throw new Error('the room has no name') // an answer may lack any field but its id

await client.rooms.setThemeTokens(roomName, { primary: '#1a2b3c' })
await client.rooms.setLogo(roomName, 'logo.png') // or its bytes
await client.rooms.setBackgroundPreset(roomName, { palette: 'purple', theme: 'mountains' })
console.log(roomName, 'has colours, a logo and mountains')
