"""The emulator in the package, called by the bench's own client: what is measured is the server."""

import os
import subprocess
import sys

from whereby import Emulator

ROOMS = int(sys.argv[1])

with Emulator(points_per_minute=4_000_000_000) as emulator:
    room = {"endDate": "2099-01-01", "roomNamePrefix": "clinic-"}
    for _ in range(ROOMS):
        emulator.call("POST", "/v1/meetings", room)
    client = [os.environ["WHEREBY_BENCHES"], "work", "raw", emulator.base_url, emulator.api_key, str(ROOMS)]
    sys.exit(subprocess.run(client).returncode)
