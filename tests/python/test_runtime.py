"""Threads, loops, forks, Ctrl-C and cancelling."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import pytest
import whereby
from servers import serving

END = datetime.now(timezone.utc) + timedelta(hours=1)


@pytest.fixture
def silent():
    """A server that takes a request and never answers; tells when the client has gone."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        asked, gone = threading.Event(), threading.Event()

        def serve():
            with listener.accept()[0] as stream:
                stream.recv(65536)
                asked.set()
                while stream.recv(65536):
                    pass
                gone.set()

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/v1", asked, gone


def test_a_client_is_shared_by_32_threads(whereby_client):
    with ThreadPoolExecutor(32) as pool:
        made = list(pool.map(lambda _: whereby_client.meetings.create(end_date=END), range(64)))
    assert len({m.meeting_id for m in made}) == 64
    assert len(list(whereby_client.meetings.list(page_size=7))) == 64


def test_a_thread_takes_over_the_connection_of_the_last():
    meeting, connections = threading.Barrier(2), set()

    def answer(request):
        connections.add(request.stream)
        if request.path.endswith("/both"):
            meeting.wait(10)
        request.json({"meetingId": "1"})

    with serving(answer) as server:
        client = whereby.Whereby(api_key="k", base_url=server.base_url)

        def call(*ids):
            with ThreadPoolExecutor(len(ids)) as pool:
                assert [m.meeting_id for m in pool.map(client.meetings.get, ids)] == ["1"] * len(ids)
            return len(connections)

        assert [call("1") for _ in range(5)] == [1] * 5
        assert call("both", "both") == 2
        assert [call("1") for _ in range(5)] == [2] * 5


def test_a_client_serves_several_loops(whereby_emulator):
    client = whereby_emulator.async_client(api_key=whereby_emulator.new_key())
    for _ in range(3):
        asyncio.run(client.meetings.create(end_date=END))

    async def count():
        return len([m async for m in client.meetings.list()])

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(lambda _: asyncio.run(count()), range(4))) == [3, 3, 3, 3]


def test_many_calls_at_once(whereby_emulator):
    async def run():
        async with whereby_emulator.async_client(api_key=whereby_emulator.new_key()) as client:
            made = await asyncio.gather(*(client.meetings.create(end_date=END) for _ in range(100)))
            return len({m.meeting_id for m in made})

    assert asyncio.run(run()) == 100


def test_cancelling_a_task_ends_the_work(silent):
    base_url, asked, gone = silent

    async def run():
        client = whereby.AsyncWhereby(api_key="k", base_url=base_url)
        task = asyncio.create_task(client.meetings.get("1"))
        await asyncio.to_thread(asked.wait, 10)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(run())
    assert gone.wait(10)


def test_wait_for_ends_the_work(silent):
    base_url, _, gone = silent

    async def run():
        client = whereby.AsyncWhereby(api_key="k", base_url=base_url)
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(client.meetings.get("1"), 0.2)

    asyncio.run(run())
    assert gone.wait(10)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")
@pytest.mark.parametrize("way", ["sync", "async"])
def test_a_client_works_after_fork(way, whereby_emulator):
    key = whereby_emulator.new_key()
    client, other = whereby_emulator.client(api_key=key), whereby_emulator.async_client(api_key=key)

    def count():
        if way == "sync":
            return len(list(client.meetings.list()))

        async def run():
            return len([m async for m in other.meetings.list()])

        return asyncio.run(run())

    client.meetings.create(end_date=END)
    assert count() == 1
    child = os.fork()
    if child == 0:
        signal.alarm(20)
        os._exit(count())
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 1
    assert count() == 1


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_ctrl_c_ends_a_call_on_a_silent_server(silent):
    base_url, asked, gone = silent
    program = f"""
        import signal, whereby
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a parent may have switched it off
        try:
            whereby.Whereby(api_key="k", base_url="{base_url}", timeout=60).meetings.get("1")
        except KeyboardInterrupt:
            print("interrupted", flush=True)
            input()
    """
    command = [sys.executable, "-c", textwrap.dedent(program)]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert asked.wait(20)
    child.send_signal(signal.SIGINT)
    assert gone.wait(1), "the call went on after Ctrl-C"
    assert child.communicate("\n", timeout=10)[0] == "interrupted\n"


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_signal_handler_may_make_calls_during_a_call(silent, whereby_client):
    base_url, asked, gone = silent
    client = whereby.Whereby(api_key="k", base_url=base_url)
    seen = []

    def handle(*_):
        seen.append(list(whereby_client.meetings.list()))
        raise InterruptedError

    earlier = signal.signal(signal.SIGUSR1, handle)
    main = threading.main_thread().ident
    threading.Thread(target=lambda: asked.wait(20) and signal.pthread_kill(main, signal.SIGUSR1)).start()
    try:
        with pytest.raises(InterruptedError):
            client.meetings.get("1")
    finally:
        signal.signal(signal.SIGUSR1, earlier)
    assert seen == [[]] and gone.wait(10)


def test_work_that_nobody_awaits_ends_quietly_with_the_interpreter():
    # The end of the interpreter closes the sockets, which would wake the work.
    program = """
        import asyncio, socket, whereby
        async def start():
            task = asyncio.ensure_future(client.meetings.get("1"))
            return task, await asyncio.to_thread(listener.accept)
        listener = socket.create_server(("127.0.0.1", 0))
        base_url = f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
        client = whereby.AsyncWhereby(api_key="k", base_url=base_url, max_tries=1)
        loop = asyncio.new_event_loop()
        kept = loop.run_until_complete(start())
    """
    ran = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, timeout=30)
    assert ran.returncode == 0 and "panicked" not in ran.stderr, ran.stderr


def test_a_connection_that_the_server_closed_is_not_used_again():
    body = b'{"meetingId": "1"}'
    answer = b"HTTP/1.1 201 Created\r\ncontent-length: %d\r\n\r\n%s" % (len(body), body)
    with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor(1) as pool:
        listener.settimeout(20)

        def serve_one():
            stream = listener.accept()[0]
            stream.recv(65536)
            stream.sendall(answer)
            return stream

        client = whereby.Whereby(api_key="k", base_url=f"http://127.0.0.1:{listener.getsockname()[1]}/v1")
        for _ in range(3):
            served = pool.submit(serve_one)
            # A creation is never repeated, so it fails if it is sent into a closed connection.
            assert client.meetings.create(end_date=END).meeting_id == "1"
            served.result().close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")
def test_a_fork_during_another_threads_call(whereby_client):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        busy = whereby.Whereby(api_key="k", base_url=f"http://127.0.0.1:{listener.getsockname()[1]}/v1", max_tries=1)
        with ThreadPoolExecutor(1) as pool:
            call = pool.submit(busy.meetings.get, "1")
            with listener.accept()[0] as stream:
                stream.recv(65536)
                child = os.fork()
                if child == 0:
                    signal.alarm(20)
                    os._exit(len(list(whereby_client.meetings.list())))
                _, status = os.waitpid(child, 0)
            with pytest.raises(whereby.APIConnectionError):
                call.result(20)
    assert os.waitstatus_to_exitcode(status) == 0


def test_a_redirect_does_not_take_the_key_along(whereby_emulator):
    with whereby.Emulator() as other:
        key = whereby_emulator.new_key()
        whereby_emulator.script([{"status": 302, "headers": {"location": other.base_url}}], api_key=key)
        with pytest.raises(whereby.APIStatusError, match="redirect"):
            whereby_emulator.client(api_key=key).meetings.list_page()
        assert other.requests(api_key=key) == []


def test_pages_cursor_and_going_on_after_an_error(whereby_emulator):
    key = whereby_emulator.new_key()
    client = whereby_emulator.client(api_key=key).with_options(max_tries=1)
    ids = [client.meetings.create(end_date=END).meeting_id for _ in range(5)]
    pager = client.meetings.list(page_size=2)
    assert [len(page.results) for page in client.meetings.list(page_size=2).pages()] == [2, 2, 1]
    some = client.meetings.list(page_size=2, max_items=3).pages()
    assert [len(page.results) for page in some] == [2, 2], "pages stay whole, and end as the list does"
    assert [next(pager).meeting_id, next(pager).meeting_id] == ids[:2]
    whereby_emulator.script([{"status": 503}], api_key=key)
    with pytest.raises(whereby.InternalServerError):
        next(pager)
    cursor = pager.cursor
    assert [m.meeting_id for m in pager] == ids[2:] == [m.meeting_id for m in client.meetings.list(cursor=cursor)]
    before = len(whereby_emulator.requests(api_key=key))
    next(client.meetings.list(page_size=1))
    assert len(whereby_emulator.requests(api_key=key)) == before + 1, "a page was fetched that nobody asked for"


PAGES = {None: (["1", "2"], "a"), "a": (["3", "4"], None)}


@pytest.fixture
def pages():
    """A list of two pages; the first is given when two have asked for it."""
    both = threading.Barrier(2)

    def answer(request):
        cursor = request.path.partition("cursor=")[2] or None
        if cursor is None:
            both.wait(10)
        ids, after = PAGES[cursor]
        request.json({"results": [{"meetingId": one} for one in ids], "cursor": after})

    with serving(answer) as server:
        yield {"api_key": "k", "base_url": server.base_url}


@pytest.mark.parametrize("reads", [["item", "item"], ["page", "page"], ["item", "page"]])
def test_a_list_has_one_task_at_a_time(reads, pages):
    async def run(client):
        pager = client.meetings.list()
        ways = {"item": pager.__anext__, "page": pager.next_page}
        ended = await asyncio.gather(*(ways[read]() for read in reads), return_exceptions=True)
        return ended, [m.meeting_id async for m in pager]

    first_of_two_readers(*asyncio.run(run(whereby.AsyncWhereby(**pages))))


@pytest.mark.parametrize("reads", [["item", "item"], ["page", "page"], ["item", "page"]])
def test_a_list_has_one_thread_at_a_time(reads, pages):
    pager = whereby.Whereby(**pages).meetings.list()
    ways = {"item": pager.__next__, "page": pager.next_page}
    with ThreadPoolExecutor(2) as pool:
        running = [pool.submit(ways[read]) for read in reads]
        ended = [one.exception(20) or one.result() for one in running]
    first_of_two_readers(ended, [m.meeting_id for m in pager])


def first_of_two_readers(ended, rest):
    refused, read = sorted(ended, key=lambda one: not isinstance(one, RuntimeError))
    assert isinstance(refused, RuntimeError) and "being read already" in str(refused)
    ids = [m.meeting_id for m in read.results] if isinstance(read, whereby.MeetingPage) else [read.meeting_id]
    assert ids + rest == ["1", "2", "3", "4"]


def test_a_call_after_the_end_of_the_interpreter_began(whereby_emulator):
    program = f"""
        import asyncio, atexit, whereby

        client = whereby.AsyncWhereby(api_key={whereby_emulator.new_key()!r}, base_url={whereby_emulator.base_url!r})

        async def list_page():
            return await client.meetings.list_page()

        @atexit.register
        def late():
            try:
                asyncio.run(list_page())
            except RuntimeError as error:
                print(error)
            asyncio.run(leave())
            print("left")

        async def leave():
            async with client.meetings.delete_many(["1"]):
                pass

        # The library ends its work after this, and so before what was registered earlier.
        asyncio.run(list_page())
    """
    ran = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, timeout=30)
    assert ran.returncode == 0 and "the interpreter is shutting down\nleft\n" in ran.stdout, ran.stdout + ran.stderr
