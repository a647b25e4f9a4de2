// Lists: how much, from where, and page by page.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { Emulator, InvalidRequestError, MeetingPage } from 'whereby'

const emulator = await Emulator.start()
after(() => emulator.stop())

async function tenant() {
  const apiKey = emulator.newKey()
  const client = emulator.client({ apiKey })
  for (let i = 0; i < 5; i++) await client.meetings.create({ endDate: new Date(Date.now() + 3_600_000) })
  const pages = async () => (await emulator.requests(apiKey)).filter((r) => r.method === 'GET').length
  return { client, pages }
}

test('maxItems ends a list, and asks for no page beyond', async () => {
  const { client, pages } = await tenant()
  assert.equal((await client.meetings.list({ pageSize: 2, maxItems: 2 }).collect()).length, 2)
  assert.equal(await pages(), 1)
  assert.deepEqual(await client.meetings.list({ maxItems: 0 }).collect(), [])
  assert.equal(await pages(), 1)
})

test('maxItems ends the pages too, which stay whole', async () => {
  const { client } = await tenant()
  const sizes = []
  for await (const page of client.meetings.list({ pageSize: 2, maxItems: 3 }).pages()) sizes.push(page.results.length)
  assert.deepEqual(sizes, [2, 2])
})

test('a key of extra that repeats a field is refused', async () => {
  const { client, pages } = await tenant()
  const twice = client.meetings.listPage({ pageSize: 1, extra: { limit: 2 } })
  await assert.rejects(twice, (e) => e instanceof InvalidRequestError && e.message.startsWith('extra: `limit` '))
  assert.equal(await pages(), 0)
})

test('a loop that was left goes on in a second loop', async () => {
  const { client } = await tenant()
  const list = client.meetings.list({ pageSize: 2 })
  const seen = []
  for await (const meeting of list) if (seen.push(meeting.meetingId) === 3) break
  for await (const meeting of list) seen.push(meeting.meetingId)
  assert.equal(new Set(seen).size, 5)
})

test('a cursor resumes in a new list', async () => {
  const { client } = await tenant()
  const list = client.meetings.list({ pageSize: 2 })
  assert(await list.nextPage() instanceof MeetingPage)
  const rest = await client.meetings.list({ pageSize: 2, cursor: list.cursor }).collect()
  assert.equal(rest.length, 3)
  while (await list.nextPage());
  assert.equal(list.cursor, undefined)
  assert.equal(await list.nextPage(), undefined)
})

test('wrong input of a list rejects at the first page', async () => {
  const { client, pages } = await tenant()
  for (const params of [{ pageSiz: 1 }, { maxItems: -1 }, { maxItems: 1.5 }, null, 7]) {
    await assert.rejects(client.meetings.list(params).collect(), InvalidRequestError)
  }
  assert.equal(await pages(), 0)
})
