# Transcriptions: turn a recording into text, wait for it, and read it.

from datetime import timedelta
from pathlib import Path
from tempfile import gettempdir

from whereby import Whereby

with Whereby() as client:  # WHEREBY_API_KEY
    for recording in client.recordings.list(max_items=1):
        done = client.transcriptions.create_and_wait(
            recording_id=recording.recording_id, max_wait=timedelta(minutes=10)
        )
        if done.state == "ready":
            to = Path(gettempdir()) / f"{done.transcription_id}.md"
            file = client.transcriptions.download(done.transcription_id, to=to, overwrite=True)
            print("what people said is in", file.path)
