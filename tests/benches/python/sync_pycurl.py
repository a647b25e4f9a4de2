import json
import sys
from io import BytesIO

import decoders
import pycurl
import worker


class Client:
    def __init__(self):
        self.curl = pycurl.Curl()
        self.curl.setopt(pycurl.HTTPHEADER, [f"{name}: {text}" for name, text in worker.HEADERS.items()])
        self.decode = getattr(decoders, sys.argv[1])()

    def create(self):
        self.curl.setopt(pycurl.URL, worker.MEETINGS)
        self.curl.setopt(pycurl.POSTFIELDS, worker.body())
        worker.read(json.loads(self.send()))

    def page(self):
        self.curl.setopt(pycurl.URL, worker.PAGE)
        self.curl.setopt(pycurl.HTTPGET, 1)
        self.decode(self.send())

    def send(self):
        answer = BytesIO()
        self.curl.setopt(pycurl.WRITEDATA, answer)
        self.curl.perform()
        assert self.curl.getinfo(pycurl.RESPONSE_CODE) < 300
        return answer.getvalue()


worker.serve(Client)
