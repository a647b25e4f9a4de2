# Recordings: find the latest, download it, and delete what is old.

from datetime import timedelta
from pathlib import Path
from tempfile import gettempdir

from whereby import Whereby

with Whereby() as client:  # WHEREBY_API_KEY
    for recording in client.recordings.list(sort_by="startDate:desc", max_items=1):
        file = client.recordings.download(
            recording.recording_id,
            to=Path(gettempdir()) / "latest.mp4",
            overwrite=True,
            progress=lambda received, total: print(received, "of", total, "bytes"),
        )
        print(file.path, "has", file.size_in_bytes, "bytes")

    old = client.recordings.delete_all(older_than=timedelta(days=30), dry_run=True)
    print("older than 30 days:", old.matched)
