import worker
from wreq.blocking import Client as Http


class Client:
    def __init__(self):
        self.http = Http(headers=worker.HEADERS)

    def create(self):
        answer = self.http.post(worker.MEETINGS, body=worker.body())
        answer.raise_for_status()
        worker.read(answer.json())


worker.serve(Client)
