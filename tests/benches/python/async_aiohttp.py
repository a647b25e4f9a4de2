import aiohttp
import worker


class Client:
    def __init__(self):
        self.session = aiohttp.ClientSession(headers=worker.HEADERS, raise_for_status=True)

    async def create(self):
        async with self.session.post(worker.MEETINGS, data=worker.body()) as answer:
            worker.read(await answer.json())


worker.serve_async(Client)
