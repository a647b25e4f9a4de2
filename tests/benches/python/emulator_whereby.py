import worker
from whereby import Emulator

EMULATOR = Emulator(points_per_minute=1_000_000)
CLIENT = EMULATOR.client()


class Client:
    """Calls of the emulator in the package, as tests make them."""

    def __init__(self):
        self.rooms = []

    def create(self):
        self.rooms.append(CLIENT.meetings.create(end_date=worker.END, fields=["hostRoomUrl"]))

    def get(self):
        CLIENT.meetings.get(self.rooms[-1].meeting_id)

    def page(self):
        for room in CLIENT.meetings.list_page(page_size=50).results:
            worker.read_object(room)


worker.serve(Client)
