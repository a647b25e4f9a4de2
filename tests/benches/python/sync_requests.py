import requests
import worker


class Client:
    def __init__(self):
        self.session = requests.Session()
        self.session.headers.update(worker.HEADERS)

    def create(self):
        answer = self.session.post(worker.MEETINGS, data=worker.body())
        answer.raise_for_status()
        worker.read(answer.json())


worker.serve(Client)
