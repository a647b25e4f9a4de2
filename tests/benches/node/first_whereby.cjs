const { Whereby } = require('whereby')

new Whereby().meetings.create({ endDate: new Date(Date.now() + 3_600_000) }).then((room) => {
  if (!room.roomUrl) throw new Error('no room')
  console.log('ready')
})
