// The examples of the docs run, on an emulator where people met.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { after, before, test } from 'node:test'
import { Emulator } from 'whereby'

const root = new URL('../../', import.meta.url)
const shows = {
  insights: '/clinic-1',
  meetings: 'deleted',
  recordings: 'latest.mp4 has',
  rooms: 'mountains',
  summaries: 'SOAP',
  transcriptions: '.md',
}
let emulator
before(async () => {
  emulator = await Emulator.start()
})
after(() => emulator.stop())

for (const [name, part] of Object.entries(shows)) {
  test(`the example of ${name}`, async () => {
    const key = emulator.newKey()
    const session = { roomName: '/clinic-1', recordings: 1, transcription: true }
    await emulator.call('POST', '/_emulator/sessions', session, key)
    await emulator.call('POST', '/_emulator/settings', { transcriptionSeconds: 0, summarySeconds: 0 }, key)
    const { stdout } = await promisify(execFile)(process.execPath, [new URL(`examples/${name}.mjs`, root).pathname], {
      cwd: new URL('core/examples/', root),
      env: { ...process.env, WHEREBY_API_KEY: key, WHEREBY_BASE_URL: emulator.baseUrl },
    })
    assert.ok(stdout.includes(part), stdout)
  })
}
