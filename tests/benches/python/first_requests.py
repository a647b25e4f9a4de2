import os
from datetime import datetime, timedelta, timezone

import requests

session = requests.Session()
session.headers["Authorization"] = "Bearer " + os.environ["WHEREBY_API_KEY"]
end = datetime.now(timezone.utc) + timedelta(hours=1)
answer = session.post(os.environ["WHEREBY_BASE_URL"] + "/meetings", json={"endDate": end.isoformat()})
answer.raise_for_status()
assert answer.json()["roomUrl"]
print("ready", flush=True)
