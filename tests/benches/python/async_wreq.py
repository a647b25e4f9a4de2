import worker
from wreq import Client as Http


class Client:
    def __init__(self):
        self.http = Http(headers=worker.HEADERS)

    async def create(self):
        answer = await self.http.post(worker.MEETINGS, body=worker.body())
        answer.raise_for_status()
        worker.read(await answer.json())


worker.serve_async(Client)
