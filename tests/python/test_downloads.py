"""Downloads and waits as a Python program has them: paths, callbacks, Ctrl-C, cancelling."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
import threading
from datetime import timedelta
from pathlib import Path

import pytest
import whereby
from servers import Request, serving

SIZE = 300_000


class Storage:
    """An API with one recording; its file stops after `until` bytes, as long as `held`."""

    def __init__(self) -> None:
        self.until, self.gone, self.stopped = SIZE, threading.Event(), threading.Event()
        self.base_url = ""

    def answer(self, request: Request) -> None:
        if request.path.endswith("/access-link"):
            return request.json({"accessLink": f"{self.base_url}/file?signature=s", "expires": 1})
        if not request.path.startswith("/v1/file"):
            return request.json({"results": []})
        request.send(f"200 OK\r\ncontent-length: {SIZE}", bytes(self.until))
        if self.until < SIZE:
            self.stopped.set()
            request.left()
            self.gone.set()


@pytest.fixture
def storage():
    place = Storage()
    with serving(place.answer) as server:
        place.base_url = server.base_url
        yield place


@pytest.fixture
def client(storage):
    return whereby.Whereby(api_key="k", base_url=storage.base_url, max_tries=1)


@pytest.fixture
def async_client(storage):
    return whereby.AsyncWhereby(api_key="k", base_url=storage.base_url, max_tries=1)


@pytest.mark.parametrize("kind", [Path, str])
def test_a_download_takes_paths_and_tells_how_far_it_is(kind, client, tmp_path):
    told = []

    def progress(received, total):
        told.append((received, total, threading.get_ident()))

    target = tmp_path / "a.mp4"
    done = client.recordings.download("1", kind(target), progress=progress)
    assert (done.path, done.size_in_bytes, target.stat().st_size) == (str(target), SIZE, SIZE)
    assert [n for n, *_ in told] == sorted({n for n, *_ in told}), "numbers only grow, each is told once"
    assert told[-1] == (SIZE, SIZE, threading.get_ident()), "the last is told, on the caller's own thread"


def test_a_callback_may_make_calls(client, tmp_path):
    seen = []
    client.recordings.download("1", tmp_path / "a", progress=lambda *_: seen.append(client.meetings.list_page()))
    assert seen and all(page.results == [] for page in seen)


def test_a_callback_is_called_in_the_event_loop_of_the_caller(async_client, tmp_path):
    async def run():
        told = []

        def progress(received, total):
            told.append((received, total, asyncio.get_running_loop(), asyncio.current_task()))

        await async_client.recordings.download("1", tmp_path / "a", progress=progress)
        assert told[-1] == (SIZE, SIZE, asyncio.get_running_loop(), asyncio.current_task())
        assert all(loop is asyncio.get_running_loop() for *_, loop, _ in told)

    asyncio.run(run())
    assert (tmp_path / "a").stat().st_size == SIZE


def test_a_callback_cannot_go_on_with_its_own_call(async_client, tmp_path):
    async def run():
        def progress(_received, _total):
            for go_on in (lambda: call.send(None), lambda: call.throw(KeyError), call.close):
                with pytest.raises(ValueError, match="coroutine already executing"):
                    go_on()
            told.append(True)

        told = []
        call = async_client.recordings.download("1", tmp_path / "a", progress=progress)
        await call
        assert told

    asyncio.run(run())


@pytest.mark.parametrize("error", [ZeroDivisionError("mine"), KeyboardInterrupt(), SystemExit(3)])
@pytest.mark.parametrize("way", ["sync", "async"])
def test_what_a_callback_raises_ends_the_download(way, error, storage, client, async_client, tmp_path):
    storage.until = 100_000

    def progress(received, total):
        if received:
            raise error

    def download():
        if way == "sync":
            return client.recordings.download("1", tmp_path / "a", progress=progress)
        # Not `asyncio.run`, which has its own way with `KeyboardInterrupt`.
        coroutine = async_client.recordings.download("1", tmp_path / "a", progress=progress)
        loop = asyncio.new_event_loop()
        try:
            return loop.run_until_complete(coroutine)
        finally:
            loop.close()

    with pytest.raises(type(error)) as raised:
        download()
    assert raised.value is error and storage.gone.wait(10)
    assert not (tmp_path / "a").exists() and (tmp_path / "a.1.part").exists()


def test_a_callback_that_raises_at_the_last_byte_is_heard(client, tmp_path):
    def progress(received, total):
        if received == total:
            raise LookupError("mine")

    with pytest.raises(LookupError, match="mine"):
        client.recordings.download("1", tmp_path / "a", progress=progress)


def test_a_stop_iteration_of_progress_is_no_result(async_client, tmp_path):
    call = async_client.recordings.download("1", tmp_path / "a", progress=lambda *_: next(iter(())))

    async def run():
        return await call

    with pytest.raises(RuntimeError, match="coroutine raised StopIteration"):
        asyncio.run(run())
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("progress", [7, "print"])
def test_what_cannot_be_called_is_refused(progress, client, tmp_path):
    with pytest.raises(TypeError, match="progress: must be a function"):
        client.recordings.download("1", tmp_path / "a", progress=progress)


def test_an_async_callback_is_refused(client, tmp_path):
    async def progress(received, total):
        pass

    with pytest.raises(TypeError, match="progress: must be a plain function"):
        client.recordings.download("1", tmp_path / "a", progress=progress)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_ctrl_c_ends_a_download(storage, tmp_path):
    storage.until = 100_000
    program = f"""
        import signal, whereby
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a parent may have switched it off
        client = whereby.Whereby(api_key="k", base_url="{storage.base_url}", timeout=60)
        try:
            client.recordings.download("1", {str(tmp_path / "a")!r}, progress=lambda *_: None)
        except KeyboardInterrupt:
            print("interrupted", flush=True)
            input()
    """
    command = [sys.executable, "-c", textwrap.dedent(program)]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert storage.stopped.wait(20)
    child.send_signal(signal.SIGINT)
    assert storage.gone.wait(5), "the download went on after Ctrl-C"
    assert child.communicate("\n", timeout=10)[0] == "interrupted\n"
    assert not (tmp_path / "a").exists()


def test_cancelling_ends_a_download_and_a_later_call_goes_on(storage, async_client, tmp_path):
    storage.until = 100_000

    async def run():
        task = asyncio.create_task(async_client.recordings.download("1", tmp_path / "a"))
        await asyncio.to_thread(storage.stopped.wait, 20)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await asyncio.to_thread(storage.gone.wait, 10) and not (tmp_path / "a").exists()
        storage.until = SIZE
        return await async_client.recordings.download("1", tmp_path / "a")

    assert asyncio.run(run()).size_in_bytes == SIZE


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs POSIX's fork")
def test_a_child_made_in_the_middle_does_not_keep_the_file(client, tmp_path):
    children = []

    def progress(*_):
        child = os.fork()
        if child == 0:
            while True:
                signal.pause()
        children.append(child)
        raise KeyError

    try:
        with pytest.raises(KeyError):
            client.recordings.download("1", tmp_path / "a", progress=progress)
        assert client.recordings.download("1", tmp_path / "a").size_in_bytes == SIZE
    finally:
        for child in children:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def test_cancelling_ends_a_wait():
    asked, gone = threading.Event(), threading.Event()

    def answer(request):
        if request.method == "POST":
            return request.json({"summaryId": "s1"})
        asked.set()
        request.left()
        gone.set()

    async def run(base_url):
        client = whereby.AsyncWhereby(api_key="k", base_url=base_url)
        waiting = client.summaries.create_and_wait(transcription_id="t", template="SOAP")
        task = asyncio.ensure_future(waiting)
        await asyncio.to_thread(asked.wait, 20)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    with serving(answer) as server:
        asyncio.run(run(server.base_url))
        assert gone.wait(10)


def test_spans_of_a_wait_are_numbers_or_timedeltas():
    def answer(request):
        request.json({"summaryId": "s1", "state": "in_progress"})

    with serving(answer) as server:
        client = whereby.Whereby(api_key="k", base_url=server.base_url)
        for span in (0.01, timedelta(milliseconds=10)):
            with pytest.raises(whereby.APITimeoutError, match="10ms"):
                client.summaries.create_and_wait(
                    transcription_id="t", template="SOAP", max_wait=span, poll_interval=timedelta(microseconds=1)
                )
