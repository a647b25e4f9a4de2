// Recordings: find the latest, download it, and delete what is old.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Whereby } from 'whereby'

const client = new Whereby() // WHEREBY_API_KEY
for await (const recording of client.recordings.list({ sortBy: 'startDate:desc', maxItems: 1 })) {
  const file = await client.recordings.download(recording.recordingId, join(tmpdir(), 'latest.mp4'), {
    overwrite: true,
    progress: (received, total) => console.log(received, 'of', total, 'bytes'),
  })
  console.log(file.path, 'has', file.sizeInBytes, 'bytes')
}

const month = 30 * 86_400_000
const old = await client.recordings.deleteAll({ olderThan: month, dryRun: true })
console.log('older than 30 days:', old.matched)
