// The same package by `require`.
import whereby = require('whereby')

const client: whereby.Whereby = new whereby.Whereby({ apiKey: 'wk' })
export const made: Promise<whereby.Meeting> = client.meetings.create({ endDate: new Date() })
// @ts-expect-error: a misspelt field
export const refused = client.meetings.create({ endDate: new Date(), isLockd: true })
