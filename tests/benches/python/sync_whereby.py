import worker
from whereby import Whereby

CLIENT = Whereby()  # threads may share it


class Client:
    def create(self):
        worker.read_object(CLIENT.meetings.create(end_date=worker.END, fields=["hostRoomUrl"]))

    def page(self):
        for room in CLIENT.meetings.list_page(page_size=100).results:
            worker.read_object(room)


worker.serve(Client)
