// Summaries: sum up a transcription as a medical note.
import { Whereby } from 'whereby'

const client = new Whereby() // WHEREBY_API_KEY
for await (const { transcriptionId } of client.transcriptions.list({ maxItems: 1 })) {
  const summary = await client.summaries.createAndWait({ transcriptionId, template: 'SOAP' })
  console.log(summary.state, summary.summary)
  await client.summaries.delete(summary.summaryId)
}
