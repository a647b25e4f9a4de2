import httpx
import worker


class Client:
    def __init__(self):
        self.http = httpx.Client(headers=worker.HEADERS)

    def create(self):
        answer = self.http.post(worker.MEETINGS, content=worker.body())
        answer.raise_for_status()
        worker.read(answer.json())


worker.serve(Client)
