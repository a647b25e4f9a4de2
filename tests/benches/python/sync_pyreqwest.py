import worker
from pyreqwest.client import SyncClientBuilder


class Client:
    def __init__(self):
        self.http = SyncClientBuilder().default_headers(worker.HEADERS).error_for_status(True).build()

    def create(self):
        worker.read(self.http.post(worker.MEETINGS).body_text(worker.body()).build().send().json())


worker.serve(Client)
