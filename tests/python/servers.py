"""Servers of a test's own, whose answers may be held back for as long as it needs."""

from __future__ import annotations

import json
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


class Request:
    """A request, and the connection it came by."""

    def __init__(self, stream: socket.socket, head: bytes):
        self.stream = stream
        self.method, self.path = head.decode().split(" ")[:2]

    def send(self, head: str, body: bytes = b"") -> None:
        self.stream.sendall(f"HTTP/1.1 {head}\r\n\r\n".encode() + body)

    def json(self, value: Any) -> None:
        body = json.dumps(value).encode()
        self.send(f"200 OK\r\ncontent-length: {len(body)}", body)

    def left(self) -> None:
        """Wait until the client hangs up."""
        while self.stream.recv(65536):
            pass


class Server:
    def __init__(self, listener: socket.socket):
        self.base_url = f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
        self.requests: list[str] = []


@contextmanager
def serving(answer: Callable[[Request], None]) -> Iterator[Server]:
    """A server that answers each request in a thread of its connection."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Server(listener)

        def talk(stream: socket.socket) -> None:
            with stream:
                seen = b""
                while received := _received(stream):
                    seen += received
                    head, end, body = seen.partition(b"\r\n\r\n")
                    length = re.search(rb"content-length: (\d+)", head, re.I)
                    if end and len(body) >= int(length[1] if length else 0):
                        seen = b""
                        request = Request(stream, head)
                        server.requests.append(f"{request.method} {request.path}")
                        answer(request)

        def accept() -> None:
            while True:
                try:
                    stream = listener.accept()[0]
                except OSError:
                    return
                threading.Thread(target=talk, args=(stream,), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield server


def _received(stream: socket.socket) -> bytes:
    try:
        return stream.recv(65536)
    except OSError:
        return b""
