import worker
from whereby import AsyncWhereby


class Client:
    def __init__(self):
        self.meetings = AsyncWhereby().meetings

    async def create(self):
        room = await self.meetings.create(end_date=worker.END, fields=["hostRoomUrl"])
        worker.read_object(room)

    async def page(self):
        for room in (await self.meetings.list_page(page_size=100)).results:
            worker.read_object(room)


worker.serve_async(Client)
