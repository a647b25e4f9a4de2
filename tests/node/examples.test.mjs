// Every example runs, on an emulator where people met.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Emulator } from 'whereby'

const emulator = await Emulator.start()
const TMPDIR = mkdtempSync(join(tmpdir(), 'whereby-'))
after(async () => {
  rmSync(TMPDIR, { recursive: true })
  await emulator.stop()
})
await emulator.call('POST', '/_emulator/sessions', { roomName: '/clinic-1', recordings: 1, transcription: true })
await emulator.call('POST', '/_emulator/settings', { transcriptionSeconds: 0, summarySeconds: 0 })

const SHOWS = {
  insights: /\/clinic-1/,
  meetings: /deleted/,
  quickstart: /https:\/\/.*whereby\.com/,
  recordings: /bytes\n.*latest\.mp4 has/s,
  rooms: /mountains/,
  summaries: /SOAP/,
  transcriptions: /\.md/,
}
const folder = new URL('../../examples/', import.meta.url)
const env = { ...process.env, TMPDIR, WHEREBY_API_KEY: emulator.apiKey, WHEREBY_BASE_URL: emulator.baseUrl }
for (const name of readdirSync(folder).filter((name) => name.endsWith('.mjs'))) {
  test(name, async () => {
    const cwd = fileURLToPath(new URL('../core/examples/', folder))
    const ran = await promisify(execFile)(process.execPath, [fileURLToPath(new URL(name, folder))], { cwd, env })
    assert.match(ran.stdout, SHOWS[name.slice(0, -4)])
  })
}
