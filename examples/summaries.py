# Summaries: sum up a transcription as a medical note.

from whereby import Whereby

with Whereby() as client:  # WHEREBY_API_KEY
    for transcription in client.transcriptions.list(max_items=1):
        summary = client.summaries.create_and_wait(
            transcription_id=transcription.transcription_id, template="SOAP"
        )
        print(summary.state, summary.summary)
        client.summaries.delete(summary.summary_id)
