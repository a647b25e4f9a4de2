"""Reads one page again and again; it is fetched once."""

import sys
from urllib.request import Request, urlopen

import decoders
import worker


class Client:
    def __init__(self):
        self.text = urlopen(Request(worker.PAGE, headers=worker.AUTH)).read()
        self.decode = getattr(decoders, sys.argv[1])()

    def page(self):
        self.decode(self.text)


worker.serve(Client)
