// Transcriptions: turn a recording into text, wait for it, and read it.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Whereby } from 'whereby'

const client = new Whereby() // WHEREBY_API_KEY
for await (const { recordingId } of client.recordings.list({ maxItems: 1 })) {
  const done = await client.transcriptions.createAndWait({ recordingId }, { maxWait: 600_000 })
  if (done.state === 'ready') {
    const to = join(tmpdir(), `${done.transcriptionId}.md`)
    const file = await client.transcriptions.download(done.transcriptionId, to, { overwrite: true })
    console.log('what people said is in', file.path)
  }
}
