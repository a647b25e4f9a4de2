"""Many calls at once: results as they come, early ends, waits that are broken off."""

from __future__ import annotations

import asyncio
import gc
import itertools
import os
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import pytest
import whereby
from servers import serving

END = datetime.now(timezone.utc) + timedelta(hours=1)


class Gate:
    """Meetings whose deletion waits until the test lets it; tells who asked."""

    def __init__(self) -> None:
        self.open = {str(i): threading.Event() for i in range(10)}
        self.asked = {str(i): threading.Event() for i in range(10)}
        self.base_url, self.requests = "", []

    def answer(self, request) -> None:
        meeting = request.path.rpartition("/")[2]
        self.asked[meeting].set()
        if not self.open[meeting].wait(20):
            raise TimeoutError
        request.send("204 No Content")


@pytest.fixture
def gate():
    place = Gate()
    with serving(place.answer) as server:
        place.base_url, place.requests = server.base_url, server.requests
        yield place
        opened(place, *place.open)


@pytest.fixture
def client(gate):
    return whereby.Whereby(api_key="k", base_url=gate.base_url, max_tries=1)


@pytest.fixture
def async_client(gate):
    return whereby.AsyncWhereby(api_key="k", base_url=gate.base_url, max_tries=1)


def opened(gate, *meetings):
    for meeting in meetings:
        gate.open[meeting].set()


def test_results_come_as_they_are_there(gate, client):
    opened(gate, "1")
    batch = client.meetings.delete_many(["0", "1", "2"], max_concurrency=2)
    assert gate.requests == [], "calls are made as results are asked for"
    assert next(batch).index == 1
    opened(gate, "0", "2")
    assert sorted(r.index for r in batch) == [0, 2] and list(batch) == []


def test_results_come_as_they_are_there_for_await(gate, async_client):
    async def run():
        opened(gate, "1")
        batch = async_client.meetings.delete_many(["0", "1", "2"], max_concurrency=2)
        assert (await anext(batch)).index == 1
        opened(gate, "0", "2")
        assert sorted([r.index async for r in batch]) == [0, 2] and [r async for r in batch] == []

    asyncio.run(run())


@pytest.mark.parametrize("kind", [whereby.Whereby, whereby.AsyncWhereby])
def test_a_batch_that_nobody_reads_says_so(kind, gate):
    meetings = kind(api_key="k", base_url=gate.base_url).meetings
    with pytest.warns(RuntimeWarning, match="never iterated, so none of its calls was made"):
        meetings.delete_many(["1"])
        gc.collect()
    assert gate.requests == []


def test_a_batch_that_was_read_or_closed_says_nothing(gate, client, async_client, recwarn):
    opened(gate, "1", "2")

    async def read():
        async with async_client.meetings.delete_many(["1"]):
            pass
        async for _result in async_client.meetings.delete_many(["1"]):
            pass

    asyncio.run(read())
    client.meetings.delete_many(["2"]).close()
    with client.meetings.delete_many(["2"]):
        pass
    assert len(list(client.meetings.delete_many(["2"]))) == 1
    gc.collect()
    assert [str(warning.message) for warning in recwarn] == []


def test_an_early_end_makes_no_more_calls(gate, client):
    opened(gate, *gate.open)
    with client.meetings.delete_many(sorted(gate.open), max_concurrency=1) as batch:
        assert [next(batch).value, next(batch).value] == ["0", "1"]
    assert list(batch) == [] and len(gate.requests) == 2
    batch.close()


def test_an_early_end_makes_no_more_calls_for_await(gate, async_client):
    async def run():
        opened(gate, *gate.open)
        async with async_client.meetings.delete_many(sorted(gate.open), max_concurrency=1) as batch:
            assert [(await anext(batch)).value, (await anext(batch)).value] == ["0", "1"]
        assert [r async for r in batch] == [] and len(gate.requests) == 2

    asyncio.run(run())


@pytest.mark.parametrize("way", ["sync", "async"])
def test_an_early_end_drops_the_calls_under_way(way):
    asked, gone = threading.Event(), threading.Event()

    def answer(request):
        if request.path.endswith("/0"):
            asked.wait(20)
            return request.send("204 No Content")
        asked.set()
        request.left()
        gone.set()

    async def run(client):
        async with client.meetings.delete_many(["0", "1"], max_concurrency=2) as batch:
            assert (await anext(batch)).value == "0"
        assert await asyncio.to_thread(gone.wait, 10)

    with serving(answer) as server:
        options = {"api_key": "k", "base_url": server.base_url}
        if way == "async":
            return asyncio.run(run(whereby.AsyncWhereby(**options)))
        with whereby.Whereby(**options).meetings.delete_many(["0", "1"], max_concurrency=2) as batch:
            assert next(batch).value == "0"
        assert gone.wait(10), "the connection is still open"


def test_leaving_after_a_wait_that_was_cancelled_drops_the_calls():
    asked, gone = threading.Event(), threading.Event()

    def answer(request):
        asked.set()
        request.left()
        gone.set()

    async def run(client):
        batch = client.meetings.delete_many(["0"])

        async def read():
            async with batch:
                await anext(batch)

        reading = asyncio.ensure_future(read())
        assert await asyncio.to_thread(asked.wait, 10)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        assert await asyncio.to_thread(gone.wait, 10), "the connection is still open"
        assert [r async for r in batch] == []

    with serving(answer) as server:
        asyncio.run(run(whereby.AsyncWhereby(api_key="k", base_url=server.base_url)))


def test_a_result_that_was_not_taken_is_none_after_the_end(gate, async_client):
    async def run():
        batch = async_client.meetings.delete_many(["0", "1"], max_concurrency=1)
        waiting = asyncio.ensure_future(anext(batch))
        await asyncio.to_thread(gate.asked["0"].wait, 10)
        opened(gate, "0")
        # Its result is there; the task was not awake since.
        time.sleep(0.2)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        await batch.aclose()
        assert [r async for r in batch] == []

    asyncio.run(run())


def test_closing_while_another_thread_waits(gate, client):
    batch = client.meetings.delete_many(["0"])
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(list, batch)
        assert gate.asked["0"].wait(10)
        batch.close()
        assert waiting.result(10) == []


def test_two_threads_share_a_batch(whereby_client):
    meetings = [whereby.CreateMeeting(end_date=END) for _ in range(40)]
    batch = whereby_client.meetings.create_many(meetings)
    with ThreadPoolExecutor(4) as pool:
        parts = list(pool.map(lambda _: [r.index for r in batch], range(4)))
    assert sorted(sum(parts, [])) == list(range(40))


def test_one_that_fails_does_not_end_the_others(whereby_client):
    meetings = [whereby.CreateMeeting(end_date=END - timedelta(hours=h)) for h in (0, 2, 0)]
    results = sorted(whereby_client.meetings.create_many(meetings), key=lambda r: r.index)
    assert [(r.index, r.ok, r.error is None, r.value is None) for r in results] == [
        (0, True, True, False), (1, False, False, True), (2, True, True, False),
    ]  # fmt: skip
    with pytest.raises(whereby.BadRequestError) as raised:
        results[1].result()
    assert raised.value is results[1].error and raised.value.status == 400
    assert results[0].result() is results[0].value
    assert repr(results[0]).startswith("BatchResult(index=0, value=Meeting(")
    assert repr(results[1]).startswith("BatchResult(index=1, error=BadRequestError(")
    match results[1]:
        case whereby.BatchResult(1, None, whereby.BadRequestError(status=400)):
            pass
        case other:
            raise AssertionError(other)


def test_a_wait_that_is_cancelled_loses_nothing(gate, async_client):
    async def run():
        batch = async_client.meetings.delete_many(["0", "1", "2"], max_concurrency=2)
        waiting = asyncio.ensure_future(anext(batch))
        for meeting in "01":
            await asyncio.to_thread(gate.asked[meeting].wait, 10)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        opened(gate, "0", "1", "2")
        assert sorted([r.result() async for r in batch]) == ["0", "1", "2"]
        assert sorted(gate.requests) == [f"DELETE /v1/meetings/{i}" for i in "012"], "a call was made twice"

    asyncio.run(run())


@pytest.mark.parametrize("way", ["sync", "async"])
def test_a_slow_reader_costs_no_call_its_answer(way):
    # The answers arrive while nobody waits, and are too large to be read at one go.
    body = b'{"meetingId": "1", "more": "%s"}' % (b"x" * 200_000)
    meetings = [whereby.CreateMeeting(end_date=END) for _ in range(3)]
    first = threading.Event()

    def answer(request):
        if first.is_set():
            answered.wait(20)
        first.set()
        request.send(f"201 Created\r\ncontent-length: {len(body)}", body)

    async def run(client):
        batch = client.meetings.create_many(meetings)
        results = [await anext(batch)]
        answered.set()
        time.sleep(0.5)
        return results + [r async for r in batch]

    answered = threading.Event()
    with serving(answer) as server:
        options = {"api_key": "k", "base_url": server.base_url, "timeout": 0.2}
        if way == "async":
            results = asyncio.run(run(whereby.AsyncWhereby(**options)))
        else:
            batch = whereby.Whereby(**options).meetings.create_many(meetings)
            results = [next(batch)]
            answered.set()
            time.sleep(0.5)
            results += batch
    assert [r.error for r in results] == [None] * 3


def test_a_slow_reader_costs_no_call_its_deadline():
    body = b'{"meetingId": "1"}'
    begun = itertools.count()

    def answer(request):
        if next(begun) == 1:
            request.send("429 Too Many Requests\r\nretry-after: 0.1\r\ncontent-length: 0")
        else:
            request.send(f"201 Created\r\ncontent-length: {len(body)}", body)

    with serving(answer) as server:
        client = whereby.Whereby(api_key="k", base_url=server.base_url, deadline=1)
        batch = client.meetings.create_many([whereby.CreateMeeting(end_date=END) for _ in range(2)])
        results = [next(batch)]
        time.sleep(1.5)
        results += batch
    assert [r.error for r in results] == [None] * 2


def test_two_tasks_share_a_batch(gate, async_client):
    async def run():
        opened(gate, *gate.open)
        batch = async_client.meetings.delete_many(sorted(gate.open))

        async def some():
            return [r.value async for r in batch]

        parts = await asyncio.gather(*(some() for _ in range(3)))
        assert sorted(sum(parts, [])) == sorted(gate.open)

    asyncio.run(run())


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_wait_that_a_signal_breaks_off_loses_nothing(gate, client):
    def handle(*_):
        raise InterruptedError

    earlier = signal.signal(signal.SIGUSR1, handle)
    main = threading.main_thread().ident
    batch = client.meetings.delete_many(["0", "1"], max_concurrency=1)
    threading.Thread(
        target=lambda: gate.asked["0"].wait(20) and signal.pthread_kill(main, signal.SIGUSR1)
    ).start()
    try:
        with pytest.raises(InterruptedError):
            next(batch)
    finally:
        signal.signal(signal.SIGUSR1, earlier)
    opened(gate, "0", "1")
    assert [r.result() for r in batch] == ["0", "1"] and len(gate.requests) == 2


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_signal_is_seen_while_another_thread_waits_too(gate, client):
    def handle(*_):
        raise InterruptedError

    def second():
        assert gate.asked["0"].wait(20)
        thread = threading.Thread(target=lambda: list(batch), daemon=True)
        thread.start()
        while "__next__" not in names(sys._current_frames()[thread.ident]):
            time.sleep(0.001)
        signal.pthread_kill(main, signal.SIGUSR1)

    def names(frame):
        while frame:
            yield frame.f_code.co_name
            frame = frame.f_back

    earlier = signal.signal(signal.SIGUSR1, handle)
    main = threading.main_thread().ident
    batch = client.meetings.delete_many(["0"])
    threading.Thread(target=second).start()
    try:
        with pytest.raises(InterruptedError):
            next(batch)
    finally:
        signal.signal(signal.SIGUSR1, earlier)
    batch.close()


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_handler_cannot_wait_for_what_it_interrupted(gate, client):
    earlier = signal.signal(signal.SIGUSR1, lambda *_: next(batch))
    main = threading.main_thread().ident
    batch = client.meetings.delete_many(["0"])
    threading.Thread(
        target=lambda: gate.asked["0"].wait(20) and signal.pthread_kill(main, signal.SIGUSR1)
    ).start()
    try:
        with pytest.raises(RuntimeError, match="this batch is being waited for already"):
            next(batch)
    finally:
        signal.signal(signal.SIGUSR1, earlier)
    opened(gate, "0")
    assert [r.result() for r in batch] == ["0"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")
def test_a_batch_stays_with_its_process(gate, client):
    opened(gate, "0", "1")
    batch = client.meetings.delete_many(["0", "1"], max_concurrency=1)
    assert next(batch).value == "0"
    child = os.fork()
    if child == 0:
        signal.alarm(20)
        try:
            next(batch)
        except whereby.InvalidRequestError as error:
            batch.close()
            os._exit(7 if "fork" in str(error) else 1)
        os._exit(2)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 7
    assert [r.value for r in batch] == ["1"]
