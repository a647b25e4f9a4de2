const { request } = require('undici')

const headers = { authorization: `Bearer ${process.env.WHEREBY_API_KEY}`, 'content-type': 'application/json' }
const body = JSON.stringify({ endDate: new Date(Date.now() + 3_600_000) })
request(`${process.env.WHEREBY_BASE_URL}/meetings`, { method: 'POST', headers, body })
  .then((answer) => answer.body.json())
  .then((room) => {
    if (!room.roomUrl) throw new Error('no room')
    console.log('ready')
  })
